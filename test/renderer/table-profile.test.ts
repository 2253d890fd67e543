/** Corrections of a profile: what a column is taken for, and what follows from it. */
import { describe, expect, test } from 'vitest'
import type { CsvProfile } from '../../src/contract/statement-profiles.ts'
import { roleOfColumn, withRole } from '../../src/renderer/features/statements/table-profile.ts'

const NONE = {
  bookingDate: 0,
  valueDate: null,
  amount: 2,
  debit: null,
  credit: null,
  direction: null,
  balance: null,
  currency: null,
  account: null,
  bankReference: null,
  ownReference: null,
  chequeNumber: null,
  counterparty: null,
  counterpartyAccount: null,
  text: [1],
}
const PROFILE = { columns: NONE, sign: 'signed' } as unknown as CsvProfile

describe('the meaning of a column', () => {
  test('is told by the profile', () => {
    expect([0, 1, 2, 3].map((index) => roleOfColumn(PROFILE, index))).toEqual(['bookingDate', 'text', 'amount', null])
  })

  test.each([
    ['a role moves to the column', 3, 'bookingDate', { bookingDate: 3 }, 'signed'],
    ['a column gives up what it was', 1, 'counterparty', { counterparty: 1, text: [] }, 'signed'],
    ['several columns may be text', 3, 'text', { text: [1, 3] }, 'signed'],
    ['two amount columns replace the one', 3, 'debit', { debit: 3, amount: null }, 'columns'],
    ['not used', 2, null, { amount: null }, 'signed'],
  ] as const)('%s', (_, index, role, columns, sign) => {
    const changed = withRole(PROFILE, index, role)
    expect(changed.columns).toEqual({ ...NONE, ...columns })
    expect(changed.sign).toBe(sign)
    expect(PROFILE.columns).toEqual(NONE)
  })

  test('one amount column replaces the two, and the sign is on it again', () => {
    const two = withRole(withRole(PROFILE, 3, 'debit'), 4, 'credit')
    expect(two).toMatchObject({ sign: 'columns', columns: { amount: null, debit: 3, credit: 4 } })
    expect(withRole(two, 2, 'amount')).toMatchObject({
      sign: 'signed',
      columns: { amount: 2, debit: null, credit: null },
    })
  })
})
