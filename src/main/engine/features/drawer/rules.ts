/** Decisions about the drawer, without a ledger: what a count must name, who may sign it. */
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'

export type No = { code: RefusalCode; figures: RefusalFigures }

export type ExpectedBook = { bookId: number; range: string; expected: number }
export type CountedBook = { bookId: number; counted: number }

/** Counted less expected, over all books. */
export function differenceOf(expected: readonly ExpectedBook[], counted: readonly CountedBook[]): number {
  const of = new Map(counted.map((line) => [line.bookId, line.counted]))
  return expected.reduce((sum, line) => sum + (of.get(line.bookId) ?? 0) - line.expected, 0)
}

/** Books whose figure is not the expected one; a surplus in one does not make up for a gap in another. */
export function differing(expected: readonly ExpectedBook[], counted: readonly CountedBook[]): ExpectedBook[] {
  const of = new Map(counted.map((line) => [line.bookId, line.counted]))
  return expected.filter((line) => of.get(line.bookId) !== line.expected)
}

/** Why a count is not taken; `null`: it is. Every book in the drawer has one figure; a difference has a reason. */
export function whyNotCount(
  expected: readonly ExpectedBook[],
  { counted, reason }: { counted: readonly CountedBook[]; reason: string },
): No | null {
  const named = new Set(counted.map(({ bookId }) => bookId))
  const missing = expected.find(({ bookId }) => !named.has(bookId))
  if (missing) return { code: 'COUNT_INCOMPLETE', figures: { range: missing.range } }
  const wrong = differing(expected, counted)[0]
  if (!wrong || reason !== '') return null
  const found = counted.find(({ bookId }) => bookId === wrong.bookId)?.counted ?? 0
  return { code: 'COUNT_DIFFERS', figures: { range: wrong.range, expected: wrong.expected, count: found } }
}

export type CountToSign = { countedBy: number; signedBy: number | null; businessDate: string }

/** Why this person does not sign a count; `null`: they do (law 4). */
export function whyNotSignCount(count: CountToSign, person: { operatorId: number; displayName: string }): No | null {
  if (count.signedBy !== null) return { code: 'COUNT_SIGNED', figures: { date: count.businessDate } }
  if (count.countedBy === person.operatorId) {
    return { code: 'COUNT_SAME_PERSON', figures: { date: count.businessDate, by: person.displayName } }
  }
  return null
}
