/**
 * The paper under the ink, drawn pale for a preview: the outline of every leaf, its perforation, what its printer put on
 * it, the band of the code line and the areas for signatures. None of it ever goes onto a real leaf.
 */
import type { Currency } from '../../../../contract/money.ts'
import { boxAtOrigin } from './geometry.ts'
import type { Layout } from './layout.ts'
import { drawBox, drawMark, INK, type Paper, requireGlyphs } from './paper.ts'
import type { Artwork, Stock } from './stock.ts'

const CURRENCY_MARKS: Partial<Record<Currency, string>> = { CNY: 'RMB', HKD: 'HK$', USD: 'US$' }

/** What a preview may name on the paper. */
export interface LeafNames {
  readonly chequeNumber: string
  readonly currency: Currency
}

/** Draws one leaf's paper at the current origin. `names` is null for a leaf of the page that stays empty. */
export function drawArtwork(paper: Paper, form: { stock: Stock; layout: Layout }, names: LeafNames | null): void {
  const { stock, layout } = form
  if (stock.micrBand) drawBox(paper, stock.micrBand, { ink: INK.area, isFilled: true })
  for (const item of stock.artwork) drawItem(paper, item, names)
  for (const area of layout.signatureAreas) {
    drawBox(paper, area.box, { ink: INK.artwork, isDashed: true })
    const label = { text: area.label, xMm: area.box.xMm + 1, baselineMm: area.box.yMm + 3, sizePt: 6 }
    drawText(paper, label, 'left')
  }
  if (stock.stub) drawBox(paper, stock.stub.box, { ink: INK.artwork, isDashed: true })
  drawBox(paper, boxAtOrigin(stock.leaf), { ink: INK.artwork })
}

function drawItem(paper: Paper, item: Artwork, names: LeafNames | null): void {
  switch (item.kind) {
    case 'line': {
      const { x1Mm, y1Mm, x2Mm, y2Mm, dashed = false } = item
      const line = { kind: 'line', field: 'artwork', x1Mm, y1Mm, x2Mm, y2Mm, widthPt: 0.5, isDashed: dashed } as const
      drawMark(paper, line, INK.artwork)
      return
    }
    case 'box':
      drawBox(paper, item, { ink: INK.artwork })
      return
    case 'text': {
      const currency = names ? (CURRENCY_MARKS[names.currency] ?? names.currency) : ''
      const text = item.text.replace('{chequeNumber}', names?.chequeNumber ?? '').replace('{currency}', currency)
      if (text.trim() !== '') drawText(paper, { ...item, text }, item.align)
    }
  }
}

function drawText(
  paper: Paper,
  text: { text: string; xMm: number; baselineMm: number; sizePt: number },
  align: 'left' | 'center' | 'right',
): void {
  requireGlyphs(paper, text.text, { field: 'artwork' })
  const width = paper.measure(text.text, text.sizePt)
  const xMm = text.xMm - (align === 'center' ? width / 2 : align === 'right' ? width : 0)
  drawMark(paper, { kind: 'text', field: 'artwork', ...text, xMm }, INK.artwork)
}

/** Writes SPECIMEN across the cheque, so that a test leaf can never be mistaken for a payment. */
export function drawSpecimenMark(paper: Paper, stock: Stock): void {
  const { xMm, yMm, widthMm, heightMm } = stock.cheque
  const text = 'SPECIMEN 樣本'
  requireGlyphs(paper, text, { field: 'specimen' })
  const rise = Math.atan2(heightMm * 0.5, widthMm * 0.8)
  const sizePt = 40
  const half = paper.measure(text, sizePt) / 2
  drawMark(
    paper,
    {
      kind: 'text',
      field: 'specimen',
      text,
      xMm: xMm + widthMm / 2 - half * Math.cos(rise),
      baselineMm: yMm + heightMm / 2 + half * Math.sin(rise),
      sizePt,
      risingDegrees: (rise * 180) / Math.PI,
    },
    INK.watermark,
  )
}
