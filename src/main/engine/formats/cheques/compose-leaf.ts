/**
 * What goes onto one leaf: every text with its place and size, every line, and what a person should know. Nothing is
 * drawn here; whatever does not fit is refused before a page exists.
 */
import { isCalendarDate } from '../../../../contract/dates.ts'
import { formatMoney } from '../../../../contract/money.ts'
import { ChequeRefusal } from './cheque-refusal.ts'
import { composeStub } from './compose-stub.ts'
import type { ChequeFinding } from './findings.ts'
import { fitOnLine, fitOverLines, lineHeightMm, sizesPt } from './fit-text.ts'
import { type Box, POINTS_PER_MM } from './geometry.ts'
import type { Filler, Layout } from './layout.ts'
import { type ChequeOnPaper, cleanLine, type LeafForm, textInBox } from './leaf-form.ts'
import { type LineMark, type Mark, requireGlyphs, type TextMark } from './paper.ts'
import type { Stock } from './stock.ts'
import { amountInWords } from './words.ts'

/** A leaf ready to be drawn, in millimetres from its top left corner. */
export interface ComposedLeaf {
  readonly cheque: ChequeOnPaper
  readonly marks: readonly Mark[]
  readonly words: string
  readonly payeeLines: readonly string[]
  /** True when the memo did not fit and needs a separate advice. */
  readonly stubOverflows: boolean
  readonly findings: readonly ChequeFinding[]
}

/** Clear space between the last word and its filler, and between filler and box end. */
const FILLER_GAP_MM = 1
const FILLER_LINE_PT = 0.8
const CROSSING_LINE_PT = 0.8

/**
 * Composes one leaf. Throws `AMOUNT_NOT_FOR_CHEQUE`, `DATE_NOT_FOR_CHEQUE`, `CURRENCY_NOT_ON_STOCK`, `PAYEE_EMPTY`,
 * `PAYEE_TOO_LONG`, `WORDS_TOO_LONG`, `FIGURES_TOO_LONG`, `TEXT_TOO_LONG`, `MISSING_GLYPH` or `WORDS_DIFFER`.
 */
export function composeLeaf(form: LeafForm, cheque: ChequeOnPaper): ComposedLeaf {
  requireDrawable(form.stock, cheque)
  const payee = composePayee(form, cheque)
  const words = composeWords(form, cheque)
  const stub = composeStub(form, cheque)
  const marks = [
    ...composeCrossing(form),
    ...composeDate(form, cheque),
    ...payee.marks,
    ...composeBearerStrike(form.layout),
    ...words.marks,
    composeFigures(form, cheque),
    ...composeSignatureLines(form),
    ...composeNumber(form, cheque),
    ...composeFixedTexts(form),
    ...stub.marks,
  ]
  for (const mark of marks) {
    if (mark.kind === 'text')
      requireGlyphs(form.paper, mark.text, { field: mark.field, chequeNumber: cheque.chequeNumber })
  }
  return {
    cheque,
    marks,
    words: words.text,
    payeeLines: payee.lines,
    stubOverflows: stub.overflows,
    findings: stub.findings,
  }
}

function requireDrawable(stock: Stock, cheque: ChequeOnPaper): void {
  const { chequeNumber, amountMinor, currency, date } = cheque
  if (amountMinor <= 0) {
    const message = `Cheque ${chequeNumber} is over ${formatMoney(amountMinor, currency)} ${currency}; a cheque needs an amount above zero. Correct the amount.`
    throw new ChequeRefusal('AMOUNT_NOT_FOR_CHEQUE', message, { chequeNumber, amountMinor, currency })
  }
  if (!isCalendarDate(date)) {
    const message = `Cheque ${chequeNumber} is dated "${date}", which is no day of the calendar. Correct the date.`
    throw new ChequeRefusal('DATE_NOT_FOR_CHEQUE', message, { chequeNumber, date })
  }
  if (!stock.currencies.includes(currency)) {
    const message = `Cheque ${chequeNumber} is in ${currency}; the stock "${stock.name}" is for ${stock.currencies.join(', ')}. Load leaves for ${currency}.`
    throw new ChequeRefusal('CURRENCY_NOT_ON_STOCK', message, { chequeNumber, currency, stockId: stock.id })
  }
}

function composeDate(form: LeafForm, cheque: ChequeOnPaper): TextMark[] {
  const { order, cells, sizePt } = form.layout.date
  const [year = '', month = '', day = ''] = cheque.date.split('-')
  const shown = order === 'MMDDYYYY' ? month + day + year : day + month + year.slice(order === 'DDMMYY' ? 2 : 0)
  return cells.map((cell, index) =>
    textInBox(form, { field: `date ${index + 1}`, text: shown[index] ?? '', sizePt, align: 'center' }, cell),
  )
}

