/** The channel of a request through the router: recommendation, choice, controls, what an approval covers, what leaves. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actAs, completeRequest, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, lastSequence, promised, refusalOf } from '../support/payments.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

/** A request to a bank, and what is known about its channel. */
function requestTo(bankCode: string, options: { currency?: string; amountMinor?: number; details?: object } = {}) {
  const { currency = 'HKD', amountMinor = 1_250_000 } = options
  const customer = makeCustomer(desk, {
    currency,
    balanceMinor: amountMinor * 4,
    figures: { equityMinor: amountMinor * 4, freeMarginMinor: amountMinor * 4 },
  })
  const { destinationId } = desk.as('agent').call('customers.addDestination', {
    customerId: customer.customerId,
    details: {
      ...DETAILS,
      currency,
      bankCode,
      bankBic: '',
      accountNumber: `9${customer.customerId}`,
      ...options.details,
    },
  })
  return makeRequest(desk, { ...customer, destinationId }, { amountMinor }).requestId as number
}
const choice = (requestId: number): Answer =>
  promised('requests.channelChoice', desk.as('bo').call('requests.channelChoice', { requestId }))
const card = (requestId: number): Answer => desk.as('bo').call('requests.get', { requestId })
const at = (requestId: number) => ({ requestId, expectedVersion: card(requestId).row.version })
const choose = (requestId: number, channel: string | null, reason = '', who: PersonName = 'bo'): Answer =>
  desk.as(who).call('requests.setChannel', { ...at(requestId), channel, reason })
const record = (requestId: number, control: string, state = 'holds', who: PersonName = 'bo'): Answer =>
  desk.as(who).call('requests.recordControl', {
    ...at(requestId),
    control,
    state,
    amountMinor: null,
    note: 'Seen at the bank today',
    evidenceFileId: null,
  })
const verdictOf = (requestId: number, channel: string) =>
  choice(requestId).recommendation.candidates.find((each: Answer) => each.channel === channel)

describe('channels as data', () => {
  it('R3-30 brings every channel along at its first version, for reading', () => {
    const list = promised('channels.list', desk.as('bo').call('channels.list'))
    expect(list).toHaveLength(20)
    expect(list.every((each: Answer) => each.version === 1 && each.madeBy === null)).toBe(true)
    expect(promised('channels.routing', desk.as('bo').call('channels.routing')).routing.rows).toHaveLength(16)
    const banks = promised('channels.banks', desk.as('bo').call('channels.banks', { search: '恒生' }))
    expect(banks.banks.map((each: Answer) => each.code)).toEqual(['024'])
  })

  it('keeps what a ledger has when it is opened again', () => {
    desk.restart()
    expect(desk.connection.value('SELECT count(*) FROM channel_data')).toBe(28)
  })

  it('tries a route without a request', () => {
    const given = { bankCode: '024', bankBic: '', country: '', destinationKind: 'bankAccount', currency: 'HKD' }
    const asked = { ...given, amountMinor: 5_000, feeConsent: null, profile: null }
    expect(promised('channels.tryOut', desk.as('bo').call('channels.tryOut', asked))).toMatchObject({
      channel: 'hase',
      row: '8',
    })
  })
})

