import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../../src/main/engine/formats/tables/read-table.ts'
import { refusal, table, texts } from './read-in-test.ts'

describe('CSV', () => {
  it('reads header and rows, keeps blanks and row numbers, takes any line end', () => {
    expect(texts(table('\ufeff a ,b\r\n 1 ,2\n\n"x\r\ny",z\r3,4'))).toEqual([
      [2, ' 1 ', '2'],
      [4, 'x\r\ny', 'z'],
      [5, '3', '4'],
    ])
    expect(table(' a ,b\n1,2').header).toEqual(['a', 'b'])
  })

  it.each([
    ['a,b;c,d\n', ',', 3],
    ['a;b;"c,,,,"\n', ';', 3],
    ['a\tb,c\td\n', '\t', 3],
    ['\n\na;b\n', ';', 2],
    ['alone\n', ',', 1],
  ])('finds the delimiter of %j', (content, delimiter, columns) => {
    const read = table(content)
    expect(read.delimiter).toBe(delimiter)
    expect(read.header).toHaveLength(columns)
  })

  it('flags cells that a spreadsheet would run, leaves numbers and phones alone', () => {
    const read = table('a,b,c,d\n=1+1,-5,+852,"=""0012"""')
    expect(read.rows[0]!.cells.map((cell) => cell.isFormula)).toEqual([true, false, false, true])
  })

  const chinese = 'name,city\n陳大文,香港九龍彌敦道\n李嘉欣,新界沙田\n'
  const simplified = 'name,city\n陈大文,广东省深圳市\n李嘉欣,北京市朝阳区\n'

  it('reads the character sets that arrive in Hong Kong and says what it assumed', () => {
    for (const [content, charset, findings] of [
      [Buffer.from(chinese, 'utf8'), 'UTF-8', 0],
      [Buffer.from(`\ufeff${chinese}`, 'utf8'), 'UTF-8', 0],
      [Buffer.from(`\ufeff${chinese}`, 'utf16le'), 'UTF-16LE', 0],
      [iconv.encode(chinese, 'utf-16be', { addBOM: true }), 'UTF-16BE', 0],
      [iconv.encode(chinese, 'big5-hkscs'), 'Big5-HKSCS', 1],
    ] as const) {
      const read = table(content)
      expect(read.charset).toBe(charset)
      expect(read.findings).toHaveLength(findings)
      expect(texts(read)[0]).toEqual([2, '陳大文', '香港九龍彌敦道'])
    }
    const gb = table(iconv.encode(simplified, 'gb18030'))
    expect(gb.charset).toBe('GB18030')
    expect(texts(gb)[0]).toEqual([2, '陈大文', '广东省深圳市'])
    expect(gb.findings[0]).toMatchObject({ code: 'CHARSET_ASSUMED' })
    expect(gb.findings[0]!.message).toContain('GB18030, for example "陈大文"')
  })

  it('takes the operator’s choice of a character set', () => {
    const bytes = iconv.encode(chinese, 'gb18030')
    expect(texts(table(bytes, { charset: 'GB18030' }))[0]).toEqual([2, '陳大文', '香港九龍彌敦道'])
    const utf8 = readTable(Buffer.from(chinese), { charset: 'Big5-HKSCS' })
    expect(utf8.ok && utf8.rows[0]!.cells[0]!.text).not.toBe('陳大文')
  })

  it('tells Big5 from GB 18030 for any few everyday words', () => {
    const words = [
      ...'的一是不了人在有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於着下自之年過發後作里',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 8, maxLength: 40 }), (letters) => {
        const content = `name\n${letters.join('')}\n`
        expect(table(iconv.encode(content, 'big5-hkscs')).charset).toBe('Big5-HKSCS')
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['', 'TABLE_EMPTY', 'byte 0'],
    ['\n\n , \n', 'TABLE_EMPTY', 'row 1'],
    ['a,b\n"never closed,2\n3,4', 'TABLE_QUOTES', 'line 3'],
    ['a,b\n1,x"y"\n', 'TABLE_QUOTES', 'line 2'],
    ['a,b\n1,"x"y\n', 'TABLE_QUOTES', 'line 2'],
    ['<html><body><table>', 'TABLE_NOT_A_TABLE', 'line 1'],
    ['<?xml version="1.0"?><Workbook/>', 'TABLE_NOT_A_TABLE', 'line 1'],
    ['%PDF-1.7', 'TABLE_NOT_A_TABLE', 'line 1'],
    ['a,b\n1,\u00002\n', 'TABLE_NOT_A_TABLE', 'byte 0'],
  ])('%j is refused as %s', (content, code, place) => {
    expect(refusal(content)).toMatchObject({ code, place })
    expect(refusal(content).message).toMatch(/^[A-Z].*\.$/)
  })

  it('refuses bytes that fit no set, with the line', () => {
    expect(refusal(Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x0a]))).toMatchObject({
      code: 'TABLE_CHARSET',
      place: 'line 2',
    })
    expect(refusal(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xff]))).toMatchObject({
      code: 'TABLE_CHARSET',
      place: 'line 2',
    })
  })

  it('refuses a file beyond its limits, fast', () => {
    const before = performance.now()
    expect(refusal(Buffer.alloc(49_000_000, 0x78))).toMatchObject({ code: 'TABLE_LINE_TOO_LONG', place: 'line 1' })
    expect(refusal(Buffer.alloc(50_000_001, 0x0a)).code).toBe('TABLE_TOO_LARGE')
    expect(performance.now() - before).toBeLessThan(3000)
    expect(refusal(`a\n"${'x\n'.repeat(600_000)}`)).toMatchObject({ code: 'TABLE_QUOTES' })
    expect(refusal(`a\n${'1\n'.repeat(200_001)}`)).toMatchObject({ code: 'TABLE_TOO_MANY_ROWS', place: 'row 200002' })
    expect(refusal(`a\n${'\n'.repeat(400_001)}`).code).toBe('TABLE_TOO_MANY_ROWS')
    expect(refusal(','.repeat(200).concat('a\n'))).toMatchObject({ code: 'TABLE_TOO_MANY_COLUMNS' })
    expect(table(`a\n${'1\n'.repeat(200_000)}`).rows).toHaveLength(200_000)
  })

  it('never throws for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readTable(bytes)).not.toThrow()
      }),
      { numRuns: 3000 },
    )
  })
})
