/** A ledger opens only where it may live, for one program at a time, and never a foreign, newer or damaged file. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Connection } from '../../src/main/engine/db/connection.ts'
import { backUp, migrate, readMigrations } from '../../src/main/engine/db/migrate.ts'
import { openForReading, openLedger } from '../../src/main/engine/db/open.ts'
import type { EngineOpenError } from '../../src/main/engine/db/open-error.ts'
import { parseMountCommand, parseProcMounts, refuseBadPlace } from '../../src/main/engine/db/place.ts'
import { findResources } from '../../src/main/engine/resources.ts'

const resourcesDir = findResources()
const options = { resourcesDir, now: Date.UTC(2026, 10, 20) }
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-open-'))
  path = join(folder, 'ledger.countersign')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function refusalOf(open: () => unknown): EngineOpenError {
  try {
    open()
  } catch (error) {
    return error as EngineOpenError
  }
  throw new Error('nothing was refused')
}

describe('a new ledger', () => {
  test('is durable, marked as ours, and carries every guard of guards.sql', () => {
    const ledger = openLedger(path, options)
    const { raw } = ledger.connection
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(raw.pragma('synchronous', { simple: true })).toBe(2)
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(raw.pragma('application_id', { simple: true })).toBe(0x4353676e)
    const guards =
      readFileSync(join(resourcesDir, 'migrations', 'guards.sql'), 'utf8').match(/CREATE TRIGGER guard_\w+/g) ?? []
    expect(
      raw.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'guard%'").pluck().get(),
    ).toBe(guards.length)
    ledger.close()
  })

  test('gets its guards back when somebody dropped one', () => {
    openLedger(path, options).close()
    const tampered = new Database(path)
    tampered.exec('DROP TRIGGER guard_audit_update')
    tampered.close()
    const ledger = openLedger(path, options)
    expect(ledger.connection.value("SELECT count(*) FROM sqlite_schema WHERE name = 'guard_audit_update'")).toBe(1)
    ledger.close()
  })
})

describe('what is refused, with its sentence', () => {
  test('a file that is no database', () => {
    writeFileSync(path, 'external_ref,customer_no\n')
    const refusal = refusalOf(() => openLedger(path, options))
    expect(refusal).toMatchObject({ code: 'not-a-ledger' })
    expect(refusal.sentence).toContain(path)
    expect(readFileSync(path, 'utf8')).toBe('external_ref,customer_no\n')
  })

  test('a database of another program', () => {
    const foreign = new Database(path)
    foreign.exec('CREATE TABLE moz_places (id INTEGER)')
    foreign.close()
    expect(refusalOf(() => openLedger(path, options)).code).toBe('not-a-ledger')
  })

  test('a ledger of a newer program, unchanged', () => {
    openLedger(path, options).close()
    const newer = new Database(path)
    newer.pragma('user_version = 99')
    newer.close()
    const refusal = refusalOf(() => openLedger(path, options))
    expect(refusal.code).toBe('newer-ledger')
    expect(refusal.sentence).toContain('99')
    const after = new Database(path, { readonly: true })
    expect(after.pragma('user_version', { simple: true })).toBe(99)
    after.close()
  })

  test('a second program on the same ledger, naming the first', () => {
    const first = openLedger(path, options)
    const refusal = refusalOf(() => openLedger(path, options))
    expect(refusal.code).toBe('in-use')
    expect(refusal.sentence).toContain(`process ${process.pid}`)
    first.close()
    openLedger(path, options).close()
  })

  test('a write-protected file', () => {
    openLedger(path, options).close()
    chmodSync(path, 0o444)
    expect(refusalOf(() => openLedger(path, options)).code).toBe('read-only')
  })

  test('a folder that does not exist', () => {
    expect(refusalOf(() => openLedger(join(folder, 'nowhere', 'x.countersign'), options)).code).toBe('folder-missing')
    expect(refusalOf(() => openForReading(join(folder, 'none.countersign'))).code).toBe('folder-missing')
  })

  test.each(['OneDrive - Example Ltd', 'Dropbox', 'Google Drive', 'iCloud Drive', 'Nextcloud', 'CloudStorage'])(
    'a folder inside %s',
    (name) => {
      mkdirSync(join(folder, name, 'desk'), { recursive: true })
      const refusal = refusalOf(() => openLedger(join(folder, name, 'desk', 'l.countersign'), options))
      expect(refusal.code).toBe('synced-folder')
      expect(refusal.sentence).toContain(name)
    },
  )

  test('a folder that a synchroniser has marked', () => {
    writeFileSync(join(folder, '.stfolder'), '')
    expect(refusalOf(() => openLedger(path, options)).code).toBe('synced-folder')
  })

  test.each(['nfs4', 'cifs', 'smb3', 'fuse.sshfs', 'fuse.rclone', '9p'])('a %s mount', (type) => {
    expect(
      refusalOf(() =>
        refuseBadPlace(path, [
          { folder: '/', type: 'ext4' },
          { folder, type },
        ]),
      ).code,
    ).toBe('network-mount')
  })

  test('but not a local disk below a network mount', () => {
    expect(() =>
      refuseBadPlace(path, [
        { folder: '/', type: 'nfs4' },
        { folder, type: 'ext4' },
      ]),
    ).not.toThrow()
  })

  test('a share by its name, and what the systems say about mounts', () => {
    expect(refusalOf(() => refuseBadPlace('//server/share/ledger.countersign', [])).code).toMatch(
      /network-mount|folder-missing/,
    )
    expect(parseProcMounts('server:/x /mnt/a\\040b nfs4 rw 0 0\n')).toEqual([{ folder: '/mnt/a b', type: 'nfs4' }])
    expect(parseMountCommand('//u@server/x on /Volumes/x (smbfs, nodev)')).toEqual([
      { folder: '/Volumes/x', type: 'smbfs' },
    ])
  })
})

describe('migrations', () => {
  /** A folder with the real migrations and one more. */
  function withMigration(sql: string): string {
    const dir = join(folder, 'migrations')
    mkdirSync(dir)
    const real = join(resourcesDir, 'migrations')
    for (const name of readdirSync(real)) copyFileSync(join(real, name), join(dir, name))
    const next = readMigrations(real).length + 1
    writeFileSync(join(dir, `${String(next).padStart(4, '0')}-next.sql`), sql)
    return dir
  }

  test('bring an older ledger forward after a verified backup, and keep every row', () => {
    const ledger = openLedger(path, options)
    ledger.connection.run(
      "INSERT INTO settings (key, value, changed_by, changed_at) VALUES ('desk.name', '\"Desk\"', 'a', 1)",
    )
    ledger.close()
    const connection = new Connection(path)
    const result = migrate(connection, {
      migrationsDir: withMigration('CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT;'),
      now: options.now,
    })
    expect(result.to).toBe(result.from + 1)
    expect(connection.value('SELECT value FROM settings')).toBe('"Desk"')
    connection.close()
    const backup = new Database(result.backup ?? '', { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(result.from)
    expect(backup.prepare('SELECT value FROM settings').pluck().get()).toBe('"Desk"')
    backup.close()
  })

  test('stop at the first failure and leave the ledger as it was', () => {
    openLedger(path, options).close()
    const connection = new Connection(path)
    const dir = withMigration('CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE next (id INTEGER);')
    const refusal = refusalOf(() => migrate(connection, { migrationsDir: dir, now: options.now }))
    expect(refusal.code).toBe('migration-failed')
    expect(refusal.sentence).toContain('backup')
    expect(connection.value("SELECT count(*) FROM sqlite_schema WHERE name = 'next'")).toBe(0)
    expect(connection.raw.pragma('user_version', { simple: true })).toBe(
      readMigrations(join(resourcesDir, 'migrations')).length,
    )
    connection.close()
  })

  test('a backup is a whole ledger that opens', () => {
    const ledger = openLedger(path, options)
    const copy = backUp(ledger.connection, { label: 'by-hand', now: options.now })
    ledger.close()
    expect(existsSync(copy)).toBe(true)
    openForReading(copy).close()
  })
})
