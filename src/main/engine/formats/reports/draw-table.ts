/**
 * Draws a table over as many pages as it needs: the header again on each, figures right-aligned so that their digits
 * stand in columns, texts wrapped and never cut. Figures are never broken: too many of them make the type smaller.
 */
import { formatMoney } from '../../../../contract/money.ts'
import { amountOf, type CellContext, type Column, cellText, type TableRow } from '../tables/columns.ts'
import type { ReportTable } from './definition.ts'
import { INK, type PageWriter, type TextStyle } from './page.ts'
import { wrapText } from './wrap-text.ts'

/** Blank left and right of a cell's text, and above and below it. */
const PAD_X = 4
const PAD_Y = 3
/** Part of the page that columns of figures may take, so that texts keep some. */
const FIGURES_SHARE = 0.75
/** The smallest type is this part of the usual one; below it nobody reads. */
const SMALLEST_SCALE = 0.6
const DEFAULT_WEIGHT = 20
/** A row lower than this is never split between two pages. */
const WHOLE_ROW = 200
/** Room for the rounding of widths, so that a text fits the width that was measured for it. */
const SLACK = 0.5
/** Words up to this part of the page are not broken in a column of texts: numbers of requests, accounts. */
const WHOLE_WORD_SHARE = 0.2
/** No character is wider than its type size. */
const WIDEST = 1.02

type Styles = Record<'head' | 'body' | 'total' | 'currency', TextStyle>
type Placed = { readonly column: Column; readonly x: number; readonly width: number }
type Lines = readonly (readonly string[])[]
type DrawnRow = { readonly lines: Lines; readonly currencies: readonly string[]; readonly style: TextStyle }

/** Draws below what is there. Throws if the figures cannot fit the page in readable type. */
export function drawTable(page: PageWriter, table: ReportTable, timeZone: string): void {
  new TableDrawing(page, table, timeZone).draw()
}

class TableDrawing {
  private readonly page: PageWriter
  private readonly table: ReportTable
  private readonly timeZone: string
  private readonly styles: Styles
  private readonly currencyWidth: number
  private readonly placed: readonly Placed[]
  private readonly head: Lines

  constructor(page: PageWriter, table: ReportTable, timeZone: string) {
    this.page = page
    this.table = table
    this.timeZone = timeZone
    const scale = scaleFor(page, table, naturalWidths(page, table, { styles: stylesOf(1), timeZone }))
    this.styles = stylesOf(scale)
    this.currencyWidth = currencyWidthOf(page, this.styles)
    this.placed = place(page, table, {
      needed: naturalWidths(page, table, { styles: this.styles, timeZone }),
      styles: this.styles,
    })
    this.head = this.placed.map(({ column, width }) => this.wrap(column.title, width, this.styles.head))
  }

  draw(): void {
    const { page, table, styles } = this
    this.drawHead()
    if (table.rows.length === 0) this.drawEmpty(table.emptyText ?? '—')
    for (const [index, row] of table.rows.entries()) {
      this.drawRow(this.rowOf(row, index + 1, styles.body))
      page.rule(page.y, INK.line, 0.3)
    }
    for (const [index, row] of (table.totals ?? []).entries()) {
      const drawn = this.rowOf(row, index + 1, styles.total)
      if (index === 0) page.rule(page.y, INK.text, 0.8)
      this.drawRow(drawn)
    }
    page.y += 10
  }

  private rowOf(row: TableRow, rowNumber: number, style: TextStyle): DrawnRow {
    const shown = this.placed.map(({ column }) =>
      shownText(this.page, column, { row, rowNumber, timeZone: this.timeZone }),
    )
    const lines = this.placed.map(({ column, width }, index) => {
      return column.kind === 'text' ? this.wrap(shown[index]!, width, style) : [shown[index]!]
    })
    const currencies = this.placed.map(({ column }) => {
      const value = row[column.key]
      return column.kind === 'amount' && typeof value === 'object' && value !== null ? value.currency : ''
    })
    return { lines, currencies, style }
  }

