/**
 * The advice of cheques whose stub is too small for all that it should say: one A4 letter per leaf with the number of the leaf on every
 * page, drawn with the font of the cheques. The same leaves give the same bytes.
 */
import { formatMoney } from '../../../../contract/money.ts'
import { ChequeRefusal } from './cheque-refusal.ts'
import { NO_CORRECTION } from './correction.ts'
import { breakLines, cutToFit, lineHeightMm } from './fit-text.ts'
import { type ChequeOnPaper, cleanLine } from './leaf-form.ts'
import { addPage, drawMark, INK, openPaper, type Paper, requireGlyphs } from './paper.ts'

export const ADVICE_PAGE = { widthMm: 210, heightMm: 297 } as const
const LEFT_MM = 20
const WIDTH_MM = ADVICE_PAGE.widthMm - 2 * LEFT_MM
const HEAD_MM = 22
const BODY_MM = 62
const FOOT_MM = ADVICE_PAGE.heightMm - 16
const TEXT_PT = 10

/** A cheque with its amount in words as it stands on the leaf. */
export type AdvisedCheque = ChequeOnPaper & { readonly words: string }

export type DrawnAdvices = {
  readonly bytes: Uint8Array
  readonly pages: number
  /** The first page of each cheque's advice, counted from 1. */
  readonly firstPages: ReadonlyMap<string, number>
}

/** Draws one advice per cheque. Throws `NOTHING_TO_DRAW`, `MISSING_GLYPH` or `FONT_UNREADABLE`. */
export async function drawAdvices(request: {
  font: Uint8Array
  /** Who pays, above every advice. */
  sender: string
  cheques: readonly AdvisedCheque[]
}): Promise<DrawnAdvices> {
  const { font, sender, cheques } = request
  if (cheques.length === 0) throw new ChequeRefusal('NOTHING_TO_DRAW', 'There is no advice to draw.')
  const paper = openPaper(font, `Advices ${cheques[0]?.chequeNumber} to ${cheques.at(-1)?.chequeNumber}`)
  const firstPages = new Map<string, number>()
  let pages = 0
  for (const cheque of cheques) {
    firstPages.set(cheque.chequeNumber, pages + 1)
    pages += drawAdvice(paper, cheque, sender)
  }
  return { bytes: await paper.close(), pages, firstPages }
}

/** Draws the pages of one advice; returns how many. */
function drawAdvice(paper: Paper, cheque: AdvisedCheque, sender: string): number {
  const lines = bodyLines(paper, cheque)
  const perPage = Math.floor((FOOT_MM - 10 - BODY_MM) / lineHeightMm(TEXT_PT))
  const pages = Math.max(1, Math.ceil(lines.length / perPage))
  for (let page = 1; page <= pages; page++) {
    addPage(paper, ADVICE_PAGE, NO_CORRECTION)
    drawHead(paper, cheque, sender)
    for (const [index, text] of lines.slice((page - 1) * perPage, page * perPage).entries()) {
      write(paper, { text, yMm: BODY_MM + index * lineHeightMm(TEXT_PT) })
    }
    rule(paper, FOOT_MM - 6)
    write(paper, { text: `Cheque 支票 ${cheque.chequeNumber} · ${page} / ${pages}`, yMm: FOOT_MM, sizePt: 8 })
  }
  return pages
}

function drawHead(paper: Paper, cheque: AdvisedCheque, sender: string): void {
  const { chequeNumber, date, amountMinor, currency, reference } = cheque
  write(paper, { text: sender, yMm: HEAD_MM, sizePt: 9 })
  write(paper, { text: `Payment advice 付款通知書 · Cheque 支票 ${chequeNumber}`, yMm: HEAD_MM + 9, sizePt: 15 })
  rule(paper, HEAD_MM + 13)
  const facts = [
    `Pay 祗付 ${cleanLine(cheque.payeeName)}`,
    `${currency} ${formatMoney(amountMinor, currency)} · dated 日期 ${date} · reference 參考 ${cleanLine(reference)}`,
  ]
  for (const [index, text] of facts.entries()) write(paper, { text, yMm: HEAD_MM + 20 + index * 6 })
  rule(paper, HEAD_MM + 30)
}

function bodyLines(paper: Paper, cheque: AdvisedCheque): string[] {
  const fits = (line: string) => paper.measure(line, TEXT_PT) <= WIDTH_MM
  return [cheque.words, '', ...(cheque.memo ?? '').trim().split(/\r\n|\r|\n/u)].flatMap((paragraph) => {
    const text = cleanLine(paragraph)
    if (text === '') return ['']
    return breakLines(text, fits) ?? [cutToFit(paper.measure, text, { widthMm: WIDTH_MM, sizePt: TEXT_PT })]
  })
}

type Written = { text: string; yMm: number; sizePt?: number }

/** One line from the left edge, made smaller where it is too long for the page. */
function write(paper: Paper, { text, yMm, sizePt = TEXT_PT }: Written): void {
  requireGlyphs(paper, text, { field: 'advice' })
  let size = sizePt
  while (size > 6 && paper.measure(text, size) > WIDTH_MM) size -= 0.5
  drawMark(paper, { kind: 'text', field: 'advice', text, xMm: LEFT_MM, baselineMm: yMm, sizePt: size }, INK.paper)
}

function rule(paper: Paper, yMm: number): void {
  const right = LEFT_MM + WIDTH_MM
  drawMark(
    paper,
    { kind: 'line', field: 'advice', x1Mm: LEFT_MM, y1Mm: yMm, x2Mm: right, y2Mm: yMm, widthPt: 0.6 },
    INK.paper,
  )
}
