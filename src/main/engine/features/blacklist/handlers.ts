/** Who and what is barred from payouts, by whom and why. */
import type { BarKind } from '../../../../contract/blacklist.ts'
import type { Instant } from '../../../../contract/dates.ts'
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { proposeLift } from './lifting.ts'
import { barValue } from './rules.ts'
import { barOf, barRows, insertBar } from './store.ts'

export const blacklistHandlers: Handlers<'blacklist'> = {
  list: (call, { withLifted }) =>
    barRows(call, withLifted).map((row) => ({
      barId: row.id,
      kind: row.kind as BarKind,
      value: row.value,
      reason: row.reason,
      addedBy: row.addedByName,
      addedAt: row.addedAt as Instant,
      lifted:
        row.liftedAt === null
          ? null
          : { by: row.liftedByName ?? '', at: row.liftedAt as Instant, reason: row.liftedReason ?? '' },
    })),

  add(call, { kind, value: given, reason }) {
    const value = barValue(kind, given)
    if (value === '') refuse('NOT_FOUND', { what: given })
    const known = barOf(call, [{ kind, value }])
    if (known) refuse('BAR_EXISTS', { what: value, reason: known.reason })
    const { operatorId } = call.actor
    const barId = insertBar(call, { kind, value, reason, addedAt: call.now, addedBy: operatorId })
    call.audit({ action: 'bar.add', subject: `bar:${barId}`, reason, changes: [[kind, null, value]] })
    call.changed('settings')
    return { barId }
  },

  lift(call, { barId, reason }) {
    const { proposalId, applied } = proposeLift(call, barId, reason)
    return { proposalId, applied: applied !== null }
  },
}
