import fc from 'fast-check'
/** The arithmetic of a request: available and recommended amount, margin level, total execute amount and the status after Complete. */
import { describe, expect, test } from 'vitest'
import {
  availableAmount,
  marginLevelPercent,
  withinAvailable,
} from '../../../src/main/engine/features/customers/rules.ts'
import { isOurReference, referenceOf } from '../../../src/main/engine/features/requests/instructions.ts'
import {
  completePostings,
  restorePostings,
  settlePostings,
} from '../../../src/main/engine/features/requests/postings.ts'
import { completeVerdict, missingDetails, sumsOf } from '../../../src/main/engine/features/requests/rules.ts'
import { DETAILS } from '../../support/cases.ts'

const inputs = {
  equityMinor: 100_000,
  creditMinor: 20_000,
  marginMinor: 30_000,
  freeMarginMinor: 70_000,
  openedRequestsMinor: 5_000,
  minimumLevelGeneral: 150,
}

describe('R1-79…R1-83 available and recommended amount', () => {
  test('both formulas, each with the opened requests taken off', () => {
    expect(availableAmount(inputs, 'smaller')).toEqual({
      byMarginMinor: 65_000, // free margin − opened
      byCreditMinor: 75_000, // (equity − credit) − opened
      recommendedByMarginMinor: 50_000, // equity − margin × 150 % − opened
      availableMinor: 65_000,
      recommendedMinor: 50_000,
    })
  })
  test.each([
    ['first', 65_000, 50_000],
    ['second', 75_000, 75_000],
    ['smaller', 65_000, 50_000],
  ] as const)('the "or" as a setting: %s', (rule, available, recommended) => {
    expect(availableAmount(inputs, rule)).toMatchObject({ availableMinor: available, recommendedMinor: recommended })
  })
  test('a negative result is shown as zero', () => {
    expect(availableAmount({ ...inputs, openedRequestsMinor: 90_000 }, 'smaller')).toMatchObject({
      availableMinor: 0,
      recommendedMinor: 0,
      byMarginMinor: -20_000,
    })
  })
  test.each([
    [99, 100, 'strict', true],
    [100, 100, 'strict', false],
    [100, 100, 'inclusive', true],
    [101, 100, 'inclusive', false],
  ] as const)('R1-87, K-03: %i of %i, %s: %s', (amount, available, comparison, allowed) =>
    expect(withinAvailable(amount, available, comparison)).toBe(allowed),
  )
})

describe('R1-39 margin level', () => {
  test.each([
    [100_000, 100_000, 100],
    [99_999, 100_000, 99.9],
    [150_050, 100_000, 150],
    [5, 0, null],
  ])('equity %i, margin %i: %s %%', (equity, margin, level) => {
    expect(marginLevelPercent(equity, margin)).toBe(level)
  })
})

const line = (paymentType: string, amountMinor: number, status = 'approved') => ({ paymentType, amountMinor, status })

describe('R1-33, R1-45 total execute amount and result', () => {
  test.each([
    ['payment and fee equal the request', [line('wireTransfer', 990), line('fee', 10)], 'completed'],
    ['a smaller payment', [line('wireTransfer', 500), line('fee', 10)], 'partiallyCompleted'],
    ['no fee, the whole amount', [line('wireTransfer', 1000)], 'completed'],
    ['the fee alone', [line('fee', 10)], 'feeOnly'],
    ['nothing', [], 'zero'],
    ['drafts do not count', [line('wireTransfer', 990, 'draft')], 'zero'],
    ['failed ones do not count', [line('wireTransfer', 990, 'failed'), line('fee', 10, 'executed')], 'feeOnly'],
    ['more than requested', [line('wireTransfer', 1000), line('fee', 10)], 'aboveRequested'],
    ['two payments', [line('wireTransfer', 400), line('cheque', 590), line('fee', 10)], 'completed'],
  ])('%s: %s', (_, transactions, verdict) => expect(completeVerdict(1000, sumsOf(transactions))).toBe(verdict))
})

describe('postings sum to zero', () => {
  const sum = (lines: { amountMinor: number }[]) => lines.reduce((total, l) => total + l.amountMinor, 0)
  test('complete, settle and restore', () => {
    expect(
      sum(completePostings({ customer: 1, inTransit: 2, feeIncome: 3 }, { paymentMinor: 990, feeMinor: 10 })),
    ).toBe(0)
    expect(
      completePostings({ customer: 1, inTransit: 2, feeIncome: 3 }, { paymentMinor: 990, feeMinor: 0 }),
    ).toHaveLength(2)
    expect(sum(settlePostings({ inTransit: 1, bank: 2 }, 990))).toBe(0)
    expect(sum(restorePostings({ inTransit: 1, customer: 2 }, 990))).toBe(0)
  })
})

describe('our reference', () => {
  test('carries a check digit that finds single wrong and swapped digits', () => {
    const reference = referenceOf(1042, 77)
    expect(reference).toMatch(/^WD1042T77C\d\d$/)
    expect(isOurReference(reference)).toBe(true)
    expect(isOurReference(reference.replace('1042', '1024'))).toBe(false)
    for (const digit of '0356789') expect(isOurReference(reference.replace('1042', `1${digit}42`))).toBe(digit === '0')
  })
  test.each(['', 'WD', 'WDT1C00', 'WD1TC00', 'WD1T1T1C00', 'WD01T1C11', 'WD1-1C00', 'WD12345678901234567T1C00'])(
    'is not %j',
    (text) => expect(isOurReference(text)).toBe(false),
  )
  test('is known from its own check digits alone', () => {
    const id = fc.integer({ min: 1, max: 999_999_999_999 })
    fc.assert(
      fc.property(id, id, fc.integer({ min: 0, max: 99 }), (request, transaction, check) => {
        const reference = referenceOf(request, transaction)
        const other = reference.replace(/\d\d$/, String(check).padStart(2, '0'))
        expect(isOurReference(reference)).toBe(true)
        expect(isOurReference(other)).toBe(other === reference)
        expect(isOurReference(reference.replace('WD', 'WD0'))).toBe(false)
        expect(isOurReference(`${reference}0`)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what a payment needs before it is approved', () => {
  const none = { street: '', building: '', postCode: '', town: '', country: '' }
  test.each([
    ['wireTransfer', DETAILS, []],
    ['wireTransfer', null, ['payee']],
    ['wireTransfer', { ...DETAILS, accountNumber: '' }, ['accountNumber']],
    ['wireTransfer', { ...DETAILS, address: none }, []],
    ['wireTransfer', { ...DETAILS, bankCode: '', address: none }, ['town', 'country']],
    ['wireTransfer', { ...DETAILS, bankCode: '', bankBic: '' }, ['bankCode']],
    ['cheque', { ...DETAILS, accountNumber: '', bankCode: '' }, []],
    ['fee', null, []],
  ] as const)('%s', (type, details, missing) =>
    expect(missingDetails(type, details as typeof DETAILS | null)).toEqual(missing),
  )
})
