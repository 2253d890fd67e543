/** What an approval covers (law 5): the digest of payee, account, amount, currency, method, channel and fee. */
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { destinationById } from '../customers/index.ts'
import type { Request } from './schema.ts'

export function contentDigest(call: Call, request: Request): string {
  const known = digests.get(request)
  if (known !== undefined) return known
  const digest = digestNow(call, request)
  digests.set(request, digest)
  return digest
}

/** A row that was read never changes, and neither does a destination on file: one command asks several times for the same. */
const digests = new WeakMap<Request, string>()

function digestNow(call: Call, request: Request): string {
  const destination = request.destinationId === null ? null : destinationById(call, request.destinationId).digest
  return digestOf({
    request: request.id,
    customer: request.customerId,
    account: request.accountId,
    destination,
    method: request.method,
    amount: request.amountMinor,
    fee: request.feeMinor,
    currency: request.currency,
    ...(request.channel === null ? {} : { channel: request.channel }),
  })
}

export function transactionDigest(content: {
  paymentType: string
  amountMinor: number
  currency: string
  oct: number
  details: string | null
}): string {
  const { paymentType, amountMinor, currency, oct, details } = content
  return digestOf({ paymentType, amountMinor, currency, oct, details: details === null ? null : JSON.parse(details) })
}
