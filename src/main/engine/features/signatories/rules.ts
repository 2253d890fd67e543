/** Decisions about signatures, without a ledger: whose group counts on a day, and which two groups an amount needs. */
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { Combination } from '../../../../contract/signatories.ts'

type Days = { validFrom: string; validTo: string | null }

export function inForce({ validFrom, validTo }: Days, day: string): boolean {
  return validFrom <= day && (validTo === null || day <= validTo)
}

/**
 * The group in which a person signs on a day; `null`: none. Who never had a mandate signs in the group of the operator's record; who
 * has had one signs only under a mandate in force.
 */
export function groupOn(
  mandates: readonly (Days & { signingGroup: string })[],
  own: SigningGroup | null,
  day: string,
): SigningGroup | null {
  if (mandates.length === 0) return own
  return (mandates.findLast((mandate) => inForce(mandate, day))?.signingGroup as SigningGroup | undefined) ?? null
}

/** The house rule where a currency has no rule in force. */
export const HOUSE_RULE: readonly Combination[] = ['A+B']

/** What an amount needs on a day: the highest band of its currency that it reaches. None reached: nobody may sign it. */
export function combinationsFor(
  rules: readonly (Days & { fromMinor: number; combinations: readonly Combination[] })[],
  amountMinor: number,
  day: string,
): readonly Combination[] {
  const valid = rules.filter((rule) => inForce(rule, day))
  if (valid.length === 0) return HOUSE_RULE
  const reached = valid.filter(({ fromMinor }) => fromMinor <= amountMinor)
  const band = Math.max(...reached.map(({ fromMinor }) => fromMinor))
  return [...new Set(reached.filter(({ fromMinor }) => fromMinor === band).flatMap(({ combinations }) => combinations))]
}
