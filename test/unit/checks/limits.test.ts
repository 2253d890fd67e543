/** O-07: which limits speak about a request and whether it is within them, at every edge. */
import { describe, expect, test } from 'vitest'
import { type LimitLine, limitFindings } from '../../../src/main/engine/features/limit-table/rules.ts'

const LIMIT: LimitLine = {
  id: 1,
  scope: 'desk',
  scopeValue: '',
  currency: 'HKD',
  method: '',
  measure: 'requestAmount',
  comparison: 'atMost',
  bound: 100,
  effect: 'refuse',
}
const SUBJECT = {
  customerNumber: 'C-1',
  rank: 'standard',
  risk: 'normal',
  verified: false,
  currency: 'HKD',
  method: 'wireTransfer',
  amountMinor: 100,
}
const find = (limits: Partial<LimitLine>[], subject = {}, usage: Parameters<typeof limitFindings>[2] = []) =>
  limitFindings(
    limits.map((limit, at) => ({ ...LIMIT, id: at + 1, ...limit })),
    { ...SUBJECT, ...subject },
    usage,
  )

describe('R2-15 per request', () => {
  test.each([
    [99, 'atMost', true],
    [100, 'atMost', true],
    [101, 'atMost', false],
    [99, 'below', true],
    [100, 'below', false],
  ] as const)('%i %s 100: %s', (amountMinor, comparison, within) => {
    expect(find([{ comparison }], { amountMinor })).toMatchObject([{ within, used: amountMinor }])
  })

  test.each([
    [{ currency: 'USD' }, 0],
    [{ method: 'cheque' }, 0],
    [{ method: 'wireTransfer' }, 1],
    [{ scope: 'customer', scopeValue: 'C-2' }, 0],
    [{ scope: 'customer', scopeValue: 'C-1' }, 1],
    [{ scope: 'rank', scopeValue: 'topLeader' }, 0],
    [{ scope: 'risk', scopeValue: 'normal' }, 1],
    [{ scope: 'unverified' }, 1],
  ] as const)('%o speaks %i times', (limit, times) => expect(find([limit])).toHaveLength(times))

  test('R4-15 a limit of unverified customers is silent about verified ones', () => {
    expect(find([{ scope: 'unverified' }], { verified: true })).toEqual([])
  })

  test('a customer’s own limit takes the place of the desk’s, larger or smaller', () => {
    const own = { scope: 'customer', scopeValue: 'C-1', bound: 500 } as const
    expect(find([{}, own], { amountMinor: 300 })).toMatchObject([{ limit: { id: 2 }, within: true }])
    expect(find([own, {}], { customerNumber: 'C-9', amountMinor: 300 })).toMatchObject([
      { limit: { id: 2 }, within: false },
    ])
  })
})

describe('R2-11 per day, month and number', () => {
  const usage = [
    { currency: 'HKD', method: 'wireTransfer', dayMinor: 40, dayCount: 2, monthMinor: 400 },
    { currency: 'HKD', method: 'cheque', dayMinor: 30, dayCount: 1, monthMinor: 30 },
    { currency: 'USD', method: 'wireTransfer', dayMinor: 9_999, dayCount: 5, monthMinor: 9_999 },
  ]
  test.each([
    [{ measure: 'dayAmount', bound: 170 }, 170, true],
    [{ measure: 'dayAmount', bound: 169 }, 170, false],
    [{ measure: 'dayAmount', method: 'cheque', bound: 50 }, undefined, undefined],
    [{ measure: 'monthAmount', bound: 500 }, 530, false],
    [{ measure: 'dayCount', bound: 4 }, 4, true],
    [{ measure: 'dayCount', bound: 4, comparison: 'below' }, 4, false],
    [{ measure: 'dayCount', currency: '', bound: 8 }, 9, false],
  ] as const)('%o counts %s: within %s', (limit, used, within) => {
    const found = find([limit], {}, usage)
    expect(found[0]?.used).toBe(used)
    expect(found[0]?.within).toBe(within)
  })
})
