/** Evidence packs: made for a request, a batch and a day, checked from their bytes alone, and every tampering found by name. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PackJournal } from '../../src/contract/evidence.ts'
import { run } from '../../src/main/cli/run.ts'
import type { PackDay, PackRecord } from '../../src/main/engine/formats/evidence/model.ts'
import { verifyPack } from '../../src/main/engine/formats/evidence/verify-pack.ts'
import { collectBytes } from '../../src/main/engine/formats/tables/write-csv.ts'
import { readZipDirectory, unpackEntry } from '../../src/main/engine/formats/tables/zip-directory.ts'
import { writeZip } from '../../src/main/engine/formats/zip/write-zip.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { refusalOf } from '../support/payments.ts'
import { StatementDesk } from '../support/statement-desk.ts'

let desk: TestDesk
let requestId: number
const packs = new Map<string, { bytes: Buffer; job: Answer }>()
beforeAll(async () => {
  desk = testDesk()
  const bank = new StatementDesk(desk)
  const [payment] = await bank.sent(1_250_000, 99_995)
  requestId = payment?.requestId ?? 0
  bank.take([{ amountMinor: -1_250_000, reference: bank.reference(payment as Answer) }])
  for (const subject of [
    { kind: 'request', requestId },
    { kind: 'batch', batchId: 1 },
    { kind: 'day', date: '2026-11-20' },
  ])
    packs.set(subject.kind, await made(subject))
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

async function made(subject: Record<string, unknown>): Promise<{ bytes: Buffer; job: Answer }> {
  const auditor = desk.as('auditor')
  const { jobId } = await auditor.callQueued('evidence.make', { subject })
  let job: Answer
  do {
    await new Promise((resolve) => setTimeout(resolve, 20))
    job = auditor.call('jobs.get', { jobId })
  } while (job.state === 'running')
  expect(job).toMatchObject({ state: 'done' })
  const parts: Buffer[] = []
  for (let offset = 0; ; offset += parts.at(-1)?.length ?? 0) {
    const { base64 } = auditor.call('files.read', { fileId: job.fileId, offset })
    const part = Buffer.from(base64, 'base64')
    if (part.length === 0) break
    parts.push(part)
    if (part.length < 262_144) break
  }
  return { bytes: Buffer.concat(parts), job }
}

const packOf = (kind: string) => packs.get(kind) as { bytes: Buffer; job: Answer }
const partsOf = (bytes: Uint8Array) =>
  new Map([...readZipDirectory(bytes)].map(([name, entry]) => [name, Buffer.from(unpackEntry(bytes, entry))]))
const jsonOf = <T>(kind: string, path: string) => JSON.parse(String(partsOf(packOf(kind).bytes).get(path))) as T

describe('a pack', () => {
  test.each(['request', 'batch', 'day'])('of a %s is intact, and its digest is in the audit log', (kind) => {
    const { bytes, job } = packOf(kind)
    const verdict = verifyPack(bytes)
    expect(verdict.findings).toEqual([])
    expect(verdict).toMatchObject({ intact: true, digest: job.result.digest })
    expect(verdict.figures.records).toBeGreaterThan(5)
    expect(desk.connection.value('SELECT count(*) FROM audit WHERE instr(record, ?) > 0', job.result.digest)).toBe(1)
  })

  test('of a request holds its files, postings, approvals, bank lines and every audit record of it', () => {
    const parts = partsOf(packOf('request').bytes)
    expect([...parts.keys()].filter((path) => path.startsWith('files/')).length).toBeGreaterThanOrEqual(3)
    expect(jsonOf<PackJournal[]>('request', 'journals.json').map((journal) => journal.kind)).toEqual([
      'withdrawal.complete',
      'payment.settled',
    ])
    const approvals = jsonOf<{ what: string; by: string }[]>('request', 'approvals.json')
    expect(approvals.map(({ what }) => what.replace(/\d+/, 'N'))).toEqual([
      `Transaction N of WD-${requestId} approved`,
      'Batch N release 1',
      'Batch N release 2',
    ])
    expect(new Set(approvals.map(({ by }) => by)).size).toBe(3)
    expect(jsonOf<unknown[]>('request', 'statement-lines.json')).toMatchObject([
      { match: expect.stringContaining('ourReference') },
    ])
    const kept = desk.connection.value<number>('SELECT count(*) FROM audit WHERE request_id = ?', requestId)
    expect(String(parts.get('audit-records.jsonl')).trim().split('\n')).toHaveLength(kept ?? 0)
    const page = String(parts.get('verification.html'))
    expect(page).toContain('countersign evidence verify FILE')
    expect(page).not.toContain('<script')
  })

  test('of a day carries the root that the day-end sheet shows', () => {
    const { root, hashes } = jsonOf<PackDay>('day', 'days/2026-11-20.json')
    expect(root).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes.length).toBe(verifyPack(packOf('day').bytes).figures.records)
  })
})

describe('tampering', () => {
  /** The pack with one part changed, and a manifest that was made to fit when `covered`. */
  async function tampered(path: string, change: (text: string) => string, covered: boolean): Promise<Uint8Array> {
    const parts = partsOf(packOf('request').bytes)
    parts.set(path, Buffer.from(change(String(parts.get(path)))))
    if (covered) {
      const { createHash } = await import('node:crypto')
      const manifest = JSON.parse(String(parts.get('manifest.json')))
      for (const part of manifest.parts)
        part.sha256 = createHash('sha256')
          .update(parts.get(part.path) as Buffer)
          .digest('hex')
      parts.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
    }
    return collectBytes(
      writeZip(
        [...parts].map(([name, bytes]) => ({ name, chunks: [bytes] })),
        { instant: desk.now },
      ),
    )
  }
  const changeRecord = (change: (record: PackRecord) => void) => (text: string) => {
    const [first = '', ...rest] = text.split('\n')
    const record = JSON.parse(first) as PackRecord
    change(record)
    return [JSON.stringify(record), ...rest].join('\n')
  }
  const cases: [string, string, (text: string) => string, boolean, string][] = [
    ['a changed part', 'facts.json', (text) => text.replace('HKD', 'USD'), false, 'part-changed'],
    [
      'a posting, manifest made to fit',
      'journals.json',
      (text) => text.replace('-1250000', '-1250001'),
      true,
      'journal-not-balanced',
    ],
    [
      'a record, manifest made to fit',
      'audit-records.jsonl',
      changeRecord((r) => {
        r.record = r.record.replace('request.create', 'request.cancel')
      }),
      true,
      'record-changed',
    ],
    [
      'a record with its hash, manifest made to fit',
      'audit-records.jsonl',
      changeRecord((r) => {
        r.hash = 'ab'.repeat(32)
      }),
      true,
      'record-not-in-day',
    ],
    [
      'the list of a day',
      'days/2026-11-20.json',
      (text) => text.replace(/"root": "../, '"root": "zz'),
      true,
      'root-differs',
    ],
    ['an added part', 'files/9-more.txt', () => 'more', false, 'part-added'],
  ]
  test.each(cases)('%s is found', async (_, path, change, covered, code) => {
    const verdict = verifyPack(await tampered(path, change, covered))
    expect(verdict.intact).toBe(false)
    expect(verdict.findings.map((finding) => finding.code)).toContain(code)
  })

  test('any byte of the archive, cut off or changed, never passes and never throws', () => {
    const { bytes } = packOf('request')
    for (let i = 0; i < 60; i++) {
      const at = Math.floor((i / 60) * bytes.length)
      expect(verifyPack(bytes.subarray(0, at)).intact).toBe(false)
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x55
      const verdict = verifyPack(changed)
      if (verdict.intact) expect(verdict.digest, `byte ${at} is no content`).toBe(packOf('request').job.result.digest)
    }
  })
})

