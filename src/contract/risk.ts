/** High-risk clients and regions: the register, the inquiry, Compliance's decision, the monthly spot check (R3-55…R3-64). */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { FACT_NAMES } from './facts.ts'
import { CustomerId, DestinationId, JobId, RequestId, Version } from './ids.ts'
import { LIMITS, prose, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { proposed } from './proposals.ts'

export const RISK_KINDS = ['thirdParty', 'joint', 'highRiskClient', 'highRiskRegion'] as const
export const RiskKind = z.enum(RISK_KINDS)
export type RiskKind = z.output<typeof RiskKind>
/** R3-60: clear and reasonable, vague, clearly suspicious. `none` = nobody had to be asked. */
export const ASSESSMENTS = ['none', 'pass', 'uncertain', 'reject'] as const
export const Assessment = z.enum(ASSESSMENTS)
export type Assessment = z.output<typeof Assessment>

const EntryId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
const Country = z.string().regex(/^[A-Z]{2}$/)
const SpotCheckId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

export const RiskEntry = z
  .object({
    entryId: EntryId,
    kind: RiskKind,
    customerId: CustomerId,
    customerNumber: z.string(),
    customerName: z.string(),
    requestId: RequestId.nullable(),
    /** Trading order of a deposit (R3-55). */
    orderId: z.int().nullable(),
    region: z.string(),
    date: BusinessDate,
    at: Instant,
    by: z.string(),
    own: z.boolean(),
    answers: z.object({ reason: z.string(), address: z.string(), repeat: z.string() }).strict(),
    assessment: Assessment,
    note: z.string(),
    /** Locked until Compliance has decided (R3-61). */
    waiting: z.boolean(),
    decision: z
      .object({ decision: z.enum(['go', 'noGo']), by: z.string(), at: Instant, note: z.string() })
      .strict()
      .nullable(),
  })
  .strict()
export type RiskEntry = z.output<typeof RiskEntry>

export const RiskReason = z.enum(['highRiskClient', 'highRiskRegion'])
export type RiskReason = z.output<typeof RiskReason>

const Grade = z.enum(['low', 'normal', 'high'])
/** How a customer is graded, why, and what has been found about it (R3-55). */
export const CustomerRisk = z
  .object({
    grade: Grade,
    /** Changes of the grade, the newest first; without one it is as recorded with the customer. */
    changes: z.array(
      z.object({ before: Grade, after: Grade, reason: z.string(), by: z.string(), at: Instant }).strict(),
    ),
    /** Payout destinations in use that lie in a high-risk region. */
    regions: z.array(z.object({ destinationId: DestinationId, region: z.string() }).strict()),
    /** What Risk Control and the platform said. */
    said: z.array(
      z
        .object({ fact: z.enum(FACT_NAMES), value: z.string(), source: z.string(), by: z.string(), at: Instant })
        .strict(),
    ),
    /** The register, the newest first; null for who may not see it. */
    entries: z.array(RiskEntry).nullable(),
  })
  .strict()
export type CustomerRisk = z.output<typeof CustomerRisk>

export const RegisterFilter = z
  .object({
    kinds: z.array(RiskKind).max(RISK_KINDS.length),
    assessments: z.array(Assessment).max(ASSESSMENTS.length),
    from: BusinessDate.nullable(),
    until: BusinessDate.nullable(),
    waitingOnly: z.boolean(),
  })
  .strict()
export type RegisterFilter = z.output<typeof RegisterFilter>

export const SpotLine = z
  .object({
    lineId: EntryId,
    customerId: CustomerId,
    customerNumber: z.string(),
    customerName: z.string(),
    kind: z.enum(['withdrawal', 'deposit']),
    subjectId: z.int(),
    at: Instant,
    amountMinor: AmountMinor,
    currency: Currency,
    region: z.string(),
    indicators: z.array(z.enum(['aboveDeclaredAssets', 'frequentWithoutTrading'])),
    verdict: z.enum(['consistent', 'abnormal']).nullable(),
    note: z.string(),
    reviewedBy: z.string().nullable(),
    escalated: z.boolean(),
  })
  .strict()
export type SpotLine = z.output<typeof SpotLine>

export const SpotCheck = z
  .object({
    spotCheckId: SpotCheckId,
    version: Version,
    month: z.string(),
    state: z.enum(['open', 'reviewed', 'closed']),
    pulledBy: z.string(),
    pulledAt: Instant,
    lines: z.int(),
    reviewed: z.int(),
    flagged: z.int(),
    escalated: z.int(),
    second: z.object({ by: z.string(), at: Instant, note: z.string() }).strict().nullable(),
  })
  .strict()
export type SpotCheck = z.output<typeof SpotCheck>

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const SpotDone = z.object({ spotCheckId: SpotCheckId, version: Version }).strict()
const answer = requiredLine(LIMITS.commentChars)

export const risk = {
  ofRequest: query('withdrawals.access')
    .input(z.object({ requestId: RequestId }).strict())
    .output(
      z
        .object({
          reasons: z.array(RiskReason),
          region: z.string(),
          /** Kinds that must be in the register before approval and are not yet (R3-56, R3-58). */
          missing: z.array(RiskReason),
          locked: z.boolean(),
          entries: z.array(RiskEntry),
          /** R3-59, ready to be sent. */
          inquiry: z.object({ en: z.string(), 'zh-Hant': z.string() }).strict().nullable(),
        })
        .strict(),
    ),
  ofCustomer: query('customers.read')
    .input(z.object({ customerId: CustomerId }).strict())
    .output(CustomerRisk),
  register: query('risk.register', 'withdrawals.decideRisk', 'risk.spotCheck', 'audit.read')
    .input(
      z
        .object({ filter: RegisterFilter, before: EntryId.nullable(), pageSize: z.int().min(1).max(LIMITS.pageRows) })
        .strict(),
    )
    .output(z.object({ rows: z.array(RiskEntry), next: EntryId.nullable(), waiting: z.int() }).strict()),
  /** An entry of the register; with the three answers when the client was asked (R3-58…R3-60). */
  enter: command({ permissions: ['risk.register'] })
    .input(
      creating({
        requestId: RequestId,
        kind: RiskKind,
        inquiry: z
          .object({
            reason: answer,
            address: answer,
            repeat: answer,
            assessment: z.enum(['pass', 'uncertain', 'reject']),
          })
          .strict()
          .nullable(),
        note: prose(LIMITS.commentChars),
      }),
    )
    .output(z.object({ entryId: EntryId }).strict()),
  /** R3-61: Compliance's go or no-go, by another person than the one who asked. */
  decide: command({ permissions: ['withdrawals.decideRisk'], stepUp: true })
    .input(creating({ entryId: EntryId, decision: z.enum(['go', 'noGo']), note: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ entryId: EntryId }).strict()),
  export: command({ permissions: ['risk.register', 'risk.spotCheck', 'audit.read'] })
    .input(creating({ format: z.enum(['csv', 'xlsx']), filter: RegisterFilter }))
    .output(z.object({ jobId: JobId }).strict()),
  regions: query('limits.manage', 'risk.register', 'risk.spotCheck', 'audit.read')
    .input(Nothing)
    .output(
      z.array(
        z
          .object({
            regionId: EntryId,
            country: Country,
            reason: z.string(),
            by: z.string(),
            at: Instant,
          })
          .strict(),
      ),
    ),
  addRegion: command({ permissions: ['limits.manage'], stepUp: true })
    .input(creating({ country: Country, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ regionId: EntryId }).strict()),
  /** Proposed by one person, confirmed by another (law 4). */
  liftRegion: command({ permissions: ['limits.manage'], stepUp: true })
    .input(creating({ regionId: EntryId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object(proposed).strict()),
  /** R3-55: deposits of high-risk clients that wait for their entry in the register. */
  deposits: query('risk.register', 'risk.spotCheck')
    .input(Nothing)
    .output(
      z.array(
        z
          .object({
            orderId: z.int(),
            customerId: CustomerId,
            customerNumber: z.string(),
            customerName: z.string(),
            amountMinor: AmountMinor,
            currency: Currency,
            at: Instant,
          })
          .strict(),
      ),
    ),
  enterDeposit: command({ permissions: ['risk.register'] })
    .input(creating({ orderId: z.int().min(1), kind: RiskKind, note: prose(LIMITS.commentChars) }))
    .output(z.object({ entryId: EntryId }).strict()),
  spotChecks: query('risk.spotCheck', 'audit.read').input(Nothing).output(z.array(SpotCheck)),
  spotLines: query('risk.spotCheck', 'audit.read')
    .input(z.object({ spotCheckId: SpotCheckId }).strict())
    .output(z.object({ check: SpotCheck, lines: z.array(SpotLine) }).strict()),
  pull: command({ permissions: ['risk.spotCheck'] })
    .input(creating({ month: Month }))
    .output(SpotDone),
  reviewLine: command({ permissions: ['risk.spotCheck'] })
    .input(
      changing({
        spotCheckId: SpotCheckId,
        lineId: EntryId,
        verdict: z.enum(['consistent', 'abnormal']),
        note: prose(LIMITS.commentChars),
        escalate: z.boolean(),
      }),
    )
    .output(SpotDone),
  /** The team lead's second review closes the check; another person than the reviewers. */
  close: command({ permissions: ['risk.spotCheck'], stepUp: true })
    .input(changing({ spotCheckId: SpotCheckId, note: requiredLine(LIMITS.commentChars) }))
    .output(SpotDone),
  exportSpotCheck: command({ permissions: ['risk.spotCheck', 'audit.read'] })
    .input(creating({ spotCheckId: SpotCheckId, format: z.enum(['csv', 'xlsx']) }))
    .output(z.object({ jobId: JobId }).strict()),
}
