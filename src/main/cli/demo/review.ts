/** The departments work: some requests stay in the queues, some end, most are approved, completed and paid. */
import { commandId } from '../desk.ts'
import type { DemoDesk, DemoName } from './people.ts'

type Given = { comment?: string; documents?: ('identity' | 'bankStatement')[] }

/** Performs an action on a request as it is now. */
export async function act(
  desk: DemoDesk,
  about: { who: DemoName; requestId: number; action: string },
  given: Given = {},
): Promise<void> {
  const client = await desk.proved(about.who)
  const card = await client.requests.get({ requestId: about.requestId })
  await client.requests.act({
    commandId: commandId(),
    requestId: about.requestId,
    action: about.action,
    expectedVersion: card.row.version,
    comment: given.comment ?? '',
    documents: given.documents ?? [],
    contentDigest: card.contentDigest,
    acknowledgeShortBalance: true,
  })
}

/** From New to the Backoffice along the path that the open trades decide (R1-38). */
export async function reviewToBackoffice(desk: DemoDesk, requestId: number): Promise<void> {
  await act(desk, { who: 'carol.ng', requestId, action: 'passToRetention' })
  const card = await desk.as('rita.lam').requests.get({ requestId })
  await desk.as('rita.lam').requests.recordCall({
    commandId: commandId(),
    requestId,
    expectedVersion: card.row.version,
    outcome: 'Called the customer, who wants to be paid out.',
  })
  const dealing = card.figures.openTrades > 0
  await act(desk, { who: 'rita.lam', requestId, action: dealing ? 'passToDealing' : 'passToBackoffice' })
  if (dealing) await act(desk, { who: 'dan.cheung', requestId, action: 'passToBackoffice' })
}

/** The Backoffice re-checks and approves; drafts appear. */
export async function approve(desk: DemoDesk, requestId: number): Promise<void> {
  const officer = await desk.proved('bella.chan')
  const card = await officer.requests.get({ requestId })
  const answers = { documents: 'yes', balance: 'yes', call: 'yes' } as const
  await officer.requests.answerRecheck({
    commandId: commandId(),
    requestId,
    expectedVersion: card.row.version,
    answers,
  })
  await act(desk, { who: 'bella.chan', requestId, action: 'approve' })
}

/** Drafts approved and Complete pressed: the payments wait for a batch or a leaf. */
export async function complete(desk: DemoDesk, requestId: number): Promise<void> {
  const officer = await desk.proved('bella.chan')
  const card = await officer.requests.get({ requestId })
  const drafts = card.transactions
    .filter((t) => t.status === 'draft')
    .map(({ transactionId, digest }) => ({ transactionId, digest }))
  await officer.transactions.approve({
    commandId: commandId(),
    requestId,
    expectedVersion: card.row.version,
    transactions: drafts,
  })
  await act(desk, { who: 'bella.chan', requestId, action: 'complete' })
}

/** What happens to each request of the sample file, by its place in the file. Everything else is paid. */
export type Plan = {
  rejected: number[]
  awaitingDocuments: number[]
  cancelled: number[]
  inRetention: number[]
  inBackoffice: number[]
  partial: number[]
}

/** Works a list of requests through the departments and returns those that are being paid. */
export async function reviewAll(desk: DemoDesk, requestIds: readonly number[], plan: Plan): Promise<number[]> {
  const paid: number[] = []
  for (const [place, requestId] of requestIds.entries()) {
    if (plan.rejected.includes(place)) {
      await act(
        desk,
        { who: 'carol.ng', requestId, action: 'rejectAndClose' },
        { comment: 'The signature differs from the specimen on file.' },
      )
    } else if (plan.awaitingDocuments.includes(place)) {
      await act(
        desk,
        { who: 'carol.ng', requestId, action: 'requestDocuments' },
        { comment: 'Identity document has expired.', documents: ['identity'] },
      )
    } else if (plan.cancelled.includes(place)) {
      await act(desk, { who: 'carol.ng', requestId, action: 'passToRetention' })
      await act(
        desk,
        { who: 'rita.lam', requestId, action: 'cancelRetained' },
        { comment: 'The customer keeps the money with us.' },
      )
    } else if (plan.inRetention.includes(place)) {
      await act(desk, { who: 'carol.ng', requestId, action: 'passToRetention' })
    } else {
      await reviewToBackoffice(desk, requestId)
      if (plan.inBackoffice.includes(place)) continue
      await approve(desk, requestId)
      if (plan.partial.includes(place)) await payOnlyHalf(desk, requestId)
      await complete(desk, requestId)
      paid.push(requestId)
    }
  }
  return paid
}

/** A draft lowered by another officer: the request will be Partially Completed (R1-45). */
async function payOnlyHalf(desk: DemoDesk, requestId: number): Promise<void> {
  const officer = await desk.proved('ben.tam')
  const card = await officer.requests.get({ requestId })
  const payment = card.transactions.find((t) => t.paymentType !== 'fee')
  if (!payment) return
  const amountMinor = Math.floor(payment.amountMinor / 2)
  const { transactionId, oct, details } = payment
  await officer.transactions.edit({
    commandId: commandId(),
    requestId,
    expectedVersion: card.row.version,
    transactionId,
    amountMinor,
    oct,
    details,
  })
}
