/**
 * Requests of every profile on their way from the first decision to the payment. Only the steps count; what stands before them (the
 * request, checks that people answer, the channel, the card that somebody reads) is done outside the time.
 */
import { cardOf, DETAILS } from '../support/cases.ts'
import { say } from '../support/checked-desk.ts'
import { type Answer, type PersonAtDesk, type PersonName, TEST_START, TestDesk } from '../support/desk.ts'
import type { ProfileName } from '../support/profile-names.ts'
import { addCustomers, type BulkCustomer } from './history.ts'

type Step = { who: PersonName; action: string }
const PEOPLE: PersonName[] = ['agent', 'cs', 'ret', 'bo', 'fm', 'mgr', 'fo', 'ops', 'ops2', 'wo', 'pay', 'pay2']
const IN_ORDER = { kyc: 'approved', standing: 'active', nssQuestionnaire: 'completed', gdca: 'completed' } as const
const DAY_MS = 86_400_000

/** Who leads a small request of a profile to its payment. */
const STEPS: Record<ProfileName, readonly Step[]> = {
  'manager-finance': [
    { who: 'mgr', action: 'approve' },
    { who: 'fo', action: 'startReview' },
    { who: 'fo', action: 'pay' },
  ],
  'department-review': [
    { who: 'cs', action: 'passToRetention' },
    { who: 'ret', action: 'passToBackoffice' },
    { who: 'bo', action: 'approve' },
    { who: 'bo', action: 'complete' },
  ],
  'payout-operations': [
    { who: 'ops', action: 'hold' },
    { who: 'ops2', action: 'release' },
    { who: 'ops', action: 'approve' },
    { who: 'ops', action: 'process' },
  ],
  'audit-confirm-remit': [
    { who: 'wo', action: 'next' },
    { who: 'wo', action: 'execute' },
  ],
  'incentive-payments': [
    { who: 'pay', action: 'askVerification' },
    { who: 'pay', action: 'verified' },
    { who: 'pay', action: 'approve' },
    { who: 'pay2', action: 'pay' },
  ],
}

export class TransitionDesk extends TestDesk {
  readonly profile: ProfileName
  readonly steps: readonly Step[]
  readonly #customers: BulkCustomer[]
  #made = 0
  /** Called before and after each step, outside its time. */
  aroundStep: (when: 'before' | 'after') => void = () => {}

  /** Two desks of the same options are equal row by row. */
  constructor(options: { profile: ProfileName; customers: number }) {
    // As it is shipped: answers are parsed by the contract in tests and development only.
    super({ people: PEOPLE, start: TEST_START - 8 * DAY_MS, checkOutputs: false })
    this.profile = options.profile
    this.steps = STEPS[options.profile]
    this.as('admin').call('settings.set', { key: 'session.stepUpMinutes', value: 30, expectedVersion: 1 })
    this.#customers = addCustomers(this.connection, options.customers * 3).filter(({ currency }) => currency === 'HKD')
    // R2-13: paid to themselves.
    this.connection.run('UPDATE customers SET name = ?', DETAILS.payeeName)
    this.restart()
    for (const { ids } of this.#customers) {
      say(this, ['customer', ids.customerId], IN_ORDER)
      say(this, ['destination', ids.destinationId], { verified: 'yes' })
    }
    this.now = TEST_START
    this.restart()
    this.connection.raw.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** Makes requests and leads them on step by step, as people work through their queues; the milliseconds inside the steps. */
  run(requests: number): number {
    const ids = Array.from({ length: requests }, () => this.make())
    let spentMs = 0
    for (const step of this.steps) {
      // Everybody reads first: between two steps of the measured run lies nothing, as between two of the bare ones.
      const inputs = ids.map((requestId) => this.#asRead(requestId, step))
      const { link } = this.as(step.who)
      for (const input of inputs) spentMs += this.#take(link, input)
    }
    return spentMs
  }

  /** A new request that is ready for its first step; returns its number. */
  make(): number {
    const customer = this.#customers[this.#made++ % this.#customers.length]
    if (!customer) throw new Error('a desk without customers')
    const { requestId } = this.as('agent').call('requests.create', {
      ...customer.ids,
      profile: this.profile,
      method: 'wireTransfer',
      ...(this.profile === 'manager-finance' ? { withdrawalType: 'regular' } : {}),
      amountMinor: 100_000 + this.#made * 37,
      currency: customer.currency,
      priority: 'normal',
      reason: '',
      comment: 'Requested by phone',
    })
    const { lines } = this.as('fm').call('checks.ofRequest', { requestId })
    for (const { check, state } of lines as Answer[])
      if (state === 'toDo')
        this.as('fm').call('checks.answer', { requestId, check, passed: true, text: 'Looked at', fileId: null })
    if (this.profile === 'audit-confirm-remit') this.#chooseChannel(requestId)
    return requestId
  }

  #chooseChannel(requestId: number): void {
    const { channel } = this.as('wo').call('requests.channelChoice', { requestId }).recommendation
    const { version } = cardOf(this, requestId, 'wo').row
    if (channel !== null)
      this.as('wo').call('requests.setChannel', { requestId, expectedVersion: version, channel, reason: '' })
  }

  /** What a step of this profile needs besides: answers and approved drafts. */
  #prepare(requestId: number, { action }: Step): void {
    if (this.profile !== 'department-review') return
    const bo = this.as('bo')
    const { row, transactions } = cardOf(this, requestId)
    const at = { requestId, expectedVersion: row.version }
    if (action === 'approve')
      bo.call('requests.answerRecheck', { ...at, answers: { documents: 'yes', balance: 'yes', call: 'yes' } })
    if (action !== 'complete') return
    const approved = transactions.map(({ transactionId, digest }: Answer) => ({ transactionId, digest }))
    bo.call('transactions.approve', { ...at, transactions: approved })
  }

  /** A step by a person who has just read the card. */
  #asRead(requestId: number, step: Step): Record<string, unknown> {
    this.#prepare(requestId, step)
    const { row, contentDigest } = cardOf(this, requestId, step.who)
    return this.withCommandId('requests.act', {
      requestId,
      expectedVersion: row.version,
      action: step.action,
      comment: 'because',
      documents: [],
      // R4-14: what the provider answered.
      ...(step.action === 'verified' ? { reference: `KYC-${requestId}` } : {}),
      contentDigest,
      acknowledgeShortBalance: false,
    })
  }

  /** The milliseconds of one step. */
  #take(link: PersonAtDesk['link'], input: Record<string, unknown>): number {
    this.advance(10)
    this.aroundStep('before')
    const startedAt = performance.now()
    this.engine.call(link, 'requests.act', input)
    const spentMs = performance.now() - startedAt
    this.aroundStep('after')
    return spentMs
  }
}
