/**
 * Printing cheques: intend, perform, confirm (law 11). The PDF is drawn before the command takes the ledger; the command
 * then takes the same numbers in one transaction, or none. Nothing counts as printed before somebody has confirmed it.
 */

import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { BusinessDate } from '../../../../contract/dates.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { Device } from '../../../../contract/printers.ts'
import type { Call } from '../../call.ts'
import { type KeptFile, keepFile } from '../../files/store.ts'
import type { DrawnAdvices } from '../../formats/cheques/draw-advice.ts'
import type { Layout } from '../../formats/cheques/layout.ts'
import type { ChequeOnPaper } from '../../formats/cheques/leaf-form.ts'
import type { Stock } from '../../formats/cheques/stock.ts'
import { amountInWords, requireSameAmount, type WordsLanguage } from '../../formats/cheques/words.ts'
import { InvalidInput, Refusal, refuse } from '../../refuse.ts'
import { acceptedCalibration, correctionOf, whyNotPrintOn } from '../printers/index.ts'
import { type Instruction, instructionById, moveInstruction } from '../requests/index.ts'
import { type BankAccountRow, bankAccountById } from '../settings/index.ts'
import { revisedLayoutOf, stockOf } from '../stocks/index.ts'
import { drawOrRefuse, orRefuse } from './drawing.ts'
import { auditLeaf, requireLeafState, requirePayable } from './leaves.ts'
import { advicesFor, memoOf } from './memo.ts'
import { placesOf } from './rules.ts'
import type { ChequeBook, Leaf } from './schema.ts'
import {
  blankLeaves,
  bookById,
  burntLeafOf,
  changeLeaf,
  indexPayee,
  insertRun,
  leafConflict,
  liveLeafOf,
} from './store.ts'

export type PrintInput = {
  bookId: number
  chequeDate: BusinessDate
  instructions: readonly number[]
  device: Device | null
  send: boolean
}
export type PreviewInput = { bookId: number; instructionId: number }
export type PreparedPrint = {
  leafIds: number[]
  words: string[]
  pages: number[]
  language: WordsLanguage
  pdf: Uint8Array
  advices: DrawnAdvices | null
}
export type PreparedPreview = { pdf: Uint8Array; words: string; wordsChinese: string }

/** What the leaves of a book are drawn with. */
export type Form = { book: ChequeBook; account: BankAccountRow; stock: Stock; layout: Layout; revision: number }
type Plan = Form & { instructions: Instruction[]; leaves: Leaf[] }

/** Draws the run with the numbers that come next; none is taken yet. */
export async function preparePrint(call: Call, input: PrintInput): Promise<PreparedPrint> {
  const plan = planOf(call, input)
  const { correction } = deviceFor(call, plan.stock, input)
  if (input.send && input.device) await requirePrinter(call, input.device, plan.stock)
  const cheques = plan.leaves.map((leaf, index) => {
    const instruction = plan.instructions[index] ?? never(`a payment for leaf ${leaf.number}`)
    return onPaper(call, instruction, { chequeNumber: leaf.number, date: input.chequeDate })
  })
  const numbers = plan.leaves.map(({ number }) => number)
  const places = placesOf(plan.book, numbers, plan.stock.leaves.length)
  const drawn = await drawOrRefuse(call, { ...plan, correction }, { cheques, mode: 'print', places })
  return {
    leafIds: plan.leaves.map(({ id }) => id),
    words: drawn.leaves.map(({ words }) => words),
    pages: drawn.leaves.map(({ page }) => page),
    language: plan.layout.words.words.language,
    pdf: drawn.bytes,
    advices: await advicesFor(call, senderOf(plan.account), { cheques, leaves: drawn.leaves }),
  }
}

