/**
 * A4 pages that fill from top to bottom: fonts, the place that is reached, page breaks and the footer that needs to know
 * how many pages there are. Lengths are points (1/72 inch) inside this folder.
 */
import PDFDocument from 'pdfkit'
import { codePointName } from '../hidden-characters.ts'
import type { ReportDefinition, ReportFonts } from './definition.ts'

export const INK = { text: '#1c2630', soft: '#5b6773', accent: '#0f6e6e', line: '#cfd7dc', band: '#eaf2f2' } as const

/** Points from the left and the top edge of the page. */
export type Place = { readonly x: number; readonly y: number }

export type TextStyle = { readonly font: 'regular' | 'bold'; readonly size: number; readonly color: string }

const MM = 72 / 25.4
const A4: { readonly short: number; readonly long: number } = { short: 210 * MM, long: 297 * MM }
const MARGIN = 15 * MM
const FOOTER_HEIGHT = 14 * MM
/** Baseline to baseline in parts of the type size. */
const LEADING = 1.38
const FOOT: TextStyle = { font: 'regular', size: 7, color: INK.soft }

type FontProgram = { hasGlyphForCodePoint(codePoint: number): boolean }

export class PageWriter {
  /** Distance of the next thing from the top. */
  y = 0
  readonly left = MARGIN
  readonly width: number
  readonly bottom: number
  private readonly doc: PDFKit.PDFDocument
  private readonly definition: ReportDefinition
  private readonly programs: Record<TextStyle['font'], FontProgram>
  private readonly size: [number, number]

  constructor(definition: ReportDefinition, fonts: ReportFonts) {
    this.definition = definition
    const landscape = definition.orientation === 'landscape'
    this.size = landscape ? [A4.long, A4.short] : [A4.short, A4.long]
    this.width = this.size[0] - 2 * MARGIN
    this.bottom = this.size[1] - MARGIN - FOOTER_HEIGHT
    this.doc = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      // The standard fonts are not bundled: without this the document looks for Helvetica.
      font: '',
      margin: 0,
      info: {
        Title: definition.title,
        Producer: 'Countersign',
        Creator: 'Countersign',
        CreationDate: new Date(definition.createdAt),
      },
    })
    this.programs = { regular: this.open('regular', fonts.regular), bold: this.open('bold', fonts.bold) }
    this.addPage()
  }

  addPage(): void {
    this.doc.addPage({ size: this.size, margin: 0 })
    this.y = MARGIN
  }

  /** Starts a page unless so much room is left. True if a page was started. */
  ensure(height: number): boolean {
    if (this.y + height <= this.bottom) return false
    this.addPage()
    return true
  }

  /** Room that is left on the page. */
  get room(): number {
    return this.bottom - this.y
  }

  measure(text: string, style: TextStyle): number {
    return this.use(style).widthOfString(text)
  }

  lineHeight(style: TextStyle): number {
    return style.size * LEADING
  }

  /** One line at a place; `right` puts its end there instead of its beginning. */
  line(text: string, at: Place, style: TextStyle & { readonly right?: boolean }): void {
    if (text === '') return
    const start = style.right ? at.x - this.measure(text, style) : at.x
    this.use(style).fillColor(style.color).text(text, start, at.y, { lineBreak: false })
  }

  rule(y: number, color: string, thickness: number): void {
    this.doc
      .moveTo(this.left, y)
      .lineTo(this.left + this.width, y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke()
  }

  band(y: number, height: number): void {
    this.doc.rect(this.left, y, this.width, height).fill(INK.band)
  }

  box({ x, y }: Place, width: number, height: number): void {
    this.doc.rect(x, y, width, height).lineWidth(0.6).strokeColor(INK.line).stroke()
  }

  stroke({ x, y }: Place, width: number): void {
    this.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.6)
      .strokeColor(INK.text)
      .stroke()
  }

  /** A text whose every character the font can show; others appear as their code, so that none is lost in silence. */
  showable(text: string, font: TextStyle['font'] = 'regular'): string {
    let out = ''
    for (const character of text.replace(/\t/g, ' ')) {
      const codePoint = character.codePointAt(0)!
      const isShown =
        character === '\n' ||
        character === '\r' ||
        (!/\p{C}/u.test(character) && this.programs[font].hasGlyphForCodePoint(codePoint))
      out += isShown ? character : `[${codePointName(codePoint)}]`
    }
    return out
  }

  /** Writes the footers, now that the number of pages is known, and ends the file. */
  async close(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    const done = new Promise<void>((resolve, reject) => {
      this.doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      this.doc.on('end', () => resolve())
      this.doc.on('error', reject)
    })
    const { start, count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(start + page)
      this.footer(page + 1, count)
    }
    this.doc.end()
    await done
    return new Uint8Array(Buffer.concat(chunks))
  }

  private footer(page: number, pages: number): void {
    const y = this.size[1] - MARGIN - 2 * this.lineHeight(FOOT)
    const label = (this.definition.pageLabel ?? 'Page {page} of {pages}')
      .replace('{page}', String(page))
      .replace('{pages}', String(pages))
    this.rule(y - 5, INK.line, 0.5)
    this.line(this.showable(this.definition.footer ?? this.definition.title), { x: this.left, y }, FOOT)
    this.line(label, { x: this.left + this.width, y }, { ...FOOT, right: true })
    this.line(`SHA-256 ${this.definition.digest}`, { x: this.left, y: y + this.lineHeight(FOOT) }, FOOT)
  }

  private use(style: TextStyle): PDFKit.PDFDocument {
    return this.doc.font(style.font).fontSize(style.size)
  }

  private open(name: TextStyle['font'], font: Uint8Array): FontProgram {
    this.doc.registerFont(name, Buffer.from(font.buffer, font.byteOffset, font.byteLength))
    this.doc.font(name)
    return (this.doc as unknown as { _font: { font: FontProgram } })._font.font
  }
}
