/** Who signs for a bank on a day, without a ledger: primaries who are there, and backups while a primary is away (R3-17…R3-20). */
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'
import type { RegisteredSigner } from '../../../../contract/signers.ts'

/** Why not: the code and figures of a refusal. */
export type No = { code: RefusalCode; figures: RefusalFigures }

export type AwayDays = { operatorId: number; from: string; to: string }
/** A bank's approval takes two different people, always (R3-18). */
export const SIGNERS_NEEDED = 2

export type SigningTeam = {
  /** In force on the day. */
  registered: RegisteredSigner[]
  /** Those of them who are away, with the last day. */
  away: Map<number, string>
  /** Who may sign on the day. */
  sign: RegisteredSigner[]
}

/** The signers of a bank on a day. */
export function teamOn(signers: readonly RegisteredSigner[], absences: readonly AwayDays[], date: string): SigningTeam {
  const registered = signers.filter(({ from, to }) => from <= date && (to === null || date <= to))
  const away = new Map(
    absences.filter(({ from, to }) => from <= date && date <= to).map(({ operatorId, to }) => [operatorId, to]),
  )
  const there = registered.filter(({ operatorId }) => !away.has(operatorId))
  const primaries = there.filter(({ role }) => role === 'primary')
  const sign = primaries.length >= SIGNERS_NEEDED ? primaries : there
  return { registered, away, sign }
}

export type SignerQuestion = {
  bank: string
  date: string
  person: { operatorId: number; displayName: string }
  /** Who of them has released already: with one release a team of one more is enough. */
  releasedBy: readonly number[]
  /** The next day with two; nothing = none within the days looked at. */
  nextDay: string | null
  nameOf(operatorId: number): string
}

/** Why this person may not sign for the bank today; `null`: may. */
export function whyNotSign(team: SigningTeam, about: SignerQuestion): No | null {
  const { bank, date, person, releasedBy } = about
  const by = person.displayName
  const own = team.registered.find(({ operatorId }) => operatorId === person.operatorId)
  if (!own) return { code: 'SIGNER_NOT_REGISTERED', figures: { by, bank, date } }
  const until = team.away.get(person.operatorId)
  if (until !== undefined) return { code: 'SIGNER_ABSENT', figures: { by, until } }
  const able = new Set([...team.sign.map(({ operatorId }) => operatorId), ...releasedBy])
  if (able.size < SIGNERS_NEEDED)
    return { code: 'SIGNERS_TOO_FEW', figures: { bank, count: able.size, date: about.nextDay ?? '—' } }
  if (!team.sign.includes(own)) {
    const names = team.sign.map(({ operatorId }) => about.nameOf(operatorId)).join(', ')
    return { code: 'SIGNER_BACKUP_NOT_NEEDED', figures: { by, bank, names } }
  }
  return null
}
