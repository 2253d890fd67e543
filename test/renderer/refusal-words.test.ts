/** States among the figures of a refusal are said in the words of the thing that they belong to. */
import { expect, it } from 'vitest'
import { describeRefusal } from '../../src/renderer/api/describe-problem.ts'

it('names the state of a leaf, a batch and a payment in their own words', () => {
  expect(describeRefusal({ code: 'LEAF_STATE', figures: { number: '100201', status: 'signedTwice' } }, 'en')).toContain(
    'Cheque 100201 is “Signed twice”',
  )
  expect(describeRefusal({ code: 'BATCH_STATE', figures: { batch: 7, status: 'written' } }, 'en')).toContain(
    'Batch 7 is “Waiting for release”',
  )
  expect(
    describeRefusal({ code: 'INSTRUCTION_STATE', figures: { request: 'WD-7', status: 'sent' } }, 'zh-Hant'),
  ).toContain('「已發出，未扣帳」')
})

it('names settings and journals, and leaves a figure of another name as it is', () => {
  expect(
    describeRefusal({ code: 'SETTING_INVALID', figures: { key: 'desk.batchCut', value: 'x', why: 'no time' } }, 'en'),
  ).toContain('“Batch cut”')
  expect(
    describeRefusal({ code: 'JOURNAL_OF_PAYMENT', figures: { journal: 3, kind: 'payment.settled' } }, 'en'),
  ).toContain('(Debited by the bank)')
  expect(describeRefusal({ code: 'LEAF_STATE', figures: { number: 'printed', status: 'void' } }, 'en')).toContain(
    'Cheque printed is “Void”',
  )
})
