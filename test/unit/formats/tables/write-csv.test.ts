import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CellError, type Column, type TableRow } from '../../../../src/main/engine/formats/tables/columns.ts'
import { readTable } from '../../../../src/main/engine/formats/tables/read-table.ts'
import { collectBytes, writeCsv } from '../../../../src/main/engine/formats/tables/write-csv.ts'

const OPTIONS = { timeZone: 'Asia/Hong_Kong' }
const COLUMNS: Column[] = [
  { key: 'id', title: 'WD ID', kind: 'text' },
  { key: 'amount', title: 'Amount', kind: 'amount' },
  { key: 'count', title: 'Count', kind: 'integer' },
  { key: 'at', title: 'Created', kind: 'instant' },
  { key: 'day', title: 'Due', kind: 'date' },
]
const AT = Date.UTC(2026, 10, 20, 18, 5, 9)

async function csv(columns: Column[], rows: Iterable<TableRow> | AsyncIterable<TableRow>): Promise<string> {
  return Buffer.from(await collectBytes(writeCsv(columns, rows, OPTIONS))).toString('utf8')
}

const text = (values: string[]) =>
  csv(
    [{ key: 'v', title: 'v', kind: 'text' }],
    values.map((v) => ({ v })),
  )

describe('CSV', () => {
  it('starts with a byte order mark, ends lines with CRLF and writes each kind of cell', async () => {
    const rows = [
      { id: '0012', amount: { amountMinor: -123_450, currency: 'HKD' as const }, count: -3, at: AT, day: '2026-11-21' },
      { id: '陳大文', amount: { amountMinor: 1250, currency: 'JPY' as const }, count: 0, at: AT, day: null },
      {},
    ]
    expect(await csv(COLUMNS, rows)).toBe(
      '\ufeffWD ID,Amount,Count,Created,Due\r\n' +
        '0012,-1234.50,-3,2026-11-21 02:05:09,2026-11-21\r\n' +
        '陳大文,1250,0,2026-11-21 02:05:09,\r\n' +
        ',,,,\r\n',
    )
  })

  it('guards text that a spreadsheet would run, and only text', async () => {
    const values = ['=1+1', '+852 9123', '-5', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', 'a=1', '']
    expect(await text(values)).toBe(
      `\ufeffv\r\n'=1+1\r\n'+852 9123\r\n'-5\r\n'@SUM(A1)\r\n"'\tx"\r\n"'\rx"\r\n"'\nx"\r\n'＝1\r\na=1\r\n\r\n`,
    )
    const guardedTitle = await csv([{ key: 'v', title: '=cmd', kind: 'text' }], [])
    expect(guardedTitle).toBe("\ufeff'=cmd\r\n")
  })

  it('quotes as RFC 4180 says and comes back equal through two readers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 2, maxLength: 2 }), {
          maxLength: 8,
        }),
        async (rows) => {
          const columns: Column[] = [
            { key: 'a', title: 'first', kind: 'text' },
            { key: 'b', title: 'second', kind: 'text' },
          ]
          const bytes = await collectBytes(
            writeCsv(
              columns,
              rows.map(([a, b]) => ({ a, b })),
              OPTIONS,
            ),
          )
          const guard = (value: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value)
          const expected = rows.map((row) => row.map(guard))
          const parsed = parse(Buffer.from(bytes), { bom: true, record_delimiter: '\r\n' }) as string[][]
          expect(parsed).toEqual([['first', 'second'], ...expected])
          const read = readTable(bytes)
          if (!read.ok) throw new Error(read.refusal.message)
          const filled = expected.filter((row) => row.some((value) => value.trim() !== ''))
          expect(read.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual(filled)
          expect(read.rows.some((row) => row.cells.some((cell) => cell.isFormula))).toBe(false)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('makes control characters visible', async () => {
    expect(await text(['a\u0000b\u001fc\u007fd\u0085e\ud800f'])).toBe('\ufeffv\r\na␀b␟c␡d\ufffde\ufffdf\r\n')
  })

  it('streams: takes rows one at a time and gives chunks before the last row', async () => {
    let taken = 0
    async function* rows() {
      for (let i = 0; i < 20_000; i += 1) {
        taken += 1
        yield { v: `WD-${i}` }
      }
    }
    const chunks = writeCsv([{ key: 'v', title: 'v', kind: 'text' }], rows(), OPTIONS)
    const first = await chunks.next()
    expect(first.done).toBe(false)
    expect(taken).toBeLessThan(15_000)
    const rest = await collectBytes(chunks)
    expect(taken).toBe(20_000)
    expect(Buffer.from(rest).toString('utf8').endsWith('WD-19999\r\n')).toBe(true)
  })

  it.each([
    [{ id: 5 }, 'Row 1, column "WD ID": a text is expected'],
    [{ amount: 12.5 }, 'column "Amount": an amount in minor units'],
    [{ amount: { amountMinor: 1.5, currency: 'HKD' } }, 'column "Amount": an amount in minor units'],
    [{ amount: { amountMinor: 1, currency: 'XXX' } }, 'column "Amount": an amount in minor units'],
    [{ count: 1.5 }, 'column "Count": a whole number'],
    [{ day: '2026-02-30' }, 'column "Due": a calendar date'],
    [{ id: 'x'.repeat(32_768) }, 'the text has 32768 characters'],
  ])('refuses the row %j', async (row, message) => {
    await expect(csv(COLUMNS, [row as unknown as TableRow])).rejects.toThrow(CellError)
    await expect(csv(COLUMNS, [row as unknown as TableRow])).rejects.toThrow(message)
  })
})
