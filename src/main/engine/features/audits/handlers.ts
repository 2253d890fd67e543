/** Regular audits: planned by the calendar, drawn by a key, judged by a reviewer who took no part, archived (R2-88…R2-90). */
import { type AuditFinding, type AuditItem, AuditKind, type AuditRow } from '../../../../contract/audits.ts'
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { allOperators, operatorById } from '../operators/index.ts'
import { type ArchivedAudit, drawArchive, keepArchive } from './archive.ts'
import { drawAudit } from './drawing.ts'
import { LAST_STEP, type Period, periodAt, periodsOf, stateOf, whyNotStep } from './rules.ts'
import {
  auditById,
  auditOf,
  changeAudit,
  correctFinding,
  findingsOf,
  firstDay,
  insertAudit,
  insertFinding,
  insertItem,
  insertStep,
  itemsOf,
  judgeItem,
  type NamedAudit,
  stepsOf,
} from './store.ts'

export const auditsPreparations: Preparations<'audits'> = {
  archive: async (call, { auditId, expectedVersion }) =>
    drawArchive(call, readyToArchive(call, { auditId, expectedVersion })),
}

export const auditsHandlers: Handlers<'audits'> = {
  plan(call) {
    const since = firstDay(call) ?? call.today
    return AuditKind.options
      .flatMap((kind) => periodsOf(kind, since, call.today))
      .map((period) => toRow(call, period, auditOf(call, period.kind, period.from) ?? null))
      .sort((a, b) => (a.due === b.due ? (a.kind < b.kind ? -1 : 1) : a.due < b.due ? 1 : -1))
  },

  get(call, { auditId }) {
    const audit = auditById(call, auditId)
    return {
      row: toRow(call, periodIn(audit), audit),
      version: audit.version,
      seed: audit.seed,
      population: audit.population,
      assignedBy: audit.assignedByName,
      begunAt: audit.begunAt,
      mine: audit.reviewerId === call.actor.operatorId,
      steps: stepsOf(call, auditId),
      items: itemsOf(call, auditId).map(({ checks, people, ...item }) => ({
        ...item,
        checks: JSON.parse(checks),
        ownWork: (JSON.parse(people) as number[]).includes(call.actor.operatorId),
      })) as AuditItem[],
      findings: findingsOf(call, auditId) as AuditFinding[],
      pdfFileId: audit.pdfFileId,
      xlsxFileId: audit.xlsxFileId,
    }
  },

  reviewers: (call) =>
    allOperators(call)
      .filter((row) => row.active === 1 && mayReview(call, row.roles))
      .map(({ id, displayName }) => ({ operatorId: id, displayName })),

  begin(call, { kind, from, reviewerId }) {
    const period = periodAt(kind, from)
    if (period.from !== from || period.to >= call.today) refuse('AUDIT_PERIOD', { from })
    const begun = auditOf(call, kind, from)
    if (begun) refuse('AUDIT_BEGUN', { from, by: begun.assignedByName })
    const reviewer = operatorById(call, reviewerId)
    if (reviewer.active !== 1 || !mayReview(call, reviewer.roles))
      refuse('PERMISSION_MISSING', { permission: 'audit.read', by: reviewer.displayName })
    const seed = Buffer.from(call.random(16)).toString('hex')
    const { population, items } = drawAudit(call, period, seed)
    const auditId = insertAudit(call, {
      kind,
      fromDate: period.from,
      toDate: period.to,
      dueDate: period.due,
      seed,
      population,
      reviewerId,
      assignedBy: call.actor.operatorId,
      begunAt: call.now,
    })
    for (const [at, { checks, people, ...item }] of items.entries())
      insertItem(call, {
        auditId,
        ordinal: at + 1,
        ...item,
        checks: JSON.stringify(checks),
        people: JSON.stringify(people),
      })
    for (const step of [1, 2])
      insertStep(call, { auditId, step, note: '', operatorId: call.actor.operatorId, at: call.now })
    record(call, auditId, {
      action: 'audits.begin',
      changes: [
        ['kind', null, kind],
        ['fromDate', null, period.from],
        ['toDate', null, period.to],
        ['reviewer', null, reviewer.displayName],
        ['seed', null, seed],
        ['items', null, `${items.length} / ${population}`],
      ],
    })
    return { auditId, version: 1 }
  },

  judge(call, { auditId, expectedVersion, ordinal, verdict, severity, finding }) {
    const audit = mine(call, auditId)
    const item = itemsOf(call, auditId).find((one) => one.ordinal === ordinal)
    if (!item) return refuse('NOT_FOUND', { what: `item ${ordinal} of audit ${auditId}` })
    if ((JSON.parse(item.people) as number[]).includes(call.actor.operatorId))
      refuse('AUDIT_OWN_WORK', { number: ordinal, by: call.actor.displayName })
    if (verdict === 'finding' && finding === '') refuse('COMMENT_REQUIRED', { action: 'finding' })
    const version = changeAudit(call, { ...audit, version: expectedVersion }, {})
    judgeItem(call, { auditId, ordinal }, verdict)
    if (verdict === 'finding')
      insertFinding(call, { auditId, ordinal, severity, finding, foundBy: call.actor.operatorId, foundAt: call.now })
    record(call, auditId, {
      action: 'audits.judge',
      reason: finding,
      changes: [
        ['item', null, item.subject],
        ['verdict', item.verdict, verdict],
      ],
    })
    return { auditId, version }
  },

  correct(call, { auditId, expectedVersion, findingId, correction }) {
    const audit = auditById(call, auditId)
    refuseEnded(audit)
    const version = changeAudit(call, { ...audit, version: expectedVersion }, {})
    if (correctFinding(call, { auditId, findingId }, correction) !== 1)
      refuse('NOT_FOUND', { what: `open finding ${findingId}` })
    record(call, auditId, {
      action: 'audits.correct',
      reason: correction,
      changes: [['finding', null, String(findingId)]],
    })
    return { auditId, version }
  },

  step(call, { auditId, expectedVersion, step, note }) {
    const audit = mine(call, auditId)
    requireStep(audit, step)
    const version = changeAudit(call, { ...audit, version: expectedVersion }, { step })
    insertStep(call, { auditId, step, note, operatorId: call.actor.operatorId, at: call.now })
    record(call, auditId, {
      action: 'audits.step',
      reason: note,
      changes: [['step', String(audit.step), String(step)]],
    })
    return { auditId, version }
  },

  archive(call, { auditId, expectedVersion }) {
    const audit = readyToArchive(call, { auditId, expectedVersion })
    const files = keepArchive(call, audit, call.prepared<ArchivedAudit>())
    const ended = { step: LAST_STEP, endedDate: call.today, ...files }
    const version = changeAudit(call, { ...audit, version: expectedVersion }, ended)
    insertStep(call, { auditId, step: LAST_STEP, note: '', operatorId: call.actor.operatorId, at: call.now })
    record(call, auditId, { action: 'audits.archive', changes: [['step', String(audit.step), String(LAST_STEP)]] })
    return { auditId, version }
  },
}