function composePayee(form: LeafForm, cheque: ChequeOnPaper): { lines: string[]; marks: Mark[] } {
  const { box, wrapped, sizePt, minSizePt, filler } = form.layout.payee
  const { chequeNumber } = cheque
  const name = cleanLine(cheque.payeeName)
  if (name === '') {
    const message = `Cheque ${chequeNumber} has no payee. A cheque without a payee is payable to whoever holds it; enter the name.`
    throw new ChequeRefusal('PAYEE_EMPTY', message, { chequeNumber })
  }
  requireGlyphs(form.paper, name, { field: 'payee', chequeNumber })
  const { measure } = form.paper
  const onOne = fitOnLine(measure, name, { widthMm: box.widthMm, sizePt, minSizePt })
  if (onOne !== null) {
    const marks = composeLines(form, { field: 'payee', lines: [name], sizePt: onOne, filler }, [box])
    return { lines: [name], marks }
  }
  const widthsMm = (wrapped ?? []).map((line) => line.widthMm)
  const onTwo = wrapped && fitOverLines(measure, name, { widthsMm, sizePt: wrappedSizePt(form), minSizePt })
  if (onTwo) return { lines: onTwo.lines, marks: composeLines(form, { field: 'payee', ...onTwo, filler }, wrapped) }
  const lines = wrapped ? 'two lines' : 'one line'
  const message = `The payee of cheque ${chequeNumber}, "${name}" (${[...name].length} characters), does not fit on ${lines} of ${box.widthMm} mm even at ${minSizePt} pt. Agree a shorter name with the payee or pay by another channel.`
  throw new ChequeRefusal('PAYEE_TOO_LONG', message, { chequeNumber, payeeName: name, characters: [...name].length })
}

/** Two lines share the height of one: type may not be higher than the lower of the two boxes. */
function wrappedSizePt(form: LeafForm): number {
  const { wrapped, sizePt, minSizePt } = form.layout.payee
  const heightMm = Math.min(...(wrapped ?? []).map((line) => line.heightMm))
  const fitting = sizesPt(sizePt, minSizePt).find((size) => lineHeightMm(size) <= heightMm)
  return fitting ?? minSizePt
}

function composeWords(form: LeafForm, cheque: ChequeOnPaper): { text: string; marks: Mark[] } {
  const { words, lines, sizePt, minSizePt, filler } = form.layout.words
  const { chequeNumber, amountMinor, currency } = cheque
  const { text } = amountInWords({ ...words, amountMinor, currency })
  requireGlyphs(form.paper, text, { field: 'words', chequeNumber })
  const widthsMm = lines.map((line) => line.widthMm)
  const fitted = fitOverLines(form.paper.measure, text, { widthsMm, sizePt, minSizePt })
  if (!fitted) {
    const message = `The amount of cheque ${chequeNumber} in words, "${text}", does not fit on ${lines.length === 1 ? 'one line' : 'two lines'} even at ${minSizePt} pt. Make the lines of the layout longer or pay in parts.`
    throw new ChequeRefusal('WORDS_TOO_LONG', message, { chequeNumber, words: text, characters: [...text].length })
  }
  return { text, marks: composeLines(form, { field: 'words', ...fitted, filler }, lines) }
}

/** Lines of a text in their boxes; what is left of the last one, and every line below it, is filled. */
function composeLines(
  form: LeafForm,
  text: { field: string; lines: readonly string[]; sizePt: number; filler: Filler },
  boxes: readonly Box[],
): Mark[] {
  const { field, lines, sizePt, filler } = text
  return boxes.flatMap((box, index) => {
    const line = lines[index]
    const put = textInBox(form, { field, text: line ?? '', sizePt }, box)
    if (index < lines.length - 1) return [put]
    const usedMm = line === undefined ? 0 : form.paper.measure(line, sizePt) + FILLER_GAP_MM
    const room = { ...box, xMm: box.xMm + usedMm, widthMm: box.widthMm - usedMm }
    const rest = composeFiller(form, { filler, field: `${field} filler` }, { room, beside: put })
    return line === undefined ? rest : [put, ...rest]
  })
}

/** Closes the rest of a line, so that nothing can be written behind the text. */
function composeFiller(
  form: LeafForm,
  look: { filler: Filler; field: string },
  place: { room: Box; beside: TextMark },
): Mark[] {
  const { room, beside } = place
  const { filler, field } = look
  if (filler === 'none' || room.widthMm <= 0) return []
  const middleMm = room.yMm + room.heightMm / 2
  if (filler === 'line') {
    const ends = { x1Mm: room.xMm, y1Mm: middleMm, x2Mm: room.xMm + room.widthMm, y2Mm: middleMm }
    return [{ kind: 'line', field, ...ends, widthPt: FILLER_LINE_PT }]
  }
  const one = form.paper.measure('*', beside.sizePt)
  const stars = '*'.repeat(Math.floor(room.widthMm / one))
  return stars === '' ? [] : [{ ...beside, field, text: stars, xMm: room.xMm }]
}

