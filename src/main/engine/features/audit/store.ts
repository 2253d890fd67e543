/** SQL of the audit log's pages. */
import type { AuditEntry } from '../../audit/chain.ts'
import type { Connection } from '../../db/connection.ts'

export type StoredRecord = {
  sequence: number
  hash: string
  record: AuditEntry & { at: number; actor: string; role: string; address: string }
}

type Asked = { requestId: number | null; subject: string; actor: string; before: number | null; limit: number }
type RawRow = { sequence: number; hash: Buffer; record: string }

/** How many records a filter on subject or person looks through for one page; the next page goes on from there. */
const SCAN = 20_000

export function auditPage(connection: Connection, asked: Asked): { rows: StoredRecord[]; more: boolean } {
  const before = asked.before ?? Number.MAX_SAFE_INTEGER
  if (asked.requestId !== null) {
    const rows = connection.all<RawRow>(
      'SELECT sequence, hash, record FROM audit WHERE request_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?',
      asked.requestId,
      before,
      asked.limit + 1,
    )
    return { rows: rows.slice(0, asked.limit).map(parse), more: rows.length > asked.limit }
  }
  const rows: StoredRecord[] = []
  let scanned = 0
  const all = connection.raw.prepare<[number, number], RawRow>(
    'SELECT sequence, hash, record FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
  )
  for (const raw of all.iterate(before, SCAN)) {
    scanned++
    const row = parse(raw)
    if (
      asked.subject !== '' &&
      !row.record.subject.includes(asked.subject) &&
      !row.record.action.includes(asked.subject)
    )
      continue
    if (asked.actor !== '' && !row.record.actor.toLowerCase().includes(asked.actor.toLowerCase())) continue
    if (rows.length === asked.limit) return { rows, more: true }
    rows.push(row)
  }
  return { rows, more: scanned === SCAN && rows.length > 0 }
}

function parse({ sequence, hash, record }: RawRow): StoredRecord {
  return { sequence, hash: hash.toString('hex'), record: JSON.parse(record) as StoredRecord['record'] }
}
