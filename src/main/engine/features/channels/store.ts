/** SQL of channel data and control facts. */
import type { ChannelDataKind } from '../../../../contract/channels.ts'
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict } from '../../refuse.ts'
import { type ChannelDatum, type ControlFactRow, channelData, controlFacts } from './schema.ts'

export type NamedDatum = ChannelDatum & { madeByName: string | null; approvedByName: string | null }

const NEWEST = `SELECT ${columnsOf(channelData, 'd')}, m.display_name AS "madeByName", a.display_name AS "approvedByName"
  FROM channel_data d LEFT JOIN operators m ON m.id = d.made_by LEFT JOIN operators a ON a.id = d.approved_by`

const READ = ['channel_data', 'operators']

/** The newest version of everything of a kind, by key. */
export function newestOf(call: Call, kind: ChannelDataKind): readonly NamedDatum[] {
  return call.db.allLasting<NamedDatum>(
    READ,
    `${NEWEST} WHERE d.kind = ? AND d.version = (SELECT max(version) FROM channel_data WHERE kind = d.kind AND key = d.key) ORDER BY d.key`,
    kind,
  )
}

export function newestDatum(call: Call, kind: ChannelDataKind, key: string): NamedDatum | undefined {
  const sql = `${NEWEST} WHERE d.kind = ? AND d.key = ? ORDER BY d.version DESC LIMIT 1`
  return call.db.allLasting<NamedDatum>(READ, sql, kind, key)[0]
}

export function datumAt(
  call: Call,
  at: { kind: ChannelDataKind; key: string; version: number },
): NamedDatum | undefined {
  return call.db.get<NamedDatum>(
    `${NEWEST} WHERE d.kind = ? AND d.key = ? AND d.version = ?`,
    at.kind,
    at.key,
    at.version,
  )
}

type NewDatum = { kind: ChannelDataKind; key: string; expectedVersion: number; definition: unknown; note: string }

/** Adds the next version of a thing after two people agreed on it. Conflict when another version came in between. */
export function addVersion(call: Call, datum: NewDatum, people: { madeBy: number; approvedBy: number | null }): number {
  const current = newestDatum(call, datum.kind, datum.key)?.version ?? 0
  if (current !== datum.expectedVersion) throw new Conflict(`${datum.kind}:${datum.key}`, { version: current })
  call.db.insert(channelData, {
    kind: datum.kind,
    key: datum.key,
    version: current + 1,
    definition: JSON.stringify(datum.definition),
    ...people,
    at: call.now,
    note: datum.note,
  })
  return current + 1
}

/** What the program brings along, for a ledger that has nothing of that kind and key yet. */
export function seedDatum(
  connection: Connection,
  datum: { kind: ChannelDataKind; key: string; definition: unknown; at: number },
): void {
  connection.run(
    `INSERT INTO channel_data (kind, key, version, definition, at)
     SELECT ?, ?, 1, ?, ? WHERE NOT EXISTS (SELECT 1 FROM channel_data WHERE kind = ? AND key = ?)`,
    datum.kind,
    datum.key,
    JSON.stringify(datum.definition),
    datum.at,
    datum.kind,
    datum.key,
  )
}

export function seededKeys(connection: Connection): Set<string> {
  return new Set(
    connection
      .all<{ name: string }>(`SELECT DISTINCT kind || ':' || key AS name FROM channel_data`)
      .map(({ name }) => name),
  )
}

export type NamedFact = ControlFactRow & { by: string }

/** Every fact about a request or a destination, the oldest first. */
export function factsOf(call: Call, subject: string): NamedFact[] {
  return call.db.all<NamedFact>(
    `SELECT ${columnsOf(controlFacts, 'f')}, o.display_name AS by FROM control_facts f JOIN operators o ON o.id = f.operator_id
     WHERE f.subject = ? ORDER BY f.id`,
    subject,
  )
}

export function insertFact(call: Call, fact: typeof controlFacts.$inferInsert): number {
  return call.db.insert(controlFacts, fact)
}
