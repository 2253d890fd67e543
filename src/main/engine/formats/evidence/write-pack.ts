/** Writes an evidence pack: one ZIP whose manifest names every part with its digest; the digest of the pack is the manifest's. */
import { hash } from 'node:crypto'
import { VERIFY_COMMAND } from '../../../../contract/evidence.ts'
import { collectBytes } from '../tables/write-csv.ts'
import { writeZip } from '../zip/write-zip.ts'
import { type Manifest, PACK_FORMAT, type PackContent } from './model.ts'
import { verificationPage } from './page.ts'

export type Pack = { bytes: Uint8Array; digest: string; parts: number }

type Part = { path: string; bytes: Uint8Array }

export async function writePack(content: PackContent): Promise<Pack> {
  const parts = partsOf(content)
  const manifest: Manifest = {
    format: PACK_FORMAT,
    subject: content.subject,
    deskName: content.deskName,
    madeBy: content.madeBy,
    madeAt: new Date(content.madeAt).toISOString(),
    head: content.head,
    verify: VERIFY_COMMAND,
    parts: parts.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: hash('sha256', bytes, 'hex') })),
  }
  const manifestBytes = text(`${JSON.stringify(manifest, null, 2)}\n`)
  const all: Part[] = [{ path: 'manifest.json', bytes: manifestBytes }, ...parts]
  // Anyone with the usual tools can check the parts without this program: sha256sum -c SHA256SUMS.
  const sums = text(all.map(({ path, bytes }) => `${hash('sha256', bytes, 'hex')}  ${path}\n`).join(''))
  const zip = writeZip(
    [...all, { path: 'SHA256SUMS', bytes: sums }].map(({ path, bytes }) => ({ name: path, chunks: [bytes] })),
    { instant: content.madeAt },
  )
  return { bytes: await collectBytes(zip), digest: hash('sha256', manifestBytes, 'hex'), parts: all.length }
}

function partsOf(content: PackContent): Part[] {
  const json = (path: string, value: unknown): Part => ({ path, bytes: text(`${JSON.stringify(value, null, 2)}\n`) })
  const names = fileNames(content)
  return [
    { path: 'verification.html', bytes: text(verificationPage(content, names)) },
    json('facts.json', content.facts),
    json('approvals.json', content.approvals),
    json('journals.json', content.journals),
    json('statement-lines.json', content.lines),
    {
      path: 'audit-records.jsonl',
      bytes: text(content.records.map((record) => `${JSON.stringify(record)}\n`).join('')),
    },
    ...content.days.map((day) => json(`days/${day.date}.json`, day)),
    ...content.files.map(({ bytes }, i) => ({ path: names[i] ?? '', bytes })),
  ]
}

/** Names for the kept files in the pack: harmless, and no two alike. */
export function fileNames({ files }: PackContent): string[] {
  return files.map(({ name }, i) => `files/${i + 1}-${name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80)}`)
}

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8')
