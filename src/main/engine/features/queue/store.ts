/** SQL of kept views. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type SavedView, savedViews } from './schema.ts'

export type NamedView = SavedView & { owner: string }
const SELECT = `SELECT ${columnsOf(savedViews, 'v')}, o.display_name AS owner FROM saved_views v JOIN operators o ON o.id = v.operator_id`

/** One's own views and what colleagues share. */
export function viewsFor(call: Call, operatorId: number): NamedView[] {
  return call.db.all<NamedView>(
    `${SELECT} WHERE v.operator_id = ? UNION ALL ${SELECT} WHERE v.shared = 1 AND v.operator_id <> ? ORDER BY name, id`,
    operatorId,
    operatorId,
  )
}

export function viewCount(call: Call, operatorId: number): number {
  return call.db.value<number>('SELECT count(*) FROM saved_views WHERE operator_id = ?', operatorId) ?? 0
}

/** The view at the version that was seen (law 6). Refuses NOT_FOUND. */
export function viewAt(call: Call, at: { viewId: number; expectedVersion: number }): NamedView {
  const view = call.db.get<NamedView>(`${SELECT} WHERE v.id = ?`, at.viewId)
  if (!view) refuse('NOT_FOUND', { what: `view ${at.viewId}` })
  if (view.version !== at.expectedVersion) throw new Conflict(`view:${view.name}`, { version: view.version })
  return view
}

export function viewByName(call: Call, operatorId: number, name: string): number | undefined {
  return call.db.value<number>('SELECT id FROM saved_views WHERE operator_id = ? AND name = ?', operatorId, name)
}

export function insertView(call: Call, row: typeof savedViews.$inferInsert): number {
  return call.db.insert(savedViews, row)
}

export function changeView(
  call: Call,
  view: SavedView,
  change: Pick<SavedView, 'name' | 'shared' | 'content'>,
): number {
  call.db.run(
    'UPDATE saved_views SET name = ?, shared = ?, content = ?, changed_at = ?, version = version + 1 WHERE id = ?',
    change.name,
    change.shared,
    change.content,
    call.now,
    view.id,
  )
  return view.version + 1
}

export function deleteView(call: Call, id: number): void {
  call.db.run('DELETE FROM saved_views WHERE id = ?', id)
}
