/** The signers of a bank, for features whose files two people release. A bank without a register leaves it to the permission. */
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { RegisteredSigner } from '../../../../contract/signers.ts'
import type { Call } from '../../call.ts'
import { calendarOf, isBusinessDay, nextBusinessDay } from '../calendars/index.ts'
import { keptSigners } from '../channels/index.ts'
import { operatorById } from '../operators/index.ts'
import { type No, SIGNERS_NEEDED, type SigningTeam, teamOn, whyNotSign } from './rules.ts'
import { absencesFrom } from './store.ts'

const DAYS_LOOKED_AT = 30

/** Who signs for a bank on a day; nothing where the bank has no register. */
export function signingTeam(call: Call, bankCode: string, date: string): SigningTeam | null {
  const signers = keptSigners(call, bankCode)?.definition.signers ?? []
  return signers.length === 0 ? null : teamOn(signers, awayFrom(call, date), date)
}

export const awayFrom = (call: Call, date: string) =>
  absencesFrom(call, date).map(({ operatorId, fromDate, toDate }) => ({ operatorId, from: fromDate, to: toDate }))

/** R3-20: the first business day from a day on, itself included, on which two can sign. */
export function signingDay(call: Call, signers: readonly RegisteredSigner[], from: BusinessDate): BusinessDate | null {
  const calendar = calendarOf(call, 'banking')
  const away = awayFrom(call, from)
  let date = isBusinessDay(calendar, from) ? from : nextBusinessDay(calendar, from)
  for (let days = 0; days < DAYS_LOOKED_AT; days++) {
    if (teamOn(signers, away, date).sign.length >= SIGNERS_NEEDED) return date
    date = nextBusinessDay(calendar, date)
  }
  return null
}

export type Bank = { code: string; name: string }

/** Why the person of this call may not sign for a bank today; `null`: may. */
export function whyNotSignToday(call: Call, bank: Bank, releasedBy: readonly number[]): No | null {
  const team = signingTeam(call, bank.code, call.today)
  if (!team) return null
  const { operatorId, displayName } = call.actor
  return whyNotSign(team, {
    bank: bank.name,
    date: call.today,
    person: { operatorId, displayName },
    releasedBy,
    nextDay: signingDay(call, keptSigners(call, bank.code)?.definition.signers ?? [], call.today),
    nameOf: (id) => operatorById(call, id).displayName,
  })
}

/** How the signing of a bank stands today: who signs, who is away, and to which day a file waits when fewer than two can. */
export function signingState(call: Call, bankCode: string) {
  const team = signingTeam(call, bankCode, call.today)
  if (!team) return { registered: false, signers: [], absent: [], backups: [], delayedTo: null }
  const name = ({ operatorId }: RegisteredSigner) => operatorById(call, operatorId).displayName
  const absent = team.registered.filter(({ operatorId, role }) => role === 'primary' && team.away.has(operatorId))
  const few = team.sign.length < SIGNERS_NEEDED
  return {
    registered: true,
    signers: team.sign.map((signer) => ({ name: name(signer), role: signer.role })),
    absent: absent.map(name),
    backups: team.sign.filter(({ role }) => role === 'backup').map(({ operatorId }) => operatorId),
    delayedTo: few ? signingDay(call, keptSigners(call, bankCode)?.definition.signers ?? [], call.today) : null,
  }
}
