/** Leaf numbers are text with leading zeros (O-13): counting on keeps their width. */

/** The number some leaves later, `000123` + 2 = `000125`; null when it needs more digits than the book has. */
export function numberAfter(number: string, steps: number): string | null {
  if (!/^\d+$/.test(number)) return null
  const next = String(BigInt(number) + BigInt(steps)).padStart(number.length, '0')
  return next.length > number.length ? null : next
}