test('the command line checks a pack, and against a ledger that it made it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-evidence-'))
  const said: string[] = []
  const output = { result: (text: string) => said.push(text), note: (text: string) => said.push(text) }
  try {
    const file = join(folder, 'pack.zip')
    writeFileSync(file, packOf('request').bytes)
    expect(await run(['evidence', 'verify', file], output)).toBe(0)
    expect(said.join('\n')).toContain(`Digest of the pack: ${packOf('request').job.result.digest}`)
    const copy = join(folder, 'copy.countersign')
    desk.connection.raw.exec(`VACUUM INTO '${copy}'`)
    expect(await run(['evidence', 'verify', file, '--ledger', copy, '--json'], output)).toBe(0)
    const other = testDesk({ people: ['auditor'] })
    const otherCopy = join(folder, 'other.countersign')
    other.connection.raw.exec(`VACUUM INTO '${otherCopy}'`)
    other.close()
    said.length = 0
    expect(await run(['evidence', 'verify', file, '--ledger', otherCopy], output)).toBe(1)
    expect(said.join('\n')).toContain('pack-not-known')
    writeFileSync(file, 'no pack')
    expect(await run(['evidence', 'verify', file], output)).toBe(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('refuses what is not there and who may not read the log', async () => {
  const auditor = desk.as('auditor')
  expect(
    await refusalOf(() => auditor.call('evidence.make', { subject: { kind: 'request', requestId: 999 } })),
  ).toMatchObject({ code: 'NOT_FOUND' })
  expect(
    await refusalOf(() => auditor.call('evidence.make', { subject: { kind: 'day', date: '2027-01-01' } })),
  ).toMatchObject({ code: 'NOT_BUSINESS_DATE' })
  expect(
    await refusalOf(() => desk.as('agent').call('evidence.make', { subject: { kind: 'batch', batchId: 1 } })),
  ).toMatchObject({ code: 'PERMISSION_MISSING' })
})
