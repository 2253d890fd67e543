/**
 * What must hold for every file: a dropped or changed entry shows, a cut file is never clean, a damaged one never throws.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectStatement, toPublicJson } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf, expectedStatements, sample, statementFiles } from './samples.ts'

/** Where each entry of a text stands, so that one can be taken out or changed. */
type EntrySpan = { from: number; to: number }

function spansOf(text: string, pattern: RegExp): EntrySpan[] {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }))
}

const ENTRY_PATTERNS: [RegExp, RegExp][] = [
  [/^camt/, /<(?:\w+:)?Ntry>[\s\S]*?<\/(?:\w+:)?Ntry>/g],
  [/^mt940/, /^:61:.*(?:\r?\n(?!:|-).*)*(?:\r?\n:86:.*(?:\r?\n(?!:\d\d|-).*)*)*\r?\n/gm],
  [/^bai2/, /^16,.*\n(?:88,.*\n)*/gm],
]

/** Files whose statements all add up and whose entries can be told apart in the text. */
const addingUp = statementFiles
  .filter(
    (file) =>
      !file.startsWith('csv') && expectedStatements.filter((one) => one.file === file).every((one) => one.reconciles),
  )
  .map((file) => {
    const text = Buffer.from(sample(file)).toString('latin1')
    const pattern = ENTRY_PATTERNS.find(([name]) => name.test(file))?.[1] ?? /$^/g
    return { file, text, spans: spansOf(text, pattern) }
  })
  .filter(({ spans }) => spans.length > 0)

function inspectText(text: string): StatementFile {
  return inspectStatement(new Uint8Array(Buffer.from(text, 'latin1')))
}

/** True when a result tells of a problem that the untouched file does not have. */
function tellsMore(file: StatementFile, before: StatementFile): boolean {
  const known = new Set(before.findings.map((finding) => finding.code))
  return file.findings.some((finding) => !known.has(finding.code)) || file.findings.length > before.findings.length
}

describe('entries of statements that add up', () => {
  it('stand in enough samples for the properties to mean something', () => {
    expect(addingUp.length).toBeGreaterThan(20)
    for (const { file, spans } of addingUp) {
      const entries = expectedStatements.filter((one) => one.file === file).reduce((sum, one) => sum + one.entries, 0)
      expect(spans, file).toHaveLength(entries)
    }
  })

  it.each(addingUp.map((one) => [one.file, one] as const))('%s: dropping any one is reported', (_, { text, spans }) => {
    const before = inspectText(text)
    for (const { from, to } of spans) {
      expect(tellsMore(inspectText(text.slice(0, from) + text.slice(to)), before), text.slice(from, from + 60)).toBe(
        true,
      )
    }
  })

  it.each(addingUp.map((one) => [one.file, one] as const))(
    '%s: changing any one amount is reported',
    (file, { text, spans }) => {
      const before = inspectText(text)
      for (const { from, to } of spans) {
        const entry = text.slice(from, to)
        const changed = file.startsWith('camt')
          ? entry.replace(/(<(?:\w+:)?Amt[^>]*>\s*)(\d)/, (_all, head, digit) => `${head}${(Number(digit) % 9) + 1}`)
          : file.startsWith('bai2')
            ? entry.replace(/^(16,\d{3},\+?\d*)(\d),/, (_all, head, digit) => `${head}${(Number(digit) + 1) % 10},`)
            : entry.replace(
                /^(:61:\d{6}(?:\d{4})?R?[CD][A-Z]?\d*)(\d)(?=[,N])/,
                (_all, head, digit) => `${head}${(Number(digit) + 1) % 10}`,
              )
        expect(changed).not.toBe(entry)
        expect(
          tellsMore(inspectText(text.slice(0, from) + changed + text.slice(to)), before),
          changed.slice(0, 60),
        ).toBe(true)
      }
    },
  )

  it('of a CSV with a running balance: dropping or changing any one in the middle is reported', () => {
    const amounts = fc.array(
      fc.integer({ min: -50_000, max: 50_000 }).filter((amount) => amount !== 0),
      { minLength: 3, maxLength: 12 },
    )
    fc.assert(
      fc.property(amounts, fc.nat(), fc.boolean(), (all, pick, drop) => {
        const text = (minor: number): string => (minor / 100).toFixed(2)
        let balance = 0
        const rows = all.map((amount, index) => {
          balance += amount
          return `2024-01-${String(index + 1).padStart(2, '0')},row ${index},${text(amount)},${text(balance)},HKD,12345678`
        })
        const head = 'Date,Text,Amount,Balance,Currency,Account'
        const before = inspectText([head, ...rows].join('\n'))
        const index = 1 + (pick % (rows.length - 2))
        const changed = drop
          ? rows.filter((_, other) => other !== index)
          : rows.map((row, other) =>
              other === index
                ? row.replace(/(-?\d+)\.(\d\d),/, (_all, whole, cents) => `${whole}.${cents === '11' ? '12' : '11'},`)
                : row,
            )
        return tellsMore(inspectText([head, ...changed].join('\n')), before)
      }),
      { numRuns: 300, seed: 4 },
    )
  })
})