describe('the choice of a person', () => {
  it('R3-32 marks the recommended channel with its reason and takes it', () => {
    const requestId = requestTo('024')
    expect(choice(requestId)).toMatchObject({
      channel: null,
      mayChange: true,
      recommendation: { channel: 'hase', row: '8' },
    })
    const since = lastSequence(desk)
    choose(requestId, 'hase')
    expect(choice(requestId)).toMatchObject({ channel: 'hase', name: { en: 'Hang Seng E-Banking' } })
    expect(auditedSince(desk, since).map(({ action }) => action)).toEqual(['request.channel'])
  })

  it('R3-32 takes another one only with a reason, and never one that cannot carry the payment', async () => {
    const requestId = requestTo('012')
    expect(await refusalOf(() => choose(requestId, 'boc'))).toMatchObject({ code: 'CHANNEL_AGAINST_TABLE' })
    choose(requestId, 'boc', 'The client asked for a same-bank transfer')
    expect(choice(requestId).channel).toBe('boc')
    expect(await refusalOf(() => choose(requestId, 'hsbc', 'please'))).toMatchObject({
      code: 'CHANNEL_CANNOT',
      figures: { why: 'bankNotServed', bank: '012' },
    })
    expect(await refusalOf(() => choose(requestId, 'sc_same_bank', 'please'))).toMatchObject({ code: 'CHANNEL_CANNOT' })
    expect(await refusalOf(() => choose(requestId, 'nowhere', 'please'))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('R3-28 leaves the choice to a person where no row holds', () => {
    const requestId = requestTo('072', { currency: 'CNY', amountMinor: 99_999_999 })
    expect(choice(requestId).recommendation).toMatchObject({ channel: null, row: '15' })
  })

  it('is refused to whom may neither confirm nor approve, and to an old version', async () => {
    const requestId = requestTo('024')
    const seen = at(requestId)
    choose(requestId, 'hase')
    const again = () => desk.as('bo').call('requests.setChannel', { ...seen, channel: null, reason: '' })
    expect(await refusalOf(again)).toMatchObject({ name: 'Conflict' })
    expect(await refusalOf(() => choose(requestId, 'hase', '', 'cs'))).toMatchObject({ code: 'PERMISSION_MISSING' })
  })

  it('law 5: another channel is another content, and an approved payment keeps its channel', async () => {
    const requestId = requestTo('012')
    const before = card(requestId).contentDigest
    choose(requestId, 'boc_fps')
    const digest = card(requestId).contentDigest
    expect(digest).not.toBe(before)
    record(requestId, 'ownName')
    completeRequest(desk, requestId)
    expect(await refusalOf(() => choose(requestId, 'boc', 'faster'))).toMatchObject({ code: 'CHANNEL_FIXED' })
    expect(desk.connection.value('SELECT channel FROM instructions WHERE request_id = ?', requestId)).toBe('boc_fps')
  })
})

describe('what a channel asks for', () => {
  it('R3-29 a mandate is known for the bank card and holds for its next request', () => {
    const first = requestTo('238')
    expect(verdictOf(first, 'auto_bs')).toMatchObject({ verdict: 'recommended', open: ['mandateOpen'] })
    record(first, 'mandateOpen')
    expect(verdictOf(first, 'auto_bs').open).toEqual([])
    expect(choice(first).facts).toMatchObject([{ control: 'mandateOpen', state: 'holds', by: 'Bea Backoffice' }])
    record(first, 'mandateOpen', 'refused')
    expect(choice(first).recommendation.channel).not.toBe('auto_bs')
  })

  it('R3-52 without fee consent nothing leaves by CHATS; declined, the cheque remains', async () => {
    const requestId = requestTo('015', { amountMinor: 100_000_000 })
    choose(requestId, 'chats_rtgs')
    expect(await refusalOf(() => completeRequest(desk, requestId))).toMatchObject({
      code: 'CHANNEL_CONTROL_OPEN',
      figures: { control: 'feeConsent' },
    })
    const other = requestTo('015', { amountMinor: 100_000_000 })
    record(other, 'feeConsent', 'refused')
    expect(choice(other).recommendation).toMatchObject({ channel: 'check', row: '14' })
    expect(await refusalOf(() => choose(other, 'chats_rtgs', 'all the same'))).toMatchObject({
      code: 'CHANNEL_CANNOT',
      figures: { why: 'controlRefused' },
    })
  })

  it('R3-54 without a passed screening nothing leaves by T/T', async () => {
    const details = {
      bankBic: 'BARCGB22',
      bankName: 'Barclays',
      address: { ...DETAILS.address, town: 'London', country: 'GB' },
    }
    const requestId = requestTo('', { details })
    expect(choice(requestId).recommendation).toMatchObject({ channel: 'tele_transfer', row: '2' })
    choose(requestId, 'tele_transfer')
    expect(await refusalOf(() => completeRequest(desk, requestId))).toMatchObject({
      code: 'CHANNEL_CONTROL_OPEN',
      figures: { control: 'nameScreening' },
    })
    record(requestId, 'nameScreening')
    const act = actAs(desk, 'bo')
    act(requestId, 'complete')
    expect(desk.connection.value('SELECT channel FROM instructions WHERE request_id = ?', requestId)).toBe(
      'tele_transfer',
    )
  })

  it('R3-16 knows the client by the same words in any order, and asks about another name', () => {
    const state = (payeeName: string) => {
      const controls = choice(requestTo('012', { details: { payeeName } })).controls
      return controls.find((each: Answer) => each.control === 'ownName')?.state ?? 'open'
    }
    expect(['KA YAN, Lee', '李嘉欣', 'Lee Ka Yin'].map(state)).toEqual(['holds', 'holds', 'open'])
  })
})
