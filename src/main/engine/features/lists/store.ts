/** SQL of the entries that the desk added or changed. */
import type { Call } from '../../call.ts'
import { Conflict } from '../../refuse.ts'
import { listEntries } from './schema.ts'

export type EntryWrite = {
  list: string
  key: string
  /** As it was seen; 0 for a new entry and a built-in one that nobody changed yet. */
  version: number
  label: string | null
  pays: string | null
  retired: boolean
}

/** Writes an entry at the version that was seen (law 6). */
export function writeEntry(call: Call, { list, key, version, label, pays, retired }: EntryWrite): void {
  const [changedBy, changedAt, isRetired] = [call.actor.operatorId, call.now, retired ? 1 : 0]
  if (version === 0) {
    if (call.db.value<number>('SELECT 1 FROM list_entries WHERE list = ? AND key = ?', list, key) !== undefined)
      throw new Conflict(`list:${list}.${key}`)
    call.db.insert(listEntries, { list, key, label, pays, retired: isRetired, changedBy, changedAt })
    return
  }
  const changed = call.db.run(
    `UPDATE list_entries SET label = ?, retired = ?, changed_by = ?, changed_at = ?, version = version + 1
     WHERE list = ? AND key = ? AND version = ?`,
    label,
    isRetired,
    changedBy,
    changedAt,
    list,
    key,
    version,
  )
  if (changed !== 1) throw new Conflict(`list:${list}.${key}`)
}
