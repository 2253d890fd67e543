/** Numbers of books, signers, and when a leaf may leave or be voided. */
import { describe, expect, test } from 'vitest'
import type { LeafState } from '../../../src/contract/cheques.ts'
import { addDays, type BusinessDate } from '../../../src/contract/dates.ts'
import { refusalTexts as english } from '../../../src/contract/refusal-texts/en.ts'
import { refusalTexts as chinese } from '../../../src/contract/refusal-texts/zh-hant.ts'
import { fillSentence } from '../../../src/contract/refusals.ts'
import {
  type No,
  numbersOf,
  overlapOf,
  placesOf,
  type SignFacts,
  searchOf,
  staleOn,
  whyNotExpire,
  whyNotRelease,
  whyNotSign,
  whyNotVoid,
  whyNotVoidOn,
} from '../../../src/main/engine/features/cheques/rules.ts'

test.each<[string, number, string[] | null]>([
  ['000098', 3, ['000098', '000099', '000100']],
  ['9999', 1, ['9999']],
  ['9999', 2, null],
  ['0999', 2, ['0999', '1000']],
  ['9999999999', 1, ['9999999999']],
  ['9999999999', 2, null],
])('%s and %d leaves', (first, leaves, expected) => {
  expect(numbersOf(first, leaves)).toEqual(expected)
})

describe('overlap with 000101–000110 and 000201–000210', () => {
  const earlier = [
    { firstNumber: '000201', lastNumber: '000210' },
    { firstNumber: '000101', lastNumber: '000110' },
  ]
  test.each<[string, string, string | null]>([
    ['000111', '000200', null],
    ['000001', '000100', null],
    ['000110', '000120', '000110'],
    ['000100', '000101', '000101'],
    ['000150', '000250', '000201'],
    ['000001', '000999', '000101'],
    ['0105', '0106', '0105'],
  ])('%s–%s', (firstNumber, lastNumber, expected) => {
    expect(overlapOf({ firstNumber, lastNumber }, earlier)).toBe(expected)
  })
})

/** Every place of the refusal's sentence is filled (law 12). */
function expectFilled(found: No | null): void {
  if (!found) return
  for (const texts of [english, chinese]) expect(fillSentence(texts[found.code], found.figures)).not.toMatch(/[{}]/)
}

describe('signing', () => {
  const FACTS: SignFacts = {
    number: '000101',
    state: 'printed',
    printedBy: 1,
    makers: [2, 3],
    approvers: [3, 4],
    requestId: 1042,
    earlier: [],
    wanted: ['A+B'],
    person: { operatorId: 9, displayName: 'Sam Signer', signingGroup: 'A' },
  }
  const by = (operatorId: number) => ({ person: { ...FACTS.person, operatorId } })
  const once: Partial<SignFacts> = { state: 'signedOnce', earlier: [{ operatorId: 8, signingGroup: 'B' }] }
  test.each<[string, Partial<SignFacts>, string | null]>([
    ['first, of group A', {}, null],
    ['first, of group B', { person: { ...FACTS.person, signingGroup: 'B' } }, null],
    ['second, of the other group', once, null],
    [
      'second, of the same group',
      { ...once, earlier: [{ operatorId: 8, signingGroup: 'A' }] },
      'SIGNING_GROUP_MISSING',
    ],
    ['of no group', { person: { ...FACTS.person, signingGroup: null } }, 'SIGNING_GROUP_MISSING'],
    ['twice by one person', { ...once, earlier: [{ operatorId: 9, signingGroup: 'B' }] }, 'SIGNED_ALREADY'],
    ['by the printer', by(1), 'SIGNER_IS_PRINTER'],
    ['by the maker', by(2), 'SIGNER_IS_MAKER'],
    ['by who made and approved', by(3), 'SIGNER_IS_MAKER'],
    ['by an approver', by(4), 'SIGNER_IS_APPROVER'],
    ['before it is printed', { state: 'reserved' }, 'LEAF_STATE'],
    ['a third time', { state: 'signedTwice' }, 'LEAF_STATE'],
    ['on a void leaf', { state: 'void' }, 'LEAF_STATE'],
  ])('%s', (_, change, code) => {
    const found = whyNotSign({ ...FACTS, ...change })
    expect(found?.code ?? null).toBe(code)
    expectFilled(found)
  })
})

