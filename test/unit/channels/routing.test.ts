/** The routing of R3: every row of R3-30 and R3-33 and every reading of R3-82…R3-100 that decides a channel is a row here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { BankRegistry, Channel, Routing } from '../../../src/contract/channels.ts'
import type { Currency } from '../../../src/contract/money.ts'
import {
  channelOfMethod,
  judgeChannel,
  type PaymentFacts,
  payeeBankOf,
  problemsOfChannel,
  problemsOfRouting,
  recommend,
  thresholdHolds,
  withinBound,
} from '../../../src/main/engine/features/channels/rules.ts'

/** Data of the channels that stand beside them. */
const NO_CHANNELS = ['routing.json', 'banks.json', 'failures.json', 'timeline.json']
const folder = join(import.meta.dirname, '../../../resources/channels')
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown
const channels = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !NO_CHANNELS.includes(name))
  .map((name) => Channel.parse(read(name)))
const routing = Routing.parse(read('routing.json'))
const registry = BankRegistry.parse(read('banks.json'))
const channel = (key: string) => channels.find((each) => each.key === key) as Channel

/** Codes of the banks that the rules name, typed here and not read from the data. */
const BANK = {
  BOC: '012',
  HSBC: '004',
  'Hang Seng': '024',
  SCB: '003',
  CGB: '359',
  ICBC: '072',
  CMB: '238',
  CMBC: '353',
  Airstar: '395',
  'East Asia': '015',
  ZA: '387',
} as const
type BankName = keyof typeof BANK | 'US' | 'GB' | 'China' | 'Norway'
const COUNTRY: Partial<Record<BankName, string>> = { US: 'US', GB: 'GB', China: 'CN', Norway: 'NO' }

function facts(bank: BankName, amount: string, given: Partial<PaymentFacts> = {}): PaymentFacts {
  const [figure = '', currency = ''] = amount.split(' ')
  const country = COUNTRY[bank]
  const to = { bankCode: country ? '' : BANK[bank as 'BOC'], bankBic: '', country: country ?? '' }
  return {
    bank: payeeBankOf(registry, to),
    destinationKind: 'bankAccount',
    currency: (currency === 'CNH' ? 'CNY' : currency) as Currency,
    amountMinor: Math.round(Number(figure.replaceAll(',', '')) * 100),
    profile: 'audit-confirm-remit',
    controls: {},
    ...given,
  }
}
const declined = { controls: { feeConsent: 'refused' } } as const
const route = (bank: BankName, amount: string, given: Partial<PaymentFacts> = {}, table = routing) =>
  recommend(table, channels, facts(bank, amount, given))

