/** The table of limits. */
import type { Instant } from '../../../../contract/dates.ts'
import type { Limit } from '../../../../contract/limit-table.ts'
import type { Handlers } from '../../call.ts'
import type { Proposed } from '../../proposals/index.ts'
import { proposeChange, proposeLimit } from './changing.ts'
import { limitRows } from './store.ts'

export const limitTableHandlers: Handlers<'limitTable'> = {
  list: (call) =>
    limitRows(call).map((row) => ({
      limitId: row.id,
      version: row.version,
      scope: row.scope as Limit['scope'],
      scopeValue: row.scopeValue,
      currency: (row.currency || null) as Limit['currency'],
      method: (row.method || null) as Limit['method'],
      measure: row.measure as Limit['measure'],
      comparison: row.comparison as Limit['comparison'],
      bound: row.bound,
      effect: row.effect as Limit['effect'],
      active: row.active === 1,
      by: row.by,
      at: row.changedAt as Instant,
    })),

  add: (call, { content, reason }) => answer(proposeLimit(call, content, reason)),

  change(call, { limitId, expectedVersion, reason, bound, comparison, effect, active }) {
    const edit = { bound, comparison, effect, active }
    return answer(proposeChange(call, { limitId, version: expectedVersion }, { edit, reason }))
  },
}

function answer({ proposalId, applied }: Proposed<number>) {
  return { proposalId, applied: applied !== null }
}
