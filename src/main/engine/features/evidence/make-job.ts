/** Gathers and writes an evidence pack, beside the desk on one snapshot of the ledger. */
import { addDays, businessDateOf } from '../../../../contract/dates.ts'
import type { EvidenceSubject } from '../../../../contract/evidence.ts'
import { readHead } from '../../audit/chain.ts'
import { dayRoot, firstAtOrAfter } from '../../audit/day-root.ts'
import { startOfDay } from '../../day-bounds.ts'
import type { Connection } from '../../db/connection.ts'
import type { PackContent, PackDay, PackRecord } from '../../formats/evidence/model.ts'
import { writePack } from '../../formats/evidence/write-pack.ts'
import type { JobAbout } from '../../jobs/runner.ts'
import {
  approvalsOfDay,
  approvalsOfRequests,
  factsOfBatch,
  factsOfDay,
  factsOfRequests,
  fileIdsOfDay,
  fileIdsOfRequests,
  hashAt,
  hashesBetween,
  journalsOfDay,
  journalsOfRequests,
  keptFile,
  linesOfDay,
  linesOfRequests,
  recordsBetween,
  recordsOf,
  requestsOfBatch,
} from './store.ts'

export type EvidenceInput = {
  subject: EvidenceSubject
  madeBy: string
  madeAt: number
  deskName: string
  timeZone: string
}

type Numbered = ReturnType<typeof recordsBetween>[number]
type Gathered = Omit<
  PackContent,
  'records' | 'days' | 'files' | 'subject' | 'head' | keyof Omit<EvidenceInput, 'subject'>
> & {
  name: string
  records: Numbered[]
  fileIds: number[]
}

export async function makeEvidence({ connection, input, progress }: JobAbout) {
  const ask = input as unknown as EvidenceInput
  connection.run('BEGIN')
  const { name, records, fileIds, ...gathered } = gather(connection, ask)
  const { sequence, hash } = readHead(connection)
  progress(1, 3)
  const content: PackContent = {
    ...gathered,
    subject: name,
    deskName: ask.deskName,
    timeZone: ask.timeZone,
    madeBy: ask.madeBy,
    madeAt: ask.madeAt,
    head: { sequence, hash: hash.toString('hex') },
    records: records.map((row) => toPackRecord(connection, row)),
    days: daysOf(connection, records, ask.timeZone),
    files: fileIds.map((fileId) => keptFile(connection, fileId)),
  }
  progress(2, 3)
  const pack = await writePack(content)
  const file = {
    name: `evidence-${name.replace(/[^A-Za-z0-9-]+/g, '-')}.zip`,
    mediaType: 'application/zip',
    bytes: pack.bytes,
  }
  // The digest becomes part of the audit record that ends the job: a pack that was made anew elsewhere is found by it.
  return { result: { subject: name, digest: pack.digest, parts: pack.parts, records: records.length }, file }
}

function gather(connection: Connection, { subject, timeZone }: EvidenceInput): Gathered {
  if (subject.kind === 'day') return ofDay(connection, subject.date, timeZone)
  const requestIds = subject.kind === 'request' ? [subject.requestId] : requestsOfBatch(connection, subject.batchId)
  const batch = subject.kind === 'batch' ? factsOfBatch(connection, subject.batchId) : {}
  return {
    name: subject.kind === 'request' ? `WD-${subject.requestId}` : `Batch ${subject.batchId}`,
    facts: { ...batch, ...factsOfRequests(connection, requestIds) },
    approvals: approvalsOfRequests(connection, requestIds),
    journals: journalsOfRequests(connection, requestIds),
    lines: linesOfRequests(connection, requestIds),
    fileIds: fileIdsOfRequests(connection, requestIds),
    records: recordsOf(connection, {
      requestIds,
      subject: subject.kind === 'batch' ? `batch:${subject.batchId}` : null,
    }),
  }
}

function ofDay(connection: Connection, date: string, timeZone: string): Gathered {
  const { first, end } = boundsOf(connection, date, timeZone)
  return {
    name: `Day ${date}`,
    facts: factsOfDay(connection, date),
    approvals: approvalsOfDay(connection, date),
    journals: journalsOfDay(connection, date),
    lines: linesOfDay(connection, date),
    fileIds: fileIdsOfDay(connection, date),
    records: recordsBetween(connection, first, end),
  }
}

function boundsOf(connection: Connection, date: string, timeZone: string): { first: number; end: number } {
  return {
    first: firstAtOrAfter(connection, startOfDay(date, timeZone)),
    end: firstAtOrAfter(connection, startOfDay(addDays(date, 1), timeZone)),
  }
}

function toPackRecord(connection: Connection, { sequence, record, hash }: Numbered): PackRecord {
  return { sequence, record, before: hashAt(connection, sequence - 1), hash: hash.toString('hex') }
}

/** The days on which the records were written, each with the hashes of all its records: nothing of other people's content. */
function daysOf(connection: Connection, records: readonly Numbered[], timeZone: string): PackDay[] {
  const dates = new Set(
    records.map(({ record }) => businessDateOf((JSON.parse(record) as { at: number }).at, timeZone)),
  )
  return [...dates].sort().map((date) => {
    const { first, end } = boundsOf(connection, date, timeZone)
    const { root } = dayRoot(connection, {
      from: startOfDay(date, timeZone),
      until: startOfDay(addDays(date, 1), timeZone),
    })
    return { date, firstSequence: first, hashes: hashesBetween(connection, first, end), root }
  })
}
