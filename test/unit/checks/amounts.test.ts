/** K-04: what can be paid out, by type of account, and which figure binds. */
import { describe, expect, test } from 'vitest'
import { type AmountFigures, withdrawableAmount } from '../../../src/main/engine/features/checks/rules/amounts.ts'

const FIGURES: AmountFigures = {
  accountType: 'trading',
  trading: { availableMinor: 65_000, byMarginMinor: 65_000, byCreditMinor: 75_000 },
  bookBalanceMinor: 90_000,
  heldMinor: 10_000,
  netAssetsMinor: 80_000,
  minimumElvMinor: 50_000,
  creditLimitMinor: 70_000,
  availableBalanceMinor: 60_000,
}

describe('R3-65, R3-66, K-04 calculators', () => {
  test.each([
    ['trading', {}, 65_000, 'byMargin'],
    ['margin', {}, 50_000, 'minimumElv'],
    ['margin', { creditLimitMinor: 40_000 }, 40_000, 'creditLimit'],
    ['margin', { netAssetsMinor: 10_000 }, 10_000, 'netAssets'],
    ['cash', { creditLimitMinor: 0 }, 50_000, 'minimumElv'],
    ['fund', { creditLimitMinor: null }, 50_000, 'minimumElv'],
    ['margin', { creditLimitMinor: null }, null, 'creditLimit'],
    ['cash', { netAssetsMinor: null }, null, 'netAssets'],
    ['cash', { netAssetsMinor: -5 }, 0, 'netAssets'],
    ['wallet', {}, 80_000, 'held'],
    ['wallet', { heldMinor: 0 }, 90_000, 'bookBalance'],
    ['partner', {}, 60_000, 'availableBalance'],
    ['partner', { availableBalanceMinor: 95_000 }, 80_000, 'bookBalance'],
    ['partner', { availableBalanceMinor: null }, 80_000, 'bookBalance'],
  ] as const)('%s with %o: %s by %s', (accountType, given, availableMinor, binding) => {
    expect(withdrawableAmount({ ...FIGURES, ...given, accountType })).toMatchObject({ availableMinor, binding })
  })
})
