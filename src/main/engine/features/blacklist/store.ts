/** SQL of who and what is barred from payouts. */
import type { BarKind } from '../../../../contract/blacklist.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type BarRow, bars } from './schema.ts'

/** The active bar of one of these, if there is one. */
export function barOf(call: Call, wanted: readonly { kind: BarKind; value: string }[]): BarRow | undefined {
  return call.db.get<BarRow>(
    `SELECT ${columnsOf(bars, 'b')} FROM json_each(?) w JOIN bars b ON b.kind = w.value ->> '$.kind' AND b.value = w.value ->> '$.value'
     WHERE b.lifted_at IS NULL ORDER BY b.id LIMIT 1`,
    JSON.stringify(wanted.filter(({ value }) => value !== '')),
  )
}

export type BarListRow = BarRow & { addedByName: string; liftedByName: string | null }

export function barRows(call: Call, withLifted: boolean): BarListRow[] {
  return call.db.all<BarListRow>(
    `SELECT ${columnsOf(bars, 'b')}, p.display_name AS "addedByName", q.display_name AS "liftedByName"
     FROM bars b JOIN operators p ON p.id = b.added_by LEFT JOIN operators q ON q.id = b.lifted_by
     WHERE b.lifted_at IS NULL OR ? = 1 ORDER BY b.id DESC LIMIT 500`,
    withLifted ? 1 : 0,
  )
}

export function barById(call: Call, id: number): BarRow {
  return (
    call.db.get<BarRow>(`SELECT ${columnsOf(bars)} FROM bars WHERE id = ?`, id) ??
    refuse('NOT_FOUND', { what: `bar ${id}` })
  )
}

export function insertBar(call: Call, row: typeof bars.$inferInsert): number {
  return call.db.insert(bars, row)
}

export function liftBar(call: Call, id: number, { reason, by }: { reason: string; by: number }): void {
  const changed = call.db.run(
    'UPDATE bars SET lifted_at = ?, lifted_by = ?, lifted_reason = ? WHERE id = ? AND lifted_at IS NULL',
    call.now,
    by,
    reason,
    id,
  )
  if (changed !== 1) throw new Conflict(`bar:${id}`)
}
