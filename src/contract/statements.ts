/** Bank statements: taken whole or not at all, matched to what was sent; the bank is the truth for what happened. */
import { z } from 'zod'
import { changing, command, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import {
  BankAccountId,
  CommandId,
  FileId,
  InstructionId,
  LeafId,
  StatementId,
  StatementLineId,
  Version,
} from './ids.ts'
import { LIMITS, prose } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { StatementReading, StatementTable, UnderstoodEntry } from './statement-profiles.ts'

export const StatementFinding = z.object({ code: z.string(), place: z.string(), message: z.string() }).strict()

export const StatementRow = z
  .object({
    statementId: StatementId,
    bankAccountId: BankAccountId,
    bankAccountName: z.string(),
    format: z.string(),
    number: z.string().nullable(),
    currency: Currency,
    openingMinor: AmountMinor.nullable(),
    openingDate: BusinessDate.nullable(),
    closingMinor: AmountMinor.nullable(),
    closingDate: BusinessDate.nullable(),
    lines: z.int(),
    unmatched: z.int(),
    addsUp: z.boolean().nullable(),
    findings: z.int(),
    takenAt: Instant,
    takenBy: z.string(),
    fileId: FileId,
  })
  .strict()
export type StatementRow = z.output<typeof StatementRow>

/** What matched a line, in the order of trust. */
export const MatchKind = z.enum([
  'bankId',
  'ourReference',
  'chequeNumber',
  'batch',
  'amount',
  'sum',
  'transfer',
  'learned',
  'hand',
])
export type MatchKind = z.output<typeof MatchKind>

/** What a line can be that is no payment of ours. */
export const OtherKind = z.enum(['bankCharge', 'interest', 'customerDeposit', 'ownTransfer', 'other'])
export type OtherKind = z.output<typeof OtherKind>

export const Proposal = z
  .object({
    /** Payments that the line is about; none when it is proposed to be booked as something else. */
    instructionIds: z.array(InstructionId),
    book: z.object({ as: OtherKind, explanation: z.string() }).strict().nullable(),
    /** What the bank took besides, when it may be booked as its charge with the match. */
    chargeMinor: AmountMinor.nullable(),
    kind: MatchKind,
    /** The reason in figures: which reference, number or amount agreed. */
    because: z.string(),
    amountMinor: AmountMinor,
  })
  .strict()
export type Proposal = z.output<typeof Proposal>

export const StatementLine = z
  .object({
    statementLineId: StatementLineId,
    statementId: StatementId,
    version: Version,
    lineNumber: z.int(),
    bookingDate: BusinessDate.nullable(),
    valueDate: BusinessDate.nullable(),
    direction: z.enum(['credit', 'debit']),
    amountMinor: AmountMinor,
    currency: Currency,
    bankReference: z.string(),
    ownReference: z.string(),
    counterparty: z.string(),
    text: z.string(),
    reversal: z.boolean(),
    match: z
      .object({
        kind: MatchKind,
        by: z.string(),
        at: Instant,
        instructionIds: z.array(InstructionId),
        because: z.string(),
      })
      .strict()
      .nullable(),
    proposals: z.array(Proposal),
  })
  .strict()
export type StatementLine = z.output<typeof StatementLine>

/** Something the books expect on a statement: a sent payment not yet seen. */
export const ExpectedItem = z
  .object({
    instructionId: InstructionId,
    leafId: LeafId.nullable(),
    kind: z.enum(['wire', 'cheque']),
    reference: z.string(),
    payeeName: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    sentAt: Instant,
    daysWaiting: z.int(),
    /** Last day on which the bank may be expected to book it; null: it is not known when it left. */
    expectedUntil: BusinessDate.nullable(),
    isLate: z.boolean(),
  })
  .strict()
export type ExpectedItem = z.output<typeof ExpectedItem>

/** A movement that a bank announced during the day; `missing` when no statement has said it for some days. */
export const BankNotice = z
  .object({
    noticeId: z.int(),
    bankAccountName: z.string(),
    kind: z.enum(['interim', 'advice']),
    number: z.string().nullable(),
    status: z.string(),
    state: z.enum(['announced', 'confirmed', 'missing']),
    bookingDate: BusinessDate.nullable(),
    valueDate: BusinessDate.nullable(),
    direction: z.enum(['credit', 'debit']),
    amountMinor: AmountMinor,
    currency: Currency,
    bankReference: z.string(),
    ownReference: z.string(),
    counterparty: z.string(),
    text: z.string(),
    fileName: z.string(),
    takenAt: Instant,
    by: z.string(),
    /** The line that said it for good. */
    statementId: StatementId.nullable(),
    lineNumber: z.int().nullable(),
  })
  .strict()
export type BankNotice = z.output<typeof BankNotice>

export const StatementPreview = z
  .object({
    sha256: z.string(),
    outcome: z.enum(['clean', 'findings', 'refused']),
    format: z.string(),
    findings: z.array(StatementFinding),
    takenBefore: z.object({ at: Instant, by: z.string() }).strict().nullable(),
    statements: z.array(
      z
        .object({
          /** Interim reports and advices are kept as announcements and never booked. */
          kind: z.enum(['statement', 'interim', 'advice']),
          account: z.string().nullable(),
          bankAccountName: z.string().nullable(),
          currency: z.string().nullable(),
          number: z.string().nullable(),
          opening: z.string().nullable(),
          closing: z.string().nullable(),
          lines: z.int(),
          addsUp: z.boolean().nullable(),
        })
        .strict(),
    ),
    /** The first entries as they were understood. */
    understood: z.array(UnderstoodEntry),
    /** A file that is a table of columns; null for the formats that say themselves what everything means. */
    table: StatementTable.nullable(),
  })
  .strict()
export type StatementPreview = z.output<typeof StatementPreview>

/** What an undo reopens and reverses, and why it cannot be done if it cannot. */
export const UndoLook = z
  .object({
    payments: z.array(
      z
        .object({
          reference: z.string(),
          requestNumber: z.string(),
          payeeName: z.string(),
          amountMinor: AmountMinor,
          currency: Currency,
        })
        .strict(),
    ),
    journals: z.int(),
    /** A sentence; null: it can be undone. */
    blocked: z.string().nullable(),
  })
  .strict()
export type UndoLook = z.output<typeof UndoLook>

export const statements = {
  preview: query('statements.import')
    .input(z.object({ fileId: FileId, reading: StatementReading.nullable().default(null) }).strict())
    .output(StatementPreview),
  take: command({ permissions: ['statements.import'] })
    .input(
      z
        .object({
          commandId: CommandId,
          fileId: FileId,
          sha256: z.string().length(64),
          acceptFindings: prose(LIMITS.commentChars),
          reading: StatementReading.nullable().default(null),
        })
        .strict(),
    )
    .output(
      z
        .object({
          statementIds: z.array(StatementId),
          lines: z.int(),
          matched: z.int(),
          notices: z.int(),
          known: z.int(),
          confirmed: z.int(),
        })
        .strict(),
    ),
  /** What banks announced before their statements, the open ones first. */
  notices: query('statements.import', 'statements.match', 'ledger.read').input(Nothing).output(z.array(BankNotice)),
  list: query('statements.import', 'statements.match', 'ledger.read').input(Nothing).output(z.array(StatementRow)),
  lines: query('statements.import', 'statements.match', 'ledger.read')
    .input(
      z
        .object({
          statementId: StatementId.nullable(),
          unmatchedOnly: z.boolean(),
          after: StatementLineId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(StatementLine), more: z.boolean() }).strict()),
  expected: query('statements.import', 'statements.match', 'ledger.read').input(Nothing).output(z.array(ExpectedItem)),
  match: command({ permissions: ['statements.match'] })
    .input(
      changing({
        statementLineId: StatementLineId,
        instructionIds: z.array(InstructionId).min(1).max(500),
        /** The rest of a debit, or what a return is short of, is what the bank took for itself. */
        withCharge: z.boolean().default(false),
      }),
    )
    .output(z.object({ statementLineId: StatementLineId, version: Version }).strict()),
  /** What undoing the match of a line would open again, before it is done. */
  undoLook: query('statements.match')
    .input(z.object({ statementLineId: StatementLineId }).strict())
    .output(UndoLook),
  /** Undoes exactly one link; the payments it settled are expected again. */
  unmatch: command({ permissions: ['statements.match'], stepUp: true })
    .input(changing({ statementLineId: StatementLineId, reason: prose(LIMITS.commentChars) }))
    .output(
      z.object({ statementLineId: StatementLineId, version: Version, reopened: z.array(InstructionId) }).strict(),
    ),
  /** Books a line that is no payment of ours (interest, bank charge, deposit) with an explanation. */
  bookOther: command({ permissions: ['statements.match'], stepUp: true })
    .input(
      changing({
        statementLineId: StatementLineId,
        as: OtherKind,
        explanation: prose(LIMITS.commentChars),
      }),
    )
    .output(z.object({ statementLineId: StatementLineId, version: Version }).strict()),
}
