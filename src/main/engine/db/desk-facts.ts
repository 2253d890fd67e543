/** What the engine itself reads of a ledger before any call: settings and whether it is a demo. */
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
