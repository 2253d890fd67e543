/**
 * Draws a report as an A4 PDF: title, facts, tables that run over pages, boxes to sign in, and a footer with the page
 * numbers and the digest. The same definition and fonts give the same bytes, so a report can be stored by its hash.
 */
import type { ReportBlock, ReportDefinition, ReportFact, ReportFonts, SignatureBox } from './definition.ts'
import { drawTable } from './draw-table.ts'
import { INK, PageWriter, type Place, type TextStyle } from './page.ts'
import { wrapText } from './wrap-text.ts'

const TITLE: TextStyle = { font: 'bold', size: 17, color: INK.text }
const SUBTITLE: TextStyle = { font: 'regular', size: 10, color: INK.soft }
const HEADING: TextStyle = { font: 'bold', size: 11.5, color: INK.accent }
const TEXT: TextStyle = { font: 'regular', size: 9, color: INK.text }
const LABEL: TextStyle = { font: 'regular', size: 7.5, color: INK.soft }
const VALUE: TextStyle = { font: 'regular', size: 9.5, color: INK.text }
const SIGN: TextStyle = { font: 'bold', size: 8.5, color: INK.text }
/** Height of the space to sign in, and boxes side by side. */
const SIGN_SPACE = 46
const BOXES_PER_ROW = 3
const GAP = 12

/** The bytes of the PDF. Throws for a value that does not fit its column, which is a mistake of the caller. */
export async function drawReport(definition: ReportDefinition, fonts: ReportFonts): Promise<Uint8Array> {
  const page = new PageWriter(definition, fonts)
  drawTitle(page, definition)
  for (const block of definition.blocks) drawBlock(page, block, definition)
  return page.close()
}

function drawTitle(page: PageWriter, { title, subtitle }: ReportDefinition): void {
  drawParagraph(page, title, TITLE)
  if (subtitle) drawParagraph(page, subtitle, SUBTITLE)
  page.y += 4
  page.rule(page.y, INK.accent, 1.2)
  page.y += 12
}

function drawBlock(page: PageWriter, block: ReportBlock, { timeZone }: ReportDefinition): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(page, block.text)
      break
    case 'paragraph':
      drawParagraph(page, block.text, TEXT)
      page.y += 8
      break
    case 'facts':
      drawFacts(page, block.facts)
      break
    case 'table':
      if (block.title) drawHeading(page, block.title)
      drawTable(page, block, timeZone)
      break
    case 'signatures':
      drawSignatures(page, block.boxes)
      break
  }
}

/** A heading keeps some of what follows on its page. */
function drawHeading(page: PageWriter, text: string): void {
  page.ensure(page.lineHeight(HEADING) + 60)
  page.y += 4
  drawParagraph(page, text, HEADING)
  page.y += 3
}

function drawParagraph(page: PageWriter, text: string, style: TextStyle): void {
  for (const line of wrapped(page, text, { width: page.width, style })) {
    page.ensure(page.lineHeight(style))
    page.line(line, { x: page.left, y: page.y }, style)
    page.y += page.lineHeight(style)
  }
}

/** Label above value, two in a row. */
function drawFacts(page: PageWriter, facts: readonly ReportFact[]): void {
  const width = (page.width - GAP) / 2
  for (let at = 0; at < facts.length; at += 2) {
    const pair = facts.slice(at, at + 2).map(({ label, value }) => ({
      label: wrapped(page, label, { width, style: LABEL }),
      value: wrapped(page, value, { width, style: VALUE }),
    }))
    const heights = pair.map(
      ({ label, value }) => label.length * page.lineHeight(LABEL) + value.length * page.lineHeight(VALUE),
    )
    const height = Math.max(...heights) + 6
    page.ensure(height)
    for (const [index, { label, value }] of pair.entries()) {
      const x = page.left + index * (width + GAP)
      const below = drawLines(page, label, { x, y: page.y, style: LABEL })
      drawLines(page, value, { x, y: below, style: VALUE })
    }
    page.y += height
  }
  page.y += 6
}

function drawSignatures(page: PageWriter, boxes: readonly SignatureBox[]): void {
  for (let at = 0; at < boxes.length; at += BOXES_PER_ROW) {
    const row = boxes.slice(at, at + BOXES_PER_ROW)
    const width = (page.width - GAP * (BOXES_PER_ROW - 1)) / BOXES_PER_ROW
    const inner = width - 16
    const parts = row.map(({ title, lines }) => ({
      title: wrapped(page, title, { width: inner, style: SIGN }),
      lines: lines.flatMap((line) => wrapped(page, line, { width: inner, style: LABEL })),
    }))
    const heights = parts.map(
      ({ title, lines }) => title.length * page.lineHeight(SIGN) + lines.length * page.lineHeight(LABEL),
    )
    const height = Math.max(...heights) + SIGN_SPACE + 18
    page.ensure(height)
    for (const [index, { title, lines }] of parts.entries()) {
      const x = page.left + index * (width + GAP)
      page.box({ x, y: page.y }, width, height)
      drawLines(page, title, { x: x + 8, y: page.y + 7, style: SIGN })
      const lineY = page.y + height - 8 - Math.max(...parts.map((part) => part.lines.length)) * page.lineHeight(LABEL)
      page.stroke({ x: x + 8, y: lineY }, inner)
      drawLines(page, lines, { x: x + 8, y: lineY + 3, style: LABEL })
    }
    page.y += height + GAP
  }
}

/** Draws lines below each other; gives the place below the last. */
function drawLines(page: PageWriter, lines: readonly string[], at: Place & { readonly style: TextStyle }): number {
  let { y } = at
  for (const line of lines) {
    page.line(line, { x: at.x, y }, at.style)
    y += page.lineHeight(at.style)
  }
  return y
}

function wrapped(page: PageWriter, text: string, { width, style }: { width: number; style: TextStyle }): string[] {
  return wrapText(page.showable(text, style.font), width, (part) => page.measure(part, style))
}
