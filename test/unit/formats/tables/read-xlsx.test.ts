import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../../src/main/engine/formats/tables/read-table.ts'
import { isDateFormat } from '../../../../src/main/engine/formats/tables/xlsx-parts.ts'
import { refusal, table, texts } from './read-in-test.ts'
import { workbookOf, workbookParts, zip } from './zip-builder.ts'

async function excel(fill: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  fill(workbook.addWorksheet('Requests'), workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

describe('Excel', () => {
  it('reads what another library wrote: texts, numbers, dates, rich text, formulas, links, merged cells', async () => {
    const bytes = await excel((sheet) => {
      sheet.addRow(['text', 'number', 'date', 'instant', 'rich', 'formula', 'flag', 'link'])
      sheet.addRow([
        '0012',
        1234.5,
        new Date('2026-03-01T00:00:00Z'),
        new Date('2026-10-25T00:30:15Z'),
        null,
        null,
        true,
        null,
      ])
      sheet.getCell('C2').numFmt = 'dd/mm/yyyy'
      sheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm'
      sheet.getCell('E2').value = { richText: [{ text: '陳' }, { font: { bold: true }, text: ' 大文' }] }
      sheet.getCell('F2').value = { formula: 'B2*2', result: 2469 }
      sheet.getCell('H2').value = { text: 'see', hyperlink: 'https://example.com' }
      sheet.getCell('A4').value = 'merged'
      sheet.mergeCells('A4:C4')
      sheet.getCell('B6').value = 0.1 + 0.2
    })
    const read = table(bytes)
    expect(read).toMatchObject({ kind: 'xlsx', sheetName: 'Requests', findings: [] })
    expect(texts(read)).toEqual([
      [2, '0012', '1234.5', '2026-03-01', '2026-10-25T00:30:15', '陳 大文', '2469', 'TRUE', 'see'],
      [4, 'merged', '', '', '', '', '', '', ''],
      [6, '', '0.30000000000000004', '', '', '', '', '', ''],
    ])
    expect(read.rows[0]!.cells.map((cell) => cell.isFormula)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      false,
      false,
    ])
  })

  it('reads every date without shifting it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true }), {
          minLength: 1,
          maxLength: 20,
        }),
        async (dates) => {
          const days = dates.map((date) => date.toISOString().slice(0, 10))
          const bytes = await excel((sheet) => {
            sheet.addRow(['day'])
            for (const day of days) sheet.addRow([new Date(`${day}T00:00:00Z`)]).getCell(1).numFmt = 'dd/mm/yyyy'
          })
          expect(table(bytes).rows.map((row) => row.cells[0]!.text)).toEqual(days)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('keeps any text exactly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .string({ unit: 'grapheme', minLength: 1, maxLength: 15 })
            .filter((text) => text.trim() !== '' && !/[\r\u007f]|_x[0-9a-f]{4}_/i.test(text)),
          { minLength: 1, maxLength: 10 },
        ),
        async (values) => {
          const bytes = await excel((sheet) => {
            sheet.addRow(['v'])
            for (const value of values) sheet.addRow([value])
          })
          expect(table(bytes).rows.map((row) => row.cells[0]!.text)).toEqual(values)
        },
      ),
      { numRuns: 40 },
    )
    const stored = table(
      workbookOf(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row>',
      ),
    )
    expect(texts(stored)).toEqual([[2, 'shared &amp; text']])
  })

  it('reads the raw forms of cells', () => {
    const cells = [
      '<c r="A2"><v>123456789012345678</v></c>',
      '<c r="B2"><v>1.1000000000000001</v></c>',
      '<c r="C2"><v>1.5E+15</v></c>',
      '<c r="D2" s="1"><v>45292</v></c>',
      '<c r="E2" s="2"><v>45292.999999999996</v></c>',
      '<c r="F2" s="3"><v>45292</v></c>',
      '<c r="G2" t="d"><v>2026-11-21</v></c>',
      '<c r="H2" t="e"><v>#N/A</v></c>',
      '<c r="I2" t="str"><f>A1&amp;"x"</f><v>a_x000D__x005F_x</v></c>',
      '<c r="J2" t="inlineStr"><is><r><t>陳</t></r><rPh sb="0" eb="1"><t>chan</t></rPh><r><t> x </t></r></is></c>',
      '<c r="K2" s="1"><v>0.5</v></c>',
      '<c r="L2"><f t="shared" si="0"/></c>',
      '<c r="M2" s="1"><v>60</v></c>',
      '<c r="N2" s="1"><v>59</v></c>',
      '<c r="O2" s="1"><v>-1</v></c>',
    ]
    const header = `<row r="1">${cells.map((_, index) => `<c t="inlineStr"><is><t>h${index}</t></is></c>`).join('')}</row>`
    const read = table(workbookOf(`${header}<row r="2">${cells.join('')}</row>`))
    expect(read.rows[0]!.cells.map((cell) => cell.text)).toEqual([
      '123456789012345678',
      '1.1',
      '1500000000000000',
      '2024-01-01',
      '2024-01-02',
      '45292',
      '2026-11-21',
      '#N/A',
      'a\r_x',
      '陳 x ',
      '12:00:00',
      '',
      '60',
      '1900-02-28',
      '-1',
    ])
    expect(read.rows[0]!.cells.flatMap((cell, index) => (cell.isFormula ? [index] : []))).toEqual([8, 11])
    const mac = workbookOf(
      `${header}<row r="2"><c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>43830</v></c></row>`,
      [],
      '<workbookPr date1904="1"/>',
    )
    expect(
      table(mac)
        .rows[0]!.cells.slice(0, 2)
        .map((cell) => cell.text),
    ).toEqual(['1904-01-01', '2024-01-01'])
  })

  it('knows dates by their formats', () => {
    for (const code of ['dd/mm/yyyy', '[$-404]e/m/d', 'h:mm AM/PM', '[h]:mm', 'mmm-yy', '[Red]d.m.yy', 'ss.0'])
      expect(isDateFormat(code), code).toBe(true)
    for (const code of [
      'General',
      '0.00',
      '#,##0.00_);[Red](#,##0.00)',
      '"day "0',
      '0.00E+00',
      '[$HK$-C04]#,##0',
      '_-* #,##0_-',
      '\\d0',
      '@',
    ]) {
      expect(isDateFormat(code), code).toBe(false)
    }
  })

  it('reads the first visible sheet that holds rows and names the others', async () => {
    const bytes = await excel((sheet, workbook) => {
      sheet.state = 'hidden'
      sheet.addRow(['secret'])
      workbook.addWorksheet('Empty')
      workbook.addWorksheet('Data').addRow(['a', 'b'])
      workbook.addWorksheet('More').addRow(['c'])
    })
    const read = table(bytes)
    expect(read).toMatchObject({ sheetName: 'Data', header: ['a', 'b'], rows: [] })
    expect(read.findings).toEqual([
      { code: 'OTHER_SHEETS_IGNORED', message: 'Only the sheet "Data" was read; "More" also holds rows.' },
    ])
  })

  it('decides by content, not by name', async () => {
    const bytes = await excel((sheet) => void sheet.addRow(['a']))
    expect(table(bytes, { fileName: 'requests.csv' }).kind).toBe('xlsx')
    expect(table('a,b\n1,2', { fileName: 'requests.xlsx' }).kind).toBe('csv')
  })

  const oneRow = '<row r="1"><c r="A1"><v>1</v></c></row>'
  it.each([
    ['macros', workbookOf(oneRow, [{ name: 'xl/vbaProject.bin', content: 'x' }]), 'XLSX_MACROS'],
    [
      'a macro type',
      workbookOf(oneRow, [
        {
          name: '[Content_Types].xml',
          content: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        },
      ]),
      'XLSX_MACROS',
    ],
    ['a binary workbook', zip([{ name: 'xl/workbook.bin', content: 'x' }]), 'XLSX_OLD_FORMAT'],
    ['another archive', zip([{ name: 'word/document.xml', content: '<x/>' }]), 'TABLE_NOT_A_TABLE'],
    ['an encrypted part', workbookOf(oneRow, [{ name: 'x', content: 'x', flags: 1 }]), 'XLSX_ENCRYPTED'],
    [
      'an unknown packing',
      workbookOf(oneRow, [{ name: 'xl/styles.xml', content: '<styleSheet/>', method: 12 }]),
      'XLSX_BROKEN',
    ],
    ['a missing part', zip(workbookParts(oneRow).filter((part) => !part.name.includes('sheet1'))), 'XLSX_BROKEN'],
    ['a part twice', zip([...workbookParts(oneRow), ...workbookParts(oneRow)]), 'XLSX_BROKEN'],
    [
      'a DOCTYPE',
      workbookOf(oneRow, [{ name: 'xl/sharedStrings.xml', content: '<!DOCTYPE a [<!ENTITY x "y">]><sst/>' }]),
      'XLSX_BROKEN',
    ],
    ['a missing shared text', workbookOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), 'XLSX_BROKEN'],
    ['rows out of order', workbookOf('<row r="2"/><row r="1"/>'), 'XLSX_BROKEN'],
    ['cells out of order', workbookOf('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'), 'XLSX_BROKEN'],
    ['a cell far to the right', workbookOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'), 'TABLE_TOO_MANY_COLUMNS'],
    ['no rows at all', workbookOf(''), 'TABLE_EMPTY'],
    ['an old file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'XLSX_OLD_FORMAT'],
    [
      'a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'XLSX_ENCRYPTED',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(refusal(bytes).code).toBe(code)
    expect(refusal(bytes).message).toMatch(/^[A-Z].*\.$/)
  })

  it('refuses a bomb from its directory, and a directory that lies', () => {
    const big = Buffer.alloc(101_000_000, 0x20)
    const bomb = workbookOf(oneRow, [{ name: 'xl/worksheets/sheet1.xml', content: big }])
    expect(bomb.length).toBeLessThan(200_000)
    const before = performance.now()
    expect(refusal(bomb)).toMatchObject({ code: 'XLSX_TOO_LARGE' })
    expect(performance.now() - before).toBeLessThan(500)
    const lying = workbookOf(oneRow, [{ name: 'xl/worksheets/sheet1.xml', content: big, claimedBytes: 1000 }])
    expect(refusal(lying)).toMatchObject({ code: 'XLSX_BROKEN' })
    expect(refusal(lying).message).toContain('1000 bytes that the directory promises')
    const short = workbookOf(oneRow, [{ name: 'xl/styles.xml', content: '<styleSheet/>', claimedBytes: 5000 }])
    expect(refusal(short).message).toContain('shorter than the directory promises')
  })

  it('is not slowed down by merged cells over the whole sheet', () => {
    const sheet = `<worksheet><sheetData>${oneRow}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations></worksheet>`
    const before = performance.now()
    expect(table(workbookOf('', [{ name: 'xl/worksheets/sheet1.xml', content: sheet }])).header).toEqual(['1'])
    expect(performance.now() - before).toBeLessThan(500)
  })

  it('never takes a workbook that was cut off, at any byte', () => {
    const bytes = workbookOf(oneRow)
    for (let length = 5; length < bytes.length; length += 1) expect(readTable(bytes.subarray(0, length)).ok).toBe(false)
    expect(table(bytes).header).toEqual(['1'])
  })

  it('never throws for a workbook with any byte changed', () => {
    const bytes = workbookOf(oneRow)
    for (let at = 0; at < bytes.length; at += 1) {
      for (const value of [0x00, 0xff, 0x3c]) {
        const changed = Uint8Array.from(bytes)
        changed[at] = value
        expect(() => readTable(changed)).not.toThrow()
      }
    }
  })
})
