/** Payout destinations: a second person and a cooling-off time before money may go there (R0-04…R0-06, K-07). */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAs, approveRequest, approveTransactions, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf, uploadFile } from '../support/payments.ts'

const HOUR_MS = 3_600_000

let desk: TestDesk
beforeAll(() => {
  desk = testDesk()
})
afterAll(() => desk.close())

function policy(second: 'yes' | 'no', hours: number): void {
  const now: Answer[] = desk.as('admin').call('settings.list')
  for (const [key, value] of [
    ['destinations.secondPerson', second],
    ['destinations.coolingOffHours', hours],
  ] as const) {
    const expectedVersion = now.find((row) => row.key === key).version
    desk.as('admin').call('settings.set', { key, value, expectedVersion })
  }
}
const cardOf = (customerId: number): Answer =>
  promised('customers.get', desk.as('agent').call('customers.get', { customerId }))
const destinationOf = (customerId: number, id: number): Answer =>
  cardOf(customerId).destinations.find((row: Answer) => row.destinationId === id)
const add = (customerId: number, change: object = {}, who: PersonName = 'agent'): Answer =>
  desk.as(who).call('customers.addDestination', {
    customerId,
    details: { ...DETAILS, accountNumber: '999000111222', ...change },
  })
const proposalFor = (destinationId: number): Answer =>
  desk
    .as('bo')
    .call('proposals.list', { which: 'open', before: null, pageSize: 100 })
    .rows.find((row: Answer) => row.subject === `destination:${destinationId}`)

