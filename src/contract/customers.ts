/** Customers, their trading accounts (where money comes from) and payout destinations (where it goes). */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { AccountId, CustomerId, DestinationId, ProposalId, RequestId, Version } from './ids.ts'
import { Code, LIMITS, line, prose, requiredLine } from './limits.ts'
import { AmountMinor, Currency, NonNegativeMinor } from './money.ts'

/** Figures of the trading platform for one account at one moment; inputs of R1-79…82. */
export const TradingFigures = z
  .object({
    equityMinor: AmountMinor,
    creditMinor: NonNegativeMinor,
    marginMinor: NonNegativeMinor,
    freeMarginMinor: AmountMinor,
    openTrades: z.int().min(0).max(1_000_000),
    takenAt: Instant,
  })
  .strict()

export const TradingAccount = z
  .object({
    accountId: AccountId,
    version: Version,
    customerId: CustomerId,
    accountNumber: z.string(),
    currency: Currency,
    figures: TradingFigures,
    /** Equity / margin × 100, null without margin (R1-39). */
    marginLevelPercent: z.number().nullable(),
    /** What the desk's books owe the customer on this account, and how much of it is held. */
    bookBalanceMinor: AmountMinor,
    heldMinor: NonNegativeMinor,
  })
  .strict()
export type TradingAccount = z.output<typeof TradingAccount>

/** Where money may go; which of them a profile pays to is its own policy (K-07). */
export const DestinationKind = z.enum(['bankAccount', 'cheque', 'card', 'eWallet', 'giftCard'])
export type DestinationKind = z.output<typeof DestinationKind>
/** Whose account it is: the customer's alone, or held together with somebody else. */
export const Holder = z.enum(['own', 'joint'])
export type Holder = z.output<typeof Holder>
/** A destination waits for a second person, then cools off, then money may go there. */
export const DestinationState = z.enum(['waiting', 'coolingOff', 'usable', 'inactive'])
export type DestinationState = z.output<typeof DestinationState>
export const Address = z
  .object({
    street: line(70),
    building: line(16),
    postCode: line(16),
    town: line(35),
    country: z.string().regex(/^([A-Z]{2})?$/),
  })
  .strict()
export const DestinationDetails = z
  .object({
    kind: DestinationKind,
    payeeName: requiredLine(LIMITS.nameChars),
    currency: Currency,
    bankCode: z.string().regex(/^(\d{3})?$/),
    bankBic: z.string().regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/),
    bankName: line(LIMITS.nameChars),
    accountNumber: line(34),
    address: Address,
  })
  .strict()
export type DestinationDetails = z.output<typeof DestinationDetails>

export const Destination = z
  .object({
    destinationId: DestinationId,
    version: Version,
    customerId: CustomerId,
    details: DestinationDetails,
    createdAt: Instant,
    createdBy: z.string(),
    active: z.boolean(),
    holder: Holder,
    state: DestinationState,
    /** The end of the cooling-off time; null while it waits for a second person. */
    usableFrom: Instant.nullable(),
    confirmedBy: z.string().nullable(),
    /** The destination that this one takes the place of. */
    replaces: DestinationId.nullable(),
  })
  .strict()
export type Destination = z.output<typeof Destination>

export const CustomerRow = z
  .object({
    customerId: CustomerId,
    customerNumber: z.string(),
    name: z.string(),
    nameChinese: z.string(),
    country: z.string(),
    risk: z.enum(['low', 'normal', 'high']),
    accounts: z.int(),
    openRequests: z.int(),
  })
  .strict()
export type CustomerRow = z.output<typeof CustomerRow>

/** One entry of the Activity tab; `W` marks a comment copied from a withdrawal request (R1-20). */
export const Activity = z
  .object({
    at: Instant,
    by: z.string(),
    kind: z.enum(['comment', 'request', 'account', 'destination', 'balanceOperation']),
    fromWithdrawal: z.boolean(),
    requestId: RequestId.nullable(),
    text: z.string(),
  })
  .strict()

export const CustomerCard = z
  .object({
    version: Version,
    customerId: CustomerId,
    customerNumber: z.string(),
    name: z.string(),
    nameChinese: z.string(),
    email: z.string(),
    phone: z.string(),
    country: z.string(),
    risk: z.enum(['low', 'normal', 'high']),
    createdAt: Instant,
    accounts: z.array(TradingAccount),
    destinations: z.array(Destination),
    requests: z.array(
      z
        .object({
          requestId: RequestId,
          status: Code,
          amountMinor: AmountMinor,
          currency: Currency,
          createdAt: Instant,
          accountNumber: z.string(),
          /** Not at an end; these come first. */
          open: z.boolean(),
        })
        .strict(),
    ),
    activity: z.array(Activity),
  })
  .strict()
