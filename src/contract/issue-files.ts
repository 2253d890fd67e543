/**
 * The list of cheques that a bank is given so that it pays no other ("positive pay"): leaves issued, void or stopped since the last
 * list, one layout per bank account. Optional: an account without a layout has no lists.
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BankAccountId, FileId, LeafId, Version } from './ids.ts'
import { Code, LIMITS, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { proposed } from './proposals.ts'
import { Label } from './workflow.ts'

/** What the bank is told about a leaf. */
export const ReportedAs = z.enum(['issued', 'void', 'stopped'])
export type ReportedAs = z.output<typeof ReportedAs>

/** Given to the bank is not taken by the bank (law 7): its answer is a fact of its own. */
export const IssueFileState = z.enum(['made', 'exported', 'taken', 'refused'])
export type IssueFileState = z.output<typeof IssueFileState>

const Totals = {
  issued: z.int(),
  void: z.int(),
  stopped: z.int(),
  /** Over all lines, as the file says it. */
  totalMinor: AmountMinor,
}

export const IssueLine = z
  .object({
    leafId: LeafId,
    number: z.string(),
    status: ReportedAs,
    /** What the bank was told before. */
    before: ReportedAs.nullable(),
    payeeName: z.string().nullable(),
    amountMinor: AmountMinor.nullable(),
    chequeDate: BusinessDate.nullable(),
  })
  .strict()
export type IssueLine = z.output<typeof IssueLine>

export const IssueAccount = z
  .object({
    bankAccountId: BankAccountId,
    name: z.string(),
    accountNumber: z.string(),
    currency: Currency,
    /** The layout of its lists; `null`: this bank takes none. */
    layout: z.string().nullable(),
    layoutName: Label.nullable(),
    /** Version of that choice; 0: nobody has chosen yet. */
    version: z.int(),
    /** Leaves of which the bank does not know yet. */
    waiting: z.int(),
  })
  .strict()
export type IssueAccount = z.output<typeof IssueAccount>

export const IssueFile = z
  .object({
    issueFileId: z.int(),
    version: Version,
    bankAccountId: BankAccountId,
    account: z.string(),
    /** Counted per account from 1. */
    sequence: z.int(),
    state: IssueFileState,
    currency: Currency,
    layout: z.string(),
    businessDate: BusinessDate,
    ...Totals,
    fileId: FileId,
    fileName: z.string(),
    sha256: z.string(),
    exports: z.int(),
    madeBy: z.string(),
    madeAt: Instant,
    bankSays: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: Instant.nullable(),
  })
  .strict()
export type IssueFile = z.output<typeof IssueFile>

export const IssuePreview = z
  .object({
    lines: z.array(IssueLine),
    /** More leaves wait than one list carries; the next list has them. */
    more: z.boolean(),
    ...Totals,
    currency: Currency,
    /** The file as the bank would read it, or its beginning. */
    text: z.string(),
    /** Why no list can be made from these leaves now; empty: it can. */
    problems: z.array(z.object({ number: z.string(), field: z.string(), why: z.string() }).strict()),
    /** What `make` is told, so that exactly these lines are given (law 5). */
    digest: z.string(),
  })
  .strict()
export type IssuePreview = z.output<typeof IssuePreview>

const Done = z.object({ issueFileId: z.int(), version: Version, state: IssueFileState, fileId: FileId }).strict()
const aFile = { issueFileId: z.int().min(1) }

export const issueFiles = {
  accounts: query('cheques.print', 'cheques.release', 'admin.settings', 'ledger.read')
    .input(Nothing)
    .output(
      z
        .object({
          accounts: z.array(IssueAccount),
          layouts: z.array(z.object({ key: z.string(), name: Label }).strict()),
        })
        .strict(),
    ),
  preview: query('cheques.print', 'cheques.release', 'ledger.read')
    .input(z.object({ bankAccountId: BankAccountId }).strict())
    .output(IssuePreview),
  list: query('cheques.print', 'cheques.release', 'ledger.read')
    .input(z.object({ after: z.int().nullable(), pageSize: z.int().min(1).max(LIMITS.pageRows) }).strict())
    .output(z.object({ rows: z.array(IssueFile), more: z.boolean() }).strict()),
  /** Which layout the lists of an account have; proposed by one person, in force when another confirms. */
  setLayout: command({ permissions: ['cheques.release', 'admin.settings'] })
    .input(
      creating({
        bankAccountId: BankAccountId,
        layout: Code.nullable(),
        expectedVersion: z.int().min(0),
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.object(proposed).strict()),
  /** Writes the list that was shown, reads it back, keeps its bytes. */
  make: command({ permissions: ['cheques.release'], stepUp: true })
    .input(creating({ bankAccountId: BankAccountId, digest: z.string().length(64) }))
    .output(Done),
  /** The same bytes again, counted. */
  export: command({ permissions: ['cheques.release', 'cheques.print'] })
    .input(changing({ ...aFile }))
    .output(Done.extend({ exports: z.int() }).strict()),
  /** The bank has taken the list, or has refused it: then its leaves wait for another. */
  answer: command({ permissions: ['cheques.release'] })
    .input(changing({ ...aFile, taken: z.boolean(), bankSays: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
}
