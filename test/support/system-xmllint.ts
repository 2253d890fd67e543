/** The xmllint of the machine: many files against the schema of their version in one go. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PainVersion } from '../../src/main/engine/formats/pain001/model.ts'

/** One line per file that the schema does not allow; null where xmllint is not installed. */
export function systemSchemaErrors(version: PainVersion, files: readonly Uint8Array[]): string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-schema-'))
  try {
    const paths = files.map((bytes, index) => {
      const path = join(folder, `written-${index}.xml`)
      writeFileSync(path, bytes)
      return path
    })
    const schema = join(import.meta.dirname, `../fixtures/iso20022/pain.001.001.${version}.xsd`)
    const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...paths], { encoding: 'utf8' })
    if (run.error) return null
    const lines = run.stderr.split('\n').filter((line) => line !== '')
    const verdicts = lines.filter((line) => / (?:validates|fails to validate)$/.test(line))
    const silent = paths.filter((path) => !verdicts.some((line) => line.startsWith(path)))
    return [
      ...verdicts.filter((line) => line.endsWith('fails to validate')),
      ...silent.map((path) => `${path} was not judged: ${lines[0] ?? 'xmllint said nothing'}`),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