describe('a new destination', () => {
  test('waits for a second person, cools off, and is usable then, each with its reason', async () => {
    const customer = makeCustomer(desk)
    policy('yes', 24)
    const { destinationId, state } = add(customer.customerId)
    expect(state).toBe('waiting')
    const request = () => makeRequest(desk, { ...customer, destinationId }, { amountMinor: 1_000 })
    expect(await refusalOf(request)).toMatchObject({ code: 'DESTINATION_WAITS', figures: { payee: 'LEE KA YAN' } })

    const proposal = proposalFor(destinationId)
    expect(proposal).toMatchObject({ kind: 'destination.add', mayDecide: 'yes', madeBy: 'Agnes Agent' })
    expect(proposal.changes).toContainEqual({ field: 'account', before: null, after: '999000111222' })
    expect(desk.as('bo').call('notifications.mine').rows[0]).toMatchObject({ template: 'destination.waiting' })
    desk.confirm(proposal.proposalId, 'bo')
    const until = desk.now + 24 * HOUR_MS
    expect(destinationOf(customer.customerId, destinationId)).toMatchObject({
      state: 'coolingOff',
      confirmedBy: 'Bea Backoffice',
      usableFrom: until,
    })
    expect(await refusalOf(request)).toMatchObject({
      code: 'DESTINATION_COOLING',
      figures: { hours: 24, until: expect.stringMatching(/^2026-11-2\d \d\d:\d\d$/) },
    })
    desk.now = until - 120_000
    desk.restart()
    expect(await refusalOf(request)).toMatchObject({ code: 'DESTINATION_COOLING' })
    desk.now = until
    expect(request().status).toBe('new')
  })

  test('is never confirmed by who recorded it, whatever else that person may do', async () => {
    const customer = makeCustomer(desk)
    const { destinationId } = add(customer.customerId, { payeeName: 'OWN' }, 'cs')
    const { proposalId } = proposalFor(destinationId)
    // `cs` records and is a supervisor: the permission is there, the second person is not.
    expect(await refusalOf(() => desk.confirm(proposalId, 'cs'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    for (const who of ['agent', 'auditor', 'signerA'] as const)
      expect(
        await refusalOf(() => desk.as(who).call('proposals.approve', { proposalId, expectedVersion: 1 })),
      ).toMatchObject({ code: 'PERMISSION_MISSING' })
    expect(destinationOf(customer.customerId, destinationId).state).toBe('waiting')
  })

  test('refused, it stays on the card out of use; the same details wait anew', async () => {
    const customer = makeCustomer(desk)
    const { destinationId } = add(customer.customerId)
    const { proposalId } = proposalFor(destinationId)
    desk.as('bo').call('proposals.refuse', { proposalId, expectedVersion: 1, reason: 'Not the customer’s name' })
    expect(destinationOf(customer.customerId, destinationId).state).toBe('inactive')
    expect(
      await refusalOf(() => makeRequest(desk, { ...customer, destinationId }, { amountMinor: 1_000 })),
    ).toMatchObject({ code: 'DESTINATION_INACTIVE' })
    expect(add(customer.customerId)).toEqual({ destinationId, state: 'waiting' })
    expect(add(customer.customerId)).toEqual({ destinationId, state: 'waiting' })
    desk.as('agent').call('proposals.withdraw', {
      proposalId: proposalFor(destinationId).proposalId,
      expectedVersion: 1,
      reason: '',
    })
    expect(destinationOf(customer.customerId, destinationId).state).toBe('inactive')
  })

  test('that comes with a file is recorded with its request; the payment waits for it', async () => {
    const customer = makeCustomer(desk)
    policy('yes', 2)
    const { accounts, customerNumber } = cardOf(customer.customerId)
    const text = [
      'external_ref,customer_no,customer_name,customer_name_zh,account_no,currency,amount,method,payee_name,bank_code,bank_bic,payee_account,payee_address,payee_town,payee_country,reason,comment,requested_at',
      `F-1,${customerNumber},Lee Ka Yan,李嘉欣,${accounts[0].accountNumber},HKD,100.00,Wire Transfer,LEE KA YAN,004,HSBCHKHHHKH,555000111,1 Road,Hong Kong,HK,,,2026-11-19T09:12:00+08:00`,
    ].join('\n')
    const fileId = uploadFile(desk.as('cs'), 'requests.csv', text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    expect(desk.as('cs').call('intake.take', { kind: 'requests', fileId, sha256 })).toMatchObject({ taken: 1 })
    const [fromFile] = cardOf(customer.customerId).destinations.filter((row: Answer) => row.state === 'waiting')
    const { destinationId } = fromFile
    expect(proposalFor(destinationId)).toMatchObject({ kind: 'destination.add' })
    policy('no', 0)
    const usable = add(customer.customerId, { accountNumber: '555000222' })
    const { requestId } = makeRequest(
      desk,
      { ...customer, destinationId: usable.destinationId },
      { amountMinor: 1_000 },
    )
    approveRequest(desk, requestId)
    approveTransactions(desk, requestId)
    // Meanwhile somebody takes it out of use: nothing leaves.
    const { version } = destinationOf(customer.customerId, usable.destinationId)
    const retire = { destinationId: usable.destinationId, expectedVersion: version, reason: 'Customer reports a theft' }
    desk.as('agent').call('customers.retireDestination', retire)
    const complete = await refusalOf(() => actAs(desk, 'bo')(requestId, 'complete'))
    expect(complete).toMatchObject({ code: 'DESTINATION_INACTIVE' })
    expect(destinationOf(customer.customerId, destinationId).state).toBe('waiting')
  })
})

describe('a changed destination', () => {
  test('is a new one: the old one stays usable until the new one is confirmed, then goes out of use', () => {
    policy('no', 0)
    const customer = makeCustomer(desk)
    policy('yes', 0)
    const old = destinationOf(customer.customerId, customer.destinationId)
    const changed = { ...old.details, accountNumber: '111222333' }
    const { destinationId } = desk.as('agent').call('customers.replaceDestination', {
      destinationId: old.destinationId,
      expectedVersion: old.version,
      details: changed,
      holder: 'joint',
    })
    expect(destinationOf(customer.customerId, old.destinationId).state).toBe('usable')
    const proposal = proposalFor(destinationId)
    expect(proposal.changes).toContainEqual({
      field: 'account',
      before: old.details.accountNumber,
      after: '111222333',
    })
    desk.confirm(proposal.proposalId, 'bo')
    expect(destinationOf(customer.customerId, old.destinationId).state).toBe('inactive')
    expect(destinationOf(customer.customerId, destinationId)).toMatchObject({
      state: 'usable',
      holder: 'joint',
      replaces: old.destinationId,
    })
  })
})

test('K-07 a kind that no profile in force pays to is not recorded, and one that this profile does not pay to is not used', async () => {
  policy('no', 0)
  const customer = makeCustomer(desk)
  const allowed: string[] = desk
    .as('agent')
    .call('workflow.inForce')
    .flatMap((profile: Answer) => profile.policies.allowedDestinationKinds)
  for (const kind of ['card', 'eWallet', 'giftCard']) {
    const record = () => add(customer.customerId, { kind, accountNumber: '1234', bankCode: '', bankBic: '' })
    if (!allowed.includes(kind)) {
      expect(await refusalOf(record)).toMatchObject({ code: 'DESTINATION_KIND', figures: { destinationKind: kind } })
      continue
    }
    const { destinationId } = record()
    const own: string[] = desk.as('agent').call('workflow.profile', {}).policies.allowedDestinationKinds
    const use = () => makeRequest(desk, { ...customer, destinationId }, { amountMinor: 1_000 })
    if (own.length > 0 && !own.includes(kind)) expect(await refusalOf(use)).toMatchObject({ code: 'DESTINATION_KIND' })
    else expect(use().status).toBe('new')
  }
})
