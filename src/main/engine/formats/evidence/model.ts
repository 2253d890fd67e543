/** What an evidence pack holds. Everything in it is named with its digest in the manifest; nothing else may be in it. */

import type { PackApproval, PackJournal, PackLine } from '../../../../contract/evidence.ts'

export const PACK_FORMAT = 'countersign-evidence/1'

/** An audit record as it was written, with the hash before it: `hash = SHA-256(before, record)`. */
export type PackRecord = { sequence: number; record: string; before: string; hash: string }

/** Hashes of all records of one day, in order. Their SHA-256 is the root that is printed on the day-end sheet. */
export type PackDay = { date: string; firstSequence: number; hashes: readonly string[]; root: string }

export type PackFile = { name: string; sha256: string; bytes: Uint8Array }

export type PackContent = {
  subject: string
  deskName: string
  timeZone: string
  madeBy: string
  madeAt: number
  head: { sequence: number; hash: string }
  /** Rows of the ledger as they are, by table. */
  facts: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  records: readonly PackRecord[]
  days: readonly PackDay[]
  journals: readonly PackJournal[]
  approvals: readonly PackApproval[]
  lines: readonly PackLine[]
  files: readonly PackFile[]
}

export type Manifest = {
  format: string
  subject: string
  deskName: string
  madeBy: string
  madeAt: string
  head: { sequence: number; hash: string }
  verify: string
  parts: readonly { path: string; bytes: number; sha256: string }[]
}