export type CustomerCard = z.output<typeof CustomerCard>

export const TradingOrder = z
  .object({
    tradeId: z.string(),
    kind: z.enum(['withdrawal', 'rollback', 'chargeback', 'fraudActivity', 'accountingMistake', 'deposit']),
    amountMinor: AmountMinor,
    currency: Currency,
    comment: z.string(),
    requestId: RequestId.nullable(),
    at: Instant,
    by: z.string(),
  })
  .strict()

/** What can be paid out of an account now, with its inputs (R1-79…84). */
export const AvailableAmount = z
  .object({
    currency: Currency,
    availableMinor: AmountMinor,
    recommendedMinor: AmountMinor,
    byMarginMinor: AmountMinor,
    byCreditMinor: AmountMinor,
    recommendedByMarginMinor: AmountMinor,
    rule: z.enum(['first', 'second', 'smaller']),
    inputs: z
      .object({
        equityMinor: AmountMinor,
        creditMinor: AmountMinor,
        marginMinor: AmountMinor,
        freeMarginMinor: AmountMinor,
        openedRequestsMinor: AmountMinor,
        minimumLevelGeneral: z.int(),
        takenAt: Instant,
      })
      .strict(),
  })
  .strict()
export type AvailableAmount = z.output<typeof AvailableAmount>

const person = {
  name: requiredLine(LIMITS.nameChars),
  nameChinese: line(LIMITS.nameChars),
  email: line(120),
  phone: line(40),
  country: z.string().regex(/^([A-Z]{2})?$/),
  risk: z.enum(['low', 'normal', 'high']),
}
const Done = z.object({ customerId: CustomerId, version: Version }).strict()

export const customers = {
  list: query('customers.read')
    .input(
      z
        .object({
          search: line(80),
          after: z
            .object({ customerNumber: z.string().max(40) })
            .strict()
            .nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(CustomerRow), more: z.boolean(), total: z.int().nullable() }).strict()),
  get: query('customers.read')
    .input(z.object({ customerId: CustomerId }).strict())
    .output(CustomerCard),
  create: command({ permissions: ['customers.write'] })
    .input(creating({ customerNumber: requiredLine(40), ...person }))
    .output(Done),
  update: command({ permissions: ['customers.write'] })
    .input(changing({ customerId: CustomerId, ...person, riskReason: prose(LIMITS.commentChars).optional() }))
    .output(Done),
  addAccount: command({ permissions: ['customers.write'] })
    .input(
      creating({
        customerId: CustomerId,
        accountNumber: requiredLine(40),
        currency: Currency,
        openingBalanceMinor: NonNegativeMinor,
        figures: TradingFigures.omit({ takenAt: true }),
      }),
    )
    .output(z.object({ accountId: AccountId }).strict()),
  addDestination: command({ permissions: ['customers.write'] })
    .input(creating({ customerId: CustomerId, details: DestinationDetails, holder: Holder.default('own') }))
    .output(z.object({ destinationId: DestinationId, state: DestinationState }).strict()),
  /** A changed destination is a new one that takes the place of the old one once it is confirmed. */
  replaceDestination: command({ permissions: ['customers.write'] })
    .input(changing({ destinationId: DestinationId, details: DestinationDetails, holder: Holder.default('own') }))
    .output(z.object({ destinationId: DestinationId, state: DestinationState }).strict()),
  /** No further money goes there. */
  retireDestination: command({ permissions: ['customers.write'] })
    .input(changing({ destinationId: DestinationId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ destinationId: DestinationId, version: Version }).strict()),
  comment: command({ permissions: ['customers.write', 'withdrawals.comment'] })
    .input(creating({ customerId: CustomerId, text: requiredLine(LIMITS.commentChars) }))
    .output(Nothing),
  account: query('customers.read')
    .input(z.object({ accountId: AccountId }).strict())
    .output(
      z
        .object({
          account: TradingAccount,
          customerNumber: z.string(),
          customerName: z.string(),
          orders: z.array(TradingOrder),
        })
        .strict(),
    ),
  /** For a new request of a profile; the desk's own when none is named. */
  available: query('customers.read')
    .input(z.object({ accountId: AccountId, profile: Code.optional() }).strict())
    .output(AvailableAmount),
  /** R1-04: a withdrawal balance operation without a request, for one of three causes; another person confirms it (law 4). */
  balanceOperation: command({ permissions: ['ledger.adjust'], stepUp: true })
    .input(
      creating({
        accountId: AccountId,
        cause: z.enum(['chargeback', 'fraudActivity', 'accountingMistake']),
        amountMinor: NonNegativeMinor,
        comment: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.object({ proposalId: ProposalId }).strict()),
}
