/**
 * Cheques: one row per numbered leaf from delivery to destruction. Numbers are text, taken in one transaction,
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
import { Device } from './printers.ts'
import { proposed } from './proposals.ts'
import { Combination } from './signatories.ts'

export const LeafState = z.enum([
  'blank',
  'reserved',
  'printed',
  'spoiled',
  'signedOnce',
  'signedTwice',
  'released',
  'deposited',
  'presented',
  'returned',
  'stale',
  'stopped',
  'void',
  'destroyed',
])
export type LeafState = z.output<typeof LeafState>

export const Delivery = z.enum(['payee', 'deposit'])
export type Delivery = z.output<typeof Delivery>

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
    /** The amount in words as it stands on the paper. */
    words: z.string().nullable(),
    chequeDate: BusinessDate.nullable(),
    printedBy: z.string().nullable(),
    printedAt: Instant.nullable(),
    /** Which two signatures its amount needs today. */
    needs: z.array(Combination),
    signatures: z.array(
      z.object({ by: z.string(), group: SigningGroup, at: Instant, specimenFileId: FileId.nullable() }).strict(),
    ),
    releasedTo: z.string().nullable(),
    releasedAt: Instant.nullable(),
    /** The paper that whoever took it signs. */
    receiptFileId: FileId.nullable(),
    replaces: z.string().nullable(),
    reason: z.string().nullable(),
    pdfFileId: FileId.nullable(),
    pdfSha256: z.string().nullable(),
    /** What its stub is too small for, and the page there. */
    adviceFileId: FileId.nullable(),
    advicePage: z.int().nullable(),
    /** The run that it was printed in and its page there. */
    runId: z.int().nullable(),
    page: z.int().nullable(),
    /** Who has the paper now. */
    holder: z.string().nullable(),
    /** How it left: to the payee, or to be deposited by our own people (R3-49). */
    delivery: Delivery.nullable(),
    depositId: z.int().nullable(),
    /** What one person asked for and another has to do. */
    asked: z
      .object({ action: z.enum(['void', 'stop']), by: z.string(), at: Instant })
      .strict()
      .nullable(),
    effectiveDate: BusinessDate.nullable(),
    /** What the bank said: its return reason or its reference of the stop. */
    bankReference: z.string().nullable(),
    /** What the bank was told of it on a list of cheques. */
    reported: z.enum(['issued', 'void', 'stopped']).nullable(),
    /** The first day on which the bank need not pay it any more. */
    staleOn: BusinessDate.nullable(),
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
    stockName: z.string(),
    blank: z.int(),
    used: z.int(),
    /** The number of the next blank leaf; `null` when none is left. */
    nextNumber: z.string().nullable(),
    receivedAt: Instant,
    receivedBy: z.string(),
    /** Who counted it after; `null` while the desk had one administrator. */
    checkedBy: z.string().nullable(),
    closedAt: Instant.nullable(),
    closeReason: z.string().nullable(),
  })
  .strict()
export type ChequeBook = z.output<typeof ChequeBook>

/** One audit record of a leaf. */
export const LeafEvent = z
  .object({
    sequence: z.int(),
    at: Instant,
    by: z.string(),
    action: z.string(),
    reason: z.string(),
    changes: z.array(
      z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }).strict(),
    ),
  })
  .strict()
export type LeafEvent = z.output<typeof LeafEvent>

/** What the register shows: all of these together; an empty or `null` one leaves everything in. */
const LeafFilter = {
  states: z.array(LeafState).max(LeafState.options.length),
  search: line(40),
  bankAccountId: BankAccountId.nullable().default(null),
  /** Dates on the cheques. */
  from: BusinessDate.nullable().default(null),
  to: BusinessDate.nullable().default(null),
  /** Only leaves that left the office and are past their validity. */
  overdue: z.boolean().default(false),
}

const Done = z.object({ leafId: LeafId, version: Version, state: LeafState }).strict()
const aLeaf = { leafId: LeafId }
const aRun = { runId: z.int().min(1) }

export const RunState = z.enum(['byHand', 'intended', 'sent', 'failed', 'unknown', 'paused', 'answered'])
export type RunState = z.output<typeof RunState>

/** One print job in the order of the numbers. */
export const Run = z
  .object({
    runId: z.int(),
    version: Version,
    state: RunState,
    /** What the print system says about the job now. */
    spool: z.enum(['waiting', 'printing', 'done', 'cancelled', 'unknown']).nullable(),
    printer: z.string().nullable(),
    tray: z.string().nullable(),
    account: z.string(),
    layout: z.string(),
    fileId: FileId,
    pages: z.int(),
    /** The page from which it was sent last. */
    firstPage: z.int(),
    /** The next page with a leaf that nobody has answered for. */
    nextPage: z.int(),
    totalMinor: AmountMinor,
    currency: Currency,
    good: z.int(),
    spoiled: z.int(),
    leaves: z.array(LeafRow),
    problem: z.string().nullable(),
    madeBy: z.string(),
    madeAt: Instant,
    sinceAt: Instant,
  })
  .strict()
export type Run = z.output<typeof Run>
const RunDone = z.object({ runId: z.int(), version: Version, state: RunState }).strict()

