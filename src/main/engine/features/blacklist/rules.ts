/** How barred values are compared. Pure. */
import type { BarKind } from '../../../../contract/blacklist.ts'

/** How a barred value is written: names without case and spacing, account numbers without blanks and dashes. */
export function barValue(kind: BarKind, value: string): string {
  const text = value.normalize('NFKC').trim().toUpperCase()
  if (kind === 'destinationAccount') return text.replace(/[\s-]+/g, '')
  return kind === 'payeeName' ? text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() : text
}
