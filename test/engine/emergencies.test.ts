/** Emergency controls: raised by one, lifted by two; what each forbids (R2-102…R2-106). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BatchDay } from '../support/batch-day.ts'
import { completeRequest, makeCustomer, makeRequest } from '../support/cases.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { makePayment, promised, refusalOf } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})
const raise = (kind: string, about = '', who: PersonName = 'signerA'): Answer =>
  desk.as(who).call('emergencies.raise', { kind, about, reason: 'something is wrong' })
const active = (who: PersonName = 'agent'): Answer[] =>
  promised('emergencies.active', desk.as(who).call('emergencies.active'))
const lift = (who: PersonName): Answer => {
  const { emergencyId, version } = active()[0]
  return desk.as(who).call('emergencies.lift', { emergencyId, expectedVersion: version, reason: 'it is over' })
}

it('R2-103 while processing is paused no batch is sent; approvals and releases go on', async () => {
  const day = new BatchDay(desk)
  const { batchId } = await day.placed('written', [makePayment(desk)])
  raise('pause')
  expect(active()).toMatchObject([{ kind: 'pause', by: 'Sam Signer', reason: 'something is wrong' }])
  day.release(batchId, 'signerA')
  day.release(batchId, 'signerB')
  expect(await refusalOf(() => day.export(batchId))).toMatchObject({
    code: 'PROCESSING_PAUSED',
    figures: { by: 'Sam Signer' },
  })
  lift('signerA')
  lift('signerB')
  expect(day.export(batchId)).toMatchObject({ state: 'exported' })
  // Bytes that left before may be handed out again during a pause: nothing new is sent by it.
  raise('pause')
  expect(day.export(batchId)).toMatchObject({ exports: 2 })
})

describe('lifting (law 4)', () => {
  it('takes two different people, and the same emergency is raised once', async () => {
    raise('pause')
    expect(await refusalOf(() => raise('pause', '', 'signerB'))).toMatchObject({ code: 'EMERGENCY_IN_FORCE' })
    expect(lift('signerA')).toMatchObject({ lifted: false })
    expect(await refusalOf(() => lift('signerA'))).toMatchObject({ code: 'EMERGENCY_LIFT_SAME_PERSON' })
    expect(lift('bo')).toMatchObject({ lifted: true })
    expect(active()).toEqual([])
    expect(raise('pause')).toMatchObject({ lifted: false })
  })
  it('needs the second factor and a permission', async () => {
    raise('pause')
    const { emergencyId, version } = active()[0]
    const input = { emergencyId, expectedVersion: version, reason: 'over' }
    expect(await refusalOf(() => desk.asWithoutStepUp('signerB').call('emergencies.lift', input))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
    expect(await refusalOf(() => desk.as('agent').call('emergencies.lift', input))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })
})

it('R2-105 R2-106 a frozen account and a suspended customer are not paid, before and after the batch was built', async () => {
  const day = new BatchDay(desk)
  const payment = makePayment(desk)
  const { batchId } = await day.placed('released', [payment])
  const { accountNumber, customerNumber } = desk.as('bo').call('requests.get', { requestId: payment.requestId }).row
  raise('freeze', accountNumber)
  expect(await refusalOf(() => day.export(batchId))).toMatchObject({
    code: 'ACCOUNT_FROZEN',
    figures: { number: accountNumber },
  })
  lift('signerA')
  lift('signerB')
  raise('suspend', customerNumber)
  expect(await refusalOf(() => day.export(batchId))).toMatchObject({ code: 'CUSTOMER_SUSPENDED' })
  const other = makeCustomer(desk)
  const { requestId } = makeRequest(desk, other)
  raise('suspend', desk.as('bo').call('requests.get', { requestId }).row.customerNumber)
  expect(await refusalOf(() => completeRequest(desk, requestId))).toMatchObject({ code: 'CUSTOMER_SUSPENDED' })
})

it('R2-103 R2-105 R2-106 a signed cheque is not released in a pause, for a frozen account or a suspended customer', async () => {
  const cheques = new ChequeDesk(desk)
  const { leafId, payment } = await cheques.placed('signedTwice')
  const { accountNumber, customerNumber } = desk.as('bo').call('requests.get', { requestId: payment.requestId }).row
  for (const [kind, about, code] of [
    ['pause', '', 'PROCESSING_PAUSED'],
    ['freeze', accountNumber, 'ACCOUNT_FROZEN'],
    ['suspend', customerNumber, 'CUSTOMER_SUSPENDED'],
  ]) {
    raise(kind, about)
    expect(await refusalOf(() => cheques.release(leafId))).toMatchObject({ code })
    lift('signerA')
    lift('signerB')
  }
  expect(cheques.release(leafId)).toMatchObject({ state: 'released' })
})

it('R2-103 R2-105 R2-106 what was frozen after its release is not taken to the bank, and what is frozen is not printed', async () => {
  const cheques = new ChequeDesk(desk)
  const { leafId, payment } = await cheques.placed('signedTwice')
  cheques.release(leafId, { delivery: 'deposit' })
  const other = cheques.payment()
  const rowOf = (requestId: number) => desk.as('bo').call('requests.get', { requestId }).row
  const { accountNumber, customerNumber } = rowOf(payment.requestId)
  for (const [kind, about, code] of [
    ['pause', '', 'PROCESSING_PAUSED'],
    ['freeze', accountNumber, 'ACCOUNT_FROZEN'],
    ['suspend', customerNumber, 'CUSTOMER_SUSPENDED'],
  ]) {
    raise(kind, about)
    expect(await refusalOf(() => cheques.deposit(leafId))).toMatchObject({ code })
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'released', depositId: null })
    lift('signerA')
    lift('signerB')
  }
  raise('freeze', rowOf(other.requestId).accountNumber)
  expect(await refusalOf(() => cheques.print([other]))).toMatchObject({ code: 'ACCOUNT_FROZEN' })
  lift('signerA')
  lift('signerB')
  await cheques.deposit(leafId)
  expect(cheques.leaf(leafId).state).toBe('deposited')
})

it('R2-104 knows the providers of its channels and refuses others', async () => {
  expect(desk.as('signerA').call('emergencies.list').providers).toContain('HSBC')
  raise('provider', 'BST')
  expect(active()).toMatchObject([{ kind: 'provider', about: 'BST' }])
  expect(await refusalOf(() => raise('provider', 'nobody'))).toMatchObject({ code: 'NOT_FOUND' })
  expect(await refusalOf(() => raise('freeze', '0'))).toMatchObject({ code: 'NOT_FOUND' })
})

describe('R2-106 a suspected fraud', () => {
  it('holds every pending payout of the customer once; nothing of it is approved or paid, and people release it after the lift', async () => {
    const profiles = new ProfileDesk()
    try {
      const [pending, waiting, approved, other] = [
        profiles.make('payout-operations'),
        profiles.make('payout-operations', { amountMinor: 30_000_000 }),
        profiles.make('payout-operations', { amountMinor: 1_100_000 }),
        profiles.make('payout-operations', { amountMinor: 1_200_000, highRisk: true }),
      ] as [number, number, number, number]
      profiles.by('sen')(waiting, 'approve')
      profiles.by('ops')(approved, 'approve')
      const remit = profiles.make('audit-confirm-remit')
      const { customerNumber } = profiles.as('bo').call('requests.get', { requestId: pending }).row
      profiles
        .as('signerA')
        .call('emergencies.raise', { kind: 'suspend', about: customerNumber, reason: 'two reports' })
      expect(profiles.engine.emergenciesDue()).toBe(4)
      expect(profiles.engine.emergenciesDue()).toBe(0)
      for (const requestId of [pending, waiting, approved]) expect(profiles.place(requestId).status).toBe('held')
      expect(profiles.place(remit).status).toBe('locked')
      expect(profiles.place(other).status).toBe('pending')
      const [{ emergencyId, version, heldRequests }] = profiles.as('bo').call('emergencies.active')
      expect(heldRequests).toBe(4)
      // Released while the suspension is in force, it is still stopped by the check of its partner.
      profiles.by('ops')(pending, 'release')
      expect(profiles.why('ops', pending, 'approve')).toMatch(/^CHECK/)
      profiles.as('signerA').call('emergencies.lift', { emergencyId, expectedVersion: version, reason: 'cleared' })
      profiles.as('bo').call('emergencies.lift', { emergencyId, expectedVersion: version + 1, reason: 'cleared' })
      expect(profiles.why('ops', pending, 'approve')).toBeNull()
      expect(profiles.place(approved).status).toBe('held')
      expect(profiles.faults).toEqual([])
    } finally {
      profiles.close()
    }
  })

  it('survives a restart between the suspension and the holding', () => {
    const profiles = new ProfileDesk()
    try {
      const requestId = profiles.make('payout-operations')
      const { customerNumber } = profiles.as('bo').call('requests.get', { requestId }).row
      profiles
        .as('signerA')
        .call('emergencies.raise', { kind: 'suspend', about: customerNumber, reason: 'two reports' })
      profiles.restart()
      expect(profiles.engine.emergenciesDue()).toBe(1)
      expect(profiles.place(requestId).status).toBe('held')
    } finally {
      profiles.close()
    }
  })
})
