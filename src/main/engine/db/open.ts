/** Opens a ledger file for writing: place, lease, connection, backup, migration, guards; in that order. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Connection } from './connection.ts'
import { takeLease } from './lease.ts'
import { migrate } from './migrate.ts'
import { EngineOpenError } from './open-error.ts'
import { refuseBadPlace } from './place.ts'

export type OpenLedger = { connection: Connection; close(): void }

/** Opens or creates the ledger at a path. Throws EngineOpenError with a sentence for the operator. */
export function openLedger(path: string, options: { resourcesDir: string; now: number }): OpenLedger {
  const file = resolve(path)
  refuseBadPlace(path.startsWith('\\\\') || path.startsWith('//') ? path : file)
  refuseForeignFile(file)
  const lease = takeLease(file, options.now)
  let connection: Connection | undefined
  try {
    connection = new Connection(file)
    migrate(connection, { migrationsDir: join(options.resourcesDir, 'migrations'), now: options.now })
  } catch (error) {
    connection?.close()
    lease.release()
    throw asOpenError(file, error)
  }
  const opened = connection
  return {
    connection: opened,
    close() {
      opened.raw.pragma('wal_checkpoint(TRUNCATE)')
      opened.close()
      lease.release()
    },
  }
}

/** Opens a ledger for reading only (checks, measurements); takes no lease and changes nothing. */
export function openForReading(path: string): Connection {
  const file = resolve(path)
  if (!existsSync(file)) throw new EngineOpenError('folder-missing', `There is no ledger at ${file}. Check the path.`)
  refuseForeignFile(file)
  return new Connection(file, { readOnly: true })
}

function refuseForeignFile(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return
  if (!statSync(file).isFile())
    throw new EngineOpenError('not-a-ledger', `${file} is not a file. Choose a ledger file.`)
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  readSync(handle, head, 0, 16, 0)
  closeSync(handle)
  if (head.toString('latin1') !== 'SQLite format 3\0') {
    throw new EngineOpenError(
      'not-a-ledger',
      `${file} is not a Countersign ledger (its first bytes are not a ledger's). Choose a ledger file; nothing was changed.`,
    )
  }
}

function asOpenError(file: string, error: unknown): unknown {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY_DBMOVED') {
    return new EngineOpenError(
      'read-only',
      `${file} cannot be written (${code}). Check the disk and the permissions.`,
      error,
    )
  }
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new EngineOpenError(
      'not-a-ledger',
      `${file} is damaged or not a ledger (${code}). Restore the last verified backup from its backups folder; do not delete the file.`,
      error,
    )
  }
  return error
}
