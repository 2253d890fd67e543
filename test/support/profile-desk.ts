/** Requests of every built-in profile, brought to each of their places by people, never by writing to the ledger file. */
import { actAs, cardOf, DETAILS, type MadeCustomer, makeCustomer, makeRequest } from './cases.ts'
import { say } from './checked-desk.ts'
import { type Answer, type PersonName, TEST_START, TestDesk } from './desk.ts'
import type { ProfileName } from './profile-names.ts'

/** What the pre-validation of the profiles wants to know of a customer. */
const IN_ORDER = { kyc: 'approved', standing: 'active', nssQuestionnaire: 'completed', gdca: 'completed' }

const EVERYBODY: PersonName[] = [
  'agent',
  'cs',
  'ret',
  'deal',
  'bo',
  'bo2',
  'signerA',
  'signerB',
  'fin',
  'auditor',
  'mgr',
  'mgr2',
  'fo',
  'ops',
  'ops2',
  'sen',
  'sen2',
  'fm',
  'fd',
  'aud',
  'wo',
  'wo2',
  'comp',
  'pay',
  'pay2',
]

export class ProfileDesk extends TestDesk {
  readonly customer: MadeCustomer
  readonly highRisk: MadeCustomer
  /** A customer whose currency has no approval table. */
  readonly yen: MadeCustomer

  constructor() {
    // Customers who joined long enough ago for a first payout (R2-10).
    super({ people: EVERYBODY, start: TEST_START - 8 * 86_400_000 })
    const rich = {
      balanceMinor: 90_000_000_000,
      figures: { equityMinor: 90_000_000_000, freeMarginMinor: 90_000_000_000 },
    }
    this.customer = makeCustomer(this, rich)
    this.highRisk = makeCustomer(this, { ...rich, risk: 'high' })
    this.yen = makeCustomer(this, { currency: 'JPY' })
    for (const { customerId, destinationId } of [this.customer, this.highRisk]) {
      say(this, ['customer', customerId], IN_ORDER)
      say(this, ['destination', destinationId], { verified: 'yes' })
    }
    this.now = TEST_START
    this.restart()
  }

  /** A new request of a profile; returns its number. */
  make(
    profile: ProfileName,
    options: { amountMinor?: number; highRisk?: boolean; template?: string; by?: PersonName } = {},
  ): number {
    const { highRisk = false, ...rest } = options
    const customer = highRisk ? this.highRisk : this.customer
    // R2-107: the same amount to the same account would be a duplicate.
    const destinationId = profile === 'payout-operations' ? this.#anotherAccount(customer) : customer.destinationId
    const { requestId } = makeRequest(
      this,
      { ...customer, destinationId },
      { amountMinor: 1_000_000, ...rest, profile },
    )
    this.look(requestId, highRisk)
    if (profile === 'audit-confirm-remit') this.#chooseChannel(requestId)
    return requestId
  }

  /** R3-28: Confirm wants a channel; the payee's bank decides which. */
  #chooseChannel(requestId: number): void {
    const { version } = cardOf(this, requestId, 'wo').row
    const { channel } = this.as('wo').call('requests.channelChoice', { requestId }).recommendation
    if (channel === null) return
    this.as('wo').call('requests.setChannel', { requestId, expectedVersion: version, channel, reason: '' })
  }

  /** Answers what people have to look at, and enters a high-risk client in the register (R2-14, R3-24, R3-56). */
  look(requestId: number, highRisk: boolean): void {
    const { lines } = this.as('fm').call('checks.ofRequest', { requestId })
    for (const { check, state } of lines as Answer[]) {
      if (state !== 'toDo') continue
      this.as('fm').call('checks.answer', { requestId, check, passed: true, text: 'Looked at', fileId: null })
    }
    const { missing } = this.as('fm').call('risk.ofRequest', { requestId })
    if (highRisk && missing.length > 0)
      this.as('bo').call('risk.enter', { requestId, kind: 'highRiskClient', inquiry: null, note: '' })
  }

  #accounts = 0

  #anotherAccount({ customerId }: MadeCustomer): number {
    const accountNumber = String(900_000_000 + ++this.#accounts)
    const details = { ...DETAILS, accountNumber }
    const { destinationId } = this.as('agent').call('customers.addDestination', { customerId, details })
    say(this, ['destination', destinationId], { verified: 'yes' })
    return destinationId
  }

  /** The actions of a person, on a request as it is now and as the person reads it. */
  by(who: PersonName): (requestId: number, action: string, given?: Record<string, unknown>) => Answer {
    const act = actAs(this, who)
    return (requestId, action, given = {}) => act(requestId, action, { comment: 'because', ...given })
  }

  place(requestId: number): { status: string; step: string | null; department: string | null; beingSent: boolean } {
    const { status, step, department, beingSent } = cardOf(this, requestId, 'auditor').row
    return { status, step, department, beingSent }
  }

  /** What a person may do now. */
  open(who: PersonName, requestId: number): string[] {
    return cardOf(this, requestId, who)
      .actions.filter((each: Answer) => each.blockedBy === null)
      .map((each: Answer) => each.action)
      .sort()
  }

  /** Why a person may not take an action; the code alone. */
  why(who: PersonName, requestId: number, action: string): string | null {
    const found = cardOf(this, requestId, who).actions.find((each: Answer) => each.action === action)
    return found ? (found.blockedBy?.code ?? null) : 'ACTION_NOT_OFFERED'
  }
}
