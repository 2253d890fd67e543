/**
 * R2-25: money that a refusal kept is released or forfeited by two people, whoever is administrator. Released it is the customer's again;
 * forfeited it leaves the balance as an operation for fraud activity (R1-04). Either happens once: the hold ends once.
 */
import type { HeldDecision } from '../../../../contract/held-money.ts'
import type { Call } from '../../call.ts'
import { activeHold, endHold } from '../../ledger/books.ts'
import { type Apply, type Proposed, propose } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { takeFromBalance } from '../customers/index.ts'
import { show } from '../requests/index.ts'
import { type HeldRow, heldRow } from './store.ts'

type Decision = { requestId: number; decision: HeldDecision; reason: string }

export const subjectOf = (requestId: number): string => `heldMoney:${requestId}`

/** The reason codes of every profile and version that keep the money (K-30). */
export function codesThatHold(call: Call): string[] {
  const codes = call.services.profiles.all().flatMap(({ data }) => data.reasonCodes)
  return [...new Set(codes.filter(({ money }) => money === 'holds').map(({ code }) => code))]
}

/** Refuses HOLD_NOT_ACTIVE where nothing is kept, or not any more. */
export function proposeDecision(call: Call, { requestId, decision, reason }: Decision): Proposed<null> {
  const row = keptNow(call, requestId)
  return propose(
    call,
    {
      kind: 'heldMoney.decide',
      subject: subjectOf(requestId),
      title: `WD-${requestId}, ${row.customerName}, ${show(row.amountMinor, row.currency)}`,
      before: { heldMoney: 'held' },
      after: { heldMoney: decision },
      payload: { requestId, decision, reason },
      reason,
      always: true,
    },
    applyHeldMoney,
  )
}

function keptNow(call: Call, requestId: number): HeldRow {
  const row = heldRow(call, codesThatHold(call), requestId)
  if (row?.state !== 'active') refuse('HOLD_NOT_ACTIVE', { request: `WD-${requestId}` })
  return row
}

/** Carries a confirmed decision out. A Conflict when the hold has ended since. */
export const applyHeldMoney: Apply<null> = (call, { payload }) => {
  const { requestId, decision, reason } = payload as Decision
  const row = heldRow(call, codesThatHold(call), requestId)
  const held = activeHold(call.db, requestId)
  if (row?.state !== 'active' || !held) throw new Conflict(`WD-${requestId}`)
  const forfeit = decision === 'forfeit'
  endHold(call.db, held, {
    as: forfeit ? 'posted' : 'released',
    postedMinor: forfeit ? held.amountMinor : 0,
    at: call.now,
  })
  if (forfeit)
    takeFromBalance(call, {
      accountId: row.accountId,
      cause: 'fraudActivity',
      amountMinor: held.amountMinor,
      comment: `WD-${requestId}: ${reason}`,
    })
  call.audit({
    action: `heldMoney.${decision}`,
    subject: `request:${requestId}`,
    requestId,
    amountMinor: held.amountMinor,
    currency: row.currency,
    reason,
    changes: [['hold', 'active', forfeit ? 'forfeited' : 'released']],
  })
  call.changed('ledger')
  call.changed('customers')
  call.changed('requests', requestId)
  return null
}