describe('R3-33 every row of the routing table', () => {
  test.each<[row: string, bank: BankName, amount: string, channel: string | null, given?: Partial<PaymentFacts>]>([
    ['1', 'US', '5,000.00 USD', 'ewb'],
    ['2', 'GB', '5,000.00 GBP', 'tele_transfer'],
    ['2', 'US', '5,000.00 EUR', 'tele_transfer'],
    ['3', 'CMB', '100.00 HKD', 'auto_bs'],
    ['3', 'CMB', '5,000,000.00 USD', 'auto_bs'],
    ['3', 'CMBC', '100.00 HKD', 'auto_bs'],
    ['3', 'CMBC', '100.00 USD', 'auto_bs'],
    ['3', 'Airstar', '9,000,000.00 HKD', 'auto_bs'],
    ['3', 'Airstar', '100.00 USD', 'auto_bs'],
    ['3', 'Airstar', '100.00 CNH', 'auto_bs'],
    ['4', 'ICBC', '100.00 HKD', 'manual'],
    ['4', 'ICBC', '5,000,000.00 HKD', 'manual'],
    ['5', 'BOC', '999,999.99 HKD', 'boc_fps'],
    ['6', 'BOC', '1,000,000.00 HKD', 'boc'],
    ['6', 'BOC', '10.00 USD', 'boc'],
    ['6', 'BOC', '10.00 CNH', 'boc'],
    ['7', 'HSBC', '10.00 HKD', 'hsbc'],
    ['7', 'HSBC', '2,000,000.00 USD', 'hsbc'],
    ['7', 'HSBC', '10.00 CNH', 'hsbc'],
    ['8', 'Hang Seng', '10.00 HKD', 'hase'],
    ['8', 'Hang Seng', '10.00 USD', 'hase'],
    ['8', 'Hang Seng', '2,000,000.00 CNH', 'hase'],
    ['9', 'SCB', '999,999.99 HKD', 'sc'],
    ['9', 'SCB', '999,999.99 CNH', 'sc'],
    ['10', 'CGB', '999,999.99 HKD', 'cgb_fps_api'],
    ['10', 'CGB', '10.00 CNH', 'cgb_fps_api'],
    ['11', 'East Asia', '999,999.99 HKD', 'boc_fps'],
    ['11', 'East Asia', '10.00 CNH', 'boc_fps'],
    ['11', 'ZA', '10.00 HKD', 'boc_fps'],
    ['11', 'CMB', '10.00 CNH', 'boc_fps'],
    ['12', 'East Asia', '1,000,000.00 HKD', 'chats_rtgs'],
    ['12', 'SCB', '1,000,000.00 HKD', 'chats_rtgs'],
    ['12', 'CGB', '1,000,000.00 CNH', 'chats_rtgs'],
    ['12', 'ICBC', '1,000,000.00 CNH', 'chats_rtgs'],
    ['12', 'ZA', '1,000,000.00 HKD', 'chats_rtgs'],
    ['13', 'ZA', '10.00 USD', 'chats_rtgs'],
    ['14', 'East Asia', '1,000,000.00 HKD', 'check', declined],
    ['14', 'ICBC', '1,000,000.00 CNH', 'check', declined],
    ['14', 'East Asia', '10.00 USD', 'check'],
    ['14', 'ICBC', '10.00 USD', 'check'],
    ['14', 'SCB', '10.00 USD', 'check'],
    ['15', 'ICBC', '999,999.99 CNH', null],
    ['15', 'ZA', '10.00 USD', null, declined],
    ['15', 'Norway', '10.00 USD', null],
    ['15', 'China', '10.00 CNH', null],
    ['15', 'East Asia', '10.00 EUR', null],
  ])('row %s: %s, %s goes by %s', (row, bank, amount, key, given) => {
    expect(route(bank, amount, given)).toMatchObject({ row, channel: key })
  })
})

