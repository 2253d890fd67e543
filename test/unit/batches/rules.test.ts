/** Who may release, and the names that bank files carry. */
import { describe, expect, test } from 'vitest'
import { refusalTexts as english } from '../../../src/contract/refusal-texts/en.ts'
import { refusalTexts as chinese } from '../../../src/contract/refusal-texts/zh-hant.ts'
import { fillSentence } from '../../../src/contract/refusals.ts'
import {
  fieldOfPath,
  messageIdOf,
  type ReleaseFacts,
  whyNotRelease,
} from '../../../src/main/engine/features/batches/rules.ts'

const FACTS: ReleaseFacts = {
  batchId: 7,
  state: 'written',
  builtBy: 1,
  releasedBy: [],
  approvers: new Map([
    [2, 1042],
    [3, 1043],
  ]),
  person: { operatorId: 9, displayName: 'Sam Signer', mayRelease: true },
  differences: 0,
}
const as = (operatorId: number) => ({ person: { ...FACTS.person, operatorId } })

describe('release', () => {
  test.each<[string, Partial<ReleaseFacts>, object | null]>([
    ['by a signer who did nothing before', {}, null],
    ['second, by another signer', { state: 'releasedOnce', releasedBy: [8] }, null],
    ['without the permission', { person: { ...FACTS.person, mayRelease: false } }, { code: 'PERMISSION_MISSING' }],
    ['by the builder', as(1), { code: 'RELEASE_BY_BUILDER', figures: { batch: 7, by: 'Sam Signer' } }],
    [
      'by an approver',
      as(3),
      { code: 'RELEASE_BY_APPROVER', figures: { batch: 7, by: 'Sam Signer', request: 'WD-1043' } },
    ],
    ['twice by one person', { state: 'releasedOnce', releasedBy: [9] }, { code: 'RELEASE_SAME_PERSON' }],
    ['of a file that differs', { differences: 2 }, { code: 'BATCH_FILE_DIFFERS', figures: { batch: 7, count: 2 } }],
    ['before the cut', { state: 'open' }, { code: 'BATCH_STATE', figures: { batch: 7, status: 'open' } }],
    ['after both releases', { state: 'released', releasedBy: [7, 8] }, { code: 'BATCH_STATE' }],
    ['of a withdrawn batch', { state: 'withdrawn' }, { code: 'BATCH_STATE' }],
  ])('%s', (_, change, expected) => {
    const found = whyNotRelease({ ...FACTS, ...change })
    if (expected === null) expect(found).toBeNull()
    else expect(found).toMatchObject(expected)
    // Every place of the sentence is filled (law 12).
    for (const texts of [english, chinese]) {
      if (found) expect(fillSentence(texts[found.code], found.figures)).not.toMatch(/[{}]/)
    }
  })
})

test('a message id holds day and number, and no two batches share one', () => {
  expect(messageIdOf('2026-11-20', 7)).toBe('CS20261120-7')
  // Day and number are kept apart: batch 17 of one day is not batch 7 of another.
  expect(messageIdOf('2026-11-02', 17)).not.toBe(messageIdOf('2026-11-21', 7))
  expect(messageIdOf('2026-11-20', 9_007_199_254_740_991).length).toBeLessThanOrEqual(35)
})

test.each([
  ['blocks[0].payments[3].creditor.name', { payment: 3, field: 'creditor.name' }],
  ['blocks[0].debtor.name', { payment: null, field: 'debtor.name' }],
  ['messageId', { payment: null, field: 'messageId' }],
])('the field of %s', (path, expected) => {
  expect(fieldOfPath(path)).toEqual(expected)
})
