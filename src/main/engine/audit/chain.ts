/**
 * The audit log: one record per change in the change's own transaction. Each hash covers the hash before it and
 * the record's canonical JSON, so that a change, removal or insertion is found (law 8, R2-79).
 */
import { hash } from 'node:crypto'
import type { Connection } from '../db/connection.ts'

export type AuditEntry = {
  action: string
  /** What was changed: `request:1042`, `batch:7`, `operator:3`. */
  subject: string
  requestId?: number
  amountMinor?: number
  currency?: string
  balanceBeforeMinor?: number
  balanceAfterMinor?: number
  reason?: string
  /** Field, before, after. */
  changes?: [field: string, before: string | null, after: string | null][]
}

/** Who did it and from where; `null` fields for the desk itself. */
export type AuditActor = { operatorId: number | null; name: string; role: string; address: string }

export const GENESIS = Buffer.alloc(32)

export type ChainHead = { sequence: number; hash: Buffer; at: number }

/** Room for the bytes of one record: hashed at once and never kept. */
const scratch = Buffer.allocUnsafe(16_384)

/** The hash of a record that follows another. */
export function chainHash(before: Uint8Array, record: string): Buffer {
  const most = before.length + record.length * 3
  const bytes = most <= scratch.length ? scratch : Buffer.allocUnsafe(most)
  bytes.set(before)
  const length = before.length + bytes.write(record, before.length)
  return hash('sha256', bytes.subarray(0, length), 'buffer')
}

export class AuditChain {
  readonly #connection: Connection
  #head: ChainHead

  constructor(connection: Connection) {
    this.#connection = connection
    this.#head = readHead(connection)
  }

  get head(): ChainHead {
    return this.#head
  }

  /** Back to an earlier head, after the transaction that appended was rolled back. */
  restore(head: ChainHead): void {
    this.#head = head
  }

  /** Appends one record. Time never runs backwards in the log, even when the clock does. */
  append(entry: AuditEntry, actor: AuditActor, stamp: { at: number; commandId: string | null }): void {
    const sequence = this.#head.sequence + 1
    const at = Math.max(stamp.at, this.#head.at)
    const record = recordText({ entry, actor, sequence, at, commandId: stamp.commandId })
    const next = chainHash(this.#head.hash, record)
    this.#connection.run('INSERT INTO audit (sequence, record, hash) VALUES (?, ?, ?)', sequence, record, next)
    this.#head = { sequence, hash: next, at }
  }
}

type ActorKeys = 'actor' | 'actorId' | 'role' | 'address'
type RecordFacts = { entry: AuditEntry; actor: AuditActor; sequence: number; at: number; commandId: string | null }

/** The canonical JSON of a record, written down with its keys in order: nothing is left to sort at every change. */
function recordText({ entry, actor, sequence, at, commandId }: RecordFacts): string {
  return JSON.stringify({
    action: entry.action,
    actor: actor.name,
    actorId: actor.operatorId,
    address: actor.address,
    amountMinor: entry.amountMinor,
    at,
    balanceAfterMinor: entry.balanceAfterMinor,
    balanceBeforeMinor: entry.balanceBeforeMinor,
    changes: entry.changes,
    commandId: commandId ?? undefined,
    currency: entry.currency,
    reason: entry.reason,
    requestId: entry.requestId,
    role: actor.role,
    sequence,
    subject: entry.subject,
  } satisfies Record<keyof AuditEntry | keyof Omit<RecordFacts, 'entry' | 'actor'> | ActorKeys, unknown>)
}

/** The last record of the log, or the empty chain. */
export function readHead(connection: Connection): ChainHead {
  const row = connection.get<{ sequence: number; hash: Buffer; record: string }>(
    'SELECT sequence, hash, record FROM audit ORDER BY sequence DESC LIMIT 1',
  )
  if (!row) return { sequence: 0, hash: GENESIS, at: 0 }
  return { sequence: row.sequence, hash: row.hash, at: (JSON.parse(row.record) as { at: number }).at }
}
