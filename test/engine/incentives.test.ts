/** R4: incentives are approved by another person, paid once from a wallet, and withdrawn within what is verified and switched on. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCustomer } from '../support/cases.ts'
import { type Answer, PEOPLE, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'

let desk: TestDesk
let walletId: number
beforeEach(() => {
  desk = testDesk({ people: [...(Object.keys(PEOPLE) as PersonName[]), 'pay2'] })
  walletId = makeCustomer(desk, { balanceMinor: 100_000 }).accountId
})
afterEach(() => desk.close())

const setUp = (): Answer => desk.as('admin').call('incentives.addWallet', { accountId: walletId, name: 'SPIFF 2026' })
const add = (customerId: number, amountMinor: number): number =>
  desk.as('pay').call('incentives.add', { customerId, title: 'SPIFF November', amountMinor, currency: 'HKD' })
    .incentiveId
const all = (): Answer[] => desk.as('pay').call('incentives.list', { status: null, before: null, pageSize: 100 }).rows
const one = (incentiveId: number): Answer => all().find((row) => row.incentiveId === incentiveId)
const selected = (ids: number[]): Answer[] =>
  ids.map((incentiveId) => ({ incentiveId, expectedVersion: one(incentiveId).version }))
const approve = (ids: number[], who: PersonName = 'pay2'): Answer[] =>
  desk.as(who).call('incentives.approve', { incentives: selected(ids) }).results
const pay = (ids: number[], given: object = {}): Answer[] =>
  desk.as('pay2').call('incentives.pay', { incentives: selected(ids), walletId, description: 'November', ...given })
    .results
const wallet = (): Answer => desk.as('pay').call('incentives.wallets', {})[0]
const user = (): number => makeCustomer(desk, { balanceMinor: 0 }).customerId

describe('R4-20…R4-28 paying', () => {
  test('R4-04 without a wallet nothing can be paid, and the sentence says why', () => {
    const id = add(user(), 100)
    approve([id])
    expect(() => pay([id])).toThrow('INCENTIVE_SETUP')
  })

  test('R4-21, R4-22 pending, approved by another person, paid; the user’s wallet is made once and reused', () => {
    setUp()
    const customerId = user()
    const [first, second] = [add(customerId, 30_000), add(customerId, 20_000)]
    const payments = (): Answer => desk.as('pay').call('incentives.payments', { customerId })
    expect(approve([first], 'pay')[0].refusal.code).toBe('INCENTIVE_OWN')
    expect(pay([first])[0].refusal.code).toBe('INCENTIVE_STATE')
    expect(payments().wallets).toEqual([])
    approve([first, second])
    expect(pay([first])).toEqual([{ incentiveId: first, refusal: null }])
    expect(payments().wallets).toMatchObject([{ freeMinor: 30_000, currency: 'HKD' }])
    pay([second])
    expect(payments().wallets).toMatchObject([{ freeMinor: 50_000 }])
    expect(wallet().freeMinor).toBe(50_000)
    expect(one(first)).toMatchObject({ status: 'paid', paidBy: 'Pete Payer', description: 'November' })
  })

  test('R4-27 a paid incentive is never paid again, by selection, by repeating the command or in the file', () => {
    setUp()
    const id = add(user(), 10_000)
    approve([id])
    const command = { commandId: 'the-same-payment-0001', incentives: selected([id]), walletId, description: 'Once' }
    const answer = desk.as('pay2').call('incentives.pay', command)
    expect(desk.as('pay2').call('incentives.pay', command)).toEqual(answer)
    expect(pay([id])[0].refusal.code).toBe('INCENTIVE_STATE')
    expect(() => desk.connection.run("UPDATE incentives SET status = 'approved' WHERE id = ?", id)).toThrow('guard')
    expect(wallet().freeMinor).toBe(90_000)
  })

  test('R4-26 a total above the wallet refuses the whole selection', () => {
    setUp()
    const ids = [add(user(), 60_000), add(user(), 40_001)]
    approve(ids)
    expect(() => pay(ids)).toThrow('INCENTIVE_WALLET_SHORT')
    expect(all().every((row) => row.status === 'approved')).toBe(true)
    pay([ids[0] ?? 0])
    expect(wallet().freeMinor).toBe(40_000)
  })

  test('R4-03, R4-28 an item that is refused stays Approved with the reason; the others are paid', () => {
    setUp()
    const customerId = user()
    desk.connection.run("UPDATE customers SET email = '' WHERE id = ?", customerId)
    const ids = [add(customerId, 1_000), add(user(), 2_000)]
    approve(ids)
    const results = pay(ids)
    expect(results.map((each) => each.refusal?.code ?? 'paid')).toEqual(['INCENTIVE_PERSON', 'paid'])
    expect(one(ids[0] ?? 0)).toMatchObject({ status: 'approved', failure: { code: 'INCENTIVE_PERSON' } })
    expect(wallet().freeMinor).toBe(98_000)
    expect(all()).toHaveLength(2)
  })
})

describe('R2-103…R2-106 emergencies', () => {
  const raise = (kind: string, about: string): void =>
    void desk.as('admin').call('emergencies.raise', { kind, about, reason: 'Called in' })
  const numberOf = (sql: string, id: number): string => desk.connection.value<string>(sql, id) ?? ''
  const customerNumber = (id: number) => numberOf('SELECT customer_number FROM customers WHERE id = ?', id)
  const accountNumber = (id: number) => numberOf('SELECT account_number FROM trading_accounts WHERE id = ?', id)

  test('a suspended user, a frozen wallet and a paused desk stop a payment; the others of the selection are paid', () => {
    setUp()
    const [suspended, frozen, free] = [user(), user(), user()]
    const before = add(frozen, 1_000)
    approve([before])
    pay([before])
    const { accountId } = desk.as('pay').call('incentives.payments', { customerId: frozen }).wallets[0]
    const ids = [add(suspended, 2_000), add(frozen, 3_000), add(free, 4_000)]
    approve(ids)
    raise('suspend', customerNumber(suspended))
    raise('freeze', accountNumber(accountId))
    expect(pay(ids).map(({ refusal }) => refusal?.code ?? 'paid')).toEqual([
      'CUSTOMER_SUSPENDED',
      'ACCOUNT_FROZEN',
      'paid',
    ])
    expect(wallet().freeMinor).toBe(95_000)
    expect(one(ids[0] ?? 0)).toMatchObject({ status: 'approved', failure: { code: 'CUSTOMER_SUSPENDED' } })
    raise('pause', '')
    expect(() => pay([ids[1] ?? 0])).toThrow('PROCESSING_PAUSED')
  })

  test('nothing is paid from a frozen wallet of the desk', () => {
    setUp()
    const id = add(user(), 1_000)
    approve([id])
    raise('freeze', accountNumber(walletId))
    expect(pay([id])[0].refusal.code).toBe('ACCOUNT_FROZEN')
    expect(wallet().freeMinor).toBe(100_000)
  })
})

describe('R4-10…R4-19, R4-30 withdrawing', () => {
  function paidUser(amountMinor: number) {
    setUp()
    const customer = makeCustomer(desk, { balanceMinor: 0 })
    const id = add(customer.customerId, amountMinor)
    approve([id])
    pay([id])
    const { accountId } = desk.as('pay').call('incentives.payments', { customerId: customer.customerId }).wallets[0]
    const withdraw = (wanted: number): Answer =>
      desk
        .as('pay')
        .call('incentives.withdraw', { accountId, destinationId: customer.destinationId, amountMinor: wanted })
    return { ...customer, withdraw }
  }
  const set = (key: string, value: string | number): void => {
    const { version } = desk
      .as('admin')
      .call('settings.list', {})
      .find((row: Answer) => row.key === key)
    desk.as('admin').call('settings.set', { key, value, expectedVersion: version })
  }

  test('R4-13, R4-16 unverified users up to the limit, verified ones beyond it', () => {
    const { customerId, withdraw } = paidUser(50_000)
    set('incentives.limitCurrency', 'HKD')
    set('incentives.unverifiedLimitMinor', 20_000)
    expect(() => withdraw(20_001)).toThrow('INCENTIVE_UNVERIFIED')
    withdraw(20_000)
    desk.as('pay').call('incentives.verify', { customerId, ...PERSON, reference: 'XT-778' })
    expect(desk.as('pay').call('incentives.payments', { customerId }).verified).toBe(true)
    const { requestId } = withdraw(25_000)
    expect(desk.as('pay').call('requests.get', { requestId }).row).toMatchObject({
      profile: 'incentive-payments',
      amountMinor: 25_000,
    })
  })

  test('R4-19 a way that is switched off is refused', () => {
    const { customerId, withdraw } = paidUser(50_000)
    set('incentives.bankTransfer', 'off')
    expect(() => withdraw(100)).toThrow('INCENTIVE_WAY_OFF')
    expect(desk.as('pay').call('incentives.payments', { customerId }).ways).toEqual([])
  })

  test('R4-14 the values of the verification are nowhere in the ledger file', () => {
    const { customerId } = paidUser(1_000)
    desk.as('pay').call('incentives.verify', { customerId, ...PERSON, reference: 'XT-779' })
    desk.connection.raw.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = Buffer.concat(
      readdirSync(desk.folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`)),
    )
    expect(bytes.includes('XT-779')).toBe(true)
    for (const value of Object.values(PERSON).filter((text) => text.length > 2))
      expect(bytes.includes(value), value).toBe(false)
    expect(desk.faults.join()).not.toContain(PERSON.taxId)
  })
})

const PERSON = {
  firstName: 'Quillonia',
  lastName: 'Vandermeulenbroek',
  taxId: 'TAX-99-8812-QX',
  mobile: '+31 6 5550 1177',
  country: 'NL',
  address: 'Zonnebloemgracht 771',
}
