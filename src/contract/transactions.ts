/** Payment transactions of a request: drafts, their editing and approval (R1-21…R1-33). */
import { z } from 'zod'
import { changing, command } from './base.ts'
import { DestinationDetails } from './customers.ts'
import { Instant } from './dates.ts'
import { RequestId, TransactionId, Version } from './ids.ts'
import { AmountMinor, Currency, PositiveMinor } from './money.ts'

/** What kind of payout is wanted; the wish of a request. */
export const Method = z.enum(['wireTransfer', 'cheque', 'creditCard'])
export type Method = z.output<typeof Method>

/** R1-23 lists five; a cheque is the desk's sixth, carried by O-13 (R3-49). */
export const PaymentType = z.enum([
  'creditCard',
  'wireTransfer',
  'settlementCreditCard',
  'settlementWireTransfer',
  'fee',
  'cheque',
])
export type PaymentType = z.output<typeof PaymentType>

export const TransactionRow = z
  .object({
    transactionId: TransactionId,
    version: Version,
    paymentType: PaymentType,
    amountMinor: AmountMinor,
    currency: Currency,
    /** Original credit transaction: pays directly to an eligible account of the customer (R1-27). */
    oct: z.boolean(),
    automatic: z.boolean(),
    status: z.enum(['draft', 'approved', 'executing', 'executed', 'failed']),
    details: DestinationDetails.nullable(),
    tradeId: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: Instant.nullable(),
    digest: z.string(),
  })
  .strict()
export type TransactionRow = z.output<typeof TransactionRow>

const Done = z.object({ requestId: RequestId, version: Version, transactionId: TransactionId.nullable() }).strict()
const content = { amountMinor: PositiveMinor, oct: z.boolean(), details: DestinationDetails.nullable() }

/** Every command names the request's version: a transaction is part of what the card shows. */
export const transactions = {
  add: command({ permissions: ['withdrawals.approve'] })
    .input(changing({ requestId: RequestId, paymentType: PaymentType, ...content }))
    .output(Done),
  edit: command({ permissions: ['withdrawals.approve'] })
    .input(changing({ requestId: RequestId, transactionId: TransactionId, ...content }))
    .output(Done),
  remove: command({ permissions: ['withdrawals.approve'] })
    .input(changing({ requestId: RequestId, transactionId: TransactionId }))
    .output(Done),
  /** Approves the named drafts as they were shown: each with its digest (law 5). */
  approve: command({ permissions: ['withdrawals.approve'], stepUp: true })
    .input(
      changing({
        requestId: RequestId,
        transactions: z
          .array(z.object({ transactionId: TransactionId, digest: z.string().max(64) }).strict())
          .min(1)
          .max(20),
      }),
    )
    .output(Done),
}