describe('R3-30 the channel list', () => {
  test.each<[key: string, currencies: string, fee: string, arrival: string]>([
    ['boc_fps', 'HKD CNY', 'free', '10-10 minutes'],
    ['boc', 'HKD USD CNY', 'free', '1-8 hours'],
    ['hsbc', 'HKD USD CNY', 'free', '30-30 minutes'],
    ['hase', 'HKD USD CNY', 'free', '30-30 minutes'],
    ['sc', 'HKD CNY', 'free', '10-10 minutes'],
    ['cgb_fps_api', 'HKD CNY', 'free', '10-10 minutes'],
    ['manual', 'HKD', 'free', '1-8 hours'],
    ['auto_bs', 'HKD USD CNY', 'free', '5-5 minutes'],
    ['tele_transfer', 'HKD USD CNY EUR GBP JPY AUD CAD CHF SGD NZD', 'bankDependent', '2-3 days'],
    ['ewb', 'USD HKD CNY', 'bankDependent', '2-3 days'],
    ['chats_rtgs', 'HKD CNY USD', 'fixed', '1-8 hours'],
    ['check', 'HKD CNY USD', 'free', '3-5 days'],
  ])('%s takes %s, %s, about %s', (key, currencies, fee, arrival) => {
    const found = channel(key)
    expect(found.currencies.map((each) => each.currency).join(' ')).toBe(currencies)
    expect(new Set(found.currencies.map((each) => each.fee.kind))).toEqual(new Set([fee]))
    expect(`${found.arrival.least}-${found.arrival.most} ${found.arrival.kind}`).toBe(arrival)
  })

  it('R3-51 CHATS costs HKD 25, CNH 25 and USD 8', () => {
    expect(channel('chats_rtgs').currencies.map(({ currency, fee }) => [currency, fee])).toEqual([
      ['HKD', { kind: 'fixed', amountMinor: 2_500 }],
      ['CNY', { kind: 'fixed', amountMinor: 2_500 }],
      ['USD', { kind: 'fixed', amountMinor: 800 }],
    ])
  })

  it('R3-31 shows SCB same-bank, does not let it be chosen, and says to use sc', () => {
    const found = route('SCB', '10.00 HKD').candidates.find((each) => each.channel === 'sc_same_bank')
    expect(found).toMatchObject({ verdict: 'impossible', reasons: [{ reason: 'notSelectable' }] })
    expect(found?.reasons[0]?.label?.en).toContain('(sc)')
  })

  it('R3-15 offers neither wallet nor card to the desk of audit, confirm and remit', () => {
    const keys = route('HSBC', '10.00 HKD').candidates.map((each) => each.channel)
    for (const key of ['qiwi', 'yoomoney', 'webmoney', 'credit_card', 'gift_card', 'incentive_wallet']) {
      expect(keys).not.toContain(key)
    }
  })
})

describe('why not the others (R3-32)', () => {
  test.each<[bank: BankName, amount: string, channel: string, verdict: string, reason: string]>([
    ['HSBC', '10.00 HKD', 'boc', 'impossible', 'bankNotServed'],
    ['HSBC', '10.00 HKD', 'boc_fps', 'impossible', 'bankNotServed'],
    ['HSBC', '10.00 HKD', 'tele_transfer', 'impossible', 'regionNotServed'],
    ['GB', '10.00 GBP', 'ewb', 'impossible', 'countryNotServed'],
    ['GB', '10.00 GBP', 'boc', 'impossible', 'regionNotServed'],
    ['SCB', '1,000,000.00 HKD', 'sc', 'impossible', 'amountOutside'],
    ['East Asia', '1,000,000.00 HKD', 'boc_fps', 'impossible', 'amountOutside'],
    ['ICBC', '10.00 USD', 'manual', 'impossible', 'currencyNotCarried'],
    ['CMB', '10.00 CNH', 'auto_bs', 'impossible', 'currencyNotCarried'],
    ['ZA', '10.00 USD', 'check', 'impossible', 'digitalBankNotServed'],
    ['BOC', '10.00 CNH', 'boc_fps', 'impossible', 'currencyNotCarried'],
    ['BOC', '10.00 HKD', 'boc', 'possible', 'alsoPossible'],
    ['East Asia', '10.00 USD', 'chats_rtgs', 'possible', 'alsoPossible'],
    ['East Asia', '10.00 HKD', 'chats_rtgs', 'against', 'amountAgainstAdvice'],
  ])('%s, %s: %s is %s because %s', (bank, amount, key, verdict, reason) => {
    const found = route(bank, amount).candidates.find((each) => each.channel === key)
    expect(found?.verdict).toBe(verdict)
    expect(found?.reasons[0]?.reason).toBe(reason)
  })

  it('R3-48 names the limit with its sign', () => {
    const found = route('SCB', '1,000,000.00 HKD').candidates.find((each) => each.channel === 'sc')
    expect(found?.reasons[0]?.figures).toEqual({ comparison: 'below', limit: '1,000,000.00 HKD' })
  })
})

