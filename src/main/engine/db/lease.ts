/**
 * One writer per ledger. The lease is a small SQLite file beside the ledger, held open in an exclusive transaction: the
 * operating system lets go of it when the process dies, however it dies. A text file beside it says who holds it.
 */

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { EngineOpenError } from './open-error.ts'

export type Lease = { release(): void }

/** Two that start at the same moment get in each other's way for a blink; without a wait both would be refused. */
const WAIT_MS = 250

/** Takes the lease of a ledger. Throws EngineOpenError `in-use` that names the holder. */
export function takeLease(path: string, now: number): Lease {
  const holderFile = `${path}.holder`
  const database = new Database(`${path}.lease`, { timeout: WAIT_MS })
  try {
    database.pragma('journal_mode = DELETE')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw new EngineOpenError(
      'in-use',
      `${path} is open in another program: ${holderText(holderFile)}. Close it there first; only one program may write to a ledger.`,
      error,
    )
  }
  writeFileSync(
    holderFile,
    JSON.stringify({ host: hostname(), process: process.pid, since: new Date(now).toISOString() }),
  )
  return {
    release() {
      rmSync(holderFile, { force: true })
      database.close()
    },
  }
}

function holderText(file: string): string {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as { host: string; process: number; since: string }
    return `process ${holder.process} on ${holder.host} since ${holder.since}`
  } catch {
    return 'another process on this computer'
  }
}
