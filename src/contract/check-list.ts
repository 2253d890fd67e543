/**
 * The closed list of checks that a profile may ask for: what each looks at, the rule behind it, and the code under which the
 * client area knows its refusal (R3-73). What a check does is in the engine's feature of the same name.
 */
import { z } from 'zod'
import { Code } from './limits.ts'

/** When a check runs (R3-74). `confirmation` is the client's own last word on his request; `review` each step forward of a reviewer. */
export const CHECK_MOMENTS = ['pageLoad', 'submission', 'confirmation', 'review', 'approval', 'execution'] as const
export const CheckMoment = z.enum(CHECK_MOMENTS)
export type CheckMoment = z.output<typeof CheckMoment>

/** What a failed check does, the strictest first. */
export const CHECK_OUTCOMES = ['refuse', 'hold', 'nextDay', 'askAgain', 'flag'] as const
export const CheckOutcome = z.enum(CHECK_OUTCOMES)
export type CheckOutcome = z.output<typeof CheckOutcome>

export const CHECK_GROUPS = [
  'partner',
  'financial',
  'method',
  'fraud',
  'account',
  'destination',
  'risk',
  'assessment',
] as const
export type CheckGroup = (typeof CHECK_GROUPS)[number]

export type CheckFacts = {
  group: CheckGroup
  /** `automatic` is decided from facts; `manual` is answered by a person with evidence. */
  kind: 'automatic' | 'manual'
  rules: string
  /** Code of the pre-validation catalogue. */
  code: number | null
}

const automatic = (group: CheckGroup, rules: string, code: number | null = null): CheckFacts => ({
  group,
  kind: 'automatic',
  rules,
  code,
})
const manual = (group: CheckGroup, rules: string): CheckFacts => ({ group, kind: 'manual', rules, code: null })

export const CHECKS = {
  // R2-10
  kycApproved: automatic('partner', 'R2-10'),
  partnerActive: automatic('partner', 'R2-10, R2-106'),
  /** Suspected fraud holds the payouts until the investigation ends; other suspensions reject them. */
  noFraudInvestigation: automatic('partner', 'R2-106'),
  accountAge: automatic('partner', 'R2-10'),
  noOpenDispute: automatic('partner', 'R2-10, R2-99'),
  establishedPartner: automatic('partner', 'R2-108'),
  // R2-11
  balanceSufficient: automatic('financial', 'R1-87, R2-11, R3-65, R3-73', 140670005),
  requestLimit: automatic('financial', 'R2-11, R2-16'),
  dailyLimit: automatic('financial', 'R2-11, R2-17'),
  notDuplicate: automatic('financial', 'R2-11, R2-107'),
  /** Across time and channels: the same amount to the same payee was paid or is under way a short while ago. */
  notRepeated: automatic('financial', 'R2-107'),
  openRequests: automatic('financial', 'K-10'),
  // R2-13, O-05
  methodVerified: automatic('method', 'R2-13, R3-75'),
  ownName: automatic('method', 'R2-13, R3-16, R3-45'),
  destinationActive: automatic('method', 'R2-13'),
  // R2-14
  velocity: automatic('fraud', 'R2-14'),
  amountPattern: automatic('fraud', 'R2-14'),
  loginCountry: automatic('fraud', 'R2-14'),
  commissionSource: manual('fraud', 'R2-14'),
  // R3-73, R3-75
  authorisationValid: automatic('account', 'R3-73', 140670001),
  authorisedCard: automatic('account', 'R3-73', 140670002),
  notRestricted: automatic('account', 'R3-73', 140670003),
  noDebt: automatic('account', 'R3-73, K-23', 140670004),
  notDormant: automatic('account', 'R3-75, R3-90'),
  accountOpen: automatic('account', 'R3-73', 140670007),
  nssQuestionnaire: automatic('account', 'R3-73, R3-100', 140670008),
  gdca: automatic('account', 'R3-73', 140670009),
  initialDeposit: automatic('account', 'R3-73, R3-74', 140670011),
  notBarred: automatic('account', 'R3-75'),
  cardOnFile: automatic('destination', 'R3-27, R3-75'),
  destinationKind: automatic('destination', 'R3-15, K-07'),
  notMainlandCard: automatic('destination', 'R3-75'),
  shareConnectBank: automatic('destination', 'R3-75'),
  currencyMatches: automatic('destination', 'R3-75'),
  notExpired: automatic('destination', 'R3-27'),
  mandateOpen: automatic('destination', 'R3-27, R3-29'),
  nssScreening: automatic('destination', 'R3-54, R3-100'),
  destinationAge: automatic('destination', 'O-05'),
  // R3-56…R3-61
  highRiskRegistered: automatic('risk', 'R3-56, R3-58'),
  complianceDecided: automatic('risk', 'R3-61'),
  // R3-24
  assessAccount: manual('assessment', 'R3-24'),
  assessDestination: manual('assessment', 'R3-24'),
  assessAmount: manual('assessment', 'R3-24'),
  assessHistory: manual('assessment', 'R3-24'),
} as const satisfies Record<string, CheckFacts>

export type CheckName = keyof typeof CHECKS
export const CHECK_NAMES = Object.keys(CHECKS) as [CheckName, ...CheckName[]]
export const CheckName = z.enum(CHECK_NAMES)

/** One line of a profile: which check, when, and what its failure does. `statuses` and `steps` narrow `review` to these. */
export const CheckBinding = z
  .object({
    check: CheckName,
    moments: z.array(CheckMoment).min(1).max(CHECK_MOMENTS.length),
    outcome: CheckOutcome,
    statuses: z.array(Code).max(30).optional(),
    steps: z.array(Code).max(20).optional(),
  })
  .strict()
export type CheckBinding = z.output<typeof CheckBinding>

/** Codes of R3-73 that are no checks: a deposit's, the result of a review, a fault. There is no 140670010 (R3-74). */
export const RESULT_CODES = {
  dormantDeposit: 140670006,
  reviewRejected: 140670012,
  systemError: 140670099,
} as const
