/**
 * Why a payment failed and what follows from it, as data of the desk with versions (R2-31…R2-33): each code with its cause, whether the
 * desk tries again by itself and when, and the words by which banks say it.
 */
import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { Label } from './workflow.ts'

/** R2-32: never more than three tries of the desk by itself. */
export const MOST_RETRIES = 3

/** `never`: nothing but a correction or a person helps; `nextDay`: the provider's limit is fresh then (R2-33). */
export const RETRY_MOMENTS = ['never', 'afterDelay', 'nextDay'] as const
export const RetryMoment = z.enum(RETRY_MOMENTS)
export type RetryMoment = z.output<typeof RetryMoment>

/** R2-35: whose matter it is; `unclear` is for a person to find out. */
export const FAILURE_CAUSES = ['payee', 'provider', 'limit', 'unclear'] as const
export const FailureCause = z.enum(FAILURE_CAUSES)
export type FailureCause = z.output<typeof FailureCause>

export const FailureCodeName = z.string().regex(/^[A-Z][A-Z_]{2,39}$/)

export const FailureCode = z
  .object({
    code: FailureCodeName,
    label: Label,
    cause: FailureCause,
    retry: RetryMoment,
    /** Reason codes of ISO 20022 and of providers that mean this. */
    words: z.array(z.string().regex(/^[A-Z0-9_]{2,40}$/)).max(100),
  })
  .strict()
export type FailureCode = z.output<typeof FailureCode>

/** The code of a failure of which nobody has said more; it is never tried again by itself. */
export const OTHER_FAILURE = 'OTHER'

export const FailurePolicy = z
  .object({
    key: z.literal('default'),
    mostRetries: z.int().min(0).max(MOST_RETRIES),
    delayMinutes: z
      .int()
      .min(1)
      .max(24 * 60),
    codes: z.array(FailureCode).min(1).max(LIMITS.bulkRows),
  })
  .strict()
export type FailurePolicy = z.output<typeof FailurePolicy>
