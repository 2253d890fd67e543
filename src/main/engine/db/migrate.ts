/**
 * Brings a ledger file to this program's schema: a verified backup first, then one transaction per migration, stopping at the
 * first failure. A newer file is refused. The guard triggers are re-created at every start.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Connection } from './connection.ts'
import { EngineOpenError } from './open-error.ts'

/** `CSgn`: marks a SQLite file as a Countersign ledger. */
export const APPLICATION_ID = 0x4353676e

export type Migration = { number: number; name: string; sql: string }

/** The migrations of a folder in order, numbered without gaps. */
export function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), name, sql: readFileSync(join(folder, name), 'utf8') }))
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) throw new Error(`migration ${migration.name} breaks the numbering`)
  })
  return migrations
}

/** Refuses a file that is not ours or newer; returns its schema number, 0 for an empty file. */
export function schemaNumber(connection: Connection, newest: number): number {
  const applicationId = Number(connection.raw.pragma('application_id', { simple: true }))
  const current = Number(connection.raw.pragma('user_version', { simple: true }))
  const tables = connection.value<number>('SELECT count(*) FROM sqlite_schema') ?? 0
  const path = connection.raw.name
  if (applicationId !== APPLICATION_ID && tables > 0) {
    throw new EngineOpenError(
      'not-a-ledger',
      `${path} is a database of another program, not a Countersign ledger. Choose a ledger file, or a new name to start one.`,
    )
  }
  if (current > newest) {
    throw new EngineOpenError(
      'newer-ledger',
      `${path} was written by a newer version of Countersign (schema ${current}; this program knows ${newest}). Install the newer version; nothing was changed.`,
    )
  }
  return current
}

/** Migrates and re-creates the guards. `now` names the backup. Throws EngineOpenError. */
export function migrate(
  connection: Connection,
  options: { migrationsDir: string; now: number },
): { from: number; to: number; backup: string | null } {
  const migrations = readMigrations(options.migrationsDir)
  const from = schemaNumber(connection, migrations.length)
  const due = migrations.slice(from)
  const backup =
    from > 0 && due.length > 0
      ? backUp(connection, { label: `before-${due[0]?.name.slice(0, 4)}`, now: options.now })
      : null
  for (const migration of due) {
    connection.raw.exec('BEGIN IMMEDIATE')
    try {
      dropGuards(connection)
      connection.raw.exec(migration.sql)
      connection.raw.pragma(`application_id = ${APPLICATION_ID}`)
      connection.raw.pragma(`user_version = ${migration.number}`)
      connection.raw.exec('COMMIT')
    } catch (error) {
      if (connection.raw.inTransaction) connection.raw.exec('ROLLBACK')
      const kept = backup ? ` The verified backup is ${backup}.` : ''
      throw new EngineOpenError(
        'migration-failed',
        `The ledger could not be brought to schema ${migration.number} (${(error as Error).message}). It is unchanged at schema ${migration.number - 1}.${kept}`,
        error,
      )
    }
  }
  recreateGuards(connection, readFileSync(join(options.migrationsDir, 'guards.sql'), 'utf8'))
  return { from, to: migrations.length, backup }
}

/** Drops what calls itself a guard and creates the guards of this program, in one transaction; skipped when they are equal already. */
export function recreateGuards(connection: Connection, sql: string): void {
  const wanted = [...sql.matchAll(/CREATE TRIGGER (guard_\w+)[\s\S]*?END;/g)].map((m) => m[0].slice(0, -1))
  const present = connection.all<{ sql: string }>(
    "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\' ORDER BY rowid",
  )
  if (present.length === wanted.length && present.every((row, i) => row.sql === wanted[i])) return
  connection.raw.exec('BEGIN IMMEDIATE')
  dropGuards(connection)
  connection.raw.exec(sql)
  connection.raw.exec('COMMIT')
}

function dropGuards(connection: Connection): void {
  const names = connection.raw
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'")
    .pluck()
    .all() as string[]
  for (const name of names) connection.raw.exec(`DROP TRIGGER ${name}`)
}

/** Copies the ledger into `backups/` beside it and proves the copy. Returns its path. Throws EngineOpenError `backup-failed`. */
export function backUp(connection: Connection, options: { label: string; now: number }): string {
  const source = connection.raw.name
  const folder = join(dirname(source), 'backups')
  const stamp = new Date(options.now).toISOString().replace(/[:.]/g, '-')
  const target = join(folder, `${basename(source)}.${options.label}.${stamp}`)
  try {
    mkdirSync(folder, { recursive: true })
    rmSync(target, { force: true })
    connection.raw.prepare('VACUUM INTO ?').run(target)
    verifyCopy(connection, target)
  } catch (error) {
    rmSync(target, { force: true })
    throw new EngineOpenError(
      'backup-failed',
      `The backup ${target} could not be made and verified (${(error as Error).message}). The ledger was not changed. Free space or check the disk, then try again.`,
      error,
    )
  }
  return target
}

function verifyCopy(connection: Connection, target: string): void {
  const copy = new Database(target, { readonly: true })
  try {
    const verdict = copy.pragma('integrity_check(1)', { simple: true })
    if (verdict !== 'ok') throw new Error(`the copy is damaged: ${verdict}`)
    for (const check of ['SELECT count(*) FROM sqlite_schema', 'PRAGMA user_version']) {
      const [here, there] = [connection.raw, copy].map((database) => database.prepare(check).pluck().get())
      if (here !== there) throw new Error(`the copy differs: ${check} gives ${there} instead of ${here}`)
    }
  } finally {
    copy.close()
  }
}
