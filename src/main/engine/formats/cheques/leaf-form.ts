/**
 * What every part of a leaf is composed from: the cheque as approved, the paper, its layout, and the one rule for where a
 * text stands in its box.
 */
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { Box } from './geometry.ts'
import type { Layout } from './layout.ts'
import { baselineMm, type Paper, type TextMark } from './paper.ts'
import type { Stock } from './stock.ts'

export interface ChequeOnPaper {
  readonly chequeNumber: string
  readonly date: BusinessDate
  readonly payeeName: string
  readonly amountMinor: AmountMinor
  readonly currency: Currency
  /** Text of the stub or advice; line ends are kept. */
  readonly memo?: string
  readonly reference: string
}

export interface LeafForm {
  readonly paper: Pick<Paper, 'measure' | 'hasGlyph' | 'capitalPart'>
  readonly stock: Stock
  readonly layout: Layout
}

type Align = 'left' | 'center' | 'right'

/** A text of a known size in a box: capitals stand in the middle of its height. */
export function textInBox(
  form: LeafForm,
  text: { field: string; text: string; sizePt: number; align?: Align },
  box: Box,
): TextMark {
  const spare = box.widthMm - form.paper.measure(text.text, text.sizePt)
  const part = text.align === 'center' ? 0.5 : text.align === 'right' ? 1 : 0
  return {
    kind: 'text',
    field: text.field,
    text: text.text,
    xMm: box.xMm + spare * part,
    baselineMm: baselineMm(form.paper, box, text.sizePt),
    sizePt: text.sizePt,
  }
}

/** Blanks of every kind become one; what is printed is what was approved otherwise. */
export function cleanLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