describe('the readings of R3', () => {
  test.each<
    [
      rule: string,
      bank: BankName,
      amount: string,
      automatic: boolean | null,
      two: boolean | null,
      large: boolean | null,
    ]
  >([
    ['R3-82', 'Airstar', '3,000,000.00 HKD', true, null, false],
    ['R3-83', 'Airstar', '3,000,000.01 HKD', false, null, false],
    ['R3-83', 'Airstar', '8,000,000.00 HKD', false, null, false],
    ['R3-83', 'Airstar', '8,000,000.01 HKD', false, null, true],
    ['R3-82', 'Airstar', '500,000.00 USD', true, null, false],
    ['R3-82', 'Airstar', '2,000,000.01 USD', false, null, true],
    ['R3-83', 'Airstar', '10.00 CNH', null, null, false],
    ['R3-82', 'Airstar', '8,000,000.01 CNH', null, null, true],
    ['R3-82', 'CMB', '2,999,999.99 HKD', null, false, null],
    ['R3-82', 'CMB', '3,000,000.00 HKD', null, true, null],
    ['R3-82', 'CMBC', '500,000.00 USD', null, true, null],
    ['R3-82', 'CMBC', '499,999.99 USD', null, false, null],
  ])('%s: %s %s is automatic %s, two people %s, large %s', (_rule, bank, amount, automatic, two, large) => {
    const limits = (['automatic', 'twoPeople', 'large'] as const).map((limit) =>
      thresholdHolds(channel('auto_bs'), limit, facts(bank, amount)),
    )
    expect(limits).toEqual([automatic, two, large])
  })

  it('R3-85 prefers FPS for BOC below 1,000,000 and permits same-bank', () => {
    const { channel: chosen, candidates } = route('BOC', '10.00 HKD')
    expect([chosen, candidates.find((each) => each.channel === 'boc')?.verdict]).toEqual(['boc_fps', 'possible'])
  })

  it('R3-87 takes the cheque first when the desk is set so', () => {
    const table = { ...routing, largeLocal: 'chequeFirst' as const }
    expect(route('East Asia', '1,000,000.00 HKD', {}, table).channel).toBe('check')
    expect(route('ZA', '10.00 USD', {}, table).channel).toBe('chats_rtgs')
  })

  it('R3-52 leaves fee consent open until the client has given it', () => {
    const chats = (given: Partial<PaymentFacts>) => route('East Asia', '1,000,000.00 HKD', given).candidates[0]
    expect(chats({})).toMatchObject({ channel: 'chats_rtgs', open: ['feeConsent', 'ownName'] })
    expect(chats({ controls: { feeConsent: 'holds', ownName: 'holds' } })).toMatchObject({ open: [] })
  })

  it('R3-29 R3-54 R3-100 asks for the mandate before BST and for screening before any T/T', () => {
    expect(route('CMB', '10.00 HKD').candidates[0]?.open).toEqual(['mandateOpen'])
    expect(route('GB', '10.00 GBP').candidates[0]?.open).toEqual(['nameScreening', 'ownName'])
    expect(route('US', '10.00 USD').candidates[0]?.open).toEqual(['nameScreening', 'ownName'])
  })

  test.each<[bank: BankName, key: string | null]>([
    ['HSBC', 'hsbc'],
    ['Hang Seng', 'hase'],
    ['BOC', 'boc'],
    ['East Asia', null],
  ])('R3-89 `ebank` at %s stands for %s', (bank, key) => {
    expect(channelOfMethod('ebank', routing, facts(bank, '10.00 HKD'))).toBe(key)
    expect(channelOfMethod('boc_fps', routing, facts(bank, '10.00 HKD'))).toBe('boc_fps')
    expect(channelOfMethod(null, routing, facts(bank, '10.00 HKD'))).toBeNull()
  })

  it('keeps 003 and 249, 072 and 214, 012 and 338 apart, and takes an unknown code for a local bank', () => {
    const house = (bankCode: string) => payeeBankOf(registry, { bankCode, bankBic: '', country: '' })
    expect(['003', '249', '072', '214', '012', '338'].map((code) => house(code).house)).toEqual([
      'SCB',
      '249',
      'ICBC',
      '214',
      'BOC',
      '338',
    ])
    expect(house('777')).toMatchObject({ region: 'local', house: '777', digital: false })
    expect(payeeBankOf(registry, { bankCode: '', bankBic: 'HSBCHKHHHKH', country: '' })).toMatchObject({
      house: 'HSBC',
    })
    expect(payeeBankOf(registry, { bankCode: '', bankBic: 'CHASUS33', country: '' })).toMatchObject({
      region: 'overseas',
      country: 'US',
    })
  })
})

