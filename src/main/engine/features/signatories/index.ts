/** What other features may ask of signatories. */
import type { Currency } from '../../../../contract/money.ts'
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { Combination } from '../../../../contract/signatories.ts'
import type { Call } from '../../call.ts'
import { combinationsFor, groupOn } from './rules.ts'
import { mandatesOf, rulesOf } from './store.ts'

export { applyMandate, applyRule } from './changing.ts'

/** The group in which a person signs today; `null`: none. */
export function signingGroupOf(
  call: Call,
  person: { operatorId: number; signingGroup: SigningGroup | null },
): SigningGroup | null {
  return groupOn(mandatesOf(call, person.operatorId), person.signingGroup, call.today)
}

/** The specimen of a person's signature that is in force today. */
export function specimenOf(call: Call, operatorId: number): number | null {
  return mandatesOf(call, operatorId).findLast(({ specimenFileId }) => specimenFileId !== null)?.specimenFileId ?? null
}

/** Which two signatures an amount needs today. */
export function combinationsOf(
  call: Call,
  { amountMinor, currency }: { amountMinor: number; currency: Currency },
): readonly Combination[] {
  const rules = rulesOf(call, currency).map(({ combinations, ...rule }) => ({
    ...rule,
    combinations: JSON.parse(combinations) as Combination[],
  }))
  return combinationsFor(rules, amountMinor, call.today)
}
