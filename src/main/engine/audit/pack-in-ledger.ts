/** Does a ledger know an evidence pack: did it make one with this digest, and does its log still hold the same records? */
import type { Connection } from '../db/connection.ts'

type Pack = { digest: string; records: readonly { sequence: number; record: string; hash: string }[] }
type Finding = { code: string; place: string; message: string }

export function packInLedger(connection: Connection, { digest, records }: Pack): Finding[] {
  const findings: Finding[] = []
  const made = connection.value<number>(
    "SELECT 1 FROM audit WHERE json_extract(record, '$.action') = 'job.done' AND instr(json_extract(record, '$.reason'), ?) > 0",
    digest,
  )
  if (made === undefined)
    findings.push({
      code: 'pack-not-known',
      place: 'audit log',
      message: `This ledger never made a pack with the digest ${digest}.`,
    })
  for (const { sequence, record, hash } of records) {
    const kept = connection.get<{ record: string; hash: Buffer }>(
      'SELECT record, hash FROM audit WHERE sequence = ?',
      sequence,
    )
    if (kept?.record !== record || kept.hash.toString('hex') !== hash)
      findings.push({
        code: 'record-differs',
        place: `audit record ${sequence}`,
        message: 'The ledger has another record under this number.',
      })
  }
  return findings
}