function readyToArchive(call: Call, at: { auditId: number; expectedVersion: number }): NamedAudit {
  const audit = mine(call, at.auditId)
  requireStep(audit, LAST_STEP)
  return audit
}

function requireStep(audit: NamedAudit, step: number): void {
  const no = whyNotStep(audit, step)
  if (no) throw new Refusal(no.code, no.figures)
}

/** The audit, for its reviewer and while it runs. */
function mine(call: Call, auditId: number): NamedAudit {
  const audit = auditById(call, auditId)
  refuseEnded(audit)
  if (audit.reviewerId !== call.actor.operatorId) refuse('AUDIT_REVIEWER', { by: audit.reviewer })
  return audit
}

function refuseEnded({ endedDate }: NamedAudit): void {
  if (endedDate !== null) refuse('AUDIT_ENDED', { date: endedDate })
}

function mayReview(call: Call, roles: string): boolean {
  return call.services.rights.permissionsOf(JSON.parse(roles)).has('audit.read')
}

function periodIn({ kind, fromDate, toDate, dueDate }: NamedAudit): Period {
  return { kind, from: fromDate, to: toDate, due: dueDate } as Period
}

function toRow(call: Call, period: Period, kept: NamedAudit | null): AuditRow {
  return {
    auditId: kept?.id ?? null,
    ...period,
    ...stateOf(period, kept, call.today),
    reviewer: kept?.reviewer ?? null,
    step: kept?.step ?? 0,
    items: kept?.items ?? 0,
    open: kept?.openItems ?? 0,
    findings: kept?.findings ?? 0,
    uncorrected: kept?.uncorrected ?? 0,
    endedOn: (kept?.endedDate ?? null) as BusinessDate | null,
  } as AuditRow
}

type AuditEntry = {
  action: string
  reason?: string
  changes: [field: string, before: string | null, after: string | null][]
}

function record(call: Call, auditId: number, entry: AuditEntry): void {
  call.audit({ ...entry, subject: `audit:${auditId}` })
  call.changed('audits')
}
