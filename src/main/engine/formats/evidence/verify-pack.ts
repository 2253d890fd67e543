/** Checks an evidence pack from its bytes alone: parts, hashes, roots, balance. Names every thing that does not agree. */
import { hash } from 'node:crypto'
import type { PackJournal } from '../../../../contract/evidence.ts'
import { readZipDirectory, unpackEntry } from '../tables/zip-directory.ts'
import { type Manifest, PACK_FORMAT, type PackDay, type PackRecord } from './model.ts'

export type PackFinding = { code: string; place: string; message: string }
export type PackVerdict = {
  intact: boolean
  findings: PackFinding[]
  /** SHA-256 of the manifest: the digest that the audit log of the desk has for this pack. */
  digest: string
  subject: string
  figures: { parts: number; records: number; days: number; journals: number }
  records: PackRecord[]
}

const NOTHING = { parts: 0, records: 0, days: 0, journals: 0 }

export function verifyPack(bytes: Uint8Array): PackVerdict {
  const findings: PackFinding[] = []
  const note = (code: string, place: string, message: string) => findings.push({ code, place, message })
  const parts = partsIn(bytes, note)
  const manifestBytes = parts.get('manifest.json')
  const manifest = manifestBytes && readJson<Manifest>(manifestBytes)
  if (!manifestBytes || manifest?.format !== PACK_FORMAT || !Array.isArray(manifest.parts)) {
    note('not-a-pack', 'manifest.json', 'This is no evidence pack of Countersign, or its manifest is missing.')
    return { intact: false, findings, digest: '', subject: '', figures: NOTHING, records: [] }
  }
  readable('manifest.json', () => checkParts(parts, manifest, note), note)
  const records = linesOf<PackRecord>(parts.get('audit-records.jsonl'))
  const days = [...parts.keys()]
    .filter((path) => path.startsWith('days/'))
    .flatMap((path) => readJson<PackDay>(parts.get(path)) ?? [])
  const journals = readJson<PackJournal[]>(parts.get('journals.json')) ?? []
  readable('audit-records.jsonl', () => checkRecords(records, days, note), note)
  readable('days', () => checkDays(days, note), note)
  readable('journals.json', () => checkJournals(journals, note), note)
  return {
    intact: findings.length === 0,
    findings,
    digest: hash('sha256', manifestBytes, 'hex'),
    subject: manifest.subject,
    figures: { parts: parts.size, records: records.length, days: days.length, journals: journals.length },
    records,
  }
}

/** Content that was changed into something of another shape is a finding, never a fault. */
function readable(place: string, check: () => void, note: Note): void {
  try {
    check()
  } catch {
    note('content-unreadable', place, `What stands in ${place} has not the shape that the pack was made with.`)
  }
}

type Note = (code: string, place: string, message: string) => void

function partsIn(bytes: Uint8Array, note: Note): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  try {
    for (const [name, entry] of readZipDirectory(bytes)) parts.set(name, unpackEntry(bytes, entry))
  } catch {
    note('archive-broken', 'the file', 'The archive is damaged or cut off. Ask for the pack again.')
  }
  return parts
}

function checkParts(parts: ReadonlyMap<string, Uint8Array>, manifest: Manifest, note: Note): void {
  const named = new Set(['manifest.json', 'SHA256SUMS', ...manifest.parts.map(({ path }) => path)])
  for (const { path, sha256 } of manifest.parts) {
    const bytes = parts.get(path)
    if (!bytes) note('part-missing', path, `The manifest names ${path}, which is not in the pack.`)
    else if (hash('sha256', bytes, 'hex') !== sha256)
      note('part-changed', path, `${path} is not what it was when the pack was made.`)
  }
  for (const path of parts.keys())
    if (!named.has(path)) note('part-added', path, `${path} was added to the pack later.`)
}

/** Each record carries its hash, and stands in the list of its day. */
function checkRecords(records: readonly PackRecord[], days: readonly PackDay[], note: Note): void {
  const hashAt = new Map(days.flatMap((day) => day.hashes.map((each, i) => [day.firstSequence + i, each] as const)))
  for (const { sequence, record, before, hash: kept } of records) {
    const computed = hash('sha256', Buffer.concat([Buffer.from(before, 'hex'), Buffer.from(record)]), 'hex')
    if (computed !== kept)
      note('record-changed', `audit record ${sequence}`, 'Its hash is not the hash of its content.')
    if ((JSON.parse(record) as { sequence: number }).sequence !== sequence)
      note('record-moved', `audit record ${sequence}`, 'It was written under another number.')
    if (hashAt.get(sequence) !== kept)
      note('record-not-in-day', `audit record ${sequence}`, 'The list of its day has another hash at this number.')
    const earlier = hashAt.get(sequence - 1)
    if (earlier !== undefined && earlier !== before)
      note('chain-broken', `audit record ${sequence}`, 'It does not follow the record before it.')
  }
}

function checkDays(days: readonly PackDay[], note: Note): void {
  for (const { date, hashes, root } of days) {
    const computed = hash('sha256', Buffer.concat(hashes.map((each) => Buffer.from(each, 'hex'))), 'hex')
    if (computed !== root) note('root-differs', `day ${date}`, 'Its root is not the digest of its records.')
  }
}

function checkJournals(journals: readonly PackJournal[], note: Note): void {
  for (const { journalId, postings } of journals) {
    const sums = new Map<string, number>()
    for (const { currency, amountMinor } of postings) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor)
    if (postings.length < 2 || [...sums.values()].some((sum) => sum !== 0))
      note('journal-not-balanced', `journal ${journalId}`, 'Its postings do not sum to zero.')
  }
}

function readJson<T>(bytes: Uint8Array | undefined): T | undefined {
  if (!bytes) return undefined
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as T
  } catch {
    return undefined
  }
}

function linesOf<T>(bytes: Uint8Array | undefined): T[] {
  const lines = bytes ? Buffer.from(bytes).toString('utf8').split('\n') : []
  return lines.filter((line) => line !== '').flatMap((line) => readJson<T>(Buffer.from(line)) ?? [])
}
