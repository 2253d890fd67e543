import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Currency, toDecimalText } from '../../../../src/contract/money.ts'
import type { Column, TableRow } from '../../../../src/main/engine/formats/tables/columns.ts'
import { readTable } from '../../../../src/main/engine/formats/tables/read-table.ts'
import { collectBytes, writeCsv } from '../../../../src/main/engine/formats/tables/write-csv.ts'
import { DIGEST_LABEL, writeXlsx, writeXlsxWorkbook } from '../../../../src/main/engine/formats/tables/write-xlsx.ts'
import { readZipDirectory, unpackEntry } from '../../../../src/main/engine/formats/tables/zip-directory.ts'

const AT = Date.UTC(2026, 10, 20, 18, 5, 9)
const OPTIONS = { timeZone: 'Asia/Hong_Kong', createdAt: AT }
const COLUMNS: Column[] = [
  { key: 'id', title: 'WD ID', kind: 'text', width: 14 },
  { key: 'payee', title: 'Payee', kind: 'text' },
  { key: 'amount', title: 'Amount', kind: 'amount' },
  { key: 'fee', title: 'Fee', kind: 'amount' },
  { key: 'at', title: 'Created', kind: 'instant' },
  { key: 'day', title: 'Due', kind: 'date' },
  { key: 'count', title: 'Count', kind: 'integer' },
]
const money = (amountMinor: number, currency: Currency) => ({ amountMinor, currency })
const ROWS: TableRow[] = [
  {
    id: '0012345',
    payee: '=1+1',
    amount: money(1_250_000, 'HKD'),
    fee: money(500, 'HKD'),
    at: AT,
    day: '2026-11-23',
    count: 1,
  },
  {
    id: '808123456789001',
    payee: 'Lee & Sons 李嘉欣',
    amount: money(-5, 'HKD'),
    fee: null,
    at: null,
    day: null,
    count: null,
  },
  {
    id: 'WD-3',
    payee: '+852',
    amount: money(98_765, 'JPY'),
    fee: money(1_001, 'KWD'),
    at: AT,
    day: '2024-02-29',
    count: 0,
  },
]

async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  return workbook
}

function part(bytes: Uint8Array, name: string): string {
  return Buffer.from(unpackEntry(bytes, readZipDirectory(bytes).get(name)!)).toString('utf8')
}

