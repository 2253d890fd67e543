/** `statement inspect --json`: every sample, every field that is known of it, in the published structure and no other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../src/main/cli/run.ts'
import { inspectStatement, toPublicJson } from '../../src/main/engine/formats/statements/inspect.ts'
import type { PublicStatementFile } from '../../src/main/engine/formats/statements/public-json.ts'
import { expectedStatements, sample, statementFiles } from '../unit/statements/samples.ts'

const samples = join(import.meta.dirname, '../fixtures/statements')
const folder = mkdtempSync(join(tmpdir(), 'countersign-inspect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function inspect(path: string): Promise<{ code: number; file: PublicStatementFile }> {
  const results: string[] = []
  const code = await run(['statement', 'inspect', path, '--json'], {
    result: (text) => results.push(text),
    note: () => {},
  })
  return { code, file: JSON.parse(results.join('\n')) as PublicStatementFile }
}

const STATEMENT = [
  'account',
  'currency',
  'number',
  'opening',
  'closing',
  'entries',
  'sumCredits',
  'sumDebits',
  'addsUp',
]
const ENTRY = [
  'bookingDate',
  'valueDate',
  'amount',
  'direction',
  'status',
  'reversal',
  'bankReference',
  'ownReference',
  'counterparty',
  'text',
]

describe.each(statementFiles)('%s', (name) => {
  it('comes in the published structure with the figures that are known of it', async () => {
    const { code, file } = await inspect(join(samples, name))
    expect(code).toBe(0)
    expect(Object.keys(file)).toEqual(['outcome', 'findings', 'statements'])
    expect(file.outcome).toBe(file.findings.length === 0 ? 'clean' : 'findings')
    for (const finding of file.findings) expect(Object.keys(finding)).toEqual(['code', 'place', 'message'])
    for (const statement of file.statements) {
      expect(Object.keys(statement)).toEqual(STATEMENT)
      for (const entry of statement.entries) {
        expect(Object.keys(entry)).toEqual(ENTRY)
        expect(entry.amount === null || /^\d+(?:\.\d+)?$/.test(entry.amount), entry.amount ?? '').toBe(true)
      }
    }
    const found = file.statements.map((one) => ({
      account: one.account,
      currency: one.currency,
      opening: one.opening?.amount ?? null,
      closing: one.closing?.amount ?? null,
      entries: one.entries.length,
      sum_credits: one.sumCredits,
      sum_debits: one.sumDebits,
      reconciles: one.addsUp,
    }))
    const known = expectedStatements
      .filter((one) => one.file === name)
      .map(({ account, currency, opening, closing, entries, sum_credits, sum_debits, reconciles }) => ({
        account,
        currency,
        opening,
        closing,
        entries,
        sum_credits,
        sum_debits,
        reconciles,
      }))
    expect(found).toEqual(known)
  })
})

it('reads a file that is too large to be held whole in slices, with the same answer', async () => {
  const text = Buffer.from(sample('camt053/genkgo-v8.xml')).toString('utf8')
  const entry = /<Ntry>[\s\S]*?<\/Ntry>/.exec(text)?.[0] ?? ''
  const filler = `<!-- ${'x'.repeat(60_000)} -->\n`
  const path = join(folder, 'large.xml')
  writeFileSync(path, text.replace(entry, entry + filler.repeat(900)))
  const { code, file } = await inspect(path)
  expect(code).toBe(0)
  const whole = toPublicJson(inspectStatement(sample('camt053/genkgo-v8.xml')))
  expect(file.statements).toEqual(whole.statements)
  expect(file.findings.map((finding) => finding.code)).toEqual(whole.findings.map((finding) => finding.code))
})

it('refuses a large file that cannot be read in slices, without reading it', async () => {
  const path = join(folder, 'large.csv')
  writeFileSync(path, Buffer.alloc(50 * 1024 * 1024 + 2, 'a,b\n'))
  const { code, file } = await inspect(path)
  expect(code).toBe(1)
  expect(file).toMatchObject({ outcome: 'refused', findings: [{ code: 'file-too-large' }], statements: [] })
})
