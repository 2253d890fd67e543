/** Day end: figures worked out while the day is open, frozen when prepared, signed by two people, archived (R2-67…71). */
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { DayReport } from '../../../../contract/days.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import { bankAccountById } from '../settings/index.ts'
import { adjustingAccounts, proposeAdjustment } from './adjusting.ts'
import { type Figures, figuresOf, ledgerFigures, waitingFor } from './figures.ts'
import { insertFinding } from './finding-store.ts'
import { type FrozenReport, freezeDay, hasMoved, prepareDay, refuseBlocked, requireDayState } from './preparing.ts'
import type { Day } from './schema.ts'
import type { DayState } from './states.ts'
import {
  changeDay,
  dayAt,
  dayOf,
  daysWithJournals,
  insertSignature,
  keptDays,
  operatorName,
  signaturesOf,
} from './store.ts'
import { archivedReports, proposeUnlock } from './unlocking.ts'

export const daysPreparations: Preparations<'days'> = { prepare: prepareDay }

export const daysHandlers: Handlers<'days'> = {
  list(call, { before, limit }) {
    const until = before ?? '9999-12-31'
    const kept = new Map(keptDays(call, until, limit).map((day) => [day.date, day]))
    const today = call.today < until ? [call.today] : []
    const dates = [...new Set([...today, ...kept.keys(), ...daysWithJournals(call, until, limit)])]
    return dates
      .sort((a, b) => (a < b ? 1 : -1))
      .slice(0, limit)
      .map((date) => {
        const day = kept.get(date) ?? dayOf(call, date)
        const frozen = frozenOf(day)
        return {
          date,
          state: day.state as DayState,
          signatures: frozen ? signatureRows(call, day) : [],
          dayRoot: frozen?.dayRoot ?? '',
        }
      })
  },

  get: (call, { date }) => toReport(call, dayOf(call, date), date),

  explainVariance(call, { date, expectedVersion, bankAccountId, explanation, evidenceFileId }) {
    const day = dayAt(call, { date, expectedVersion })
    const to = requireDayState(day, 'explain')
    const { name } = bankAccountById(call, bankAccountId)
    const file = evidenceFileId === null ? null : fileInfo(call, evidenceFileId)
    const row = ledgerFigures(call, date).rows.find((one) => one.bankAccountId === bankAccountId)
    insertFinding(call, {
      date,
      bankAccountId,
      explanation,
      varianceMinor: row?.varianceMinor ?? null,
      fileId: evidenceFileId,
      operatorId: call.actor.operatorId,
      at: call.now,
    })
    const changed = changeDay(call, day, { to })
    audit(call, changed, {
      action: 'day.explain',
      reason: explanation,
      changes: [
        ['bankAccount', null, name],
        ...(file ? [['evidence', null, `${file.name} ${file.sha256}`] as [string, null, string]] : []),
      ],
    })
    return done(changed)
  },

  adjustingAccounts: (call, { currency }) => adjustingAccounts(call, currency),

  proposeAdjustment(call, { commandId: _, ...adjustment }) {
    return { proposalId: proposeAdjustment(call, adjustment).proposalId }
  },

  proposeUnlock: (call, { commandId: _, ...unlock }) => ({ proposalId: proposeUnlock(call, unlock).proposalId }),

  prepare(call, input) {
    const before = dayOf(call, input.date).state
    const day = freezeDay(call, input)
    audit(call, day, {
      action: 'day.prepare',
      changes: [
        ['state', before, day.state],
        ['digest', null, day.digest],
        ['dayRoot', null, frozenOf(day)?.dayRoot ?? null],
      ],
    })
    return done(day)
  },

  sign(call, { date, expectedVersion, digest }) {
    const day = dayAt(call, { date, expectedVersion })
    const to = requireDayState(day, 'sign')
    const frozen = frozenOf(day)
    if (!frozen || day.digest === null) throw new Error(`${date} is ${day.state} without a report`)
    if (day.digest !== digest || digestOf(frozen) !== digest) refuse('CONTENT_CHANGED', { date })
    const signatures = signaturesOf(call, date, digest)
    const { operatorId, displayName } = call.actor
    if (signatures.some((signature) => signature.operatorId === operatorId))
      refuse('DAY_SAME_SIGNER', { date, by: displayName })
    if (hasMoved(call, frozen)) refuse('DAY_FIGURES_MOVED', { date })
    refuseBlocked(figuresOf(call, date))
    insertSignature(call, { date, ordinal: signatures.length + 1, operatorId, at: call.now, digest })
    const changed = changeDay(call, day, { to })
    audit(call, changed, {
      action: to === 'signedOff' ? 'day.signOff' : 'day.sign',
      changes: [
        ['state', day.state, to],
        ['digest', null, digest],
      ],
    })
    return done(changed)
  },

  reopen(call, { date, expectedVersion, reason }) {
    const day = dayAt(call, { date, expectedVersion })
    const to = requireDayState(day, 'reopen')
    if (reason === '') refuse('COMMENT_REQUIRED', { action: 'reopen' })
    const changed = changeDay(call, day, {
      to,
      report: null,
      digest: null,
      preparedBy: null,
      pdfFileId: null,
      xlsxFileId: null,
    })
    audit(call, changed, {
      action: 'day.reopen',
      reason,
      changes: [
        ['state', day.state, to],
        ['digest', day.digest, null],
      ],
    })
    return done(changed)
  },
}

function frozenOf(day: Day): FrozenReport | null {
  return day.report === null ? null : (JSON.parse(day.report) as FrozenReport)
}

/** The figures of a frozen report, without what makes it one report of its own. */
function figuresIn({ preparedBy: _, preparedAt: __, fromVersion: ___, ...figures }: FrozenReport): Figures {
  // Reports that were frozen before findings and adjustments were part of them.
  return { ...figures, findings: figures.findings ?? [], adjustments: figures.adjustments ?? [] }
}

function toReport(call: Call, day: Day, date: BusinessDate) {
  const frozen = frozenOf(day)
  const figures = frozen === null ? figuresOf(call, date) : figuresIn(frozen)
  return {
    ...figures,
    version: day.version,
    state: day.state as DayState,
    outdated: frozen !== null && day.state !== 'signedOff' && hasMoved(call, frozen),
    digest: day.digest ?? digestOf(figures),
    signatures: frozen ? signatureRows(call, day) : [],
    preparedBy: day.preparedBy === null ? null : operatorName(call, day.preparedBy),
    pdfFileId: day.pdfFileId,
    xlsxFileId: day.xlsxFileId,
    archives: archivedReports(call, date),
    waiting: waitingFor(call, date),
  }
}

function signatureRows(call: Call, day: Day): { by: string; at: number; digest: string }[] {
  return signaturesOf(call, day.date, day.digest).map(({ by, at, digest }) => ({ by, at, digest }))
}

type DayRecord = {
  action: string
  reason?: string
  changes: [field: string, before: string | null, after: string | null][]
}

function audit(call: Call, day: Day, record: DayRecord): void {
  call.audit({ ...record, subject: `day:${day.date}` })
  call.changed('days')
}

function done({ date, version }: Day): { date: DayReport['date']; version: number } {
  return { date: date as BusinessDate, version }
}
