/** Fills what a check may look at from the books, the facts and the other tables; each part is read once and only when asked for. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { KnownFacts } from '../../../../contract/facts.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { activeHold, accountById as ledgerAccountById } from '../../ledger/books.ts'
import { barFor } from '../blacklist/index.ts'
import { accountById, accountsOf, availableOf, customerById, destinationById } from '../customers/index.ts'
import { isSuspended } from '../emergencies/index.ts'
import { knownFacts } from '../facts/index.ts'
import { findLimits, limitsUsed } from '../limit-table/index.ts'
import { regionOf, riskOf } from '../risk/index.ts'
import { type WithdrawableAmount, withdrawableAmount } from './rules/amounts.ts'
import type { Look } from './rules/look.ts'
import { matchNames, type NameMatch } from './rules/names.ts'
import { cardsOf, depositedOn, paidBefore, paidTwin, pendingTwin } from './store.ts'

/** A request that is there or wanted, as plain facts. */
export type CheckSubject = {
  requestId: number | null
  profile: string
  profileVersion: number
  status: string | null
  step?: string | null
  customerId: number
  accountId: number
  destinationId: number | null
  amountMinor: number
  /** What earlier tries have taken and not given back. */
  executeMinor?: number
  currency: string
  method: string
  createdAt: number
}

const DAY_MS = 86_400_000

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The look of a subject, lazily. */
export function lookAt(call: Call, subject: CheckSubject): Look {
  const customer = once(() => customerPart(call, subject))
  const account = once(() => accountPart(call, subject))
  const destination = once(() => destinationPart(call, subject))
  const history = once(() => historyPart(call, subject))
  const available = once(() => withdrawableOf(call, subject))
  const cards = once(() => cardsOf(call, subject.customerId))
  const limits = once(() => limitsPart(call, subject, customer().facts))
  const bar = once(() => barPart(call, subject))
  const risk = once(() => {
    const state = riskOf(call, subject)
    const registered = state.missing.length === 0
    return { reasons: state.reasons, registered, locked: state.locked, decided: state.decided }
  })
  const names = once(() => {
    const { details, facts } = destination() ?? { details: null, facts: {} as { jointHolders?: string } }
    return namesOf(call, { customerId: subject.customerId, payeeName: details?.payeeName ?? '', ...facts })
  })
  return {
    now: call.now,
    today: call.today,
    request: subject,
    get customer() {
      return customer()
    },
    get account() {
      return account()
    },
    get destination() {
      return destination()
    },
    get names() {
      return names()
    },
    get available() {
      return available()
    },
    get history() {
      return history()
    },
    get cards() {
      return cards()
    },
    get depositedMinor() {
      return Number(account().facts.deposited ?? depositedOn(call, subject.accountId))
    },
    get limits() {
      return limits()
    },
    get bar() {
      return bar()
    },
    get risk() {
      return risk()
    },
    get policies() {
      return policiesOf(call, subject)
    },
    settings: settingsPart(call),
    show: (amountMinor, currency) => `${formatMoney(amountMinor, currency as Currency)} ${currency}`,
  }
}

function namesOf(
  call: Call,
  about: { customerId: number; payeeName: string; jointHolders?: string | undefined },
): NameMatch {
  const { name, nameChinese } = customerById(call, about.customerId)
  return matchNames(about.payeeName, [name, nameChinese], about.jointHolders ?? '')
}

/** O-05: whether the payee of a destination is its customer, alone or jointly; the same answer for every rule that asks. */
export function isOwnPayee(call: Call, about: { customerId: number; destinationId: number | null }): boolean {
  const destination = destinationPart(call, about)
  if (destination === null) return false
  const { details, facts } = destination
  const names = namesOf(call, { customerId: about.customerId, payeeName: details.payeeName, ...facts })
  return names.score >= call.services.settings.get('checks.nameScore')
}

function settingsPart(call: Call): Look['settings'] {
  const { settings } = call.services
  return {
    minimumAgeDays: settings.get('checks.minimumAgeDays'),
    destinationAgeDays: settings.get('checks.destinationAgeDays'),
    repeatDays: settings.get('checks.repeatDays'),
    initialDepositMinor: settings.get('checks.initialDepositMinor'),
    initialDepositCurrency: settings.get('checks.initialDepositCurrency'),
    nameScore: settings.get('checks.nameScore'),
    unusualFactor: settings.get('checks.unusualFactor'),
  }
}

function policiesOf(call: Call, subject: CheckSubject): Look['policies'] {
  return call.services.profiles.of(subject).data.policies
}

function customerPart(call: Call, { customerId }: CheckSubject) {
  const { customerNumber, name, country, createdAt } = customerById(call, customerId)
  const facts = knownFacts(call, { subject: 'customer', subjectId: customerId })
  // R2-106: an emergency in force counts as a suspicion of fraud, whatever the platform says.
  const known = isSuspended(call, customerId) ? { ...facts, standing: 'fraudInvestigation' } : facts
  return { number: customerNumber, name, country, createdAt, facts: known }
}

function accountPart(call: Call, { accountId }: CheckSubject) {
  const { accountNumber, currency } = accountById(call, accountId)
  return { number: accountNumber, currency, facts: knownFacts(call, { subject: 'account', subjectId: accountId }) }
}

