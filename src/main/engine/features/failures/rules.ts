/** What follows from a failure, and which channel is riskier than another: without a ledger (R2-31…R2-33, R3-79). */
import type { Candidate, Channel, ChannelFee } from '../../../../contract/channels.ts'
import { type FailureCode, type FailurePolicy, OTHER_FAILURE } from '../../../../contract/failure-policy.ts'
import type { ReviewReason, Riskier } from '../../../../contract/failures.ts'

/** The code that a bank's words mean: the first of its words that the policy knows, our own names included. */
export function codeOf({ codes }: FailurePolicy, words: string): string {
  for (const word of words.toUpperCase().split(/[^A-Z0-9_]+/)) {
    const found = codes.find((each) => each.code === word || each.words.includes(word))
    if (found) return found.code
  }
  return OTHER_FAILURE
}

export function policyOf({ codes }: FailurePolicy, code: string | null): FailureCode | undefined {
  return codes.find((each) => each.code === code)
}

export type PlanFacts = {
  policy: FailurePolicy
  code: string
  /** Tries of the desk itself so far. */
  retries: number
  /** The request's workflow lets the desk try again by itself, and its approvals stand. */
  automatic: boolean
}
export type Plan = { to: 'scheduled'; when: 'afterDelay' | 'nextDay' } | { to: 'review'; why: ReviewReason }

/** R2-32, R2-33, R2-34: by itself only what may be repeated, and fewer than three times before. */
export function planOf({ policy, code, retries, automatic }: PlanFacts): Plan {
  const retry = policyOf(policy, code)?.retry ?? 'never'
  if (retry === 'never') return { to: 'review', why: 'notRetryable' }
  if (!automatic) return { to: 'review', why: 'noAutomaticRetry' }
  if (retries >= policy.mostRetries) return { to: 'review', why: 'triesUsed' }
  return { to: 'scheduled', when: retry }
}

/** What a channel is for the question whether it is riskier than another one. */
export type ChannelTraits = {
  channel: Pick<Channel, 'family' | 'region' | 'executionMode'> | null
  fee: ChannelFee | null
  /** This payment needs two people to be executed by it. */
  twoPeople: boolean
  verdict: Candidate['verdict']
  /** Controls that are not known to hold. */
  open: number
}

/** How surely money reaches the named payee alone, and how well it comes back when it did not: a lower rank is safer. */
const RANK: Record<Channel['family'], number> = {
  sameBank: 1,
  bst: 1,
  fps: 1,
  chats: 1,
  wire: 1,
  telegraphic: 2,
  cheque: 2,
  card: 3,
  wallet: 3,
  giftCard: 4,
}
const rankOf = ({ channel }: ChannelTraits): number => (channel === null ? RANK.wire : RANK[channel.family])

/** How many people press or sign before the money is out: a file is released by two, a transfer of the desk itself by nobody. */
function peopleOf({ channel, twoPeople }: ChannelTraits): number {
  if (channel === null || channel.executionMode === 'manual' || twoPeople) return 2
  return 0
}

const feeOf = ({ fee }: ChannelTraits): number =>
  fee === null || fee.kind === 'free' ? 0 : fee.kind === 'fixed' ? fee.amountMinor : Number.MAX_SAFE_INTEGER
const reaches = ({ channel }: ChannelTraits): number => (channel === null || channel.region === 'local' ? 1 : 2)

/**
 * R3-79, law 5: what was approved covers another channel only when that one is not riskier in any of these ways; otherwise the approvals
 * are void and given anew.
 */
export function riskierThan(before: ChannelTraits, after: ChannelTraits): Riskier[] {
  const ways: [Riskier, boolean][] = [
    ['kind', rankOf(after) > rankOf(before)],
    ['region', before.channel !== null && reaches(after) > reaches(before)],
    ['fewerPeople', peopleOf(after) < peopleOf(before)],
    ['fee', feeOf(after) > feeOf(before)],
    ['control', after.open > 0],
    ['advice', after.verdict === 'against'],
  ]
  return ways.filter(([, holds]) => holds).map(([way]) => way)
}
