/** The measures of a paper as the window edits them; the engine judges what they say. */
type Size = { widthMm: number; heightMm: number }
type Point = { xMm: number; yMm: number }

export const PRINTED = [
  'payerName',
  'codeLine',
  'signatureLine',
  'currencyWord',
  'bearerWords',
  'crossing',
  'chequeNumber',
] as const
export type Printed = (typeof PRINTED)[number]

export type Paper = {
  readonly id: string
  readonly name: string
  readonly page: Size
  readonly leaf: Size
  readonly leaves: readonly Point[]
  readonly printed: Readonly<Record<Printed, boolean>>
  /** Everything else of the form stays as it is. */
  readonly [more: string]: unknown
}

export function paperOf(content: string): Paper {
  const { revision: _, ...paper } = JSON.parse(content) as Paper & { revision?: number }
  return paper as Paper
}

export function named(paper: Paper, { code, name }: { code: string; name: string }): Paper {
  return { ...paper, id: code, name: name.trim() }
}

/** So many leaves one under the other, from the place of the first one on. */
export function withLeaves(paper: Paper, count: number): Paper {
  const first = paper.leaves[0] ?? { xMm: 0, yMm: 0 }
  const leaves = Array.from({ length: count }, (_, index) => ({
    xMm: first.xMm,
    yMm: tenths(first.yMm + index * paper.leaf.heightMm),
  }))
  return { ...paper, leaves }
}

export function withFirst(paper: Paper, to: Partial<Point>): Paper {
  const first = { xMm: 0, yMm: 0, ...paper.leaves[0] }
  const [dx, dy] = [(to.xMm ?? first.xMm) - first.xMm, (to.yMm ?? first.yMm) - first.yMm]
  const leaves = paper.leaves.map(({ xMm, yMm }) => ({ xMm: tenths(xMm + dx), yMm: tenths(yMm + dy) }))
  return { ...paper, leaves }
}

export function withSize(paper: Paper, what: 'page' | 'leaf', to: Partial<Size>): Paper {
  const sized = { ...paper, [what]: { ...paper[what], ...to } }
  return what === 'leaf' && paper.stub === null ? wholeLeaf(sized) : sized
}

/** Without a stub the whole leaf is the cheque, with the band of the code line along its foot. */
function wholeLeaf(paper: Paper): Paper {
  const { leaf } = paper
  const band = paper.micrBand as (Point & Size) | null
  const micrBand =
    band === null ? null : { ...band, xMm: 0, yMm: tenths(leaf.heightMm - band.heightMm), widthMm: leaf.widthMm }
  return { ...paper, cheque: { xMm: 0, yMm: 0, ...leaf }, micrBand }
}

export function withPrinted(paper: Paper, what: Printed, on: boolean): Paper {
  return { ...paper, printed: { ...paper.printed, [what]: on } }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
