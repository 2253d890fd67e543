/**
 * Layout: where each field goes on a leaf of one stock, in millimetres from the leaf's top left corner. A layout says
 * nothing about a printer; that is the device correction's business.
 */
import { z } from 'zod'
import type { ChequeFinding } from './findings.ts'
import { Box, boxAtOrigin, contains, LengthMm, overlaps, POINTS_PER_MM, SizePt } from './geometry.ts'
import { FileId, ShortText, type Stock } from './stock.ts'
import { WordsStyle } from './words.ts'

const Align = z.enum(['left', 'center', 'right'])
/** What closes the rest of a line, so that nothing can be written behind the text. */
const Filler = z.enum(['asterisks', 'line', 'none'])
export type Filler = z.output<typeof Filler>
const Type = { sizePt: SizePt, minSizePt: SizePt }
const DATE_ORDERS = ['DDMMYYYY', 'DDMMYY', 'MMDDYYYY'] as const

export const StubContent = z.enum(['date', 'payee', 'amount', 'reference', 'chequeNumber'])
export type StubContent = z.output<typeof StubContent>

export const Layout = z
  .object({
    format: z.literal('countersign-cheque-layout/1'),
    id: FileId,
    name: ShortText,
    stockId: FileId,
    origin: z.literal('top-left'),
    unit: z.literal('mm'),
    /** One digit in each cell. */
    date: z.object({ order: z.enum(DATE_ORDERS), cells: z.array(Box).min(6).max(8), sizePt: SizePt }).strict(),
    /** One line that may shrink; a longer name goes over the two boxes of `wrapped`. */
    payee: z.object({ box: Box, wrapped: z.tuple([Box, Box]).nullable(), filler: Filler, ...Type }).strict(),
    words: z
      .object({
        words: WordsStyle,
        lines: z.array(Box).min(1).max(2),
        filler: Filler,
        ...Type,
      })
      .strict(),
    /** The amount with guard characters on both sides: `**1,234.00**`. */
    figures: z
      .object({ box: Box, before: z.string().max(4), after: z.string().max(4), align: Align, ...Type })
      .strict(),
    /** Two parallel lines with the words between them, rising to the right inside the box. */
    crossing: z
      .object({ box: Box, text: z.string().trim().max(60), gapMm: LengthMm, sizePt: SizePt })
      .strict()
      .nullable(),
    /** The number of the leaf, for paper that does not carry it. */
    chequeNumber: z
      .object({ box: Box, align: Align, ...Type })
      .strict()
      .nullable(),
    /** Line through the printed "or bearer". */
    bearerStrike: z.object({ box: Box }).strict().nullable(),
    /** Drawn on the preview only; paper without signature lines gets a line at the foot of each. */
    signatureAreas: z.array(z.object({ label: ShortText, box: Box }).strict()).max(4),
    /** The same text on every leaf, such as the payer's name on stock that does not carry it. */
    fixedTexts: z
      .array(z.object({ part: z.enum(['cheque', 'stub']), text: ShortText, box: Box, align: Align, ...Type }).strict())
      .max(30),
    stub: z
      .object({
        fields: z
          .array(
            z.object({ content: StubContent, label: z.string().max(40), box: Box, align: Align, ...Type }).strict(),
          )
          .max(12),
        /** Lines of the memo; what does not fit goes to a separate advice and `overflowText` says so. */
        memo: z
          .object({ box: Box, linePitchMm: LengthMm, overflowText: ShortText, sizePt: SizePt })
          .strict()
          .nullable(),
      })
      .strict()
      .nullable(),
  })
  .strict()
  .superRefine((layout, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const { order, cells } = layout.date
    if (cells.length !== order.length) {
      problem(['date', 'cells'], `${order} needs ${order.length} cells, the file has ${cells.length}`)
    }
    const { payee, words, figures } = layout
    for (const [name, field] of Object.entries({ payee, words, figures })) {
      if (field.minSizePt > field.sizePt) problem([name, 'minSizePt'], 'the smallest size is above the usual size')
    }
    if (layout.stub?.memo && layout.stub.memo.linePitchMm > layout.stub.memo.box.heightMm) {
      problem(['stub', 'memo', 'linePitchMm'], 'not one line fits into the box')
    }
  })
export type Layout = z.output<typeof Layout>

interface NamedBox {
  /** Boxes of one name are alternatives of each other and may overlap. */
  readonly field: string
  readonly part: 'cheque' | 'stub'
  readonly box: Box
  readonly sizePt: number
}

