/** SQL of transfers. */
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import type { BankMemory } from './bank-adapter.ts'
import { type Transfer, transfers } from './schema.ts'

const SELECT = `SELECT ${columnsOf(transfers)} FROM transfers`
const SHOWN = 500

export function transferOf(call: Call, instructionId: number): Transfer | undefined {
  return call.db.get<Transfer>(`${SELECT} WHERE instruction_id = ?`, instructionId)
}

/** The transfer at the version that was seen. Refuses NOT_FOUND; a Conflict when somebody was first (law 6). */
export function transferAt(call: Call, at: { instructionId: number; expectedVersion: number }): Transfer {
  const found = transferOf(call, at.instructionId) ?? refuse('NOT_FOUND', { what: `transfer ${at.instructionId}` })
  if (found.version !== at.expectedVersion)
    throw new Conflict(`transfer:${at.instructionId}`, { version: found.version })
  return found
}

export function recentTransfers(call: Call): Transfer[] {
  return call.db.all<Transfer>(`${SELECT} ORDER BY instruction_id DESC LIMIT ${SHOWN}`)
}

export function insertTransfer(call: Call, row: typeof transfers.$inferInsert): void {
  call.db.insert(transfers, row)
}

export type TransferChange = Partial<Omit<Transfer, 'instructionId' | 'version' | 'channel'>>

/** Changes exactly the row that was read, or Conflict (law 6). */
export function changeTransfer(call: Call, transfer: Transfer, change: TransferChange): Transfer {
  const keys = Object.keys(change) as (keyof TransferChange)[]
  const sets = keys.map((key) => `, ${transfers[key].name} = ?`).join('')
  const changed = call.db.run(
    `UPDATE transfers SET version = version + 1${sets} WHERE instruction_id = ? AND version = ?`,
    ...keys.map((key) => change[key]),
    transfer.instructionId,
    transfer.version,
  )
  if (changed !== 1) throw new Conflict(`transfer:${transfer.instructionId}`)
  call.changed('channels')
  return { ...transfer, ...change, version: transfer.version + 1 }
}

/** Waiting payments of a channel that nobody has looked at yet, the oldest first. */
export function newPayments(connection: Connection, channel: string): { id: number; madeBy: number }[] {
  return connection.all<{ id: number; madeBy: number }>(
    `SELECT i.id, i.made_by AS "madeBy" FROM instructions i WHERE i.channel = ? AND i.state = 'waiting'
     AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.instruction_id = i.id) ORDER BY i.id LIMIT 100`,
    channel,
  )
}

/** Queued transfers whose window has opened. */
export function dueTransfers(connection: Connection, now: number): { id: number; madeBy: number }[] {
  return connection.all<{ id: number; madeBy: number }>(
    `SELECT t.instruction_id AS id, i.made_by AS "madeBy" FROM transfers t JOIN instructions i ON i.id = t.instruction_id
     WHERE t.state = 'queued' AND t.queued_for <= ? ORDER BY t.instruction_id LIMIT 100`,
    now,
  )
}

/** Transfers that were handed to the bank and have no answer. */
export function unansweredTransfers(connection: Connection): { id: number; madeBy: number }[] {
  return connection.all<{ id: number; madeBy: number }>(
    `SELECT t.instruction_id AS id, i.made_by AS "madeBy" FROM transfers t JOIN instructions i ON i.id = t.instruction_id
     WHERE t.state IN ('sending', 'unknown') AND t.tries < 50 ORDER BY t.instruction_id LIMIT 100`,
  )
}

/** Which payment of its customer a payment is on its day, itself included (R3-36). */
export function countOnDay(
  call: Call,
  payment: { id: number; accountId: number },
  day: { from: number; to: number },
): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM requests r JOIN instructions i ON i.request_id = r.id
       WHERE r.account_id = ? AND i.made_at >= ? AND i.made_at < ? AND i.id <= ?`,
      payment.accountId,
      day.from,
      day.to,
      payment.id,
    ) ?? 0
  )
}

/** The memory of the simulated bank: written at once, whatever becomes of the desk's own transaction. */
export function memoryOfSimulatedBank(connection: Connection, clock: () => number): BankMemory {
  return {
    has: (key) => connection.value<number>('SELECT 1 FROM simulated_orders WHERE key = ?', key) === 1,
    add: (key) => void connection.run('INSERT OR IGNORE INTO simulated_orders (key, at) VALUES (?, ?)', key, clock()),
  }
}
