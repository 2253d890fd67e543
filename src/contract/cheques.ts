/**
 * Cheques: one row per numbered leaf from delivery to presentation. Numbers are text, taken in one transaction,
 * burnt on failure; two recorded signatures by two different people before release (R3-49, R3-50, O-13).
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { InstructionRow } from './batches.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BankAccountId, ChequeBookId, CommandId, FileId, InstructionId, LeafId, RequestId, Version } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { SigningGroup } from './permissions.ts'

export const LeafState = z.enum([
  'blank',
  'reserved',
  'printed',
  'spoiled',
  'signedOnce',
  'signedTwice',
  'released',
  'presented',
  'void',
])
export type LeafState = z.output<typeof LeafState>

export const LeafRow = z
  .object({
    leafId: LeafId,
    version: Version,
    bookId: ChequeBookId,
    bankAccountId: BankAccountId,
    number: z.string(),
    state: LeafState,
    instructionId: InstructionId.nullable(),
    requestId: RequestId.nullable(),
    payeeName: z.string().nullable(),
    amountMinor: AmountMinor.nullable(),
    currency: Currency,
    chequeDate: BusinessDate.nullable(),
    printedBy: z.string().nullable(),
    printedAt: Instant.nullable(),
    signatures: z.array(z.object({ by: z.string(), group: SigningGroup, at: Instant }).strict()),
    releasedTo: z.string().nullable(),
    releasedAt: Instant.nullable(),
    replaces: z.string().nullable(),
    reason: z.string().nullable(),
    pdfFileId: FileId.nullable(),
    pdfSha256: z.string().nullable(),
    /** Minutes since the state was entered: half-done work has an age (law 11). */
    sinceAt: Instant,
  })
  .strict()
export type LeafRow = z.output<typeof LeafRow>

export const ChequeBook = z
  .object({
    bookId: ChequeBookId,
    bankAccountId: BankAccountId,
    bankAccountName: z.string(),
    currency: Currency,
    firstNumber: z.string(),
    lastNumber: z.string(),
    stock: Code,
    blank: z.int(),
    used: z.int(),
    receivedAt: Instant,
    receivedBy: z.string(),
  })
  .strict()
export type ChequeBook = z.output<typeof ChequeBook>

const Done = z.object({ leafId: LeafId, version: Version, state: LeafState }).strict()
const aLeaf = { leafId: LeafId }

export const cheques = {
  books: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(Nothing)
    .output(z.array(ChequeBook)),
  /** Takes a delivered book into the register: one blank leaf per number. */
  addBook: command({ permissions: ['cheques.print'] })
    .input(
      creating({
        bankAccountId: BankAccountId,
        firstNumber: z.string().regex(/^\d{4,10}$/),
        leaves: z.int().min(1).max(500),
        stock: Code,
      }),
    )
    .output(z.object({ bookId: ChequeBookId }).strict()),
  waiting: query('cheques.print', 'cheques.sign').input(Nothing).output(z.array(InstructionRow)),
  leaves: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(
      z
        .object({
          states: z.array(LeafState).max(10),
          search: line(40),
          after: LeafId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(LeafRow), more: z.boolean() }).strict()),
  leaf: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(z.object(aLeaf).strict())
    .output(LeafRow),
  /** What would be printed, on a specimen: no number is taken. */
  preview: query('cheques.print', 'cheques.sign')
    .input(z.object({ instructionId: InstructionId, bookId: ChequeBookId }).strict())
    .output(z.object({ fileId: FileId, words: z.string(), wordsChinese: z.string() }).strict()),
  /** Reserves the next blank leaves and draws the PDF; nothing counts as printed before `confirm`. */
  print: command({ permissions: ['cheques.print'] })
    .input(
      z
        .object({
          commandId: CommandId,
          bookId: ChequeBookId,
          chequeDate: BusinessDate,
          instructions: z.array(InstructionId).min(1).max(LIMITS.chequesPerRun),
        })
        .strict(),
    )
    .output(
      z
        .object({
          leaves: z.array(z.object({ leafId: LeafId, number: z.string(), version: Version }).strict()),
          fileId: FileId,
        })
        .strict(),
    ),
  /** The answer to "which leaves are good?". */
  confirm: command({ permissions: ['cheques.print'] })
    .input(changing({ ...aLeaf }))
    .output(Done),
  /** Burns a leaf; its instruction waits for another. */
  spoil: command({ permissions: ['cheques.print'] })
    .input(changing({ ...aLeaf, reason: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
  /** One recorded signature; the second by another person, neither the maker nor the printer. */
  sign: command({ permissions: ['cheques.sign'], stepUp: true })
    .input(changing({ ...aLeaf, pdfSha256: z.string().length(64) }))
    .output(Done),
  release: command({ permissions: ['cheques.release'], stepUp: true })
    .input(changing({ ...aLeaf, releasedTo: requiredLine(LIMITS.nameChars) }))
    .output(Done),
  void: command({ permissions: ['cheques.release'], stepUp: true })
    .input(changing({ ...aLeaf, reason: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
}