/** Every box of a layout with the name that findings use. */
function boxesOf(layout: Layout): NamedBox[] {
  const { date, payee, words, figures, crossing, chequeNumber, bearerStrike } = layout
  const boxes: NamedBox[] = []
  const put = (field: string, box: Box, sizePt = 0, part: 'cheque' | 'stub' = 'cheque') =>
    boxes.push({ field, part, box, sizePt })
  for (const [index, cell] of date.cells.entries()) put(`date ${index + 1}`, cell, date.sizePt)
  put('payee', payee.box, payee.sizePt)
  for (const line of payee.wrapped ?? []) put('payee', line, payee.minSizePt)
  for (const [index, line] of words.lines.entries()) put(`words ${index + 1}`, line, words.sizePt)
  put('figures', figures.box, figures.sizePt)
  if (crossing) put('crossing', crossing.box, crossing.sizePt)
  if (chequeNumber) put('cheque number', chequeNumber.box, chequeNumber.sizePt)
  if (bearerStrike) put('bearer strike', bearerStrike.box)
  for (const area of layout.signatureAreas) put(`signature ${area.label}`, area.box)
  for (const fixed of layout.fixedTexts) put(`text "${fixed.text}"`, fixed.box, fixed.sizePt, fixed.part)
  for (const field of layout.stub?.fields ?? []) put(`stub ${field.content}`, field.box, field.sizePt, 'stub')
  const memo = layout.stub?.memo
  if (memo) put('stub memo', memo.box, memo.sizePt, 'stub')
  return boxes
}

/**
 * What is wrong with a layout on its stock: a field in the band of the code line, off the leaf or its part, on top of
 * another field, type taller than its box, something printed twice or not at all. Warnings, because only a person with
 * the paper in hand can judge them.
 */
export function checkLayout(stock: Stock, layout: Layout): ChequeFinding[] {
  const boxes = boxesOf(layout)
  const findings = boxes.flatMap((named) => [...placeFindings(stock, named), ...heightFindings(named)])
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      if (a.field === b.field || !overlaps(a.box, b.box)) continue
      findings.push(
        warning(
          'FIELDS_OVERLAP',
          a.field,
          `${a.field} and ${b.field} share ground. Move one of them or make it smaller.`,
        ),
      )
    }
  }
  return [...findings, ...printedFindings(stock, layout)]
}

function warning(code: ChequeFinding['code'], field: string, message: string): ChequeFinding {
  return { code, severity: 'warning', field, message }
}

function placeFindings(stock: Stock, named: NamedBox): ChequeFinding[] {
  const { field, box, part } = named
  const findings: ChequeFinding[] = []
  const place = `${box.xMm} / ${box.yMm} mm, ${box.widthMm} × ${box.heightMm} mm`
  const partBox = part === 'cheque' ? stock.cheque : stock.stub?.box
  if (!contains(boxAtOrigin(stock.leaf), box)) {
    const leaf = `${stock.leaf.widthMm} × ${stock.leaf.heightMm} mm`
    findings.push(
      warning('FIELD_OUTSIDE_LEAF', field, `${field} (${place}) leaves the leaf of ${leaf}. Move it onto the leaf.`),
    )
  } else if (!partBox || !contains(partBox, box)) {
    findings.push(warning('FIELD_OUTSIDE_PART', field, `${field} (${place}) is not on the ${part}. Move it there.`))
  }
  if (stock.micrBand && overlaps(stock.micrBand, box)) {
    const from = stock.micrBand.yMm
    const message = `${field} (${place}) enters the band of the code line, which starts ${from} mm from the top. Banks may refuse the cheque; move the field up.`
    findings.push(warning('FIELD_IN_MICR_BAND', field, message))
  }
  return findings
}

/** Height of a capital letter in parts of the type size; close enough for a warning with any text face. */
const CAPITAL_PART = 0.73

function heightFindings(named: NamedBox): ChequeFinding[] {
  const capitalMm = (named.sizePt * CAPITAL_PART) / POINTS_PER_MM
  if (capitalMm <= named.box.heightMm) return []
  const message = `${named.field}: capitals of ${named.sizePt} pt are ${capitalMm.toFixed(1)} mm high, the box ${named.box.heightMm} mm. Take a smaller size or a higher box.`
  return [warning('TEXT_TALLER_THAN_FIELD', named.field, message)]
}

/** What the paper carries already must not be drawn again; what it lacks somebody must put there. */
function printedFindings(stock: Stock, layout: Layout): ChequeFinding[] {
  const { printed } = stock
  const { words } = layout.words
  const isCurrencyNamed =
    words.language === 'en' ? words.style?.currencyWord === 'name' : words.style?.currencyName === true
  const findings: ChequeFinding[] = []
  const compare = (field: string, onPaper: boolean, inLayout: boolean) => {
    if (onPaper && inLayout) {
      const message = `The paper carries the ${field} already; the layout would print it again. Take it out of the layout.`
      findings.push(warning('PRINTED_TWICE', field, message))
    }
    if (!onPaper && !inLayout) {
      const message = `Neither the paper nor the layout has the ${field}. Add it to the layout or take other paper.`
      findings.push(warning('NOT_ON_PAPER', field, message))
    }
  }
  compare('name of the currency', printed.currencyWord, isCurrencyNamed)
  compare('crossing', printed.crossing, layout.crossing !== null)
  compare('cheque number', printed.chequeNumber, layout.chequeNumber !== null)
  const hasText = layout.fixedTexts.some((fixed) => fixed.part === 'cheque')
  if (!printed.payerName) compare("payer's name", false, hasText)
  // Magnetic ink is the bank's business: no layout can add a code line.
  if (!printed.codeLine) compare('magnetic code line', false, false)
  if (layout.bearerStrike && !printed.bearerWords) {
    const message =
      'The layout strikes out "or bearer", which this paper does not carry. Take the line out of the layout.'
    findings.push(warning('STRIKE_WITHOUT_WORDS', 'bearer strike', message))
  }
  return findings
}
