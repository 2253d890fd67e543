/** Which line says for good what a bank announced: the bank's number, our reference, the day, in this order; each once. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confirmed, sameMovement, type Told } from '../../../src/main/engine/features/statements/notice-rules.ts'

const told = (over: Partial<Told> = {}): Told => ({
  id: 1,
  direction: 'debit',
  amountMinor: 500,
  bookingDate: '2026-11-20',
  valueDate: '2026-11-20',
  bankReference: '',
  ownReference: '',
  ...over,
})

describe('the same movement', () => {
  test.each<[string, Partial<Told>, Partial<Told>, number]>([
    ['the bank’s number', { bankReference: 'B1' }, { bankReference: 'B1 ', ownReference: 'x' }, 1],
    [
      'another number of the bank',
      { bankReference: 'B1', ownReference: 'A' },
      { bankReference: 'B2', ownReference: 'A' },
      0,
    ],
    ['our reference', { ownReference: 'WD-1' }, { ownReference: 'WD-1', valueDate: '2026-11-24' }, 2],
    ['another reference of ours', { ownReference: 'WD-1' }, { ownReference: 'WD-2' }, 0],
    ['the day, when nothing else is said', {}, {}, 3],
    ['the day, when the reference says nothing', { ownReference: 'NONREF' }, { ownReference: 'WD-2' }, 3],
    ['another day', {}, { valueDate: '2026-11-21' }, 0],
    ['no day', { valueDate: null, bookingDate: null }, {}, 0],
    ['another amount', { bankReference: 'B1' }, { bankReference: 'B1', amountMinor: 501 }, 0],
    ['the other direction', { bankReference: 'B1' }, { bankReference: 'B1', direction: 'credit' }, 0],
  ])('%s', (_what, notice, line, sure) => {
    expect(sameMovement(told(notice), told(line))).toBe(sure)
  })
})

test('the surest pair first, and each of both once', () => {
  const notices = [told({ id: 1 }), told({ id: 2, bankReference: 'B9' })]
  const lines = [told({ id: 11, bankReference: 'B9' }), told({ id: 12 }), told({ id: 13 })]
  expect(confirmed(notices, lines)).toEqual([
    { noticeId: 2, lineId: 11 },
    { noticeId: 1, lineId: 12 },
  ])
})

test('never more pairs than either side has, never an amount that differs', () => {
  const side = (first: number) =>
    fc
      .array(fc.record({ amountMinor: fc.integer({ min: 1, max: 3 }), bankReference: fc.constantFrom('', 'A', 'B') }), {
        maxLength: 8,
      })
      .map((all) => all.map((one, index) => told({ ...one, id: first + index })))
  fc.assert(
    fc.property(side(1), side(100), (notices, lines) => {
      const pairs = confirmed(notices, lines)
      expect(new Set(pairs.map(({ noticeId }) => noticeId)).size).toBe(pairs.length)
      expect(new Set(pairs.map(({ lineId }) => lineId)).size).toBe(pairs.length)
      for (const { noticeId, lineId } of pairs)
        expect(notices.find(({ id }) => id === noticeId)?.amountMinor).toBe(
          lines.find(({ id }) => id === lineId)?.amountMinor,
        )
    }),
  )
})