export const cheques = {
  books: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(Nothing)
    .output(z.array(ChequeBook)),
  /** Proposes a delivered book; in the register, one blank leaf per number, when another person has counted it. */
  addBook: command({ permissions: ['cheques.print'], stepUp: true })
    .input(
      creating({
        bankAccountId: BankAccountId,
        firstNumber: z.string().regex(/^\d{4,10}$/),
        leaves: z.int().min(1).max(500),
        stock: Code,
      }),
    )
    .output(z.object({ ...proposed, bookId: ChequeBookId.nullable() }).strict()),
  /** Proposes to burn what is left of a book: the account is closed, the paper is of no use. */
  closeBook: command({ permissions: ['cheques.print', 'cheques.release'], stepUp: true })
    .input(creating({ bookId: ChequeBookId, reason: requiredLine(LIMITS.shortTextChars) }))
    .output(z.object(proposed).strict()),
  waiting: query('cheques.print', 'cheques.sign').input(Nothing).output(z.array(InstructionRow)),
  leaves: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(
      z
        .object({
          ...LeafFilter,
          after: LeafId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(LeafRow), more: z.boolean() }).strict()),
  /** Every leaf that fits the filters as a workbook or CSV, with the columns of the register. */
  export: command({ permissions: ['cheques.print', 'cheques.release', 'ledger.read'] })
    .input(creating({ ...LeafFilter, format: z.enum(['csv', 'xlsx']) }))
    .output(z.object({ fileId: FileId, rows: z.int() }).strict()),
  /** Everything that ever happened to a leaf, oldest first. */
  history: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(z.object(aLeaf).strict())
    .output(z.array(LeafEvent)),
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
          /** Whose correction the file is drawn with; `null`: none, to be printed by hand. */
          device: Device.nullable().default(null),
          /** Send it to that printer now; otherwise the file is there to be carried to it. */
          send: z.boolean().default(false),
        })
        .strict(),
    )
    .output(
      z
        .object({
          leaves: z.array(z.object({ leafId: LeafId, number: z.string(), version: Version }).strict()),
          fileId: FileId,
          runId: z.int(),
        })
        .strict(),
    ),
  /** Print jobs whose leaves are not all answered for, oldest first (law 11). */
  runs: query('cheques.print').input(Nothing).output(z.array(Run)),
  /** Sends a run again from a page on: after a jam, a refusal of the printer, or a pause. */
  sendRun: command({ permissions: ['cheques.print'] })
    .input(changing({ ...aRun, fromPage: z.int().min(1).max(LIMITS.chequesPerRun) }))
    .output(RunDone),
  /** Takes the job back from the print system; what is through already is answered for leaf by leaf. */
  pauseRun: command({ permissions: ['cheques.print'] })
    .input(changing({ ...aRun }))
    .output(RunDone),
  /** Prints the advices of a run on plain A4; the printer must report that paper. They use no number and may be printed again. */
  printAdvices: command({ permissions: ['cheques.print'] })
    .input(creating({ ...aRun, device: Device }))
    .output(z.object({ fileId: FileId, leaves: z.int() }).strict()),
  /** The answer for many leaves of a run at once: these are good. */
  confirmRun: command({ permissions: ['cheques.print'] })
    .input(changing({ ...aRun, good: z.array(LeafId).min(1).max(LIMITS.chequesPerRun) }))
    .output(RunDone),
  /** The other answer for many leaves at once: these are burnt, their payments wait. With all that wait, the run is cancelled. */
  spoilRun: command({ permissions: ['cheques.print'] })
    .input(
      changing({
        ...aRun,
        spoiled: z.array(LeafId).min(1).max(LIMITS.chequesPerRun),
        reason: requiredLine(LIMITS.shortTextChars),
      }),
    )
    .output(RunDone),
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
  /** Out of the office against a receipt: to the payee, or to whoever deposits it this afternoon. */
  release: command({ permissions: ['cheques.release'], stepUp: true })
    .input(changing({ ...aLeaf, releasedTo: requiredLine(LIMITS.nameChars), delivery: Delivery.default('payee') }))
    .output(Done),
  /** What the one who took a released cheque signs; drawn once, the same paper afterwards. */
  receipt: command({ permissions: ['cheques.release', 'cheques.print'] })
    .input(changing({ ...aLeaf }))
    .output(Done.extend({ fileId: FileId }).strict()),
  /** Another person has the leaves now; the slip is what both of them sign. */
  handOver: command({ permissions: ['cheques.print', 'cheques.sign', 'cheques.release'] })
    .input(
      creating({
        leaves: z.array(LeafId).min(1).max(LIMITS.chequesPerRun),
        toName: requiredLine(LIMITS.nameChars),
      }),
    )
    .output(z.object({ fileId: FileId, leaves: z.int() }).strict()),
  /** The first half of what needs two people: a void of a signed leaf, a stop at the bank. */
  ask: command({ permissions: ['cheques.release', 'cheques.print'] })
    .input(changing({ ...aLeaf, action: z.enum(['void', 'stop']), reason: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
  /** Takes such a wish back. */
  unask: command({ permissions: ['cheques.release', 'cheques.print'] })
    .input(changing({ ...aLeaf }))
    .output(Done),
  /** The bank has confirmed the stop that somebody else asked for: the payment failed, its money is back. */
  stop: command({ permissions: ['cheques.release'], stepUp: true })
    .input(changing({ ...aLeaf, bankReference: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
  /** The bank has sent the cheque back unpaid. */
  return: command({ permissions: ['cheques.release', 'statements.match'], stepUp: true })
    .input(changing({ ...aLeaf, bankReason: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
  /** Too old to be paid: the payment ends, its money is back. Refused before the day. */
  expire: command({ permissions: ['cheques.release'], stepUp: true })
    .input(changing({ ...aLeaf }))
    .output(Done),
  void: command({ permissions: ['cheques.release'], stepUp: true })
    .input(
      changing({
        ...aLeaf,
        reason: requiredLine(LIMITS.shortTextChars),
        /** Not before the cheque was made, not on a closed day, not in the future; today when left out. */
        effectiveDate: BusinessDate.nullable().default(null),
      }),
    )
    .output(Done),
}