/** What of a file is certain: the published statements without the findings. */
function statementsOf(file: StatementFile): string[] {
  return toPublicJson(file).statements.map((statement) => JSON.stringify(statement))
}

describe('a file that was cut', () => {
  it.each(statementFiles)('%s is never clean, unless whole statements are all that was left', (file) => {
    const bytes = sample(file)
    const whole = statementsOf(inspectStatement(bytes))
    const step = Math.max(1, Math.floor(bytes.length / (file.startsWith('csv') ? 120 : 400)))
    for (let length = 0; length < bytes.length; length += step) {
      const cut = inspectStatement(bytes.subarray(0, length))
      expect(cut.findings.map((finding) => finding.code)).not.toContain('reader-failed')
      if (cut.outcome !== 'clean') continue
      // No end mark tells how many messages an MT940 file has, so it may end between two of them.
      expect(statementsOf(cut)).toEqual(whole.slice(0, cut.statements.length))
      if (!file.startsWith('mt940')) expect(cut.statements).toHaveLength(whole.length)
    }
  })
})

/** Every number and text of a result must be of its kind, whatever the file was. */
function expectSound(file: StatementFile): void {
  expect(['clean', 'findings', 'refused']).toContain(file.outcome)
  expect(file.findings.map((finding) => finding.code)).not.toContain('reader-failed')
  expect(file.outcome === 'clean').toBe(file.findings.length === 0)
  if (file.outcome === 'refused') expect(file.statements).toEqual([])
  for (const statement of file.statements) expectSoundStatement(statement)
}

function expectSoundStatement(statement: Statement): void {
  for (const entry of statement.entries) {
    if (entry.amountMinor !== null) expect(Number.isSafeInteger(entry.amountMinor) && entry.amountMinor >= 0).toBe(true)
    for (const date of [entry.bookingDate, entry.valueDate])
      if (date !== null) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/)
  }
  const { opening, closing, sumCreditsMinor, sumDebitsMinor, addsUp } = statement
  const known = opening !== null && closing !== null && sumCreditsMinor !== null && sumDebitsMinor !== null
  if (addsUp !== null)
    expect(known && (opening.amountMinor + sumCreditsMinor - sumDebitsMinor === closing.amountMinor) === addsUp).toBe(
      true,
    )
}

describe('damaged files', () => {
  const samples = statementFiles.map((file) => ({ file, bytes: sample(file) }))

  it('never throw, never hang and never give what is no amount or day: changed bytes', () => {
    const change = fc.record({
      at: fc.nat(),
      byte: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom('set', 'insert', 'delete', 'double'),
    })
    fc.assert(
      fc.property(
        fc.nat({ max: samples.length - 1 }),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (index, changes) => {
          let bytes = Buffer.from(samples[index]?.bytes ?? [])
          for (const { at, byte, kind } of changes) {
            const place = at % (bytes.length + 1)
            const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)]
            if (kind === 'set') bytes = Buffer.concat([head, Buffer.from([byte]), tail.subarray(1)])
            else if (kind === 'insert') bytes = Buffer.concat([head, Buffer.from([byte]), tail])
            else if (kind === 'delete') bytes = Buffer.concat([head, tail.subarray(1 + (byte % 40))])
            else bytes = Buffer.concat([head, tail.subarray(0, byte), tail])
          }
          expectSound(inspectStatement(new Uint8Array(bytes)))
        },
      ),
      // A night's worth on request: STATEMENT_MUTATIONS=100000.
      { numRuns: Number(process.env.STATEMENT_MUTATIONS ?? 4000), seed: 1 },
    )
  })

  it('never throw: lines swapped and repeated', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: samples.length - 1 }),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 }),
        (index, swaps) => {
          const lines = Buffer.from(samples[index]?.bytes ?? [])
            .toString('latin1')
            .split('\n')
          for (const [a, b] of swaps) {
            const [from, to] = [a % lines.length, b % lines.length]
            lines.splice(to, 0, lines[from] ?? '')
          }
          expectSound(inspectText(lines.join('\n')))
        },
      ),
      { numRuns: 1500, seed: 2 },
    )
  })

  it('never throw: random text and random bytes', () => {
    const tokens = fc.constantFrom(
      ':20:',
      ':25:',
      ':60F:C240110EUR',
      ':61:2401100110C',
      ':62F:',
      ':86:',
      '1,23',
      '\r\n',
      '-',
      '{4:',
      '<OFX>',
      '<STMTRS>',
      '<TRNAMT>',
      '-5.00',
      '01,',
      '02,',
      '03,',
      '16,175,',
      '/\n',
      '88,',
      '"',
      ',',
      ';',
      '2024-01-10',
      '10/11/2012',
      'Amount',
      'Date',
      '<Document>',
      '<BkToCstmrStmt>',
      '<Stmt>',
      '<Ntry>',
      '</Ntry>',
      '<Amt Ccy="EUR">',
      '\u0000',
      '\u001a',
      'é',
      '結餘',
      '\u202e',
    )
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 60 }), (parts) =>
        expectSound(inspectStatement(bytesOf(parts.join('')))),
      ),
      { numRuns: 2000, seed: 3 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectSound(inspectStatement(bytes))),
      { numRuns: 1000, seed: 5 },
    )
  })
})
