/** Writes the end of a job: its file, its state and an audit record, in one transaction. */
import { hash } from 'node:crypto'
import type { AuditChain } from '../audit/chain.ts'
import type { Connection } from '../db/connection.ts'
import type { Executor } from '../executor.ts'
import type { FinishJob } from './runner.ts'

type Parts = { executor: Executor; chain: AuditChain; connection: Connection; now: number }

export function finishJob(parts: Parts, jobId: number, { state, result, file }: Parameters<FinishJob>[1]): void {
  const { connection, chain, now } = parts
  parts.executor.transact(() => {
    let fileId: number | null = null
    if (file) {
      const sha256 = hash('sha256', file.bytes, 'hex')
      connection.run(
        'INSERT INTO file_contents (sha256, size_bytes, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        sha256,
        file.bytes.length,
        file.bytes,
      )
      const operatorId = connection.value<number>('SELECT operator_id FROM jobs WHERE id = ?', jobId)
      const inserted = connection
        .prepare('INSERT INTO files (sha256, name, media_type, created_at, created_by) VALUES (?, ?, ?, ?, ?)')
        .run(sha256, file.name, file.mediaType, now, operatorId)
      fileId = Number(inserted.lastInsertRowid)
    }
    const done = typeof result.rows === 'number' ? result.rows : 0
    connection.run(
      'UPDATE jobs SET state = ?, finished_at = ?, file_id = ?, result = ?, done = ? WHERE id = ?',
      state,
      now,
      fileId,
      JSON.stringify(result),
      done,
      jobId,
    )
    const actor = { operatorId: null, name: 'desk', role: 'desk', address: 'engine' }
    chain.append({ action: `job.${state}`, subject: `job:${jobId}`, reason: JSON.stringify(result) }, actor, {
      at: now,
      commandId: null,
    })
    return { output: null, touched: [{ topic: 'jobs' }] }
  })
}
