/** Incentives of partner users: recorded, approved, paid in bulk from a wallet; the user's wallet, verification and withdrawal (R4). */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { AccountId, CommandId, CustomerId, DestinationId, JournalId, RequestId, Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { AmountMinor, Currency, PositiveMinor } from './money.ts'
import { proposed } from './proposals.ts'
import { RefusalData } from './refusals.ts'

export const IncentiveId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
export const INCENTIVE_STATUSES = ['pending', 'approved', 'paid'] as const
export const IncentiveStatus = z.enum(INCENTIVE_STATUSES)
export type IncentiveStatus = z.output<typeof IncentiveStatus>

export const Incentive = z
  .object({
    incentiveId: IncentiveId,
    version: Version,
    customerId: CustomerId,
    customerNumber: z.string(),
    customerName: z.string(),
    title: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    status: IncentiveStatus,
    madeBy: z.string(),
    madeAt: Instant,
    approvedBy: z.string().nullable(),
    paidBy: z.string().nullable(),
    paidAt: Instant.nullable(),
    description: z.string().nullable(),
    /** Why the last try to pay it was refused; the incentive stays Approved (R4-28). */
    failure: RefusalData.nullable(),
    journalId: JournalId.nullable(),
    own: z.boolean(),
  })
  .strict()
export type Incentive = z.output<typeof Incentive>

export const Wallet = z
  .object({ accountId: AccountId, name: z.string(), currency: Currency, freeMinor: AmountMinor })
  .strict()
export type Wallet = z.output<typeof Wallet>

const Selected = z
  .array(z.object({ incentiveId: IncentiveId, expectedVersion: Version }).strict())
  .min(1)
  .max(LIMITS.bulkRows)
const Results = z
  .object({
    results: z.array(z.object({ incentiveId: IncentiveId, refusal: RefusalData.nullable() }).strict()),
  })
  .strict()

export const PAYOUT_WAYS = ['bankTransfer', 'giftCards'] as const

/** R4-12: handed to the payout provider; none of it is kept here (R4-14). */
const Person = {
  firstName: requiredLine(80),
  lastName: requiredLine(80),
  taxId: requiredLine(40),
  mobile: requiredLine(40),
  country: z.string().regex(/^[A-Z]{2}$/),
  address: requiredLine(200),
}

export const incentives = {
  list: query('incentives.manage', 'incentives.pay', 'audit.read')
    .input(
      z
        .object({
          status: IncentiveStatus.nullable(),
          before: IncentiveId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(Incentive), next: IncentiveId.nullable() }).strict()),
  add: command({ permissions: ['incentives.manage'] })
    .input(
      creating({
        customerId: CustomerId,
        title: requiredLine(LIMITS.nameChars),
        amountMinor: PositiveMinor,
        currency: Currency,
      }),
    )
    .output(z.object({ incentiveId: IncentiveId }).strict()),
  /** Each judged on its own; who recorded one does not approve it. */
  approve: command({ permissions: ['incentives.pay'], stepUp: true })
    .input(z.object({ commandId: CommandId, incentives: Selected }).strict())
    .output(Results),
  /** R4-25…R4-28: from one wallet; a total above its balance refuses all, a refused item leaves the others paid. */
  pay: command({ permissions: ['incentives.pay'], stepUp: true })
    .input(
      z
        .object({
          commandId: CommandId,
          incentives: Selected,
          walletId: AccountId,
          description: requiredLine(LIMITS.nameChars),
        })
        .strict(),
    )
    .output(Results),
  /** The payer's wallets; none = the initial set-up is not finished (R4-04). */
  wallets: query('incentives.manage', 'incentives.pay', 'admin.settings').input(Nothing).output(z.array(Wallet)),
  /** Where money leaves from is two people's word. */
  addWallet: command({ permissions: ['admin.settings'], stepUp: true })
    .input(creating({ accountId: AccountId, name: requiredLine(LIMITS.shortTextChars) }))
    .output(z.object({ accountId: AccountId, ...proposed }).strict()),
  /** R4-07, R4-11: what a user has and may do; the wallets appear once money has arrived. */
  payments: query('customers.read')
    .input(z.object({ customerId: CustomerId }).strict())
    .output(
      z
        .object({
          wallets: z.array(Wallet),
          verified: z.boolean(),
          /** What may be withdrawn without verification; null = no limit is set. */
          limitMinor: AmountMinor.nullable(),
          limitCurrency: Currency,
          ways: z.array(z.enum(PAYOUT_WAYS)),
        })
        .strict(),
    ),
  /** R4-30: by bank transfer to a linked account; a request of the workflow `incentive-payments`. */
  withdraw: command({ permissions: ['withdrawals.create'] })
    .input(creating({ accountId: AccountId, destinationId: DestinationId, amountMinor: PositiveMinor }))
    .output(z.object({ requestId: RequestId }).strict()),
  /** R4-12…R4-14: the person's data goes to the provider; kept are that, when, by whom and the provider's reference. */
  verify: command({ permissions: ['incentives.manage', 'incentives.pay'], stepUp: true })
    .input(creating({ customerId: CustomerId, ...Person, reference: requiredLine(80) }))
    .output(z.object({ customerId: CustomerId }).strict()),
}
