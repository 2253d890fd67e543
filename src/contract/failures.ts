/**
 * Payments that failed (R2-31…R2-38, R2-112, R3-79): which are tried again by the desk and when, which wait for a person, and what a
 * person may do with them. An unknown outcome is no failure: it waits for evidence (law 7).
 */
import { z } from 'zod'
import { changing, command, query } from './base.ts'
import { InstructionState } from './batches.ts'
import { Candidate } from './channels.ts'
import { Instant } from './dates.ts'
import { FailureCause, FailureCodeName, RetryMoment } from './failure-policy.ts'
import { CustomerId, DestinationId, InstructionId, RequestId, Version } from './ids.ts'
import { Code, LIMITS, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { RefusalData } from './refusals.ts'
import { Label } from './workflow.ts'

export const FAILURE_STATES = ['new', 'scheduled', 'review', 'held', 'resolved'] as const
export const FailureState = z.enum(FAILURE_STATES)
export type FailureState = z.output<typeof FailureState>

/** Why a person has to decide. */
export const REVIEW_REASONS = ['notRetryable', 'triesUsed', 'noAutomaticRetry', 'refused', 'released'] as const
export const ReviewReason = z.enum(REVIEW_REASONS)
export type ReviewReason = z.output<typeof ReviewReason>

export const RESOLUTIONS = [
  'retriedAutomatically',
  'retried',
  'corrected',
  'switched',
  'cancelled',
  'elsewhere',
] as const
export const Resolution = z.enum(RESOLUTIONS)
export type Resolution = z.output<typeof Resolution>

export const FailureRow = z
  .object({
    instructionId: InstructionId,
    version: Version,
    requestId: RequestId,
    customerId: CustomerId,
    customer: z.string(),
    payeeName: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    channel: Code.nullable(),
    channelName: Label.nullable(),
    state: FailureState,
    code: FailureCodeName.nullable(),
    label: Label.nullable(),
    cause: FailureCause.nullable(),
    /** What the bank said, in its own words. */
    words: z.string(),
    at: Instant,
    retryAt: Instant.nullable(),
    why: ReviewReason.nullable(),
    /** What stopped a try of the desk itself. */
    refusal: RefusalData.nullable(),
    /** Tries of the desk itself so far, and how many there may be (R2-32). */
    retries: z.int().min(0),
    mostRetries: z.int().min(0),
    heldBy: z.string().nullable(),
    resolution: Resolution.nullable(),
    text: z.string(),
    resolvedBy: z.string().nullable(),
    resolvedAt: Instant.nullable(),
  })
  .strict()
export type FailureRow = z.output<typeof FailureRow>

/** R2-36: what a person may do. */
export const CHOICES = ['retry', 'correct', 'switchChannel', 'cancel', 'hold', 'release'] as const
export const Choice = z.enum(CHOICES)
export type Choice = z.output<typeof Choice>

/** Why another channel is riskier than the one that failed; with none of these the approvals stand. */
export const RISKIER = ['kind', 'region', 'fewerPeople', 'fee', 'control', 'advice'] as const
export const Riskier = z.enum(RISKIER)
export type Riskier = z.output<typeof Riskier>

/** One try to pay, the failed ones beside the later ones (R3-79). */
export const Attempt = z
  .object({
    instructionId: InstructionId,
    endToEndId: z.string(),
    state: InstructionState,
    channelName: Label.nullable(),
    amountMinor: AmountMinor,
    currency: Currency,
    at: Instant,
    endedAt: Instant.nullable(),
    words: z.string(),
    code: FailureCodeName.nullable(),
    resolution: Resolution.nullable(),
    resolvedBy: z.string().nullable(),
    text: z.string(),
  })
  .strict()
export type Attempt = z.output<typeof Attempt>

const Done = z
  .object({ instructionId: InstructionId, version: Version, state: FailureState, requestId: RequestId })
  .strict()
const decided = { instructionId: InstructionId, text: requiredLine(LIMITS.commentChars) }
const WORKERS = ['withdrawals.process', 'cashTasksOut.remit'] as const

export const failures = {
  list: query('withdrawals.process', 'cashTasksOut.remit', 'withdrawals.hold', 'withdrawals.decideRisk', 'ledger.read')
    .input(z.object({ which: z.enum(['review', 'scheduled', 'resolved']), before: InstructionId.nullable() }).strict())
    .output(
      z
        .object({
          rows: z.array(FailureRow),
          next: InstructionId.nullable(),
          counts: z.object({ review: z.int(), scheduled: z.int(), cap: z.int() }).strict(),
        })
        .strict(),
    ),
  get: query('withdrawals.process', 'cashTasksOut.remit', 'withdrawals.hold', 'withdrawals.decideRisk', 'ledger.read')
    .input(z.object({ instructionId: InstructionId }).strict())
    .output(
      z
        .object({
          row: FailureRow,
          attempts: z.array(Attempt),
          /** What may be done now, and if not, why. */
          choices: z.array(z.object({ choice: Choice, blockedBy: RefusalData.nullable() }).strict()),
          channels: z.array(z.object({ candidate: Candidate, riskier: z.array(Riskier) }).strict()),
          destinations: z.array(z.object({ destinationId: DestinationId, words: z.string() }).strict()),
        })
        .strict(),
    ),
  /** What may go wrong, and what the desk does about it. */
  policy: query('withdrawals.access')
    .input(z.object({}).strict())
    .output(
      z
        .object({
          mostRetries: z.int(),
          delayMinutes: z.int(),
          codes: z.array(
            z.object({ code: FailureCodeName, label: Label, cause: FailureCause, retry: RetryMoment }).strict(),
          ),
        })
        .strict(),
    ),
  /** The cause as a person found it (R2-35); it says afterwards whether the desk tries again. */
  name: command({ permissions: [...WORKERS] })
    .input(changing({ ...decided, code: FailureCodeName }))
    .output(Done),
  /** Pays again as approved, by the same channel (R2-36, R2-112). */
  retry: command({ permissions: [...WORKERS], stepUp: true })
    .input(changing(decided))
    .output(Done),
  /** Pays again by another channel; under the old approvals only when it is not riskier (R3-79). */
  switchChannel: command({ permissions: [...WORKERS], stepUp: true })
    .input(changing({ ...decided, channel: Code }))
    .output(Done.extend({ approvalsStand: z.boolean() }).strict()),
  /** Another destination of the customer; approvals of the earlier one are void (R2-36, law 5). */
  correct: command({ permissions: [...WORKERS] })
    .input(changing({ ...decided, destinationId: DestinationId }))
    .output(Done),
  /** Ends the request unpaid; its money is the customer's again (R2-37). */
  cancel: command({ permissions: ['withdrawals.reject'], stepUp: true })
    .input(changing(decided))
    .output(Done),
  /** R2-35, R2-36: a sign of fraud; the money stays held and nothing is tried again until somebody else releases it. */
  hold: command({ permissions: [...WORKERS, 'withdrawals.hold', 'withdrawals.decideRisk'] })
    .input(changing(decided))
    .output(Done),
  release: command({ permissions: ['withdrawals.decideRisk', 'withdrawals.hold'], stepUp: true })
    .input(changing(decided))
    .output(Done),
}
