/**
 * Copies the ledger while no engine has it open: the file together with its write-ahead log, because the last
 * commits may live in the log alone. The copy appears under its final name only when it is complete.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Copies the ledger into a new folder inside `folder`.
 * @param nowMs names the folder (UTC)
 * @returns the new folder; throws when the ledger is missing or the disk refuses, leaving nothing half done
 */
export function copyLedger(ledger: string, folder: string, nowMs: number): string {
  if (!existsSync(ledger)) throw new Error(`There is no ledger at ${ledger}.`)
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const target = join(folder, `countersign-copy-${stamp}`)
  const partial = `${target}.partial`
  try {
    mkdirSync(partial)
    for (const file of [ledger, `${ledger}-wal`]) {
      if (existsSync(file)) copyAndFlush(file, join(partial, basename(file)))
    }
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
  return target
}

/** The copy may go to a stick that is pulled out a second later. */
function copyAndFlush(source: string, target: string): void {
  copyFileSync(source, target)
  const handle = openSync(target, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