/** Takes the numbers that were drawn, one leaf per payment, all or none. Throws Conflict when somebody took them first. */
export function print(call: Call, input: PrintInput): { leaves: Leaf[]; fileId: number; runId: number } {
  const plan = planOf(call, input)
  const { calibrationId } = deviceFor(call, plan.stock, input)
  const { leafIds, words, pages, language, pdf, advices } = call.prepared<PreparedPrint>()
  const taken = leafIds.find((id, index) => plan.leaves[index]?.id !== id)
  if (taken !== undefined) throw leafConflict(call, taken)
  const first = plan.leaves[0]?.number
  const last = plan.leaves.at(-1)?.number
  const name = first === last ? `cheque-${first}.pdf` : `cheques-${first}-${last}.pdf`
  const kept = keepFile(call, { name, mediaType: 'application/pdf', bytes: pdf })
  const adviceFileId = advices === null ? null : keepFile(call, adviceFile(name, advices)).fileId
  const runId = insertRun(call, {
    bookId: plan.book.id,
    layout: `${plan.layout.id}/${plan.revision}`,
    fileId: kept.fileId,
    leaves: leafIds.length,
    pages: pages.at(-1) ?? 1,
    ...(input.send ? { ...input.device, state: 'intended' } : { state: 'byHand' }),
    calibrationId,
    madeBy: call.actor.operatorId,
    madeAt: call.now,
    sinceAt: call.now,
  })
  const leaves = plan.leaves.map((leaf, index) => {
    const instruction = plan.instructions[index] ?? never(`a payment for leaf ${leaf.number}`)
    const said = { text: words[index] ?? '', language, ...amountOf(instruction) }
    orRefuse([payeeOf(instruction)], () => requireSameAmount(said))
    return reserve(call, leaf, {
      instruction,
      words: said.text,
      chequeDate: input.chequeDate,
      kept,
      runId,
      page: pages[index] ?? 1,
      advice: adviceOn(leaf, { adviceFileId, advices }),
    })
  })
  if (input.send && input.device) {
    const order = { printer: input.device.printer, tray: trayOf(input.device), title: name, pages: null, pdf }
    call.afterCommit(() => call.services.printing.send(runId, order))
  }
  return { leaves, fileId: kept.fileId, runId }
}

type OnLeaf = {
  instruction: Instruction
  words: string
  chequeDate: BusinessDate
  kept: KeptFile
  runId: number
  page: number
  advice: { adviceFileId: number | null; advicePage: number | null }
}

function adviceFile(name: string, { bytes }: DrawnAdvices) {
  return { name: `advice-${name}`, mediaType: 'application/pdf', bytes }
}

/** Where the advice of a leaf is archived; nowhere for one whose stub says it all. */
function adviceOn(
  { number }: Leaf,
  { adviceFileId, advices }: { adviceFileId: number | null; advices: DrawnAdvices | null },
): OnLeaf['advice'] {
  const advicePage = advices?.firstPages.get(number) ?? null
  return { adviceFileId: advicePage === null ? null : adviceFileId, advicePage }
}

/** Payee, amount and words are copied onto the leaf and never follow later edits. */
function reserve(call: Call, leaf: Leaf, onLeaf: OnLeaf): Leaf {
  const { instruction, words, chequeDate, kept, runId, page, advice } = onLeaf
  const replaced = instruction.replaces === null ? [] : [instruction.replaces]
  const payeeName = payeeOf(instruction)
  const reserved = changeLeaf(call, leaf, {
    to: requireLeafState(leaf, 'reserve'),
    instructionId: instruction.id,
    payeeName,
    amountMinor: instruction.amountMinor,
    words,
    chequeDate,
    printedBy: call.actor.operatorId,
    pdfFileId: kept.fileId,
    pdfSha256: kept.sha256,
    runId,
    page,
    ...advice,
    replaces: burntLeafOf(call, [instruction.id, ...replaced]) ?? null,
  })
  indexPayee(call, leaf.id, payeeName)
  moveInstruction(call, instruction, { from: ['waiting'], to: 'onLeaf', bankAccountId: leaf.bankAccountId })
  auditLeaf(call, reserved, { action: 'cheque.print', from: leaf.state, changes: [['pdfSha256', null, kept.sha256]] })
  return reserved
}

/** The leaf as it would be printed today, on its pale paper and with zeros for a number. */
export async function preparePreview(call: Call, { bookId, instructionId }: PreviewInput): Promise<PreparedPreview> {
  const form = formOf(call, bookId)
  const instruction = chequeOf(call, instructionId, form)
  const chequeNumber = form.book.firstNumber.replace(/\d/g, '0')
  const cheque = onPaper(call, instruction, { chequeNumber, date: call.today })
  const drawn = await drawOrRefuse(call, form, { cheques: [cheque], mode: 'preview' })
  const style = form.layout.words.words
  const inWords = (language: WordsLanguage) =>
    orRefuse([cheque.payeeName], () => {
      return amountInWords({ ...(style.language === language ? style : { language }), ...amountOf(instruction) }).text
    })
  return { pdf: drawn.bytes, words: inWords('en'), wordsChinese: inWords('zh') }
}

