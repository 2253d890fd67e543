/** What was checked of a request, by the desk and by people, with inputs, evidence and what is still open (R2-09, R2-109, R3-73). */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { CheckMoment, CheckName, CheckOutcome } from './check-list.ts'
import { Instant } from './dates.ts'
import { AccountId, CustomerId, DestinationId, FileId, RequestId } from './ids.ts'
import { LimitContent, LimitId } from './limit-table.ts'
import { Code, LIMITS, prose } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { RefusalData } from './refusals.ts'
import { Method } from './transactions.ts'

/** Texts ready to be shown, codes of facts such as `kyc.pending`, or counts; what went in begins with `in.`. */
export const CheckFigures = z.record(z.string(), z.union([z.string(), z.number()]))

const Evidence = z
  .object({ by: z.string(), at: Instant, text: z.string(), fileId: FileId.nullable(), fileName: z.string().nullable() })
  .strict()

export const CheckLine = z
  .object({
    check: CheckName,
    moments: z.array(CheckMoment),
    /** What its failure does here: the profile's word, or a limit's where that is stricter. */
    outcome: CheckOutcome,
    state: z.enum(['passed', 'failed', 'resolved', 'toDo']),
    /** It stops the request from going on. */
    blocks: z.boolean(),
    figures: CheckFigures,
    /** When the figures were taken; null = now. */
    at: Instant.nullable(),
    answer: Evidence.nullable(),
    resolution: Evidence.nullable(),
  })
  .strict()
export type CheckLine = z.output<typeof CheckLine>

/** What can be paid out by the account's own calculator (K-04), with every figure that went in and the one that binds. */
export const Withdrawable = z
  .object({
    calculator: z.enum(['trading', 'smallestOfThree', 'wallet', 'partner']),
    currency: Currency,
    availableMinor: AmountMinor.nullable(),
    binding: z.string().nullable(),
    inputs: z.array(z.object({ name: z.string(), amountMinor: AmountMinor.nullable() }).strict()),
  })
  .strict()
export type Withdrawable = z.output<typeof Withdrawable>

/** One stored result; nothing of it ever changes. */
export const CheckRecord = z
  .object({
    check: CheckName,
    kind: z.enum(['run', 'answer', 'resolution']),
    moment: CheckMoment,
    outcome: CheckOutcome,
    state: z.enum(['passed', 'failed']),
    figures: CheckFigures,
    text: z.string(),
    by: z.string(),
    at: Instant,
  })
  .strict()
export type CheckRecord = z.output<typeof CheckRecord>

/** A limit that speaks about a customer, with what his requests have taken of it (R2-11). */
export const LimitUse = z
  .object({
    limit: LimitContent.omit({ active: true }).extend({ limitId: LimitId }).strict(),
    /** Minor units, or a number of requests; null for a limit of one request, which nothing uses up. */
    used: z.int().nullable(),
    /** The most that another request may still take. */
    rest: z.int(),
  })
  .strict()
export type LimitUse = z.output<typeof LimitUse>

const Given = { requestId: RequestId, check: CheckName, text: prose(LIMITS.commentChars), fileId: FileId.nullable() }
const Done = z.object({ requestId: RequestId, check: CheckName }).strict()

export const checks = {
  /** The limits in force for a customer, with what is used of them today and this month. */
  limitsOfCustomer: query('customers.read')
    .input(z.object({ customerId: CustomerId }).strict())
    .output(z.array(LimitUse)),
  ofRequest: query('withdrawals.access')
    .input(z.object({ requestId: RequestId }).strict())
    .output(
      z.object({ lines: z.array(CheckLine), withdrawable: Withdrawable, mayAnswer: RefusalData.nullable() }).strict(),
    ),
  /** Everything that was ever found, answered and resolved, oldest first. */
  history: query('withdrawals.access')
    .input(z.object({ requestId: RequestId }).strict())
    .output(z.array(CheckRecord)),
  /** Before there is a request: at page load without an amount, at submission with one (R3-74). */
  before: query('withdrawals.create')
    .input(
      z
        .object({
          customerId: CustomerId,
          accountId: AccountId,
          destinationId: DestinationId.nullable(),
          method: Method,
          amountMinor: AmountMinor.nullable(),
          profile: Code.optional(),
        })
        .strict(),
    )
    .output(z.object({ lines: z.array(CheckLine), withdrawable: Withdrawable }).strict()),
  /** A person's verdict on a manual check, with a word or a file as evidence. */
  answer: command({ permissions: ['checks.answer'] })
    .input(creating({ ...Given, passed: z.boolean() }))
    .output(Done),
  /** A failed check that holds is cleared: who, how, with what evidence (R2-109). One that refuses never is. */
  resolve: command({ permissions: ['checks.answer'] })
    .input(creating(Given))
    .output(Done),
}
