/** Every automatic check of the catalogue: passing, failing and on the edge (R2-10…R2-14, R3-27, R3-73, R3-75, R3-56…R3-61). */
import { describe, expect, test } from 'vitest'
import { CHECK_NAMES, CHECKS, type CheckName, RESULT_CODES } from '../../../src/contract/check-list.ts'
import type { Look } from '../../../src/main/engine/features/checks/rules/look.ts'
import { RULES } from '../../../src/main/engine/features/checks/rules/registry.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 20, 2)

const GOOD: Look = {
  now: NOW,
  today: '2026-11-20',
  request: { amountMinor: 10_000, currency: 'HKD', method: 'wireTransfer', createdAt: NOW },
  customer: {
    number: 'C-1',
    name: 'Lee Ka Yan',
    country: 'HK',
    createdAt: NOW - 30 * DAY,
    facts: { kyc: 'approved', standing: 'active', nssQuestionnaire: 'completed', gdca: 'completed' },
  },
  account: { number: '55', currency: 'HKD', facts: {} },
  destination: {
    kind: 'bankAccount',
    currency: 'HKD',
    bankName: 'HSBC',
    bankCode: '004',
    region: 'HK',
    active: true,
    createdAt: NOW - 30 * DAY,
    facts: { verified: 'yes' },
  },
  names: { score: 100, holder: 'own', payee: 'LEE KA YAN', customer: 'Lee Ka Yan' },
  available: { availableMinor: 10_001, binding: 'byMargin', inputs: [] },
  history: { paidRequests: 2, averagePaidMinor: 8_000, openRequests: 0, duplicateOf: null, repeats: null },
  cards: { onFile: 1, withMandate: 0 },
  depositedMinor: 0,
  limits: [],
  bar: null,
  risk: { reasons: [], registered: true, locked: false, decided: null },
  policies: {
    balanceComparison: 'strict',
    allowedDestinationKinds: ['bankAccount', 'cheque'],
    debtBlocksWithdrawal: true,
    maxOpenRequests: 2,
  },
  settings: {
    minimumAgeDays: 7,
    destinationAgeDays: 7,
    repeatDays: 1,
    initialDepositMinor: 1_000_000,
    initialDepositCurrency: 'HKD',
    nameScore: 90,
    unusualFactor: 5,
  },
  show: (amountMinor, currency) => `${amountMinor} ${currency}`,
}

type Change = {
  [K in keyof Look]?: NonNullable<Look[K]> extends object ? Partial<NonNullable<Look[K]>> | null : Look[K]
}
function look(change: Change): Look {
  const merged = Object.entries(change).map(([key, value]) => {
    const before = GOOD[key as keyof Look]
    const plain = typeof value === 'object' && value !== null && !Array.isArray(value)
    return [key, plain ? { ...(before as object), ...value } : value]
  })
  return { ...GOOD, ...Object.fromEntries(merged) }
}
const customer = (facts: Look['customer']['facts']) => ({ customer: { facts } })
const account = (facts: Look['account']['facts']) => ({ account: { facts } })
const card = (facts: Look['account']['facts']) => ({ destination: { facts } })
const limit = (measure: 'requestAmount' | 'dayAmount' | 'dayCount' | 'monthAmount', within: boolean) => ({
  limits: [{ measure, used: 5, bound: 4, comparison: 'atMost', effect: 'hold', currency: 'HKD', within } as const],
})

