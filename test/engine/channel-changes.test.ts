/** Channel data changes by two people, one version at a time, and only when it holds together (R3-80, R3-81). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { refusalOf } from '../support/payments.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk({ people: ['admin', 'bo', 'admin2'] })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const kept = (key: string): Answer =>
  desk
    .as('bo')
    .call('channels.list')
    .find((each: Answer) => each.channel.key === key)
const change = (key: string, part: object, expectedVersion = kept(key).version): Answer =>
  desk.as('admin').call('channels.propose', {
    kind: 'channel',
    key,
    expectedVersion,
    definition: JSON.stringify({ ...kept(key).channel, ...part }),
    reason: 'the bank told us',
  })

it('R3-81 an automatic withdrawal is switched off by two people, and the version names both', async () => {
  const { automatic } = kept('auto_bs').channel
  const { proposalId, applied } = change('auto_bs', { automatic: { ...automatic, enabled: false } })
  expect(applied).toBe(false)
  expect(kept('auto_bs')).toMatchObject({ version: 1, channel: { automatic: { enabled: true } } })
  const shown = desk.as('admin2').call('proposals.get', { proposalId })
  expect(shown.changes).toEqual([{ field: 'automatic.enabled', before: 'yes', after: 'no' }])
  expect(
    await refusalOf(() => desk.as('admin').call('proposals.approve', { proposalId, expectedVersion: 1 })),
  ).toMatchObject({ code: 'PROPOSAL_OWN' })
  desk.confirm(proposalId)
  expect(kept('auto_bs')).toMatchObject({ version: 2, madeBy: 'Ada Admin', channel: { automatic: { enabled: false } } })
  expect(kept('auto_bs').approvedBy).not.toBe('Ada Admin')
})

it('R3-82 a limit is a figure of its own, and an old version is a conflict', async () => {
  const { thresholds } = kept('auto_bs').channel
  const more = thresholds.map((each: Answer, index: number) =>
    index === 0 ? { ...each, bound: { ...each.bound, amountMinor: 200_000_000 } } : each,
  )
  desk.confirm(change('auto_bs', { thresholds: more }).proposalId)
  expect(kept('auto_bs').channel.thresholds[0].bound.amountMinor).toBe(200_000_000)
  expect(await refusalOf(() => change('auto_bs', {}, 1))).toMatchObject({ name: 'Conflict' })
})

it('what does not hold together is refused before anybody confirms it', async () => {
  expect(await refusalOf(() => change('hsbc', { enabled: false }))).toMatchObject({ code: 'CHANNEL_DATA_UNFIT' })
  expect(await refusalOf(() => change('hsbc', { currencies: [] }))).toMatchObject({ name: 'InvalidInput' })
  expect(await refusalOf(() => change('hsbc', { key: 'other' }))).toMatchObject({ name: 'InvalidInput' })
  const { routing, version } = desk.as('bo').call('channels.routing')
  const rows = routing.rows.map((row: Answer) => (row.row === '7' ? { ...row, channel: 'nowhere' } : row))
  const input = {
    kind: 'routing',
    key: 'default',
    expectedVersion: version,
    definition: JSON.stringify({ ...routing, rows }),
    reason: 'x',
  }
  expect(await refusalOf(() => desk.as('admin').call('channels.propose', input))).toMatchObject({
    code: 'CHANNEL_DATA_UNFIT',
    figures: { why: 'row 7 names the unknown channel nowhere' },
  })
})

it('a channel that was switched off by two people is no longer recommended, and says what to use', () => {
  const hint = { en: 'Use BOC FPS while HSBC is out.', 'zh-Hant': '滙豐停用期間請用中銀轉數快。' }
  desk.confirm(change('hsbc', { enabled: false, hint }).proposalId)
  const asked = {
    bankCode: '004',
    bankBic: '',
    country: '',
    destinationKind: 'bankAccount',
    currency: 'USD',
    amountMinor: 5_000,
    feeConsent: null,
    profile: null,
  }
  const { channel, candidates } = desk.as('bo').call('channels.tryOut', asked)
  expect(channel).toBe('check')
  expect(candidates.find((each: Answer) => each.channel === 'hsbc').reasons[0].label.en).toBe(hint.en)
})