describe('the data', () => {
  it('has no problem of its own', () => {
    expect(problemsOfRouting(routing, channels)).toEqual([])
    expect(channels.flatMap(problemsOfChannel)).toEqual([])
  })
  it('is refused with a reason when it is broken', () => {
    const rows = routing.rows.slice(0, -1).concat({ ...routing.rows[0]!, channel: 'nowhere' })
    expect(problemsOfRouting({ ...routing, rows }, channels)).toEqual([
      'row 1 is there twice',
      'row 1 names the unknown channel nowhere',
      'the last row must leave the choice to a person',
    ])
    expect(problemsOfChannel({ ...channel('auto_bs'), automatic: null, enabled: false })).toHaveLength(2)
  })
})

it('no route violates a bound, a currency, a bank, a country or a refused control of its channel', () => {
  const banks = [...registry.banks.map(({ code }) => code), '', '777']
  const some = {
    bankCode: fc.constantFrom(...banks),
    country: fc.constantFrom('', 'HK', 'US', 'GB', 'CN', 'NO'),
    currency: fc.constantFrom<Currency>('HKD', 'USD', 'CNY', 'EUR', 'GBP', 'JPY'),
    amountMinor: fc.oneof(
      fc.integer({ min: 1, max: 2_000_000_000 }),
      fc.constantFrom(99_999_999, 100_000_000, 100_000_001, 300_000_000),
    ),
    destinationKind: fc.constantFrom('bankAccount' as const, 'cheque' as const, 'wallet' as const),
    profile: fc.constantFrom(null, 'audit-confirm-remit', 'payout-operations'),
    refused: fc.subarray(['mandateOpen', 'feeConsent', 'nameScreening'] as const),
    off: fc.subarray(
      channels.map(({ key }) => key),
      { maxLength: 4 },
    ),
    largeLocal: fc.constantFrom('chatsFirst' as const, 'chequeFirst' as const),
  }
  fc.assert(
    fc.property(fc.record(some), ({ bankCode, country, refused, off, largeLocal, ...payment }) => {
      const bank = payeeBankOf(registry, { bankCode, bankBic: '', country })
      const controls = Object.fromEntries(refused.map((control) => [control, 'refused' as const]))
      const now = channels.map((each) => (off.includes(each.key) ? { ...each, enabled: false } : each))
      const given = { ...payment, bank, controls }
      const { channel: key, candidates } = recommend({ ...routing, largeLocal }, now, given)
      if (key === null) return
      const chosen = now.find((each) => each.key === key)!
      const line = chosen.currencies.find((each) => each.currency === given.currency)
      expect(chosen.enabled).toBe(true)
      expect(line?.bounds.every((bound) => withinBound(bound, given.amountMinor))).toBe(true)
      if (given.destinationKind === 'bankAccount') {
        if (chosen.region !== 'any') expect(chosen.region).toBe(bank.region)
        if (chosen.houses.length > 0) expect(chosen.houses).toContain(bank.house)
        if (chosen.countries.length > 0) expect(chosen.countries).toContain(bank.country)
        if (bank.digital && given.currency === 'USD') expect(key).not.toBe('check')
      }
      for (const control of refused) expect(chosen.controls).not.toContain(control)
      expect(judgeChannel(chosen, given).no).toEqual([])
      expect(candidates.filter((each) => each.verdict === 'recommended').map((each) => each.channel)).toEqual([key])
    }),
    { numRuns: 3_000 },
  )
})
