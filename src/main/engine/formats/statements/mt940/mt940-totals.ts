/**
 * Compares the totals that an MT940 or MT942 message states with its entries: fields 90D and 90C of MT942, and the two
 * forms that banks put into the last field 86 (`/SUM/18/3/14830,45/14640,00/` and `D000001C000002D10000,99C11,01`).
 */
import { exponentOfCode } from '../currency-exponent.ts'
import { amountInWords, readDecimal } from '../decimal-text.ts'
import type { Findings } from '../findings.ts'
import type { Direction, Statement } from '../model.ts'
import type { MtField } from './mt940-fields.ts'

type Claim = { direction: Direction; count: string; amount: string; place: string }

const SUM_WORD = /^\s*\/SUM\/(\d{1,9})\/(\d{1,9})\/([\d,]+)\/([\d,]+)\//
const SUM_MARKS = /^\s*D(\d{6})C(\d{6})D([\d,]+)C([\d,]+)\s*$/

/** Checks fields 90D/90C and a statement-level field 86 that holds totals. */
export function checkTotals(fields: readonly MtField[], statement: Statement, findings: Findings): void {
  for (const claim of fields.flatMap((field) => claimsOf(field))) {
    const entries = statement.entries.filter((entry) => entry.direction === claim.direction)
    const read = readDecimal(claim.amount, exponentOfCode(statement.currency), { mark: 'either' })
    const sum = entries.reduce<bigint | null>(
      (total, entry) => (total === null || entry.amountMinor === null ? null : total + BigInt(entry.amountMinor)),
      0n,
    )
    const sameSum = read.ok && sum !== null && BigInt(read.amountMinor) === sum
    if (sameSum && Number(claim.count) === entries.length) continue
    const found = sum === null ? 'an unknown sum' : amountInWords(Number(sum), statement.currency)
    findings.add(
      'totals-mismatch',
      claim.place,
      `The message states ${Number(claim.count)} ${claim.direction}s of together ${claim.amount}, but it lists ` +
        `${entries.length} of together ${found}. The file may be cut or changed: ask the bank.`,
    )
  }
}

function claimsOf(field: MtField): Claim[] {
  const place = `line ${field.line}`
  const first = field.lines[0] ?? ''
  if (field.tag === '90D' || field.tag === '90C') {
    const match = /^(\d{1,5})[A-Z]{3}([\d.,]+)\s*$/.exec(first)
    const direction = field.tag === '90D' ? 'debit' : 'credit'
    return match ? [{ direction, count: match[1] ?? '', amount: match[2] ?? '', place }] : []
  }
  if (field.tag !== '86') return []
  const match = SUM_WORD.exec(field.lines.join('')) ?? SUM_MARKS.exec(first)
  if (!match) return []
  return [
    { direction: 'debit', count: match[1] ?? '', amount: match[3] ?? '', place },
    { direction: 'credit', count: match[2] ?? '', amount: match[4] ?? '', place },
  ]
}