  private drawHead(): void {
    const { page, styles } = this
    const lineHeight = page.lineHeight(styles.head)
    const height = Math.max(...this.head.map((lines) => lines.length)) * lineHeight + 2 * PAD_Y
    // A header alone at the foot of a page helps nobody: it takes a row with it.
    page.ensure(height + page.lineHeight(styles.body) + 2 * PAD_Y)
    page.band(page.y, height)
    for (const [index, { column, x, width }] of this.placed.entries()) {
      for (const [line, text] of this.head[index]!.entries()) {
        const y = page.y + PAD_Y + line * lineHeight
        if (isFigure(column)) page.line(text, { x: x + width - PAD_X, y }, { ...styles.head, right: true })
        else page.line(text, { x: x + PAD_X, y }, styles.head)
      }
    }
    page.y += height
  }

  private drawRow(row: DrawnRow): void {
    const { page } = this
    const lineHeight = page.lineHeight(row.style)
    const count = Math.max(1, ...row.lines.map((cell) => cell.length))
    const height = count * lineHeight + 2 * PAD_Y
    if (height > page.room && (height <= WHOLE_ROW || page.room < 3 * lineHeight)) this.nextPage()
    page.y += PAD_Y
    for (let line = 0; line < count; line += 1) {
      if (page.room < lineHeight) {
        this.nextPage()
        page.y += PAD_Y
      }
      this.drawLine(row, line)
      page.y += lineHeight
    }
    page.y += PAD_Y
  }

  private drawLine({ lines, currencies, style }: DrawnRow, line: number): void {
    const { page } = this
    for (const [index, { column, x, width }] of this.placed.entries()) {
      const text = lines[index]![line] ?? ''
      const end = x + width - PAD_X
      if (column.kind === 'amount') {
        page.line(text, { x: end - this.currencyWidth, y: page.y }, { ...style, right: true })
        const { currency } = this.styles
        const drop = (style.size - currency.size) * 0.9
        if (line === 0) page.line(currencies[index]!, { x: end - this.currencyWidth + 3, y: page.y + drop }, currency)
      } else if (isFigure(column)) page.line(text, { x: end, y: page.y }, { ...style, right: true })
      else page.line(text, { x: x + PAD_X, y: page.y }, style)
    }
  }

  private drawEmpty(text: string): void {
    const { page, styles } = this
    page.line(page.showable(text), { x: page.left + PAD_X, y: page.y + PAD_Y }, { ...styles.body, color: INK.soft })
    page.y += page.lineHeight(styles.body) + 2 * PAD_Y
  }

  private nextPage(): void {
    this.page.addPage()
    this.drawHead()
  }

  private wrap(text: string, width: number, style: TextStyle): string[] {
    return wrapText(this.page.showable(text, style.font), width - 2 * PAD_X, (part) => this.page.measure(part, style))
  }
}

function stylesOf(scale: number): Styles {
  return {
    head: { font: 'bold', size: 8 * scale, color: INK.text },
    body: { font: 'regular', size: 8.5 * scale, color: INK.text },
    total: { font: 'bold', size: 8.5 * scale, color: INK.text },
    currency: { font: 'regular', size: 6.8 * scale, color: INK.soft },
  }
}

function currencyWidthOf(page: PageWriter, styles: Styles): number {
  return page.measure('HKD', styles.currency) + 4
}

/** What each column of figures or dates needs so that nothing in it is broken; 0 for texts, which wrap. */
function naturalWidths(page: PageWriter, table: ReportTable, about: { styles: Styles; timeZone: string }): number[] {
  const { styles, timeZone } = about
  const rows = [...table.rows, ...(table.totals ?? [])]
  return table.columns.map((column) => {
    if (column.kind === 'text') return 0
    const words = page.showable(column.title, 'bold').split(/\s+/)
    let most = Math.max(...words.map((word) => page.measure(word, styles.head)))
    const extra = column.kind === 'amount' ? currencyWidthOf(page, styles) : 0
    for (const [index, row] of rows.entries()) {
      const text = shownText(page, column, { row, rowNumber: index + 1, timeZone })
      if (text.length * styles.total.size * WIDEST + extra <= most) continue
      most = Math.max(most, page.measure(text, styles.total) + extra)
    }
    return most + 2 * PAD_X + SLACK
  })
}