describe('Excel', () => {
  it('writes typed cells with the right formats below a frozen, filtered header', async () => {
    const bytes = await writeXlsx(COLUMNS, ROWS, {
      ...OPTIONS,
      titleLines: ['Requests', 'Status New'],
      sheetName: 'Queue',
    })
    const sheet = (await load(bytes)).getWorksheet('Queue')!
    expect(sheet.getCell('A1').value).toBe('Requests')
    expect(sheet.getCell('A2').value).toBe('Status New')
    expect((sheet.getRow(4).values as unknown[]).slice(1)).toEqual(COLUMNS.map((column) => column.title))
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 })
    expect(sheet.autoFilter).toBe('A4:G7')
    expect(sheet.getColumn(1).width).toBe(14)
    const cell = (address: string) => [
      sheet.getCell(address).type,
      sheet.getCell(address).value,
      sheet.getCell(address).numFmt,
    ]
    expect(cell('A5')).toEqual([ExcelJS.ValueType.String, '0012345', '@'])
    expect(cell('A6')).toEqual([ExcelJS.ValueType.String, '808123456789001', '@'])
    expect(cell('B5')).toEqual([ExcelJS.ValueType.String, '=1+1', '@'])
    expect(cell('C5')).toEqual([ExcelJS.ValueType.Number, 12500, '#,##0.00'])
    expect(cell('C6')).toEqual([ExcelJS.ValueType.Number, -0.05, '#,##0.00'])
    expect(cell('C7')).toEqual([ExcelJS.ValueType.Number, 98765, '#,##0'])
    expect(cell('D7')).toEqual([ExcelJS.ValueType.Number, 1.001, '#,##0.000'])
    expect(cell('E5')).toEqual([ExcelJS.ValueType.Date, new Date('2026-11-21T02:05:09Z'), 'yyyy-mm-dd hh:mm:ss'])
    expect(cell('F7')).toEqual([ExcelJS.ValueType.Date, new Date('2024-02-29T00:00:00Z'), 'yyyy-mm-dd'])
    expect(cell('G5')).toEqual([ExcelJS.ValueType.Number, 1, '0'])
    expect(sheet.getCell('D6').value).toBeNull()
  })

  it('adds totals per currency, the number of rows and a digest that equals that of the CSV', async () => {
    const { bytes, sheets } = await writeXlsxWorkbook([{ name: 'Queue', columns: COLUMNS, rows: ROWS }], OPTIONS)
    const sheet = (await load(bytes)).getWorksheet('Queue')!
    const rows = [6, 7, 8, 9, 10].map((row) =>
      ['A', 'B', 'C', 'D'].map((column) => sheet.getCell(`${column}${row}`).value),
    )
    const digest = createHash('sha256')
      .update(await collectBytes(writeCsv(COLUMNS, ROWS, OPTIONS)))
      .digest('hex')
    expect(rows).toEqual([
      ['Total HKD', null, 12499.95, 5],
      ['Total JPY', null, 98765, null],
      ['Total KWD', null, null, 1.001],
      ['Rows', '3', null, null],
      [DIGEST_LABEL, digest, null, null],
    ])
    expect(sheet.getCell('C6').numFmt).toBe('#,##0.00')
    expect(sheet.getCell('C7').numFmt).toBe('#,##0')
    expect(sheets).toEqual([
      {
        name: 'Queue',
        rowCount: 3,
        digest,
        totals: { amount: { HKD: 1_249_995n, JPY: 98_765n }, fee: { HKD: 500n, KWD: 1_001n } },
      },
    ])
  })

  it('never makes a formula of a text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme', maxLength: 20 }),
            fc.constantFrom('=1+1', '=HYPERLINK("http://x")', '+1', '-1', '@a', '\t=1', '{=1}', "'=1", '=cmd|x!A1'),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        async (values) => {
          const bytes = await writeXlsx(
            [{ key: 'v', title: 'v', kind: 'text' }],
            values.map((v) => ({ v })),
            OPTIONS,
          )
          expect(part(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >/]/)
          const sheet = (await load(bytes)).worksheets[0]!
          for (const [index, value] of values.entries()) {
            const cell = sheet.getCell(`A${index + 2}`)
            expect(cell.type).toBe(value === '' ? cell.type : ExcelJS.ValueType.String)
            expect(cell.formula).toBeUndefined()
          }
          const read = readTable(bytes)
          if (!read.ok) throw new Error(read.refusal.message)
          const texts = new Map(read.rows.map((row) => [row.rowNumber, row.cells[0]!]))
          for (const [index, value] of values.entries()) {
            if (value.trim() === '') continue
            expect(texts.get(index + 2)).toEqual({ text: value.replaceAll(/\r\n?/g, '\n'), isFormula: false })
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('shows every amount exactly as the books have it', async () => {
    const amounts = fc.oneof(
      fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
      fc.integer({ min: -99_999, max: 99_999 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(amounts, fc.constantFrom<Currency>('HKD', 'JPY', 'KWD')), { minLength: 1, maxLength: 30 }),
        async (values) => {
          const rows = values.map(([amountMinor, currency]) => ({ a: { amountMinor, currency } }))
          const bytes = await writeXlsx([{ key: 'a', title: 'a', kind: 'amount' }], rows, OPTIONS)
          const read = readTable(bytes)
          if (!read.ok) throw new Error(read.refusal.message)
          for (const [index, [amountMinor, currency]] of values.entries()) {
            const written = read.rows[index]!.cells[0]!.text
            const padded = written.includes('.') ? written : `${written}.0`
            const exact = toDecimalText(amountMinor, currency)
            expect(padded.replace(/0+$/, '')).toBe(
              (exact.includes('.') ? exact : `${exact}.0`).replace(/0+$/, '').replace(/^-0\.$/, '0.'),
            )
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('writes a total beyond fifteen digits as text instead of a rounded number', async () => {
    const rows = [money(1_000_000_000_000_000, 'HKD'), money(1_000_000_000_000_000, 'HKD')].map((a) => ({ a }))
    const bytes = await writeXlsx([{ key: 'a', title: 'a', kind: 'amount' }], rows, OPTIONS)
    const sheet = (await load(bytes)).worksheets[0]!
    expect(sheet.getCell('A5').value).toBe('20000000000000.00')
  })

  it('gives the same bytes for the same rows, and other bytes for other rows', async () => {
    const first = await writeXlsx(COLUMNS, ROWS, OPTIONS)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(Buffer.from(await writeXlsx(COLUMNS, ROWS, OPTIONS)).equals(first)).toBe(true)
    expect(Buffer.from(await writeXlsx(COLUMNS, ROWS.slice(1), OPTIONS)).equals(first)).toBe(false)
    const entries = [...readZipDirectory(first).values()]
    expect(
      entries.map((entry) =>
        Buffer.from(first)
          .readUInt32LE(entry.headerOffset + 10)
          .toString(16),
      ),
    ).toEqual(entries.map(() => '5d7490a4'))
    expect(part(first, 'docProps/core.xml')).toContain('2026-11-20T18:05:09Z')
  })

  it('takes several sheets and rows that come one by one', async () => {
    async function* rows() {
      for (let i = 0; i < 1000; i += 1) yield { id: `WD-${i}`, amount: money(i, 'HKD') }
    }
    const { bytes, sheets } = await writeXlsxWorkbook(
      [
        { name: 'Requests', columns: COLUMNS.slice(0, 3), rows: rows() },
        { name: 'Fees 費用', columns: COLUMNS.slice(0, 3), rows: [] },
      ],
      OPTIONS,
    )
    expect(sheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([
      ['Requests', 1000],
      ['Fees 費用', 0],
    ])
    const workbook = await load(bytes)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Requests', 'Fees 費用'])
    expect(workbook.worksheets[0]!.getCell('A1001').value).toBe('WD-999')
  })

  it('refuses names that Excel does not take, and values of the wrong kind', async () => {
    for (const name of ['', 'a/b', 'x'.repeat(32), 'a:b']) {
      await expect(writeXlsxWorkbook([{ name, columns: COLUMNS, rows: [] }], OPTIONS)).rejects.toThrow(
        'cannot be the name',
      )
    }
    const twice = [
      { name: 'A', columns: COLUMNS, rows: [] },
      { name: 'a', columns: COLUMNS, rows: [] },
    ]
    await expect(writeXlsxWorkbook(twice, OPTIONS)).rejects.toThrow('two Excel sheets')
    await expect(writeXlsx(COLUMNS, [{ id: 5 }], OPTIONS)).rejects.toThrow('column "WD ID"')
  })
})
