/** Money kept for an investigation: the list, and decisions that wait for a second person. */
import type { HeldDecision } from '../../../../contract/held-money.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { openProposalsAbout } from '../../proposals/index.ts'
import { codesThatHold, proposeDecision, subjectOf } from './deciding.ts'
import { type HeldRow, heldPage } from './store.ts'

const STATE = { active: 'held', posted: 'forfeited', released: 'released' } as const

export const heldMoneyHandlers: Handlers<'heldMoney'> = {
  list(call, { heldOnly, before, pageSize }) {
    const rows = heldPage(call, {
      codes: codesThatHold(call),
      before: before ?? Number.MAX_SAFE_INTEGER,
      heldOnly,
      limit: pageSize + 1,
    })
    const page = rows.slice(0, pageSize)
    return {
      rows: page.map((row) => shown(call, row)),
      next: (rows.length > pageSize && page.at(-1)?.requestId) || null,
    }
  },

  decide(call, input) {
    call.requireStepUp()
    const { proposalId, applied } = proposeDecision(call, input)
    return { proposalId, applied: applied !== null }
  },
}

function shown(call: Call, row: HeldRow) {
  const { profile, profileVersion, reasonCode, accountId: _, state, endedAt, currency, ...rest } = row
  const reason = call.services.profiles.of({ profile, profileVersion }).reasonCode(reasonCode)
  const [open] = openProposalsAbout(call, subjectOf(row.requestId))
  return {
    ...rest,
    currency: currency as Currency,
    reason: reason?.label ?? { en: reasonCode, 'zh-Hant': reasonCode },
    state: STATE[state],
    decidedAt: endedAt,
    proposed: open ? { decision: decisionOf(open.payload), by: open.madeByName } : null,
  }
}

const decisionOf = (payload: string): HeldDecision => (JSON.parse(payload) as { decision: HeldDecision }).decision
