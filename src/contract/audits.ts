/** Regular audits (R2-88…R2-90): a plan of periods, a sample that a stored key draws again, nine steps, findings and their correction. */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { AuditFindingId, FileId, OperatorId, RegularAuditId, Version } from './ids.ts'
import { LIMITS, prose, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

/** Commission accuracy is no kind of this desk: commissions are worked out elsewhere. */
export const AuditKind = z.enum([
  'transactionSample',
  'payoutVerification',
  'balanceVerification',
  'accessReview',
  'fullAudit',
])
export type AuditKind = z.output<typeof AuditKind>

/** `coming` until its period is over, then `waiting` for somebody to begin it. */
export const AuditState = z.enum(['coming', 'waiting', 'running', 'ended'])
export type AuditState = z.output<typeof AuditState>

export const AUDIT_STEPS = [
  'scope',
  'extract',
  'calculations',
  'approvals',
  'balances',
  'findings',
  'report',
  'corrections',
  'archive',
] as const

export const AuditRow = z
  .object({
    auditId: RegularAuditId.nullable(),
    kind: AuditKind,
    from: BusinessDate,
    to: BusinessDate,
    due: BusinessDate,
    state: AuditState,
    late: z.boolean(),
    reviewer: z.string().nullable(),
    /** Steps that are done, of nine. */
    step: z.int(),
    items: z.int(),
    open: z.int(),
    findings: z.int(),
    uncorrected: z.int(),
    endedOn: BusinessDate.nullable(),
  })
  .strict()
export type AuditRow = z.output<typeof AuditRow>

export const AuditItem = z
  .object({
    ordinal: z.int(),
    subject: z.string(),
    title: z.string(),
    amountMinor: AmountMinor.nullable(),
    currency: Currency.nullable(),
    /** What the desk worked out itself: name of the check, and whether it holds. */
    checks: z.array(z.object({ check: z.string(), holds: z.boolean(), figure: z.string() }).strict()),
    verdict: z.enum(['open', 'inOrder', 'finding']),
    judgedBy: z.string().nullable(),
    judgedAt: Instant.nullable(),
    /** The person who asks took part in it, and does not judge it (law 4). */
    ownWork: z.boolean(),
  })
  .strict()
export type AuditItem = z.output<typeof AuditItem>

export const AuditFinding = z
  .object({
    findingId: AuditFindingId,
    ordinal: z.int().nullable(),
    severity: z.enum(['low', 'medium', 'high']),
    finding: z.string(),
    by: z.string(),
    at: Instant,
    correction: z.string().nullable(),
    correctedBy: z.string().nullable(),
    correctedAt: Instant.nullable(),
  })
  .strict()
export type AuditFinding = z.output<typeof AuditFinding>

export const RegularAudit = z
  .object({
    row: AuditRow,
    version: Version,
    seed: z.string(),
    population: z.int(),
    assignedBy: z.string(),
    begunAt: Instant,
    mine: z.boolean(),
    steps: z.array(z.object({ step: z.int(), by: z.string(), at: Instant, note: z.string() }).strict()),
    items: z.array(AuditItem),
    findings: z.array(AuditFinding),
    pdfFileId: FileId.nullable(),
    xlsxFileId: FileId.nullable(),
  })
  .strict()
export type RegularAudit = z.output<typeof RegularAudit>

const Done = z.object({ auditId: RegularAuditId, version: Version }).strict()

export const audits = {
  /** The latest periods of every kind with what became of them, newest first. */
  plan: query('audit.read').input(Nothing).output(z.array(AuditRow)),
  get: query('audit.read')
    .input(z.object({ auditId: RegularAuditId }).strict())
    .output(RegularAudit),
  /** Who may be the reviewer. */
  reviewers: query('audit.read')
    .input(Nothing)
    .output(z.array(z.object({ operatorId: OperatorId, displayName: z.string() }).strict())),
  /** Draws the sample of a period that is over and gives it to a reviewer: steps 1 and 2. */
  begin: command({ permissions: ['audit.read'] })
    .input(creating({ kind: AuditKind, from: BusinessDate, reviewerId: OperatorId }))
    .output(Done),
  /** The reviewer's word on one item; never on own work. A finding says what is wrong. */
  judge: command({ permissions: ['audit.read'] })
    .input(
      changing({
        auditId: RegularAuditId,
        ordinal: z.int().min(1),
        verdict: z.enum(['inOrder', 'finding']),
        severity: AuditFinding.shape.severity,
        finding: prose(LIMITS.commentChars),
      }),
    )
    .output(Done),
  correct: command({ permissions: ['audit.read'] })
    .input(
      changing({ auditId: RegularAuditId, findingId: AuditFindingId, correction: requiredLine(LIMITS.commentChars) }),
    )
    .output(Done),
  /** Ends the next of the steps 3 to 8. */
  step: command({ permissions: ['audit.read'] })
    .input(changing({ auditId: RegularAuditId, step: z.int().min(3).max(8), note: prose(LIMITS.commentChars) }))
    .output(Done),
  /** The ninth step: the results as PDF and workbook, and no change after. */
  archive: command({ permissions: ['audit.read'], stepUp: true })
    .input(changing({ auditId: RegularAuditId }))
    .output(Done),
}