function destinationPart(call: Call, { destinationId }: Pick<CheckSubject, 'destinationId'>) {
  if (destinationId === null) return null
  const row = destinationById(call, destinationId)
  const details = JSON.parse(row.details) as DestinationDetails
  const facts = knownFacts(call, { subject: 'destination', subjectId: destinationId })
  return {
    details,
    kind: row.kind,
    currency: details.currency as string,
    bankName: details.bankName,
    bankCode: details.bankCode,
    region: regionOf(details, facts),
    active: row.active === 1,
    createdAt: row.createdAt,
    facts,
  }
}

function historyPart(call: Call, subject: CheckSubject): Look['history'] {
  const { settings } = call.services
  const { customerId, currency } = subject
  const exceptRequestId = subject.requestId ?? 0
  const about = { ...subject, exceptRequestId }
  const { fields, windowMs } = duplicateRule(call, subject)
  const compare = { method: fields.includes('method'), destination: fields.includes('destination') }
  const pendingSince = windowMs === null ? 0 : call.now - windowMs
  const { paid, averageMinor, open } = paidBefore(call, { customerId, currency, exceptRequestId })
  return {
    paidRequests: paid,
    averagePaidMinor: averageMinor,
    openRequests: open,
    duplicateOf: pendingTwin(call, { ...about, since: pendingSince }, compare),
    repeats: paidTwin(call, { ...about, since: call.now - settings.get('checks.repeatDays') * DAY_MS }),
  }
}

const FIELDS_OF_SETTING = {
  amountMethodDestination: ['amount', 'method', 'destination'],
  amountDestination: ['amount', 'destination'],
  amount: ['amount'],
} as const

/** R2-107: the profile's own definition of a duplicate, or the desk's. */
function duplicateRule(call: Call, subject: CheckSubject): { fields: readonly string[]; windowMs: number | null } {
  const { duplicate } = call.services.profiles.of(subject).data.policies
  const { settings } = call.services
  if (duplicate !== null)
    return {
      fields: duplicate.fields,
      windowMs: duplicate.windowHours === null ? null : duplicate.windowHours * 3_600_000,
    }
  return {
    fields: FIELDS_OF_SETTING[settings.get('checks.duplicateFields')],
    windowMs: settings.get('checks.duplicateDays') * DAY_MS,
  }
}

/** K-04: by the account's type, with every figure that goes in. */
export function withdrawableOf(call: Call, subject: CheckSubject): WithdrawableAmount {
  const account = accountById(call, subject.accountId)
  const facts = knownFacts(call, { subject: 'account', subjectId: account.id })
  const books = ledgerAccountById(call.db, account.ledgerAccountId)
  const amount = (value: string | undefined) => (value === undefined ? null : Number(value))
  return withdrawableAmount({
    accountType: facts.accountType ?? 'trading',
    trading: availableOf(call, account, subject),
    bookBalanceMinor: -books.balanceMinor,
    heldMinor: books.heldMinor - ownHold(call, subject),
    netAssetsMinor: amount(facts.netAssets),
    minimumElvMinor: amount(facts.minimumElv),
    creditLimitMinor: amount(facts.creditLimit),
    availableBalanceMinor: amount(facts.availableBalance),
  })
}

/** R2-12: a request's own hold does not count against it. */
function ownHold(call: Call, { requestId }: CheckSubject): number {
  return requestId === null ? 0 : (activeHold(call.db, requestId)?.amountMinor ?? 0)
}

/** Whom the limits take a customer for. */
function limitPerson(call: Call, customerId: number, facts: KnownFacts) {
  const { customerNumber, risk } = customerById(call, customerId)
  const verified = facts.providerVerified === 'yes' || facts.kyc === 'approved'
  return { customerId, customerNumber, risk, rank: facts.rank ?? 'standard', verified }
}

/** The limits in force for a customer in the currencies of his accounts, with what is used of them. */
export function limitsOfCustomer(call: Call, customerId: number) {
  const facts = knownFacts(call, { subject: 'customer', subjectId: customerId })
  const currencies = accountsOf(call, customerId).map(({ currency }) => currency)
  return limitsUsed(call, { ...limitPerson(call, customerId, facts), currencies })
}

function limitsPart(call: Call, subject: CheckSubject, facts: Look['customer']['facts']): Look['limits'] {
  const found = findLimits(call, {
    ...limitPerson(call, subject.customerId, facts),
    requestId: subject.requestId,
    currency: subject.currency,
    method: subject.method,
    amountMinor: subject.amountMinor,
  })
  return found.map(({ limit, used, within }) => ({
    ...limit,
    currency: limit.currency || subject.currency,
    used,
    within,
  }))
}

function barPart(call: Call, subject: CheckSubject) {
  const destination = destinationPart(call, subject)
  return barFor(call, [
    { kind: 'customer', value: customerById(call, subject.customerId).customerNumber },
    { kind: 'account', value: accountById(call, subject.accountId).accountNumber },
    { kind: 'destinationAccount', value: destination?.details.accountNumber ?? '' },
    { kind: 'payeeName', value: destination?.details.payeeName ?? '' },
    { kind: 'country', value: destination?.region ?? '' },
  ])
}