test.each<[LeafState, number, object | null]>([
  ['signedTwice', 2, null],
  ['signedOnce', 1, { code: 'SIGNATURES_MISSING', figures: { number: '000101', count: 1 } }],
  ['printed', 0, { code: 'SIGNATURES_MISSING', figures: { number: '000101', count: 0 } }],
  ['reserved', 0, { code: 'LEAF_STATE', figures: { number: '000101', status: 'reserved' } }],
  ['released', 2, { code: 'LEAF_STATE', figures: { number: '000101', status: 'released' } }],
])('releasing a leaf that is %s', (state, signatures, expected) => {
  const found = whyNotRelease({ number: '000101', state }, signatures)
  expect(found).toEqual(expected)
  expectFilled(found)
})

test.each<[LeafState, Parameters<typeof whyNotVoid>[1], string | null]>([
  ['signedTwice', 'onLeaf', null],
  ['released', 'sent', 'CHEQUE_NOT_STOPPED'],
  ['released', 'unknown', 'CHEQUE_NOT_STOPPED'],
  ['released', 'settled', 'CHEQUE_NOT_STOPPED'],
  ['released', 'failed', null],
  ['released', 'returned', null],
  ['presented', 'settled', 'LEAF_STATE'],
  ['presented', 'returned', 'LEAF_STATE'],
  ['blank', null, 'LEAF_STATE'],
])('voiding a leaf that is %s with a payment %s', (state, payment, code) => {
  const leaf = { number: '000101', state, asked: 'void', askedBy: 8 }
  const found = whyNotVoid({ leaf, person: { operatorId: 7, displayName: 'Sue' } }, payment)
  expect(found?.code ?? null).toBe(code)
  expectFilled(found)
})

test.each<[LeafState, string | null, number | null, string | null]>([
  ['printed', null, null, null],
  ['signedOnce', null, null, 'LEAF_NOT_ASKED'],
  ['signedOnce', 'stop', 8, 'LEAF_NOT_ASKED'],
  ['signedOnce', 'void', 7, 'LEAF_SAME_PERSON'],
  ['signedTwice', 'void', 8, null],
  ['returned', null, null, null],
  ['stale', null, null, null],
  ['stopped', null, null, null],
])('voiding a leaf that is %s and asked for %s by %s', (state, asked, askedBy, code) => {
  const leaf = { number: '000101', state, asked, askedBy }
  const found = whyNotVoid({ leaf, person: { operatorId: 7, displayName: 'Sue' } }, null)
  expect(found?.code ?? null).toBe(code)
  expectFilled(found)
})

test.each<[string, string, string | null]>([
  ['2026-11-19', 'before it was made', 'VOID_DATE'],
  ['2026-11-20', 'on the day it was made', null],
  ['2026-11-24', 'today', null],
  ['2026-11-25', 'tomorrow', 'VOID_DATE'],
  ['2026-11-21', 'on a closed day', 'PERIOD_CLOSED'],
])('a void from %s, %s', (date, _, code) => {
  const [wanted, made, today] = [date, '2026-11-20', '2026-11-24'] as [BusinessDate, BusinessDate, BusinessDate]
  const found = whyNotVoidOn({
    number: '000101',
    wanted,
    made,
    today,
    closedBy: date === '2026-11-21' ? '2026-11-22' : null,
  })
  expect(found?.code ?? null).toBe(code)
  expectFilled(found)
})

test.each([
  ['2026-05-20', 6, '2026-11-20'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-31'],
  ['2026-06-15', 18, '2027-12-15'],
])('a cheque of %s that is good for %i months is stale on %s', (date, months, expected) => {
  expect(staleOn(date, months)).toBe(expected)
  expect(whyNotExpire({ number: '1', chequeDate: date }, months, expected)).toBe(null)
  expect(whyNotExpire({ number: '1', chequeDate: date }, months, addDays(expected, -1))?.code).toBe('CHEQUE_NOT_STALE')
})

test.each([
  [['000101', '000102', '000103', '000104'], 3, [0, 1, 2, 3]],
  [['000102', '000103', '000104'], 3, [1, 2, 3]],
  [['000101', '000103', '000110'], 3, [0, 2, 3]],
  [['000101', '000103', '000110'], 1, [0, 1, 2]],
])('the leaves %j on sheets of %i stand at %j', (numbers, perPage, places) => {
  expect(placesOf({ firstNumber: '000101' }, numbers, perPage)).toEqual(places)
})

test.each<[string, object | null]>([
  ['', null],
  ['   ', null],
  [' 000101 ', { number: '000101' }],
  ['Lee 4', { payee: 'Lee 4' }],
  ['李', { payee: '李' }],
])('searching for "%s"', (text, expected) => {
  expect(searchOf(text)).toEqual(expected)
})
