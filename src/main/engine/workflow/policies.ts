/** What a profile's policies make of its transitions and checks (K-05, K-12, R1-60). Pure. */
import type { Profile, Transition } from '../../../contract/profile.ts'

/**
 * The transitions and checks as the profile's policies have them: who cancels (K-12), where a step back leads (R1-60), what a name that differs
 * does (K-05).
 */
export function underPolicies(data: Profile): Profile {
  const { customerCancel, documentsReturnTo, onNameMismatch } = data.policies
  const transitions = data.transitions
    .filter((way) => customerCancel || way.performer !== 'customer')
    .map((way) => (documentsReturnTo !== null && asksBack(way) ? { ...way, to: documentsReturnTo } : way))
  const checks = data.checks.map((binding) =>
    binding.check === 'ownName' && ANSWERS.includes(binding.outcome)
      ? { ...binding, outcome: OUTCOME_OF_NAME[onNameMismatch] }
      : binding,
  )
  return { ...data, transitions, checks }
}

const OUTCOME_OF_NAME = { hold: 'hold', reject: 'refuse', flag: 'flag' } as const
/** What the policy can say; a profile that asks again or waits for a day has its own reason. */
const ANSWERS: readonly string[] = Object.values(OUTCOME_OF_NAME)

/** A step that hands the request to another department for documents. */
const asksBack = (way: Transition): boolean =>
  way.effects.includes('wantDocuments') && !(way.heldBy as readonly string[]).includes(way.departmentAfter ?? '')
