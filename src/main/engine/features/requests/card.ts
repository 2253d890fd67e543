/** The request card: everything for the decision, read in one call (R1-14…R1-20). */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Department } from '../../../../contract/permissions.ts'
import type { Check, OfferedAction } from '../../../../contract/requests.ts'
import type { PaymentType } from '../../../../contract/transactions.ts'
import type { Call } from '../../call.ts'
import { activeHold } from '../../ledger/books.ts'
import { Refusal } from '../../refuse.ts'
import { isOwnPayee } from '../checks/index.ts'
import {
  accountById,
  availableOf,
  customerById,
  destinationById,
  marginLevelPercent,
  tradeIdOf,
} from '../customers/index.ts'
import { operatorById } from '../operators/index.ts'
import { heldByChecks } from './check-holds.ts'
import { contentDigest } from './content.ts'
import { carriersOf, instructionsOf } from './instruction-store.ts'
import { judge } from './judge.ts'
import { show } from './money.ts'
import { type QueueRow, queueRow } from './queue-store.ts'
import { destinationLine, PRIORITIES } from './rules.ts'
import type { Request, Review, Transaction } from './schema.ts'
import { type DocumentListRow, documentsOf, requestById, reviewOf, transactionsOf } from './store.ts'
import { timelineOf } from './timeline.ts'
import { wishOf } from './wish-store.ts'

const nameOf = (call: Call, id: number | null): string | null =>
  id === null ? null : operatorById(call, id).displayName

/** A stored row as the contract says it. */
export function toRequestRow(call: Call, stored: QueueRow) {
  const { regulatoryDue, priorityDue, stepDue, destination, ...row } = stored
  return {
    ...row,
    clocks: { regulatory: regulatoryDue, priority: priorityDue, step: stepDue },
    destination: destinationLine(destination),
    common: call.services.profiles.of(row).commonOf(row),
    department: row.department as Department | null,
    priority: PRIORITIES[row.priority - 1] ?? 'normal',
    method: row.method as 'wireTransfer',
    currency: row.currency as Currency,
    beingSent: row.beingSent === 1,
    externalReference: row.externalReference ?? '',
  }
}

export function requestCard(call: Call, requestId: number) {
  const request = requestById(call, requestId)
  const customer = customerById(call, request.customerId)
  const account = accountById(call, request.accountId)
  const destination = request.destinationId === null ? null : destinationById(call, request.destinationId)
  const available = availableOf(call, account, { ...request, requestId: request.id })
  const review = reviewOf(call, requestId)
  const held = activeHold(call.db, requestId)
  const documents = documentsOf(call, requestId)
  const transactions = transactionsOf(call, requestId)
  const { equityMinor, creditMinor, marginMinor, freeMarginMinor, openTrades, figuresAt } = account
  const row = queueRow(call.db, requestId)
  if (!row) throw new Error(`WD-${requestId} has no row in the grid`)
  return {
    row: toRequestRow(call, row),
    contentDigest: contentDigest(call, request),
    reason: request.reason,
    ...wishOf(call, requestId),
    createdBy: nameOf(call, request.createdBy) ?? '',
    destinationId: request.destinationId,
    destination: destination ? (JSON.parse(destination.details) as DestinationDetails) : null,
    feeMinor: request.feeMinor,
    feeEditable: feeEditable(request),
    heldMinor: held?.amountMinor ?? 0,
    heldSince: held?.createdAt ?? null,
    available,
    figures: { equityMinor, creditMinor, marginMinor, freeMarginMinor, openTrades, takenAt: figuresAt },
    marginLevelPercent: marginLevelPercent(equityMinor, marginMinor),
    contact: { email: customer.email, phone: customer.phone, country: customer.country },
    retentionCall: review?.callOutcome
      ? { outcome: review.callOutcome, by: nameOf(call, review.callBy) ?? '', at: review.callAt ?? 0 }
      : null,
    checks: checksOf(call, {
      request,
      review,
      documents,
      availableMinor: available.availableMinor,
      level: marginLevelPercent(equityMinor, marginMinor),
    }),
    actions: offeredActions(call, request),
    documents: documents.map(toDocumentRow),
    transactions: transactions.map((t) => toTransactionRow(call, t)),
    transactionsEditable: request.status === 'approvedByBackoffice' && request.beingSent === 0,
    instructions: instructionsOf(call, requestId).map((i) => ({
      instructionId: i.id,
      kind: i.kind as 'wire' | 'cheque',
      amountMinor: i.amountMinor,
      currency: i.currency as Currency,
      state: i.state,
      ...carriersOf(call, i.id),
      reference: i.endToEndId,
    })),
    timeline: timelineOf(call, requestId),
    heldByChecks: heldByChecks(call, request),
    claimedBy:
      request.claimedBy === null
        ? null
        : { operatorId: request.claimedBy, name: nameOf(call, request.claimedBy) ?? '' },
  }
}

const PERMISSION_OF_MASS_EDIT = 5

/** R1-40: the fee is entered while Dealing or Backoffice holds the request and before the fee transaction exists. */
export function feeEditable(request: Request): boolean {
  const held = request.department === 'dealing' || request.department === 'backoffice'
  return held && request.closedAt === null && request.status !== 'approvedByBackoffice'
}

