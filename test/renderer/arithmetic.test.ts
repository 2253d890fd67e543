/** The window's own arithmetic: differences of a match, totals of a selection, numbers of leaves. */
import { describe, expect, it } from 'vitest'
import { Instant } from '../../src/contract/dates.ts'
import { InstructionId, StatementId, StatementLineId } from '../../src/contract/ids.ts'
import { type Currency, minor } from '../../src/contract/money.ts'
import type { ExpectedItem, StatementLine } from '../../src/contract/statements.ts'
import { totalsAgree, totalsByCurrency } from '../../src/renderer/features/batches/selection.ts'
import { numberAfter } from '../../src/renderer/features/cheques/leaf-number.ts'
import {
  chargeMinor,
  chooseItems,
  chooseProposal,
  differenceMinor,
  isExact,
  NOTHING_CHOSEN,
  neighbour,
  openTotals,
  rankExpected,
} from '../../src/renderer/features/statements/reconciliation.ts'

const line = (over: Partial<StatementLine> = {}): StatementLine => ({
  statementLineId: StatementLineId.parse(1),
  statementId: StatementId.parse(1),
  version: 1,
  lineNumber: 1,
  bookingDate: null,
  valueDate: null,
  direction: 'debit',
  amountMinor: minor(12_500_00),
  currency: 'HKD',
  bankReference: '',
  ownReference: '',
  counterparty: '',
  text: '',
  reversal: false,
  match: null,
  proposals: [],
  ...over,
})
const item = (id: number, amount: number, over: Partial<ExpectedItem> = {}): ExpectedItem => ({
  instructionId: InstructionId.parse(id),
  leafId: null,
  kind: 'wire',
  reference: `R${id}`,
  payeeName: 'Chan',
  amountMinor: minor(amount),
  currency: 'HKD',
  sentAt: Instant.parse(0),
  daysWaiting: 0,
  expectedUntil: null,
  isLate: false,
  ...over,
})
const PLAIN = { book: null, chargeMinor: null }
const match = {
  kind: 'hand' as const,
  by: 'Mei',
  at: Instant.parse(0),
  instructionIds: [InstructionId.parse(1)],
  because: '',
}