/** 1, or the smaller type in which the figures fit their part of the page. */
function scaleFor(page: PageWriter, table: ReportTable, needed: readonly number[]): number {
  const sum = sumOf(needed)
  const padding = needed.filter((width) => width > 0).length * 2 * PAD_X
  const most = table.columns.some((column) => column.kind === 'text') ? page.width * FIGURES_SHARE : page.width
  if (sum <= most) return 1
  const scale = (most - padding) / (sum - padding)
  if (scale < SMALLEST_SCALE) {
    throw new Error(
      `the figures of the table need ${Math.ceil(sum)} points, the page has ${Math.floor(most)}: use fewer columns or landscape`,
    )
  }
  return scale
}

type Needs = { readonly needed: readonly number[]; readonly styles: Styles }

/** Figures get what they need; texts share the rest by their widths, but each gets what its longest word needs. */
function place(page: PageWriter, table: ReportTable, { needed, styles }: Needs): Placed[] {
  const rest = page.width - sumOf(needed)
  const weights = table.columns.map((column) => (column.kind === 'text' ? (column.width ?? DEFAULT_WEIGHT) : 0))
  const texts = shared(rest, weights, wordWidths(page, table, styles))
  const stretch = sumOf(weights) > 0 ? 0 : rest / table.columns.length
  let x = page.left
  return table.columns.map((column, index) => {
    const placed = { column, x, width: needed[index]! + texts[index]! + stretch }
    x += placed.width
    return placed
  })
}

/** Splits a width by weights so that nobody gets less than their least, as far as the width goes. */
function shared(width: number, weights: readonly number[], least: readonly number[]): number[] {
  const leastSum = sumOf(least)
  if (leastSum >= width) return least.map((part) => (part * width) / leastSum)
  const settled = new Map<number, number>()
  for (;;) {
    const left = width - sumOf([...settled.values()])
    const weightLeft = sumOf(weights.filter((_, index) => !settled.has(index)))
    const share = (index: number) => (weightLeft === 0 ? 0 : (left * weights[index]!) / weightLeft)
    const short = weights.findIndex((_, index) => !settled.has(index) && share(index) < least[index]!)
    if (short < 0) return weights.map((_, index) => settled.get(index) ?? share(index))
    settled.set(short, least[short]!)
  }
}

/** Width of the longest word of each column of texts, up to a part of the page; 0 for the other columns. */
function wordWidths(page: PageWriter, table: ReportTable, styles: Styles): number[] {
  const most = page.width * WHOLE_WORD_SHARE
  return table.columns.map((column) => {
    if (column.kind !== 'text') return 0
    let widest = 0
    for (const row of [...table.rows, ...(table.totals ?? []), { [column.key]: column.title }]) {
      const value = row[column.key]
      for (const word of typeof value === 'string' ? (value.match(/[^\s\u2e80-\uffef]+/g) ?? []) : []) {
        if (word.length * styles.total.size * WIDEST <= widest) continue
        const width = page.measure(page.showable(word, 'bold'), styles.total)
        if (width <= most) widest = Math.max(widest, width)
      }
    }
    return widest + 2 * PAD_X + SLACK
  })
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function shownText(page: PageWriter, column: Column, about: CellContext & { readonly row: TableRow }): string {
  const value = about.row[column.key]
  // A label may stand in a column of figures, as the word "Total" does.
  if (typeof value === 'string' && column.kind !== 'date') return page.showable(value)
  if (column.kind !== 'amount' || value === null || value === undefined) return cellText(column, value, about)
  const { amountMinor, currency } = amountOf(column, value, about.rowNumber)
  return formatMoney(amountMinor, currency)
}

function isFigure(column: Column): boolean {
  return column.kind === 'amount' || column.kind === 'integer'
}