/** Every action of the profile from here, allowed or with the reason why not. Mass edit is no step of the card (R1-76). */
export function offeredActions(call: Call, request: Request): OfferedAction[] {
  const profile = call.services.profiles.of(request)
  const ways = profile
    .waysOut(request)
    .filter((t) => profile.action(t.action)?.permissionNumber !== PERMISSION_OF_MASS_EDIT)
  const openTrades = ways.some((t) => t.guards.includes('routeByOpenTrades'))
    ? accountById(call, request.accountId).openTrades
    : 0
  const offered = new Map<string, OfferedAction>()
  for (const first of ways) {
    const definition = profile.action(first.action)
    if (!definition || offered.has(first.action)) continue
    const usual = first.guards.includes('routeByOpenTrades')
      ? openTrades > 0 === (first.departmentAfter === 'dealing')
      : true
    let way = first
    const blockedBy = refusalOf(() => {
      way = judge(call, request, { action: first.action, given: null }).transition
    })
    offered.set(first.action, {
      action: first.action,
      blockedBy,
      primary: usual && ['forward', 'approve', 'complete'].includes(definition.tone),
      needs:
        usual || definition.requires.includes('comment') ? definition.requires : [...definition.requires, 'comment'],
      to: way.to,
      departmentAfter: way.departmentAfter,
      stepAfter: profile.stepAfter(way, request),
    })
  }
  return [...offered.values()]
}

/** The refusal of a judgement, as data; null when it says yes. */
export function refusalOf(judgement: () => unknown): { code: Refusal['code']; figures: Refusal['figures'] } | null {
  try {
    judgement()
    return null
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, figures: error.figures }
    throw error
  }
}

type CheckFacts = {
  request: Request
  review: Review | undefined
  documents: DocumentListRow[]
  availableMinor: number
  level: number | null
}

/** Whether departments review the request in turn (R1-35); every other profile names its checks itself. */
function departmentsReview(call: Call, request: Request): boolean {
  const { transitions } = call.services.profiles.of(request).data
  return transitions.some(({ guards }) => guards.includes('recheckAnswered'))
}

/** The checks of R1-35 with their figures. */
function checksOf(call: Call, { request, review, documents, availableMinor, level }: CheckFacts): Check[] {
  const amounts = {
    available: show(availableMinor, request.currency),
    amount: show(request.amountMinor, request.currency),
  }
  const wanted = documents.filter((d) => d.state === 'wanted').length
  const accepted = documents.filter((d) => d.state === 'accepted').length
  const plain = (check: Check['check'], state: Check['state'], figures: Check['figures']) =>
    ({ check, state, figures, answer: null, answeredBy: null, answeredAt: null }) as Check
  const answered = (check: Check['check'], answer: string | null | undefined): Check => ({
    check,
    state: answer === 'yes' ? 'passed' : answer === 'no' ? 'warning' : 'toDo',
    figures: {},
    answer: (answer ?? null) as 'yes' | 'no' | null,
    answeredBy: answer ? nameOf(call, review?.recheckBy ?? null) : null,
    answeredAt: (answer ? (review?.recheckAt ?? null) : null) as Check['answeredAt'],
  })
  const document = plain('documents', wanted > 0 ? 'toDo' : accepted === documents.length ? 'passed' : 'warning', {
    wanted,
    accepted,
    of: documents.length,
  })
  if (!departmentsReview(call, request)) return documents.length > 0 ? [document] : []
  return [
    plain(
      'available',
      request.closedAt !== null || availableMinor >= request.amountMinor ? 'passed' : 'warning',
      amounts,
    ),
    document,
    plain('margin', level === null || level >= 100 ? 'passed' : 'failed', {
      level: level === null ? '—' : `${level} %`,
      least: '100 %',
    }),
    plain('retentionCall', review?.callOutcome ? 'passed' : 'toDo', { outcome: review?.callOutcome ?? '' }),
    ...payeeCheck(call, request),
    answered('recheckDocuments', review?.recheckDocuments),
    answered('recheckBalance', review?.recheckBalance),
    answered('recheckCall', review?.recheckCall),
  ]
}

/** Own name (O-05), and how long the destination has been known. */
function payeeCheck(call: Call, request: Request): Check[] {
  if (request.destinationId === null) return []
  const row = destinationById(call, request.destinationId)
  const details = JSON.parse(row.details) as DestinationDetails
  const customer = customerById(call, request.customerId)
  const own = isOwnPayee(call, request)
  const ageDays = Math.floor((call.now - row.createdAt) / 86_400_000)
  const none = { answer: null, answeredBy: null, answeredAt: null }
  return [
    {
      check: 'payeeName',
      state: own ? 'passed' : 'warning',
      figures: { payee: details.payeeName, customer: customer.name },
      ...none,
    },
    { check: 'destinationAge', state: ageDays >= 7 ? 'passed' : 'warning', figures: { days: ageDays }, ...none },
  ]
}

function toDocumentRow(row: DocumentListRow) {
  const { fileId, fileName, sizeBytes, sha256, by, at } = row
  return {
    documentId: row.id,
    kind: row.kind as 'identity',
    state: row.state as 'wanted',
    fileId,
    fileName,
    sizeBytes,
    sha256,
    by,
    at,
  }
}

export function toTransactionRow(call: Call, t: Transaction) {
  return {
    transactionId: t.id,
    version: t.version,
    paymentType: t.paymentType as PaymentType,
    amountMinor: t.amountMinor,
    currency: t.currency as Currency,
    oct: t.oct === 1,
    automatic: t.automatic === 1,
    status: t.status as 'draft',
    details: t.details === null ? null : (JSON.parse(t.details) as DestinationDetails),
    tradeId: t.tradingOrderId === null ? null : tradeIdOf(t.tradingOrderId),
    approvedBy: nameOf(call, t.approvedBy),
    approvedAt: t.approvedAt,
    digest: t.digest,
  }
}
