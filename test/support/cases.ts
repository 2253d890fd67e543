/** Ready-made customers and requests for engine tests. */
import type { Answer, PersonName, TestDesk } from './desk.ts'

export const FIGURES = {
  equityMinor: 5_000_000,
  creditMinor: 0,
  marginMinor: 0,
  freeMarginMinor: 5_000_000,
  openTrades: 0,
}

export const DETAILS = {
  kind: 'bankAccount' as const,
  payeeName: 'LEE KA YAN',
  currency: 'HKD' as const,
  bankCode: '004',
  bankBic: 'HSBCHKHHHKH',
  bankName: 'HSBC',
  accountNumber: '808123456001',
  address: { street: '1 Queens Road Central', building: '', postCode: '', town: 'Hong Kong', country: 'HK' },
}

let count = 0

/** A customer with one HKD account of 50,000.00 (equal in books and platform) and one bank destination. */
export function makeCustomer(
  desk: TestDesk,
  options: { figures?: Partial<typeof FIGURES>; balanceMinor?: number; currency?: string; risk?: string } = {},
) {
  const agent = desk.as('agent')
  count++
  const currency = options.currency ?? 'HKD'
  const { customerId } = agent.call('customers.create', {
    customerNumber: `C-${20000 + count}`,
    name: 'Lee Ka Yan',
    nameChinese: '李嘉欣',
    email: 'lee@example.hk',
    phone: '+852 9123 4567',
    country: 'HK',
    risk: options.risk ?? 'normal',
  })
  const { accountId } = agent.call('customers.addAccount', {
    customerId,
    accountNumber: `${5500000 + count}`,
    currency,
    openingBalanceMinor: options.balanceMinor ?? 5_000_000,
    figures: { ...FIGURES, ...options.figures },
  })
  const { destinationId } = agent.call('customers.addDestination', { customerId, details: { ...DETAILS, currency } })
  return {
    customerId: customerId as number,
    accountId: accountId as number,
    destinationId: destinationId as number,
    currency,
  }
}

export type MadeCustomer = ReturnType<typeof makeCustomer>

export function makeRequest(
  desk: TestDesk,
  customer: MadeCustomer,
  options: {
    amountMinor?: number
    method?: string
    by?: PersonName
    profile?: string
    template?: string
    reason?: string
  } = {},
): Answer {
  return desk.as(options.by ?? 'agent').call('requests.create', {
    ...(options.profile ? { profile: options.profile } : {}),
    ...(options.template ? { template: options.template } : {}),
    // R0-07: that workflow asks for the type.
    ...(options.profile === 'manager-finance' ? { withdrawalType: 'regular' } : {}),
    customerId: customer.customerId,
    accountId: customer.accountId,
    destinationId: customer.destinationId,
    method: options.method ?? 'wireTransfer',
    amountMinor: options.amountMinor ?? 1_250_000,
    currency: customer.currency,
    priority: 'normal',
    reason: options.reason ?? '',
    comment: 'Requested by phone',
  })
}

/** The actions of a person: performs one on a request as it is now. */
export const actAs =
  (desk: TestDesk, who: PersonName) =>
  (requestId: number, action: string, given: Record<string, unknown> = {}): Answer => {
    const person = desk.as(who)
    const card = person.call('requests.get', { requestId })
    return person.call('requests.act', {
      requestId,
      action,
      expectedVersion: card.row.version,
      comment: '',
      documents: [],
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: false,
      ...given,
    })
  }

/** The card as a person sees it. */
export function cardOf(desk: TestDesk, requestId: number, who: PersonName = 'bo'): Answer {
  return desk.as(who).call('requests.get', { requestId })
}

/** Takes a request from New to Approved by Backoffice along the direct path without open trades. */
export function approveRequest(desk: TestDesk, requestId: number): void {
  actAs(desk, 'cs')(requestId, 'passToRetention')
  actAs(desk, 'ret')(requestId, 'passToBackoffice')
  desk.as('bo').call('requests.answerRecheck', {
    requestId,
    expectedVersion: cardOf(desk, requestId).row.version,
    answers: { documents: 'yes', balance: 'yes', call: 'yes' },
  })
  actAs(desk, 'bo')(requestId, 'approve')
}

/** Approves every draft of a request. */
export function approveTransactions(desk: TestDesk, requestId: number, who: PersonName = 'bo'): void {
  const card = cardOf(desk, requestId, who)
  const drafts = card.transactions.filter((t: Answer) => t.status === 'draft')
  desk.as(who).call('transactions.approve', {
    requestId,
    expectedVersion: card.row.version,
    transactions: drafts.map((t: Answer) => ({ transactionId: t.transactionId, digest: t.digest })),
  })
}

/** Takes a new request up to "being sent": its payments wait for a batch or a leaf. */
export function completeRequest(desk: TestDesk, requestId: number): void {
  approveRequest(desk, requestId)
  approveTransactions(desk, requestId)
  actAs(desk, 'bo')(requestId, 'complete')
}
