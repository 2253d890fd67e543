/** What approvals of a request are about: its content as it stands, in words and as a digest (law 5). */
import type { ContentLine } from '../../../../contract/approvals.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Call } from '../../call.ts'
import { type Subject, voidChanged } from '../approvals/index.ts'
import { accountById, customerById, destinationById } from '../customers/index.ts'
import { contentDigest } from './content.ts'
import { show } from './money.ts'
import type { Request } from './schema.ts'

/** Judging an approval and keeping it ask for the same words of the same row. */
const subjects = new WeakMap<Request, Subject>()

export function subjectOf(call: Call, request: Request): Subject {
  const known = subjects.get(request)
  if (known) return known
  const subject = subjectNow(call, request)
  subjects.set(request, subject)
  return subject
}

function subjectNow(call: Call, request: Request): Subject {
  const { profile, profileVersion, createdBy, amountMinor, currency } = request
  return {
    requestId: request.id,
    profile,
    profileVersion,
    createdBy,
    amountMinor,
    currency,
    digest: contentDigest(call, request),
    content: contentLines(call, request),
  }
}

/** What stands on the screen of an approver, field by field. */
function contentLines(call: Call, request: Request): ContentLine[] {
  const customer = customerById(call, request.customerId)
  const details =
    request.destinationId === null
      ? null
      : (JSON.parse(destinationById(call, request.destinationId).details) as DestinationDetails)
  return [
    { field: 'customer', value: `${customer.name} (${customer.customerNumber})` },
    { field: 'account', value: accountById(call, request.accountId).accountNumber },
    { field: 'payee', value: details?.payeeName ?? '' },
    { field: 'payeeAccount', value: details?.accountNumber ?? '' },
    { field: 'bank', value: details ? `${details.bankName} ${details.bankCode} ${details.bankBic}`.trim() : '' },
    { field: 'method', value: request.method },
    { field: 'amount', value: show(request.amountMinor, request.currency) },
    { field: 'fee', value: show(request.feeMinor, request.currency) },
    { field: 'currency', value: request.currency },
  ]
}

/** Called after a change of what an approver reads: earlier approvals are void, and the difference is kept (law 5, K-29). */
export function voidApprovals(call: Call, request: Request): boolean {
  if (call.services.profiles.of(request).data.approvals.length === 0) return false
  return voidChanged(call, subjectOf(call, request)) > 0
}
