/** Day end: opening, movements, closing and variance per bank account; signed off by two people and archived (R2-67…71). */
import { z } from 'zod'
import { command, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BankAccountId, CommandId, FileId, Version } from './ids.ts'
import { LIMITS, prose, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

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
    auditRecords: z.int(),
    /** Digest over the day's audit records; printed on the day-end sheet so that it leaves the machine (law 8). */
    dayRoot: z.string(),
    /** What the signatures cover. */
    digest: z.string(),
    signatures: z.array(DaySignature),
    preparedBy: z.string().nullable(),
    pdfFileId: FileId.nullable(),
    xlsxFileId: FileId.nullable(),
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
    .input(z.object({ ...day, bankAccountId: BankAccountId, explanation: requiredLine(LIMITS.commentChars) }).strict())
    .output(Done),
  /** Freezes the figures of the day, writes PDF and XLSX and computes the digest that is signed. */
  prepare: command({ permissions: ['days.prepare'] })
    .input(z.object(day).strict())
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
