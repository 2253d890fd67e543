/** Which line of a statement says for good what a bank announced before. Pure. */

export type Told = {
  id: number
  direction: string
  amountMinor: number
  bookingDate: string | null
  valueDate: string | null
  bankReference: string
  ownReference: string
}

/** Days after which an announcement that no statement confirmed is looked into. */
export const NOTICE_DAYS = 5
const NONE = /^(?:|NONREF|NOTPROVIDED|NOT PROVIDED)$/i

/** How sure it is that two say the same, 1 the surest; 0: they do not. Same amount and direction always. */
export function sameMovement(notice: Told, line: Told): 0 | 1 | 2 | 3 {
  if (notice.direction !== line.direction || notice.amountMinor !== line.amountMinor) return 0
  const bank = agree(notice.bankReference, line.bankReference)
  // The bank's own number names one movement: two different ones are two movements.
  if (bank !== null) return bank ? 1 : 0
  const own = agree(notice.ownReference, line.ownReference)
  if (own !== null) return own ? 2 : 0
  const day = agree(notice.valueDate ?? notice.bookingDate ?? '', line.valueDate ?? line.bookingDate ?? '')
  return day === true ? 3 : 0
}

/** `null`: one of them says nothing. */
function agree(a: string, b: string): boolean | null {
  return NONE.test(a.trim()) || NONE.test(b.trim()) ? null : a.trim() === b.trim()
}

/** Pairs of notice and line, the surest first; each of both at most once. */
export function confirmed(notices: readonly Told[], lines: readonly Told[]): { noticeId: number; lineId: number }[] {
  const byAmount = new Map<string, Told[]>()
  const keyOf = ({ direction, amountMinor }: Told) => `${direction} ${amountMinor}`
  for (const line of lines) byAmount.set(keyOf(line), [...(byAmount.get(keyOf(line)) ?? []), line])
  const pairs = notices
    .flatMap((notice) =>
      (byAmount.get(keyOf(notice)) ?? []).map((line) => ({ notice, line, sure: sameMovement(notice, line) })),
    )
    .filter(({ sure }) => sure > 0)
    .sort((a, b) => a.sure - b.sure || a.notice.id - b.notice.id || a.line.id - b.line.id)
  const used = new Set<string>()
  return pairs.flatMap(({ notice, line }) => {
    if (used.has(`n${notice.id}`) || used.has(`l${line.id}`)) return []
    used.add(`n${notice.id}`).add(`l${line.id}`)
    return [{ noticeId: notice.id, lineId: line.id }]
  })
}
