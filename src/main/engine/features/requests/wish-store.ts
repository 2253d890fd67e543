/** SQL of what was asked for by the desk's own lists. */
import type { Call } from '../../call.ts'
import { requestWishes } from './schema.ts'

export function insertWish(call: Call, row: typeof requestWishes.$inferInsert): void {
  call.db.insert(requestWishes, row)
}

export function wishOf(call: Call, requestId: number): { withdrawalType: string | null; methodEntry: string | null } {
  return (
    call.db.get<{ withdrawalType: string | null; methodEntry: string | null }>(
      'SELECT withdrawal_type AS "withdrawalType", method_entry AS "methodEntry" FROM request_wishes WHERE request_id = ?',
      requestId,
    ) ?? { withdrawalType: null, methodEntry: null }
  )
}
