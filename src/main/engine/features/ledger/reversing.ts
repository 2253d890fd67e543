/** A mistake in the books is reversed by a linked journal: asked for by one person, booked when another one confirms (laws 1 and 4). */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { reverse } from '../../ledger/books.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { journalPage, postingsOf } from './store.ts'

/** Journals that people may reverse by hand; those of payments are undone where the payment is. */
const REVERSIBLE = [
  'bank.opening',
  'customer.opening',
  'bankCharge',
  'interest',
  'customerDeposit',
  'other',
  'adjustment',
]

type Reversal = { journalId: number; reason: string }

/** The journal, if it can be reversed now. Refuses NOT_FOUND, JOURNAL_OF_PAYMENT and JOURNAL_ALREADY_REVERSED. */
function reversible(call: Call, journalId: number) {
  const [original] = journalPage(call.db, { accountId: null, requestId: null, before: journalId + 1, limit: 1 })
  if (original?.journalId !== journalId) return refuse('NOT_FOUND', { what: `journal ${journalId}` })
  if (!REVERSIBLE.includes(original.kind)) refuse('JOURNAL_OF_PAYMENT', { journal: journalId, kind: original.kind })
  if (original.reversedBy !== null) refuse('JOURNAL_ALREADY_REVERSED', { journal: journalId, by: original.reversedBy })
  return original
}

export function proposeReversal(call: Call, { journalId, reason }: Reversal) {
  const original = reversible(call, journalId)
  const lines = postingsOf(call.db, [journalId]).map(({ accountName, amountMinor, currency }, at) => [
    `line${at + 1}`,
    `${accountName}: ${formatMoney(-amountMinor, currency as Currency)} ${currency}`,
  ])
  return propose(
    call,
    {
      kind: 'journal.reverse',
      subject: `journal:${journalId}`,
      title: String(journalId),
      before: {},
      after: { date: original.date, memo: original.memo, ...Object.fromEntries(lines) },
      payload: { journalId, reason },
      reason,
      always: true,
    },
    applyReversal,
  )
}

/** Confirmed: one that was reversed meanwhile, by undoing a match, makes the change stale. */
export function applyReversal(call: Call, { payload, madeByName }: StoredProposal): number {
  const { journalId, reason } = payload as Reversal
  const [original] = journalPage(call.db, { accountId: null, requestId: null, before: journalId + 1, limit: 1 })
  if (original?.reversedBy != null) throw new Conflict(`journal:${journalId}`, {})
  const reversal = reverse(call.db, journalId, { memo: reason, stamp: call.stamp })
  call.audit({
    action: 'ledger.reverse',
    subject: `journal:${journalId}`,
    reason,
    changes: [
      ['reversedBy', null, String(reversal)],
      ['madeBy', null, madeByName],
      ['confirmedBy', null, call.actor.displayName],
    ],
  })
  call.changed('ledger')
  return reversal
}
