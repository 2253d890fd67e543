/**
 * Compares the totals that an MT940 or MT942 message states with its entries: fields 90D and 90C of MT942, and the two
 * forms that banks put into the last field 86 (`/SUM/18/3/14830,45/14640,00/` and `D000001C000002D10000,99C11,01`).
 */
import { exponentOfCode } from '../currency-exponent.ts'
import { amountInWords, readDecimal } from '../decimal-text.ts'
import { countOf, type EntryTally } from '../entry-tally.ts'
import type { Findings } from '../findings.ts'
import type { Direction, Statement } from '../model.ts'
import type { MtField } from './mt940-fields.ts'

type Claim = { direction: Direction; count: string; amount: string; place: string }

const SUM_WORD = /^\s*\/SUM\/(\d{1,9})\/(\d{1,9})\/([\d,]+)\/([\d,]+)\//
const SUM_MARKS = /^\s*D(\d{6})C(\d{6})D([\d,]+)C([\d,]+)\s*$/

type Totalled = { statement: Statement; tally: EntryTally; findings: Findings }

/** Checks fields 90D/90C and a statement-level field 86 that holds totals. */
export function checkTotals(fields: readonly MtField[], { statement, tally, findings }: Totalled): void {
  for (const claim of fields.flatMap((field) => claimsOf(field))) {
    const buckets = tally.buckets(({ direction }) => direction === claim.direction)
    const count = countOf(buckets)
    const read = readDecimal(claim.amount, exponentOfCode(statement.currency), { mark: 'either' })
    const isKnown = buckets.every(({ unknown }) => unknown === 0)
    const sum = isKnown ? buckets.reduce((total, { sumMinor }) => total + BigInt(sumMinor), 0n) : null
    const sameSum = read.ok && sum !== null && BigInt(read.amountMinor) === sum
    if (sameSum && Number(claim.count) === count) continue
    const found = sum === null ? 'an unknown sum' : amountInWords(Number(sum), statement.currency)
    findings.add(
      'totals-mismatch',
      claim.place,
      `The message states ${Number(claim.count)} ${claim.direction}s of together ${claim.amount}, but it lists ` +
        `${count} of together ${found}. The file may be cut or changed: ask the bank.`,
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
