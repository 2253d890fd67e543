/**
 * Draws a run of cheques as one PDF: exact page, embedded font, the same bytes for the same input. Print and preview are
 * the same drawing; the preview adds the pale paper underneath and leaves the device correction out, because it shows
 * the leaf as it will lie on the desk.
 */
import { ChequeRefusal } from './cheque-refusal.ts'
import { type ComposedLeaf, composeLeaf } from './compose-leaf.ts'
import { type Correction, NO_CORRECTION } from './correction.ts'
import { drawArtwork, drawSpecimenMark } from './draw-artwork.ts'
import type { ChequeFinding } from './findings.ts'
import { checkLayout, type Layout } from './layout.ts'
import type { ChequeOnPaper } from './leaf-form.ts'
import { addPage, drawAt, drawMark, INK, openPaper, type Paper } from './paper.ts'
import type { Stock } from './stock.ts'

export type { ChequeOnPaper } from './leaf-form.ts'

/**
 * `print`: only what goes on paper. `preview`: the same over the pale leaf, without correction. `specimen`: as print, with
 * SPECIMEN across each cheque, for test leaves and for the bank.
 */
export type DrawMode = 'print' | 'preview' | 'specimen'

export interface DrawRequest {
  readonly stock: Stock
  readonly layout: Layout
  readonly correction: Correction
  /** Bytes of a TrueType font. */
  readonly font: Uint8Array
  readonly cheques: readonly ChequeOnPaper[]
  readonly mode: DrawMode
  /** First free leaf of the first page, counted from 0, for a sheet of which some leaves are used already. */
  readonly firstLeaf?: number
  /** The place of each cheque, counted from 0 over all pages, rising; for sheets on which some leaves are burnt. */
  readonly places?: readonly number[]
}

/** What was put where, for the record of the leaf. */
export interface DrawnLeaf {
  readonly chequeNumber: string
  /** Counted from 1. */
  readonly page: number
  /** Place on the page, counted from 0. */
  readonly leaf: number
  readonly words: string
  readonly payeeLines: readonly string[]
  readonly stubOverflows: boolean
}

export interface DrawnCheques {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly leaves: readonly DrawnLeaf[]
  readonly findings: readonly ChequeFinding[]
}

/**
 * Draws cheques. Every leaf is composed before the first page is started: a refusal (see `composeLeaf`, and
 * `LAYOUT_NOT_FOR_STOCK`, `NOTHING_TO_DRAW`, `CHEQUE_NUMBER_TWICE`, `FONT_UNREADABLE`) leaves nothing half done.
 */
export async function drawCheques(request: DrawRequest): Promise<DrawnCheques> {
  const { stock, layout, cheques, mode, firstLeaf = 0 } = request
  requireRun(request)
  const paper = openPaper(request.font, titleOf(cheques))
  const composed = cheques.map((cheque) => composeLeaf({ paper, stock, layout }, cheque))
  const perPage = stock.leaves.length
  const placeOf = (index: number) => request.places?.[index] ?? firstLeaf + index
  const leaves = composed.map((leaf, index) => drawnLeaf(leaf, placeOf(index), perPage))
  const at = new Map(composed.map((leaf, index) => [placeOf(index), leaf]))
  const pages = leaves.at(-1)!.page
  for (let page = 1; page <= pages; page++) {
    addPage(paper, stock.page, mode === 'preview' ? NO_CORRECTION : request.correction)
    for (const [place, corner] of stock.leaves.entries()) {
      const leaf = at.get((page - 1) * perPage + place) ?? null
      drawAt(paper, corner, () => drawLeaf(paper, request, leaf))
    }
  }
  const bytes = await paper.close()
  return {
    bytes,
    pages,
    leaves,
    findings: [...checkLayout(stock, layout), ...composed.flatMap((leaf) => leaf.findings)],
  }
}

function drawnLeaf(leaf: ComposedLeaf, place: number, perPage: number): DrawnLeaf {
  return {
    chequeNumber: leaf.cheque.chequeNumber,
    page: Math.trunc(place / perPage) + 1,
    leaf: place % perPage,
    words: leaf.words,
    payeeLines: leaf.payeeLines,
    stubOverflows: leaf.stubOverflows,
  }
}

function drawLeaf(paper: Paper, request: DrawRequest, leaf: ComposedLeaf | null): void {
  if (request.mode === 'preview') drawArtwork(paper, request, leaf?.cheque ?? null)
  if (!leaf) return
  if (request.mode === 'specimen') drawSpecimenMark(paper, request.stock)
  for (const mark of leaf.marks) drawMark(paper, mark, INK.paper)
}

function titleOf(cheques: readonly ChequeOnPaper[]): string {
  const [first, last] = [cheques[0]!.chequeNumber, cheques.at(-1)!.chequeNumber]
  return first === last ? `Cheque ${first}` : `Cheques ${first} to ${last}`
}

function requireRun({ stock, layout, cheques, firstLeaf = 0 }: DrawRequest): void {
  if (layout.stockId !== stock.id) {
    const message = `The layout "${layout.name}" is for the stock ${layout.stockId}, not for ${stock.id}. Choose a layout of this stock.`
    throw new ChequeRefusal('LAYOUT_NOT_FOR_STOCK', message, { layoutId: layout.id, stockId: stock.id })
  }
  if (cheques.length === 0) {
    throw new ChequeRefusal('NOTHING_TO_DRAW', 'There is no cheque to draw. Choose at least one.')
  }
  if (!Number.isInteger(firstLeaf) || firstLeaf < 0 || firstLeaf >= stock.leaves.length) {
    const message = `A page of "${stock.name}" has ${stock.leaves.length} leaves; number ${firstLeaf} (counted from 0) is none of them.`
    throw new ChequeRefusal('NOTHING_TO_DRAW', message, { firstLeaf, leaves: stock.leaves.length })
  }
  const seen = new Set<string>()
  for (const { chequeNumber } of cheques) {
    if (seen.has(chequeNumber)) {
      const message = `Cheque number ${chequeNumber} stands twice in this run. Each leaf has its own number; take one out.`
      throw new ChequeRefusal('CHEQUE_NUMBER_TWICE', message, { chequeNumber })
    }
    seen.add(chequeNumber)
  }
}