function planOf(call: Call, { bookId, chequeDate, instructions: ids }: PrintInput): Plan {
  if (new Set(ids).size !== ids.length) {
    throw new InvalidInput([{ path: 'instructions', message: 'a payment is listed twice' }])
  }
  if (chequeDate < call.today) refuse('DATE_IS_PAST', { date: chequeDate })
  const form = formOf(call, bookId)
  const instructions = ids.map((id) => {
    const instruction = chequeOf(call, id, form)
    const leaf = liveLeafOf(call, id)
    const request = requestNumber(instruction.requestId)
    if (leaf) refuse('ALREADY_PAID_BY_CHEQUE', { number: leaf.number, request })
    if (instruction.state !== 'waiting') refuse('INSTRUCTION_STATE', { request, status: instruction.state })
    requirePayable(call, instruction)
    return instruction
  })
  const leaves = blankLeaves(call, bookId, ids.length)
  if (leaves.length < ids.length) refuse('NO_BLANK_LEAF', { count: ids.length, free: leaves.length })
  return { ...form, instructions, leaves }
}

function formOf(call: Call, bookId: number): Form {
  const book = bookById(call, bookId)
  const stock = stockOf(call, book.stock)
  const revised = revisedLayoutOf(call, stock)
  if (!revised) refuse('CHEQUE_LAYOUT_MISSING', { stock: stock.name })
  return { book, account: bankAccountById(call, book.bankAccountId), stock, ...revised }
}

/** A cheque payment in the currency of the book's account. */
function chequeOf(call: Call, id: number, { account }: Form): Instruction {
  const instruction = instructionById(call, id)
  if (instruction.kind !== 'cheque') {
    const request = requestNumber(instruction.requestId)
    refuse('PAYMENT_TYPE_NOT_SENT_HERE', { type: instruction.kind, request })
  }
  if (instruction.currency !== account.currency) {
    refuse('CURRENCY_DIFFERS', { what: account.name, expected: account.currency, found: instruction.currency })
  }
  return instruction
}

type OnLeafNow = Pick<ChequeOnPaper, 'chequeNumber' | 'date'>

function onPaper(call: Call, instruction: Instruction, leaf: OnLeafNow): ChequeOnPaper {
  const { endToEndId: reference } = instruction
  const memo = memoOf(call, instruction)
  return { ...leaf, payeeName: payeeOf(instruction), ...amountOf(instruction), reference, memo }
}

function senderOf({ ownerName, bankName, accountNumber }: BankAccountRow): string {
  return [ownerName, bankName, accountNumber].join(' · ')
}

function payeeOf(instruction: Instruction): string {
  return (JSON.parse(instruction.details) as DestinationDetails).payeeName
}

function amountOf({ amountMinor, currency }: Instruction): { amountMinor: AmountMinor; currency: Currency } {
  return { amountMinor: amountMinor as AmountMinor, currency: currency as Currency }
}

function never(what: string): never {
  throw new Error(`${what} is missing`)
}

/** The tray as the print system names it; nothing leaves the choice to the printer. */
export function trayOf({ tray }: { tray: string | null }): string | null {
  return tray === null || tray === '' ? null : tray
}

/**
 * The accepted correction of the device that a run is for. Refuses PRINTER_NOT_CALIBRATED. Without a device the file is drawn as it
 * is, to be printed by hand, where the desk allows that: HAND_PRINT_REFUSED.
 */
function deviceFor(call: Call, stock: Stock, { device }: Pick<PrintInput, 'device'>) {
  if (device === null) {
    if (call.services.settings.get('cheques.printByHand') !== 'allowed')
      refuse('HAND_PRINT_REFUSED', { stock: stock.name })
    return { correction: correctionOf(undefined), calibrationId: null }
  }
  const found = acceptedCalibration(call, { ...device, stock: stock.id })
  if (!found) refuse('PRINTER_NOT_CALIBRATED', { printer: device.printer, tray: device.tray || '—', stock: stock.name })
  return { correction: correctionOf(found), calibrationId: found.id }
}

/** The printer is there, is on and reports the paper of the stock. Refuses PRINTER_MISSING, PRINTER_OFF or PRINTER_PAPER. */
export async function requirePrinter(
  call: Call,
  device: { printer: string },
  stock: Pick<Stock, 'name' | 'page'>,
): Promise<void> {
  const found = (await call.services.printing.printers()).find(({ name }) => name === device.printer)
  const no = whyNotPrintOn(found, { name: device.printer, stock: stock.name, page: stock.page })
  if (no) throw new Refusal(no.code, no.figures)
}