describe('reconciliation', () => {
  it('works out what is left between a line and the chosen payments', () => {
    const expected = [item(1, 10_000_00), item(2, 2_500_00), item(3, 13_000_00)]
    expect(differenceMinor(null, NOTHING_CHOSEN)).toBeNull()
    expect(differenceMinor(line(), NOTHING_CHOSEN)).toBe(12_500_00)
    expect(differenceMinor(line(), chooseItems(new Set([1, 2]), expected))).toBe(0)
    expect(differenceMinor(line(), chooseItems(new Set([3]), expected))).toBe(-500_00)
  })

  it('takes a proposal as it stands, also when its payments are no longer expected', () => {
    const ids = [InstructionId.parse(4), InstructionId.parse(5)] as [InstructionId, InstructionId]
    const proposed = line({
      proposals: [{ instructionIds: ids, kind: 'batch', because: '', amountMinor: minor(12_500_00), ...PLAIN }],
    })
    expect(chooseProposal(proposed, 0)).toEqual({ ids, amountMinor: 12_500_00, proposal: 0, book: null })
    expect(isExact(proposed, chooseProposal(proposed, 0))).toBe(true)
    expect(chooseProposal(proposed, 1)).toEqual(NOTHING_CHOSEN)
    expect(chooseProposal(null, 0)).toEqual(NOTHING_CHOSEN)
  })

  it('accepts only an exact match with at least one payment', () => {
    const expected = [item(1, 12_500_00), item(2, 12_499_99)]
    expect(isExact(line(), chooseItems(new Set([1]), expected))).toBe(true)
    expect(isExact(line(), chooseItems(new Set([2]), expected))).toBe(false)
    expect(isExact(line({ amountMinor: minor(0) }), NOTHING_CHOSEN)).toBe(false)
    expect(isExact(null, chooseItems(new Set([1]), expected))).toBe(false)
  })

  it('accepts a line that is proposed as no payment of ours', () => {
    const book = { as: 'bankCharge' as const, explanation: 'Monthly' }
    const proposal = {
      instructionIds: [],
      kind: 'learned' as const,
      because: '',
      amountMinor: minor(12_500_00),
      chargeMinor: null,
      book,
    }
    const charged = line({ proposals: [proposal] })
    expect(chooseProposal(charged, 0)).toMatchObject({ ids: [], book })
    expect(isExact(charged, chooseProposal(charged, 0))).toBe(true)
  })

  it('takes the rest of a debit of one payment for a charge of the bank', () => {
    const expected = [item(1, 12_450_00), item(2, 40_00), item(3, 12_550_00)]
    expect(chargeMinor(line(), chooseItems(new Set([1]), expected))).toBe(50_00)
    expect(chargeMinor(line(), chooseItems(new Set([1, 2]), expected))).toBeNull()
    expect(chargeMinor(line(), chooseItems(new Set([3]), expected))).toBeNull()
    // A credit is a return: what it is short of the payment was kept by the bank, what it is beyond it is something else.
    expect(chargeMinor(line({ direction: 'credit' }), chooseItems(new Set([3]), expected))).toBe(50_00)
    expect(chargeMinor(line({ direction: 'credit' }), chooseItems(new Set([1]), expected))).toBeNull()
    expect(chargeMinor(null, NOTHING_CHOSEN)).toBeNull()
  })

  it('adds open lines per currency with their direction and leaves matched ones out', () => {
    const lines = [
      line(),
      line({ direction: 'credit', amountMinor: minor(500_00) }),
      line({ currency: 'JPY', amountMinor: minor(900) }),
      line({ match }),
    ]
    expect(openTotals(lines)).toEqual([
      { currency: 'HKD', lines: 2, amountMinor: -12_000_00 },
      { currency: 'JPY', lines: 1, amountMinor: -900 },
    ])
  })

  it('puts proposed payments first, then equal amounts, then the oldest, and hides other currencies', () => {
    const proposal = { instructionIds: [InstructionId.parse(4)] as [InstructionId], kind: 'ourReference' as const }
    const expected = [
      item(1, 100, { daysWaiting: 1 }),
      item(2, 12_500_00),
      item(3, 100, { daysWaiting: 9 }),
      item(4, 99),
      item(5, 12_500_00, { currency: 'USD' }),
    ]
    const ranked = rankExpected(
      line({ proposals: [{ ...proposal, because: '', amountMinor: minor(99), ...PLAIN }] }),
      expected,
    )
    expect(ranked.map((found) => found.instructionId)).toEqual([4, 2, 3, 1])
  })

  it('walks the list and stops at both ends', () => {
    const rows = [1, 2, 3]
    expect(neighbour(rows, (row) => row === 2, 1)).toBe(3)
    expect(neighbour(rows, (row) => row === 3, 1)).toBe(3)
    expect(neighbour(rows, (row) => row === 1, -1)).toBe(1)
    expect(neighbour(rows, (row) => row === 9, 1)).toBe(1)
    expect(neighbour([], () => true, 1)).toBeNull()
  })
})

describe('totals of a selection', () => {
  it('never adds two currencies', () => {
    const rows: { currency: Currency; amountMinor: ReturnType<typeof minor> }[] = [
      { currency: 'HKD', amountMinor: minor(1) },
      { currency: 'USD', amountMinor: minor(5) },
      { currency: 'HKD', amountMinor: minor(2) },
    ]
    expect(totalsByCurrency(rows)).toEqual([
      { currency: 'HKD', count: 2, amountMinor: 3 },
      { currency: 'USD', count: 1, amountMinor: 5 },
    ])
  })

  it('agrees only when all three were counted and are equal', () => {
    expect(totalsAgree([minor(5), minor(5), minor(5)])).toBe(true)
    expect(totalsAgree([minor(5), minor(5), minor(4)])).toBe(false)
    expect(totalsAgree([minor(5), minor(5), null])).toBe(false)
    expect(totalsAgree([null, null, null])).toBe(false)
  })
})

describe('leaf numbers', () => {
  it('count on and keep their width', () => {
    expect(numberAfter('000123', 2)).toBe('000125')
    expect(numberAfter('000099', 1)).toBe('000100')
    expect(numberAfter('9999', 1)).toBeNull()
    expect(numberAfter('12a4', 1)).toBeNull()
  })
})
