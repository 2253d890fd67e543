/** Day end: opening, movements, closing and variance per bank account; signed off by two people and archived (R2-67…71). */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BankAccountId, CommandId, FileId, JournalId, LedgerAccountId, ProposalId, Version } from './ids.ts'
import { LIMITS, prose, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { Language } from './session.ts'

export const DayRow = z
  .object({
    bankAccountId: BankAccountId,
    name: z.string(),
    currency: Currency,
    openingMinor: AmountMinor,
    paidOutMinor: AmountMinor,
    receivedMinor: AmountMinor,
    adjustmentsMinor: AmountMinor,
    /** Opening + movements + adjustments. */
    calculatedMinor: AmountMinor,
    /** The bank's closing balance of that day; null = no statement. */
    bankClosingMinor: AmountMinor.nullable(),
    varianceMinor: AmountMinor.nullable(),
    inTransitMinor: AmountMinor,
    explanation: z.string().nullable(),
    explainedBy: z.string().nullable(),
  })
  .strict()
export type DayRow = z.output<typeof DayRow>

/** What somebody found out about a variance, with the paper that shows it; the latest stands in the row of its account. */
export const DayFinding = z
  .object({
    bankAccountId: BankAccountId,
    explanation: z.string(),
    varianceMinor: AmountMinor.nullable(),
    by: z.string(),
    at: Instant,
    fileId: FileId.nullable(),
    fileName: z.string().nullable(),
  })
  .strict()
export type DayFinding = z.output<typeof DayFinding>

/** Accounts between which a person may move an amount by hand; those of customers and of payments have ways of their own. */
export const AdjustingKind = z.enum(['bank', 'bankCharges', 'interest', 'feeIncome', 'suspense', 'adjustment'])
export type AdjustingKind = z.output<typeof AdjustingKind>

/** One line of an adjusting journal; an account that the desk has not opened yet is named by its kind. */
export const AdjustingLine = z
  .object({ kind: AdjustingKind, ledgerAccountId: LedgerAccountId.nullable(), amountMinor: AmountMinor })
  .strict()
export type AdjustingLine = z.output<typeof AdjustingLine>

/** A journal that two people made by hand on this day (R2-68). */
export const DayAdjustment = z
  .object({
    journalId: JournalId,
    bankAccountId: BankAccountId,
    reason: z.string(),
    madeBy: z.string(),
    confirmedBy: z.string(),
    at: Instant,
    reversedBy: JournalId.nullable(),
    lines: z.array(z.object({ account: z.string(), currency: Currency, amountMinor: AmountMinor }).strict()),
  })
  .strict()
export type DayAdjustment = z.output<typeof DayAdjustment>

/** A signed-off report that two people opened again; it stays as it was signed (R2-71). */
export const DayArchive = z
  .object({
    revision: z.int(),
    digest: z.string(),
    signatures: z.array(z.object({ by: z.string(), at: Instant, digest: z.string() }).strict()),
    pdfFileId: FileId.nullable(),
    xlsxFileId: FileId.nullable(),
    reason: z.string(),
    askedBy: z.string(),
    confirmedBy: z.string(),
    unlockedAt: Instant,
  })
  .strict()
export type DayArchive = z.output<typeof DayArchive>

export const DayCheck = z
  .object({
    check: z.enum([
      'booksBalance',
      'auditChain',
      'holdsExplained',
      'halfDoneWork',
      'statementsTaken',
      'linesMatched',
      'varianceExplained',
      'adjustmentsDecided',
    ]),
    passed: z.boolean(),
    figures: z.record(z.string(), z.union([z.string(), z.int()])),
  })
  .strict()
export type DayCheck = z.output<typeof DayCheck>

export const DaySignature = z.object({ by: z.string(), at: Instant, digest: z.string() }).strict()

export const DayReport = z
  .object({
    date: BusinessDate,
    version: Version,
    state: z.enum(['open', 'prepared', 'signedOnce', 'signedOff']),
    /** The figures moved after the report was prepared: nobody signs it before it is prepared again. */
    outdated: z.boolean(),
    rows: z.array(DayRow),
    checks: z.array(DayCheck),
    requestsByStatus: z.array(
      z
        .object({
          status: z.string(),
          count: z.int(),
          amounts: z.array(z.object({ currency: Currency, amountMinor: AmountMinor }).strict()),
        })
        .strict(),
    ),
    money: z.array(
      z
        .object({
          currency: Currency,
          heldMinor: AmountMinor,
          inTransitMinor: AmountMinor,
          paidMinor: AmountMinor,
          feesMinor: AmountMinor,
          returnedMinor: AmountMinor,
          customersMinor: AmountMinor,
        })
        .strict(),
    ),
    findings: z.array(DayFinding),
    adjustments: z.array(DayAdjustment),
    auditRecords: z.int(),
    /** Digest over the day's audit records; printed on the day-end sheet so that it leaves the machine (law 8). */
    dayRoot: z.string(),
    /** What the signatures cover. */
    digest: z.string(),
    signatures: z.array(DaySignature),
    preparedBy: z.string().nullable(),
    pdfFileId: FileId.nullable(),
    xlsxFileId: FileId.nullable(),
    /** Earlier reports of this day that were signed off and opened again, newest first. */
    archives: z.array(DayArchive),
    /** What waits for a second person: an adjustment of this day, or opening it again. */
    waiting: z.array(
      z
        .object({
          proposalId: ProposalId,
          kind: z.enum(['day.adjust', 'day.unlock']),
          /** The bank account that an adjustment is about. */
          about: BankAccountId.nullable(),
          by: z.string(),
          at: Instant,
        })
        .strict(),
    ),
  })
  .strict()
export type DayReport = z.output<typeof DayReport>

const Done = z.object({ date: BusinessDate, version: Version }).strict()
const day = { commandId: CommandId, expectedVersion: Version, date: BusinessDate }

export const days = {
  list: query('days.prepare', 'days.sign', 'ledger.read', 'audit.read')
    .input(z.object({ before: BusinessDate.nullable(), limit: z.int().min(1).max(60) }).strict())
    .output(
      z.array(
        z
          .object({
            date: BusinessDate,
            state: DayReport.shape.state,
            signatures: z.array(DaySignature),
            dayRoot: z.string(),
          })
          .strict(),
      ),
    ),
  get: query('days.prepare', 'days.sign', 'ledger.read', 'audit.read')
    .input(z.object({ date: BusinessDate }).strict())
    .output(DayReport),
  explainVariance: command({ permissions: ['days.prepare'] })
    .input(
      z
        .object({
          ...day,
          bankAccountId: BankAccountId,
          explanation: requiredLine(LIMITS.commentChars),
          evidenceFileId: FileId.nullable().default(null),
        })
        .strict(),
    )
    .output(Done),
  /** Accounts of a currency that an adjusting journal may use. */
  adjustingAccounts: query('ledger.adjust')
    .input(z.object({ currency: Currency }).strict())
    .output(
      z.array(
        z
          .object({
            kind: AdjustingKind,
            ledgerAccountId: LedgerAccountId.nullable(),
            name: z.string(),
            balanceMinor: AmountMinor,
          })
          .strict(),
      ),
    ),
  /** An adjusting journal for a documented variance; another person confirms it before it is booked (R2-70). */
  proposeAdjustment: command({ permissions: ['ledger.adjust'], stepUp: true })
    .input(
      creating({
        date: BusinessDate,
        bankAccountId: BankAccountId,
        lines: z.array(AdjustingLine).min(2).max(LIMITS.adjustingLines),
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.object({ proposalId: ProposalId }).strict()),
  /** Opens a signed-off day again once another person confirms it; the signed report stays in the archive (R2-71). */
  proposeUnlock: command({ permissions: ['days.sign'], stepUp: true })
    .input(z.object({ ...day, digest: z.string().length(64), reason: requiredLine(LIMITS.commentChars) }).strict())
    .output(z.object({ proposalId: ProposalId }).strict()),
  /** Freezes the figures of the day, writes PDF and XLSX in a language and computes the digest that is signed. */
  prepare: command({ permissions: ['days.prepare'] })
    .input(z.object({ ...day, language: Language.default('en') }).strict())
    .output(Done),
  /** First or second signature; two different people; the second closes the day. */
  sign: command({ permissions: ['days.sign'], stepUp: true })
    .input(z.object({ ...day, digest: z.string().length(64) }).strict())
    .output(Done),
  /** Takes a prepared report back before its second signature. */
  reopen: command({ permissions: ['days.prepare'], stepUp: true })
    .input(z.object({ ...day, reason: prose(LIMITS.commentChars) }).strict())
    .output(Done),
}
