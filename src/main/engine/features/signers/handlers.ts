/** The register of signers per bank, and who of them is away (R3-19…R3-21). */
import type { BusinessDate, Instant } from '../../../../contract/dates.ts'
import type { OperatorId } from '../../../../contract/ids.ts'
import type { BankSigners } from '../../../../contract/signers.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { actorOf } from '../../sessions.ts'
import { keptSigners } from '../channels/index.ts'
import { notify } from '../notifications/index.ts'
import { allOperators, operatorById } from '../operators/index.ts'
import { bankAccounts } from '../settings/index.ts'
import { teamOn } from './rules.ts'
import { awayFrom, signingDay } from './signing.ts'
import { absenceById, absencesFrom, endAbsence, insertAbsence } from './store.ts'

export const signersHandlers: Handlers<'signers'> = {
  list: (call) => ({
    today: call.today,
    banks: banksOf(call).map(([bankCode, bankName]) => bankSigners(call, bankCode, bankName)),
    absences: absencesFrom(call, call.today).map((row) => ({
      absenceId: row.id,
      operatorId: row.operatorId as OperatorId,
      name: row.name,
      from: row.fromDate as BusinessDate,
      to: row.toDate as BusinessDate,
      reason: row.reason,
      saidBy: row.saidByName,
      saidAt: row.saidAt as Instant,
    })),
    people: releasers(call).map(({ id, displayName }) => ({ operatorId: id as OperatorId, name: displayName })),
  }),

  sayAbsent(call, { operatorId, from, to, reason }) {
    const person = operatorById(call, operatorId)
    if (to < from || from < call.today) refuse('ABSENCE_DATES', { from, to, today: call.today })
    const there = absencesFrom(call, from).find((row) => row.operatorId === operatorId && row.fromDate <= to)
    if (there) refuse('ABSENCE_THERE', { by: person.displayName, from: there.fromDate, to: there.toDate })
    const row = { operatorId, fromDate: from, toDate: to, reason }
    const absenceId = insertAbsence(call, { ...row, saidBy: call.actor.operatorId, saidAt: call.now })
    call.audit({
      action: 'signer.absent',
      subject: `operator:${operatorId}`,
      reason,
      changes: [['absent', null, `${from} – ${to}`]],
    })
    const told = tellBackups(call, { operatorId, name: person.displayName, from, to })
    call.changed('signers')
    call.changed('batches')
    return { absenceId, told }
  },

  endAbsence(call, { absenceId }) {
    const found = absenceById(call, absenceId)
    if (!endAbsence(call, absenceId)) refuse('ABSENCE_OVER', { by: found.name })
    call.audit({
      action: 'signer.back',
      subject: `operator:${found.operatorId}`,
      changes: [['absent', `${found.fromDate} – ${found.toDate}`, null]],
    })
    call.changed('signers')
    call.changed('batches')
    return { absenceId }
  },
}

/** Our banks by clearing code, as our bank accounts name them. */
function banksOf(call: Call): [code: string, name: string][] {
  return [...new Map(bankAccounts(call).map(({ bankCode, bankName }) => [bankCode, bankName]))].sort()
}

const releasers = (call: Call) =>
  allOperators(call).filter(
    (row) => row.active === 1 && actorOf(row, call.services.rights).permissions.has('batches.release'),
  )

function bankSigners(call: Call, bankCode: string, bankName: string): BankSigners {
  const kept = keptSigners(call, bankCode)
  const signers = kept?.definition.signers ?? []
  const team = teamOn(signers, awayFrom(call, call.today), call.today)
  return {
    bankCode,
    bankName,
    version: kept?.version ?? 0,
    madeBy: kept?.madeBy ?? null,
    approvedBy: kept?.approvedBy ?? null,
    signers: signers.map((signer) => ({
      ...signer,
      name: operatorById(call, signer.operatorId).displayName,
      inForce: team.registered.includes(signer),
      absentUntil: (team.away.get(signer.operatorId) as BusinessDate | undefined) ?? null,
      signsToday: team.sign.includes(signer),
    })),
    signingDay: signers.length === 0 ? null : signingDay(call, signers, call.today),
  }
}

/** The backups of every bank at which this person is a primary signer on those days. Returns how many people were told. */
function tellBackups(
  call: Call,
  away: { operatorId: number; name: string; from: BusinessDate; to: BusinessDate },
): number {
  let told = 0
  for (const [code, bank] of banksOf(call)) {
    const { registered } = teamOn(keptSigners(call, code)?.definition.signers ?? [], [], away.from)
    if (!registered.some(({ operatorId, role }) => operatorId === away.operatorId && role === 'primary')) continue
    const backups = registered.filter(({ role }) => role === 'backup').map(({ operatorId }) => operatorId)
    if (backups.length === 0) continue
    const figures = { bank, who: away.name, from: away.from, to: away.to, by: call.actor.displayName }
    notify(call, { template: 'signer.standIn', to: { operatorIds: backups }, figures, route: '/signers' })
    told += backups.length
  }
  return told
}