/** check, what is changed of a good request, whether it passes. */
const CASES: [CheckName, Change, boolean][] = [
  ['kycApproved', {}, true],
  ['kycApproved', customer({ kyc: 'pending' }), false],
  ['kycApproved', customer({}), false],
  ['partnerActive', {}, true],
  ['partnerActive', customer({ standing: 'suspended' }), false],
  ['partnerActive', customer({ standing: 'fraudInvestigation' }), true],
  ['noFraudInvestigation', {}, true],
  ['noFraudInvestigation', customer({ standing: 'fraudInvestigation' }), false],
  ['accountAge', { customer: { createdAt: NOW - 7 * DAY }, history: { paidRequests: 0 } }, true],
  ['accountAge', { customer: { createdAt: NOW - 7 * DAY + 1 }, history: { paidRequests: 0 } }, false],
  ['accountAge', { customer: { createdAt: NOW }, history: { paidRequests: 1 } }, true],
  ['noOpenDispute', customer({ openDisputes: '0' }), true],
  ['noOpenDispute', customer({ openDisputes: '1' }), false],
  ['establishedPartner', {}, true],
  ['establishedPartner', { history: { paidRequests: 0 } }, false],
  ['establishedPartner', { customer: { createdAt: NOW - 6 * DAY } }, false],
  ['balanceSufficient', { available: { availableMinor: 10_001 } }, true],
  ['balanceSufficient', { available: { availableMinor: 10_000 } }, false],
  ['balanceSufficient', { available: { availableMinor: 10_000 }, policies: { balanceComparison: 'inclusive' } }, true],
  ['balanceSufficient', { available: { availableMinor: 9_999 }, policies: { balanceComparison: 'inclusive' } }, false],
  ['balanceSufficient', { available: { availableMinor: null } }, false],
  ['requestLimit', {}, true],
  ['requestLimit', limit('requestAmount', true), true],
  ['requestLimit', limit('requestAmount', false), false],
  ['dailyLimit', limit('dayAmount', false), false],
  ['dailyLimit', limit('monthAmount', false), false],
  ['dailyLimit', limit('requestAmount', false), true],
  ['velocity', limit('dayCount', false), false],
  ['velocity', limit('dayCount', true), true],
  ['notDuplicate', {}, true],
  ['notDuplicate', { history: { duplicateOf: 7 } }, false],
  ['notRepeated', {}, true],
  ['notRepeated', { history: { repeats: 7 } }, false],
  ['openRequests', { history: { openRequests: 1 } }, true],
  ['openRequests', { history: { openRequests: 2 } }, false],
  ['openRequests', { history: { openRequests: 99 }, policies: { maxOpenRequests: null } }, true],
  ['methodVerified', {}, true],
  ['methodVerified', card({ verified: 'no' }), false],
  ['methodVerified', card({}), false],
  ['methodVerified', { destination: { bankCode: '395', facts: { mandate: 'open' } } }, true],
  ['methodVerified', { destination: { bankCode: '395', facts: { mandate: 'pending' } } }, false],
  ['methodVerified', { destination: null }, false],
  ['ownName', { names: { score: 90 } }, true],
  ['ownName', { names: { score: 89 } }, false],
  ['destinationActive', {}, true],
  ['destinationActive', { destination: { active: false } }, false],
  ['destinationActive', card({ externalState: 'closed' }), false],
  ['destinationActive', card({ externalState: 'blocked' }), false],
  ['amountPattern', { request: { amountMinor: 40_000 } }, true],
  ['amountPattern', { request: { amountMinor: 40_001 } }, false],
  ['amountPattern', { request: { amountMinor: 9_999_999 }, history: { paidRequests: 0 } }, true],
  ['loginCountry', customer({ loginCountry: 'HK' }), true],
  ['loginCountry', customer({ loginCountry: 'KP' }), false],
  ['loginCountry', customer({}), true],
  ['authorisationValid', account({ bstAuthorisation: 'valid' }), true],
  ['authorisationValid', account({ bstAuthorisation: 'expired' }), false],
  ['authorisationValid', card({ mandate: 'expired' }), false],
  ['authorisationValid', {}, true],
  ['authorisedCard', {}, true],
  ['authorisedCard', { ...account({ bstAuthorisation: 'valid' }), cards: { withMandate: 0 } }, false],
  ['authorisedCard', { ...account({ bstAuthorisation: 'valid' }), cards: { withMandate: 1 } }, true],
  ['notRestricted', {}, true],
  ['notRestricted', customer({ riskRestriction: 'restricted' }), false],
  ['noDebt', account({ debt: '0' }), true],
  ['noDebt', account({ debt: '1' }), false],
  ['noDebt', { ...account({ debt: '1' }), policies: { debtBlocksWithdrawal: false } }, true],
  ['notDormant', {}, true],
  ['notDormant', account({ accountState: 'dormant' }), false],
  ['notDormant', customer({ standing: 'inactive' }), false],
  ['accountOpen', account({ accountState: 'open' }), true],
  ['accountOpen', account({ accountState: 'dormant' }), true],
  ['accountOpen', account({ accountState: 'closed' }), false],
  ['accountOpen', account({ accountState: 'frozen' }), false],
  ['nssQuestionnaire', {}, true],
  ['nssQuestionnaire', customer({ nssQuestionnaire: 'incomplete' }), false],
  ['gdca', {}, true],
  ['gdca', customer({}), false],
  ['initialDeposit', {}, true],
  ['initialDeposit', { ...customer({ onboarding: 'online' }), depositedMinor: 1_000_001 }, true],
  ['initialDeposit', { ...customer({ onboarding: 'online' }), depositedMinor: 1_000_000 }, false],
  ['notBarred', {}, true],
  ['notBarred', { bar: { kind: 'customer', value: 'C-1', reason: 'court order' } }, false],
  ['cardOnFile', {}, true],
  ['cardOnFile', { cards: { onFile: 0 } }, false],
  ['destinationKind', {}, true],
  ['destinationKind', { destination: { kind: 'eWallet' } }, false],
  ['notMainlandCard', {}, true],
  ['notMainlandCard', { destination: { region: 'CN' } }, false],
  ['shareConnectBank', {}, true],
  ['shareConnectBank', { account: { facts: { accountType: 'shareConnect' } }, request: { currency: 'CNY' } }, true],
  [
    'shareConnectBank',
    {
      account: { facts: { accountType: 'shareConnect' } },
      request: { currency: 'CNY' },
      destination: { region: 'SG' },
    },
    false,
  ],
  ['shareConnectBank', { account: { facts: { accountType: 'shareConnect' } }, destination: { region: 'SG' } }, true],
  ['currencyMatches', {}, true],
  ['currencyMatches', { destination: { currency: 'USD' } }, false],
  ['notExpired', card({ expiresOn: '2026-11-20' }), true],
  ['notExpired', card({ expiresOn: '2026-11-19' }), false],
  ['notExpired', {}, true],
  ['mandateOpen', {}, true],
  ['mandateOpen', card({ mandate: 'open' }), true],
  ['mandateOpen', card({ mandate: 'expired' }), false],
  ['mandateOpen', account({ bstAuthorisation: 'valid' }), false],
  ['nssScreening', {}, true],
  ['nssScreening', { destination: { region: 'SG' } }, false],
  ['nssScreening', { destination: { region: 'SG', facts: { nssScreening: 'passed' } } }, true],
  ['nssScreening', { destination: { region: 'SG', facts: { nssScreening: 'hit' } } }, false],
  ['destinationAge', { destination: { createdAt: NOW - 7 * DAY } }, true],
  ['destinationAge', { destination: { createdAt: NOW - 7 * DAY + 1 } }, false],
  ['highRiskRegistered', {}, true],
  ['highRiskRegistered', { risk: { reasons: ['highRiskClient'], registered: false } }, false],
  ['highRiskRegistered', { risk: { reasons: ['highRiskClient'], registered: true } }, true],
  ['complianceDecided', {}, true],
  ['complianceDecided', { risk: { locked: true } }, false],
  ['complianceDecided', { risk: { decided: 'go' } }, true],
  ['complianceDecided', { risk: { decided: 'noGo' } }, false],
]

describe('automatic checks', () => {
  test.each(CASES)('%s with %j: %s', (check, change, passes) => {
    expect(RULES[check]?.(look(change)).state).toBe(passes ? 'passed' : 'failed')
  })

  test('every automatic check has a passing and a failing case', () => {
    const automatic = CHECK_NAMES.filter((check) => CHECKS[check].kind === 'automatic')
    const without = (passes: boolean) =>
      automatic.filter((check) => !CASES.some(([name, , result]) => name === check && result === passes))
    expect([without(true), without(false)]).toEqual([[], []])
  })
})

describe('R3-73, R3-74 the catalogue of codes', () => {
  test('codes 140670001 to 12 and 99, without a 10', () => {
    const codes = [...CHECK_NAMES.map((check) => CHECKS[check].code), ...Object.values(RESULT_CODES)]
    const wanted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 99].map((last) => 140_670_000 + last)
    expect(codes.filter((code) => code !== null).sort()).toEqual(wanted)
  })
})
