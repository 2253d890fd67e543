/** What the engine itself reads of a ledger before any call: settings and whether it is a demo. */
import type { ListEntry } from '../../../contract/lists.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { DepartmentFacts, RoleFacts } from '../../../contract/roles.ts'
import type { Connection } from './connection.ts'

/** Stored settings by key, parsed. */
export function storedSettings(connection: Connection): Map<string, unknown> {
  const rows = connection.all<{ key: string; value: string }>('SELECT key, value FROM settings')
  return new Map(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]))
}

export function isDemo(connection: Connection): boolean {
  return connection.value<string>("SELECT value FROM settings WHERE key = 'desk.demo'") === 'true'
}

/** Marks a ledger without people as a demo: its sign-in page then names them. A ledger in use is never turned into one. */
export function markDemo(connection: Connection, now: number): void {
  if ((connection.value<number>('SELECT count(*) FROM operators') ?? 0) > 0) return
  connection.run(
    "INSERT INTO settings (key, value, changed_by, changed_at) VALUES ('desk.demo', 'true', 'demo', ?) ON CONFLICT DO NOTHING",
    now,
  )
}

/** A secret that is kept beside the settings and never listed; empty when there is none. */
export function storedSecret(connection: Connection, key: 'mail.password'): string {
  const value = connection.value<string>('SELECT value FROM settings WHERE key = ?', key)
  return value === undefined ? '' : (JSON.parse(value) as string)
}

type StoredName = { version: number; label: string | null; retired: number }
const named = ({ version, label, retired }: StoredName) => ({
  version: version as RoleFacts['version'],
  label: label === null ? null : (JSON.parse(label) as RoleFacts['label']),
  retired: retired === 1,
})

/** Roles that the desk added or changed. */
export function storedRoles(connection: Connection): Omit<RoleFacts, 'builtIn'>[] {
  return connection
    .all<StoredName & { role: string; permissions: string }>(
      'SELECT role, version, label, permissions, retired FROM roles ORDER BY role',
    )
    .map((row) => ({ ...named(row), role: row.role, permissions: JSON.parse(row.permissions) as Permission[] }))
}

/** Departments that the desk added or changed. */
export function storedDepartments(connection: Connection): Omit<DepartmentFacts, 'builtIn'>[] {
  return connection
    .all<StoredName & { department: string }>(
      'SELECT department, version, label, retired FROM departments ORDER BY department',
    )
    .map((row) => ({ ...named(row), department: row.department }))
}

/** Entries of lists that the desk added or changed. */
export function storedListEntries(connection: Connection): Omit<ListEntry, 'builtIn'>[] {
  return connection
    .all<StoredName & Pick<ListEntry, 'list' | 'key' | 'pays'>>(
      'SELECT list, key, version, label, pays, retired FROM list_entries ORDER BY list, key',
    )
    .map((row) => ({ ...named(row), list: row.list, key: row.key, pays: row.pays }))
}
