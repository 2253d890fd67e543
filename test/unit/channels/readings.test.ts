/** Readings of R3 that the data of the channels decides, beyond the rows of the routing table: banks, thresholds, screening, and when queued money arrives. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { ArrivalTable } from '../../../src/contract/arrivals.ts'
import { BankRegistry, Channel, Routing } from '../../../src/contract/channels.ts'
import { addDays, businessDateOf, instantAt } from '../../../src/contract/dates.ts'
import type { Currency } from '../../../src/contract/money.ts'
import { type Calendar, isBusinessDay, nextBusinessDay } from '../../../src/main/engine/features/calendars/rules.ts'
import {
  judgeChannel,
  type PaymentFacts,
  payeeBankOf,
  recommend,
  thresholdHolds,
} from '../../../src/main/engine/features/channels/rules.ts'
import { nextHours } from '../../../src/main/engine/features/channels/windows.ts'
import { arrivalOf } from '../../../src/main/engine/features/transfers/rules.ts'

const folder = join(import.meta.dirname, '../../../resources/channels')
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown
const channels = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const parsed = Channel.safeParse(read(name))
    return parsed.success ? [parsed.data] : []
  })
const routing = Routing.parse(read('routing.json'))
const registry = BankRegistry.parse(read('banks.json'))
const channel = (key: string) => channels.find((each) => each.key === key) as Channel
const ZONE = 'Asia/Hong_Kong'

function facts(bankCode: string, amountMinor: number, currency: string): PaymentFacts {
  return {
    bank: payeeBankOf(registry, { bankCode, bankBic: '', country: '' }),
    destinationKind: 'bankAccount',
    currency: currency as Currency,
    amountMinor,
    profile: 'audit-confirm-remit',
    controls: {},
  }
}

describe('R3-67 Airstar’s large amounts: above, not at', () => {
  test.each([
    ['HKD', 800_000_000, false],
    ['HKD', 800_000_001, true],
    ['USD', 200_000_000, false],
    ['USD', 200_000_001, true],
    ['CNY', 800_000_000, false],
    ['CNY', 800_000_001, true],
  ] as const)('%s %i: %s', (currency, amountMinor, large) => {
    expect(thresholdHolds(channel('auto_bs'), 'large', facts('395', amountMinor, currency))).toBe(large)
  })
})

describe('R3-45 same-bank transfers go to the bank’s own accounts', () => {
  test.each([
    ['ICBC, HKD', 'manual', '072', 'HKD', true],
    ['ICBC takes HKD only', 'manual', '072', 'USD', false],
    ['BOC', 'boc', '012', 'USD', true],
    ['Hang Seng', 'hase', '024', 'CNY', true],
    ['HSBC', 'hsbc', '004', 'HKD', true],
    ['HSBC does not carry to BOC', 'hsbc', '012', 'HKD', false],
  ])('%s: %s', (_, key, bankCode, currency, carries) => {
    expect(judgeChannel(channel(key), facts(bankCode, 1_000_000, currency)).no.length === 0).toBe(carries)
  })

  it('every one of them asks for the client’s own name and account (R3-45, R3-47, R3-53)', () => {
    const families = ['sameBank', 'fps', 'telegraphic']
    const asked = channels.filter(({ family, enabled }) => enabled && families.includes(family))
    expect(asked.length).toBeGreaterThan(6)
    expect(asked.filter(({ controls }) => !controls.includes('ownName')).map(({ key }) => key)).toEqual([])
  })
})

describe('R3-53 cross-border', () => {
  test.each(['US', 'GB', 'AU', 'JP'])('a withdrawal to %s goes by T/T and waits for its screening', (country) => {
    const found = recommend(routing, channels, {
      ...facts('', 1_000_000, 'USD'),
      bank: payeeBankOf(registry, { bankCode: '', bankBic: '', country }),
    })
    const chosen = found.candidates.find(({ channel: key }) => key === found.channel)
    expect(chosen && channel(chosen.channel).family).toBe('telegraphic')
    expect(chosen?.open).toContain('nameScreening')
  })
})

describe('R3-84 the BST banks are data', () => {
  it('CMB, CMBC and Airstar; another one joins by its name in the data alone', () => {
    const bst = channel('auto_bs')
    expect([...bst.houses].sort()).toEqual(['AIRSTAR', 'CMB', 'CMBC'])
    const asia = facts('015', 1_000_000, 'HKD')
    expect(judgeChannel(bst, asia).no.map(({ reason }) => reason)).toEqual(['bankNotServed'])
    expect(judgeChannel({ ...bst, houses: [...bst.houses, asia.bank.house] }, asia).no).toEqual([])
  })

  it('Airstar has its own currencies and limits on top', () => {
    const cny = (bankCode: string) => judgeChannel(channel('auto_bs'), facts(bankCode, 100, 'CNY')).no.length
    expect([cny('395'), cny('238'), cny('353')]).toEqual([0, 1, 1])
  })
})

describe('R3-92 off-hours: the queue and the arrival tables agree', () => {
  const calendar: Calendar = {
    code: 'trading',
    timeZone: ZONE,
    weekdays: new Set([1, 2, 3, 4, 5]),
    opens: 570,
    closes: 960,
    halfCloses: 720,
    days: new Map([['2026-11-25', 'closed' as const]]),
    closures: new Map(),
  }
  const table = ArrivalTable.parse(read('arrivals/AIRSTAR.json'))

  it.each([true, false])('margin %s: what is queued at any minute of a week opens before it is promised', (margin) => {
    const broken: string[] = []
    for (let minute = 0; minute < 7 * 1440; minute += 5) {
      const at = instantAt('2026-11-20', 0, ZONE) + minute * 60_000
      const date = businessDateOf(at, ZONE)
      const tradingDay = isBusinessDay(calendar, date)
      const arrival = arrivalOf(table, { margin, automatic: true, large: false, tradingDay, minute: minute % 1440 })
      if (arrival.kind === 'within') continue
      const day = arrival.day === 'same' ? date : nextBusinessDay(calendar, date)
      const [hours = 0, minutes = 0] = arrival.time.split(':').map(Number)
      const opens = nextHours(calendar, channel('auto_bs'), at)?.opensAt ?? Number.POSITIVE_INFINITY
      if (opens > instantAt(day, hours * 60 + minutes, ZONE)) broken.push(`${date} ${minute % 1440}`)
      // Nothing is promised for a day without trading (R3-71).
      if (!isBusinessDay(calendar, day)) broken.push(`${day} is shut`)
    }
    expect(broken).toEqual([])
    expect(addDays('2026-11-20', 5)).toBe('2026-11-25')
  })
})
