/** Amount tables at every edge, and who fills which seat (R2-48, R2-53, R2-81…R2-85). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../../src/contract/permissions.ts'
import { Profile } from '../../../src/contract/profile.ts'
import { differenceOf, type Needs, seatFor, seatsOf } from '../../../src/main/engine/features/approvals/rules.ts'
import { needsOf } from '../../../src/main/engine/workflow/profile.ts'
import { minorDigits } from '../../support/edges.ts'

const payout = Profile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/profiles/payout-operations.json'), 'utf8')),
)
const remit = Profile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/profiles/audit-confirm-remit.json'), 'utf8')),
)
type Table = Parameters<typeof needsOf>[0]
const chain = payout.approvals[0] as Table
const financial = (subject: string) => payout.financialApprovals.find((table) => table.subject === subject) as Table
const who = (table: Table, amount: string, currency = 'RUB') =>
  needsOf(table, { amountMinor: minorDigits(amount), currency })?.needs.map(({ role, count }) =>
    count === 1 ? role : `${count} ${role}`,
  )

describe('R2-81, R2-82: the chain by amount', () => {
  test.each([
    ['0.01', ['standardAdmin']],
    ['49,999.99', ['standardAdmin']],
    ['50,000.00', ['standardAdmin']],
    ['50,000.01', ['seniorAdmin']],
    ['50,000.50', ['seniorAdmin']],
    ['50,001.00', ['seniorAdmin']],
    ['200,000.00', ['seniorAdmin']],
    ['200,000.01', ['seniorAdmin', 'financeManager']],
    ['200,001.00', ['seniorAdmin', 'financeManager']],
    ['1,000,000.00', ['seniorAdmin', 'financeManager']],
    ['1,000,000.01', ['financeManager', 'financeDirector']],
    ['9,999,999,999,999.99', ['financeManager', 'financeDirector']],
  ])('%s needs %j in every currency of the table', (amount, expected) => {
    for (const currency of ['RUB', 'HKD', 'USD', 'EUR']) expect(who(chain, amount, currency)).toEqual(expected)
  })
  test('K-20: a currency without a table is refused, never converted', () => {
    expect(needsOf(chain, { amountMinor: 100, currency: 'JPY' })).toBeUndefined()
  })
})

test.each([
  ['10,000.00', ['standardAdmin']],
  ['10,000.01', ['seniorAdmin']],
])('R2-48: an adjustment of %s needs %j', (amount, expected) =>
  expect(who(financial('adjustment'), amount)).toEqual(expected),
)

test.each([
  ['49,999.99', ['standardAdmin']],
  ['50,000.00', ['seniorAdmin']],
  ['500,000.00', ['seniorAdmin']],
  ['500,000.01', ['financeDirector']],
])('R2-53, R2-54: a bulk adjustment of %s in total needs %j', (amount, expected) =>
  expect(who(financial('bulkAdjustment'), amount)).toEqual(expected),
)

test.each([
  ['HKD', '2,999,999.99', ['withdrawalOperator']],
  ['HKD', '3,000,000.00', ['2 withdrawalOperator']],
  ['USD', '499,999.99', ['withdrawalOperator']],
  ['USD', '500,000.00', ['2 withdrawalOperator']],
  ['JPY', '9,000,000.00', ['withdrawalOperator']],
])('R3-42, R3-43: %s %s needs %j', (currency, amount, expected) =>
  expect(who(remit.approvals[0] as Table, amount, currency)).toEqual(expected),
)

describe('seats', () => {
  const need = (role: Role, count = 1, alsoBy: Role[] = []) => ({ role, count, alsoBy })
  const pair: Needs = { order: 'ordered', needs: [need('seniorAdmin'), need('financeManager')] }
  const sit = (needs: Needs, given: Role[], roles: Role[]) =>
    seatFor(
      seatsOf(
        needs,
        given.map((role) => ({ role })),
      ),
      [{ operatorId: 1, roles }],
    )

  test('R2-85: in an ordered pair the second waits for the first', () => {
    expect(sit(pair, [], ['financeManager'])).toBeUndefined()
    expect(sit(pair, [], ['seniorAdmin'])).toMatchObject({ role: 'seniorAdmin', last: false })
    expect(sit(pair, ['seniorAdmin'], ['financeManager'])).toMatchObject({ role: 'financeManager', last: true })
  })
  test('side by side either comes first', () => {
    const parallel: Needs = { ...pair, order: 'parallel' }
    expect(sit(parallel, [], ['financeManager'])).toMatchObject({ role: 'financeManager', last: false })
    expect(sit(parallel, ['financeManager'], ['seniorAdmin'])).toMatchObject({ last: true })
    expect(sit(parallel, ['financeManager'], ['financeManager'])).toBeUndefined()
  })
  test('a quorum of 2 of 4: any two of the four, no third', () => {
    const quorum: Needs = { order: 'parallel', needs: [need('seniorAdmin', 2)] }
    expect(sit(quorum, [], ['seniorAdmin'])).toMatchObject({ last: false })
    expect(sit(quorum, ['seniorAdmin'], ['seniorAdmin'])).toMatchObject({ last: true })
    expect(sit(quorum, ['seniorAdmin', 'seniorAdmin'], ['seniorAdmin'])).toBeUndefined()
  })
  test('R2-115: a higher role stands in, a lower one never; the own role goes first', () => {
    const low: Needs = { order: 'ordered', needs: [need('standardAdmin', 1, ['seniorAdmin'])] }
    expect(sit(low, [], ['seniorAdmin'])).toMatchObject({ role: 'standardAdmin', roleUsed: 'seniorAdmin' })
    expect(sit(low, [], ['seniorAdmin', 'standardAdmin'])).toMatchObject({ roleUsed: 'standardAdmin' })
    expect(sit(pair, [], ['standardAdmin'])).toBeUndefined()
  })
  test('a delegated role is used as the colleague’s', () => {
    const found = seatFor(seatsOf(pair, []), [
      { operatorId: 1, roles: ['auditor'] },
      { operatorId: 9, roles: ['seniorAdmin'] },
    ])
    expect(found).toMatchObject({ authorityOf: 9, role: 'seniorAdmin' })
  })
  test('whatever the order of arrival, a set is full after exactly as many people as it counts', () => {
    const roles = ['standardAdmin', 'seniorAdmin', 'financeManager', 'financeDirector'] as const
    fc.assert(
      fc.property(
        fc.constantFrom('ordered' as const, 'parallel' as const),
        fc.uniqueArray(fc.record({ role: fc.constantFrom(...roles), count: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 1,
          selector: ({ role }) => role,
        }),
        fc.array(fc.constantFrom(...roles), { maxLength: 40 }),
        (order, plain, people) => {
          const needs: Needs = { order, needs: plain.map(({ role, count }) => need(role, count)) }
          const total = plain.reduce((sum, { count }) => sum + count, 0)
          const given: { role: Role }[] = []
          let full = false
          for (const role of people) {
            const found = seatFor(seatsOf(needs, given), [{ operatorId: given.length, roles: [role] }])
            if (!found) continue
            expect(full).toBe(false)
            given.push({ role: found.role })
            full = found.last
            expect(found.last).toBe(given.length === total)
          }
          for (const { role, count } of plain)
            expect(given.filter((one) => one.role === role).length).toBeLessThanOrEqual(count)
        },
      ),
    )
  })
})

test('the difference names each field that changed, came or went', () => {
  const before = [
    { field: 'payee' as const, value: 'LEE' },
    { field: 'amount' as const, value: '1.00 HKD' },
    { field: 'bank' as const, value: 'HSBC' },
  ]
  const after = [
    { field: 'payee' as const, value: 'LI' },
    { field: 'amount' as const, value: '1.00 HKD' },
    { field: 'fee' as const, value: '2.00 HKD' },
  ]
  expect(differenceOf(before, after)).toEqual([
    { field: 'payee', before: 'LEE', after: 'LI' },
    { field: 'bank', before: 'HSBC', after: '' },
    { field: 'fee', before: '', after: '2.00 HKD' },
  ])
})