function composeFigures(form: LeafForm, cheque: ChequeOnPaper): TextMark {
  const { box, before, after, align, sizePt, minSizePt } = form.layout.figures
  const text = `${before}${formatMoney(cheque.amountMinor, cheque.currency)}${after}`
  const fitted = fitOnLine(form.paper.measure, text, { widthMm: box.widthMm, sizePt, minSizePt })
  if (fitted === null) {
    const message = `The figures ${text} of cheque ${cheque.chequeNumber} do not fit into ${box.widthMm} mm even at ${minSizePt} pt. Make the box of the layout wider or pay in parts.`
    throw new ChequeRefusal('FIGURES_TOO_LONG', message, { chequeNumber: cheque.chequeNumber, figures: text })
  }
  return textInBox(form, { field: 'figures', text, sizePt: fitted, align }, box)
}

/** Two parallel lines from the lower left to the upper right of the box, the words in the middle between them. */
function composeCrossing(form: LeafForm): Mark[] {
  const { crossing } = form.layout
  if (!crossing) return []
  const { box, text, gapMm, sizePt } = crossing
  // Half the gap, square to the diagonal, moves one line up and left and the other down and right.
  const diagonal = Math.atan2(box.heightMm, box.widthMm)
  const offset = { xMm: (gapMm / 2) * Math.sin(diagonal), yMm: (gapMm / 2) * Math.cos(diagonal) }
  const from = { xMm: box.xMm + offset.xMm, yMm: box.yMm + box.heightMm - offset.yMm }
  const to = { xMm: box.xMm + box.widthMm - offset.xMm, yMm: box.yMm + offset.yMm }
  const rise = Math.atan2(from.yMm - to.yMm, to.xMm - from.xMm)
  const line = (side: 1 | -1): LineMark => ({
    kind: 'line',
    field: 'crossing',
    x1Mm: from.xMm + side * offset.xMm,
    y1Mm: from.yMm + side * offset.yMm,
    x2Mm: to.xMm + side * offset.xMm,
    y2Mm: to.yMm + side * offset.yMm,
    widthPt: CROSSING_LINE_PT,
  })
  const lengthMm = Math.hypot(to.xMm - from.xMm, to.yMm - from.yMm)
  const sized = fitOnLine(form.paper.measure, text, { widthMm: lengthMm, sizePt, minSizePt: Math.min(5, sizePt) })
  if (sized === null) {
    const message = `The crossing "${text}" does not fit between lines of ${lengthMm.toFixed(1)} mm. Make the box of the layout wider.`
    throw new ChequeRefusal('TEXT_TOO_LONG', message, { field: 'crossing', text })
  }
  const along = (lengthMm - form.paper.measure(text, sized)) / 2
  const below = (form.paper.capitalPart * sized) / POINTS_PER_MM / 2
  const words: TextMark = {
    kind: 'text',
    field: 'crossing',
    text,
    xMm: from.xMm + along * Math.cos(rise) + below * Math.sin(rise),
    baselineMm: from.yMm - along * Math.sin(rise) + below * Math.cos(rise),
    sizePt: sized,
    risingDegrees: (rise * 180) / Math.PI,
  }
  return text === '' ? [line(1), line(-1)] : [line(1), line(-1), words]
}

function composeBearerStrike(layout: Layout): LineMark[] {
  if (!layout.bearerStrike) return []
  const { xMm, yMm, widthMm, heightMm } = layout.bearerStrike.box
  const middleMm = yMm + heightMm / 2
  const ends = { x1Mm: xMm, y1Mm: middleMm, x2Mm: xMm + widthMm, y2Mm: middleMm }
  return [{ kind: 'line', field: 'bearer strike', ...ends, widthPt: 1 }]
}

/** Lines to sign on, for paper that has none. */
function composeSignatureLines({ stock, layout }: LeafForm): LineMark[] {
  if (stock.printed.signatureLine) return []
  return layout.signatureAreas.map(({ box }) => {
    const footMm = box.yMm + box.heightMm
    const ends = { x1Mm: box.xMm, y1Mm: footMm, x2Mm: box.xMm + box.widthMm, y2Mm: footMm }
    return { kind: 'line', field: 'signature line', ...ends, widthPt: 0.5 }
  })
}

function composeNumber(form: LeafForm, cheque: ChequeOnPaper): TextMark[] {
  const place = form.layout.chequeNumber
  return place ? [composeWhole(form, { field: 'cheque number', text: cheque.chequeNumber }, place)] : []
}

function composeFixedTexts(form: LeafForm): TextMark[] {
  return form.layout.fixedTexts.map((fixed) => composeWhole(form, { field: 'text', text: fixed.text }, fixed))
}

/** A text that may shrink but neither wrap nor be cut. */
function composeWhole(
  form: LeafForm,
  content: { field: string; text: string },
  place: { box: Box; align: 'left' | 'center' | 'right'; sizePt: number; minSizePt: number },
): TextMark {
  const { box, align, sizePt, minSizePt } = place
  const { field, text } = content
  requireGlyphs(form.paper, text, { field: field })
  const fitted = fitOnLine(form.paper.measure, text, { widthMm: box.widthMm, sizePt, minSizePt })
  if (fitted !== null) return textInBox(form, { field, text, sizePt: fitted, align }, box)
  const message = `The ${field} "${text}" does not fit into ${box.widthMm} mm even at ${minSizePt} pt. Make its box in the layout wider.`
  throw new ChequeRefusal('TEXT_TOO_LONG', message, { field, text })
}
