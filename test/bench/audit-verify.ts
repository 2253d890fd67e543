/** Proving the audit log against only reading it: the same records, every field of every row crossing into JavaScript, in turn. */
import { AuditChain } from '../../src/main/engine/audit/chain.ts'
import { verifyChain } from '../../src/main/engine/audit/verify.ts'
import { Connection } from '../../src/main/engine/db/connection.ts'
import { testDesk } from '../support/desk.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, timed } from './figure.ts'
import { dropGuards, inTransactions } from './history.ts'

export function auditVerify(options: BenchOptions): Measured {
  const records = options.quick ? 20_000 : 1_000_000
  const rounds = options.quick ? 3 : 5
  const desk = testDesk({ people: [] })
  try {
    addRecords(desk.path, records)
    const connection = new Connection(desk.path, { readOnly: true })
    const reading = connection.raw.prepare('SELECT sequence, record, hash FROM audit ORDER BY sequence').raw()
    const spent = { read: [] as number[], verify: [] as number[] }
    const work = {
      read: () => {
        let count = 0
        for (const _row of reading.iterate()) count++
        if (count < records) throw new Error(`${count} records read`)
      },
      verify: () => {
        const verdict = verifyChain(connection)
        if (!verdict.intact || verdict.records < records) throw new Error('the log did not verify')
      },
    }
    // The first round fills the caches and counts for nobody.
    for (let round = 0; round <= rounds; round++) {
      spent.read.push(timed(work.read))
      spent.verify.push(timed(work.verify))
    }
    connection.close()
    const seconds = (values: number[]) => (median(values.slice(1)) / 1000).toFixed(2)
    return {
      figures: [
        figure({
          name: 'audit-verify-vs-read',
          value: medianRatio(spent.verify.slice(1), spent.read.slice(1)),
          unit: 'x',
          goal: 1.15,
          better: 'lower',
          note: `${records} records recomputed and compared on one thread against the rows read one by one`,
        }),
      ],
      context: [
        `audit log of ${records} records: verified in ${seconds(spent.verify)} s, only read in ${seconds(spent.read)} s`,
      ],
    }
  } finally {
    desk.close()
  }
}

/** Records of the size that a command leaves, in one chain with those of the desk's first minutes. */
function addRecords(path: string, records: number): void {
  const connection = new Connection(path)
  dropGuards(connection.raw)
  const chain = new AuditChain(connection)
  const actor = { operatorId: 1, name: 'Rita Retention', role: 'departmentReviewer', address: '127.0.0.1' }
  inTransactions(connection, records, (i) => {
    const requestId = 1 + (i >> 3)
    const entry = {
      action: 'request.passToBackoffice',
      subject: `request:${requestId}`,
      requestId,
      reason: 'documents in order',
      changes: [['status', 'approvedByCs', 'approvedByRetention'] as [string, string, string]],
    }
    chain.append(entry, actor, { at: 0, commandId: `0mi3k2x9f${String(i).padStart(24, '0')}` })
  })
  connection.raw.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
}
