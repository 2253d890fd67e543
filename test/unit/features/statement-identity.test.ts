/** When two statements are one, when two lines are one (law 10), and what a line of the bank posts. */
import { describe, expect, test } from 'vitest'
import {
  continuesAfter,
  type LineContent,
  lineKey,
  openingGap,
  type StatementFacts,
  statementKey,
} from '../../../src/main/engine/features/statements/identity-rules.ts'
import { otherPostings, returnPostings } from '../../../src/main/engine/features/statements/postings.ts'

const statement = (over: Partial<StatementFacts> = {}): StatementFacts => ({
  number: '235',
  statementId: 'S235',
  opening: { amountMinor: 100, date: '2026-11-19' },
  closing: { amountMinor: 80, date: '2026-11-20' },
  sumCreditsMinor: 0,
  sumDebitsMinor: 20,
  lines: 1,
  ...over,
})
const same = (a: unknown[], b: unknown[]) => JSON.stringify(a) === JSON.stringify(b)

describe('a statement', () => {
  test.each<[string, Partial<StatementFacts>, boolean]>([
    ['in another format, with its number written differently', { number: '00235/1', statementId: null }, true],
    [
      'in another format, with another date of the opening balance',
      { opening: { amountMinor: 100, date: '2026-11-20' } },
      true,
    ],
    ['of another day', { closing: { amountMinor: 80, date: '2026-11-21' } }, false],
    ['with another closing balance', { closing: { amountMinor: 70, date: '2026-11-20' }, sumDebitsMinor: 30 }, false],
    ['with other lines', { lines: 2 }, false],
  ])('that moved money, %s', (_, over, expected) => {
    expect(same(statementKey(statement()), statementKey(statement(over)))).toBe(expected)
  })
  test('that did not move money is told apart by its number', () => {
    const still = { closing: { amountMinor: 100, date: '2026-11-20' }, sumDebitsMinor: 0, lines: 0 }
    expect(same(statementKey(statement(still)), statementKey(statement({ ...still, number: '236' })))).toBe(false)
    expect(same(statementKey(statement(still)), statementKey(statement(still)))).toBe(true)
  })
  test('without balances is told apart by its number and sums', () => {
    const bare = { opening: null, closing: null }
    expect(same(statementKey(statement(bare)), statementKey(statement({ ...bare, number: '1' })))).toBe(false)
    expect(same(statementKey(statement(bare)), statementKey(statement({ ...bare, sumDebitsMinor: 21 })))).toBe(false)
  })
})

describe('a line', () => {
  const line: LineContent = {
    bookingDate: '2026-11-20',
    valueDate: '2026-11-20',
    direction: 'debit',
    amountMinor: 500,
    currency: 'HKD',
    bankReference: 'B1',
    ownReference: 'O1',
    counterparty: 'P',
    text: 'FEE',
    chequeNumber: null,
    transactionId: null,
    uetr: null,
  }
  const others: Record<keyof LineContent, string | number> = {
    bookingDate: '2026-11-21',
    valueDate: '2026-11-21',
    direction: 'credit',
    amountMinor: 501,
    currency: 'USD',
    bankReference: 'B2',
    ownReference: 'O2',
    counterparty: 'Q',
    text: 'FEES',
    chequeNumber: '1',
    transactionId: 'T',
    uetr: 'U',
  }
  test.each(Object.entries(others))('differs by %s', (field, value) => {
    expect(same(lineKey(line), lineKey({ ...line, [field]: value }))).toBe(false)
  })
})

describe('lines equal to taken ones are twins only where the balance proves it', () => {
  test.each<[string, number | null, number | null, number, boolean]>([
    ['the statement opens with the closing balance before it', 80, 80, -5, true],
    ['it opens in the middle of the earlier one', 80, 100, -20, false],
    ['the equal lines cancel out, so both could be', 80, 80, 0, false],
    ['nothing was taken before', null, 80, -5, false],
    ['it states no opening balance', 80, null, -5, false],
  ])('%s', (_, before, opening, net, expected) => {
    const balance = opening === null ? null : { amountMinor: opening, date: null }
    expect(continuesAfter(before, balance, net)).toBe(expected)
  })
  test('the gap between two balances', () => {
    expect(openingGap(80, 100)).toBe(20)
    expect(openingGap(80, 80)).toBe(0)
  })
})

describe('postings', () => {
  test('what came in is a debit of the bank account, what went out a credit', () => {
    const accounts = { bank: 1, counter: 2 }
    expect(otherPostings(accounts, { direction: 'debit', amountMinor: 500 })).toEqual([
      { accountId: 1, amountMinor: -500 },
      { accountId: 2, amountMinor: 500 },
    ])
    expect(otherPostings(accounts, { direction: 'credit', amountMinor: 500 })).toEqual([
      { accountId: 1, amountMinor: 500 },
      { accountId: 2, amountMinor: -500 },
    ])
  })
  test('a return is owed again', () => {
    expect(returnPostings({ bank: 1, owed: 3 }, 700)).toEqual([
      { accountId: 1, amountMinor: 700 },
      { accountId: 3, amountMinor: -700 },
    ])
  })
})
