/**
 * Walking pages by keyset: a page is known by the cursor that it starts after. Going forward leaves a trail, so that going
 * back asks for the very page that was seen before.
 */

export type Trail<Cursor> = {
  /** Cursors of the pages before the one in front, oldest first; null is the first page. */
  readonly before: readonly (Cursor | null)[]
  /** What the page in front starts after. */
  readonly here: Cursor | null
}

export function firstPage<Cursor>(): Trail<Cursor> {
  return { before: [], here: null }
}

/** The next page; the same trail when there is none. */
export function nextPage<Cursor>(trail: Trail<Cursor>, next: Cursor | null): Trail<Cursor> {
  return next === null ? trail : { before: [...trail.before, trail.here], here: next }
}

/** The page before; the same trail on the first page. */
export function previousPage<Cursor>(trail: Trail<Cursor>): Trail<Cursor> {
  const here = trail.before.at(-1)
  return here === undefined ? trail : { before: trail.before.slice(0, -1), here }
}

/** Which rows are in front, counted from one: `from`–`to`. All pages before are full. */
export function rangeOf<Cursor>(
  trail: Trail<Cursor>,
  page: { rows: number; pageSize: number },
): { from: number; to: number } {
  const from = trail.before.length * page.pageSize + 1
  return { from: page.rows === 0 ? 0 : from, to: from + page.rows - 1 }
}
