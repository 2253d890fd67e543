/** SQL of jobs. */
import { hash } from 'node:crypto'
import type { Call } from '../call.ts'
import type { Connection } from '../db/connection.ts'

export type JobFile = { name: string; mediaType: string; bytes: Uint8Array }

/** Records a job as running; returns its number. */
export function insertJob(call: Call, job: { kind: string; input: string }): number {
  const { lastInsertRowid } = call.db
    .prepare("INSERT INTO jobs (kind, state, input, started_at, operator_id) VALUES (?, 'running', ?, ?, ?)")
    .run(job.kind, job.input, call.now, call.actor.operatorId)
  return Number(lastInsertRowid)
}

/** Writes the end of a job and keeps the file that it made. */
export function endJob(
  connection: Connection,
  jobId: number,
  end: { state: string; result: Record<string, string | number>; file: JobFile | null; now: number },
): void {
  const fileId = end.file ? keepJobFile(connection, jobId, { ...end.file, now: end.now }) : null
  const done = typeof end.result.rows === 'number' ? end.result.rows : 0
  connection.run(
    'UPDATE jobs SET state = ?, finished_at = ?, file_id = ?, result = ?, done = ? WHERE id = ?',
    end.state,
    end.now,
    fileId,
    JSON.stringify(end.result),
    done,
    jobId,
  )
}

function keepJobFile(connection: Connection, jobId: number, file: JobFile & { now: number }): number {
  const sha256 = hash('sha256', file.bytes, 'hex')
  connection.run(
    'INSERT INTO file_contents (sha256, size_bytes, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    sha256,
    file.bytes.length,
    file.bytes,
  )
  const { lastInsertRowid } = connection
    .prepare(
      'INSERT INTO files (sha256, name, media_type, created_at, created_by) SELECT ?, ?, ?, ?, operator_id FROM jobs WHERE id = ?',
    )
    .run(sha256, file.name, file.mediaType, file.now, jobId)
  return Number(lastInsertRowid)
}

/** Jobs that were running when the program ended are failed, visibly (law 11). */
export function failInterrupted(connection: Connection, now: number): void {
  connection.run(
    `UPDATE jobs SET state = 'failed', finished_at = ?, result = '{"why":"interrupted"}' WHERE state = 'running'`,
    now,
  )
}
