import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportDefinition, ReportTable } from '../../../../src/main/engine/formats/reports/definition.ts'
import { drawReport } from '../../../../src/main/engine/formats/reports/draw-report.ts'
import type { TableRow } from '../../../../src/main/engine/formats/tables/columns.ts'

const FONTS = 'node_modules/@expo-google-fonts/noto-sans-tc'
const fonts = {
  regular: readFileSync(`${FONTS}/400Regular/NotoSansTC_400Regular.ttf`),
  bold: readFileSync(`${FONTS}/700Bold/NotoSansTC_700Bold.ttf`),
}
const DIGEST = 'ab12'.repeat(16)
const BASE: ReportDefinition = {
  title: 'Daily reconciliation 每日對帳',
  subtitle: 'Harbour Desk Limited',
  createdAt: Date.UTC(2026, 10, 21, 6, 5, 0),
  timeZone: 'Asia/Hong_Kong',
  footer: 'Printed by B. Chan',
  digest: DIGEST,
  blocks: [],
}
const amount = (amountMinor: number, currency: 'HKD' | 'USD' | 'JPY' = 'HKD') => ({ amountMinor, currency })
const TABLE: ReportTable = {
  kind: 'table',
  title: 'Payments',
  columns: [
    { key: 'id', title: 'WD ID', kind: 'text', width: 10 },
    { key: 'payee', title: 'Payee', kind: 'text', width: 30 },
    { key: 'amount', title: 'Amount', kind: 'amount' },
    { key: 'at', title: 'Created', kind: 'instant' },
  ],
  rows: [],
}
const rowsOf = (count: number): TableRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `WD-${1000 + index}`,
    payee: 'Harbour Crest Trading Limited 海峰貿易有限公司',
    amount: amount(index * 7_919 + 5),
    at: BASE.createdAt + index * 60_000,
  }))

const withBlocks = (...blocks: ReportDefinition['blocks']): ReportDefinition => ({ ...BASE, blocks })
const pages = (bytes: Uint8Array) =>
  (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b/g) ?? []
  ).length

describe('a report', () => {
  it('gives the same bytes for the same definition, and a PDF that carries its own date', async () => {
    const definition = withBlocks({ ...TABLE, rows: rowsOf(5) })
    const first = await drawReport(definition, fonts)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(Buffer.from(await drawReport(definition, fonts)).equals(first)).toBe(true)
    expect(Buffer.from(first).toString('latin1')).toContain('(D:20261121060500Z)')
    const other = await drawReport({ ...definition, digest: 'cd'.repeat(32) }, fonts)
    expect(Buffer.from(other).equals(first)).toBe(false)
  })

  it('uses A4, upright or lying', async () => {
    const sizeOf = async (definition: ReportDefinition) =>
      /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/
        .exec(Buffer.from(await drawReport(definition, fonts)).toString('latin1'))!
        .slice(1)
        .map(Number)
    expect((await sizeOf(BASE)).map(Math.round)).toEqual([595, 842])
    expect((await sizeOf({ ...BASE, orientation: 'landscape' })).map(Math.round)).toEqual([842, 595])
  })

  it('refuses figures that cannot be printed in readable type, and values of the wrong kind', async () => {
    const columns = Array.from({ length: 14 }, (_, index) => ({
      key: `a${index}`,
      title: 'A',
      kind: 'amount' as const,
    }))
    const rows = [Object.fromEntries(columns.map(({ key }) => [key, amount(999_999_999_999_999)]))]
    await expect(drawReport(withBlocks({ kind: 'table', columns, rows }), fonts)).rejects.toThrow(
      'use fewer columns or landscape',
    )
    const wrong = withBlocks({ ...TABLE, rows: [{ amount: 12.5 }] })
    await expect(drawReport(wrong, fonts)).rejects.toThrow('column "Amount"')
  })
})

const hasPoppler = !spawnSync('pdftotext', ['-v']).error

describe.skipIf(!hasPoppler)('what a reader sees', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'report-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function save(definition: ReportDefinition): Promise<string> {
    const path = join(folder, 'report.pdf')
    writeFileSync(path, await drawReport(definition, fonts))
    return path
  }

  async function textOf(definition: ReportDefinition): Promise<string[]> {
    const path = await save(definition)
    const run = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    return run.stdout.split('\f').slice(0, -1)
  }

  /** Words with their right edges. */
  async function words(definition: ReportDefinition): Promise<{ text: string; right: number; top: number }[]> {
    const run = spawnSync('pdftotext', ['-bbox', await save(definition), '-'], { encoding: 'utf8' })
    return [...run.stdout.matchAll(/yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</g)].map((match) => ({
      top: Number(match[1]),
      right: Number(match[2]),
      text: match[3]!,
    }))
  }

  it('repeats header and footer on every page and prints every row once', async () => {
    const text = await textOf(
      withBlocks({ ...TABLE, rows: rowsOf(90), totals: [{ id: 'Total HKD', amount: amount(123_456_789) }] }),
    )
    expect(text.length).toBeGreaterThan(2)
    for (const [index, page] of text.entries()) {
      expect(page).toContain('WD ID')
      expect(page).toContain(`Page ${index + 1} of ${text.length}`)
      expect(page).toContain(`SHA-256 ${DIGEST}`)
      expect(page).toContain('Printed by B. Chan')
    }
    const all = text.join('\n')
    expect(all.match(/WD-1\d{3}/g)).toEqual(rowsOf(90).map((row) => row.id))
    expect(all).toContain('1,234,567.89')
    expect(all).toContain('2026-11-21 14:05:00')
  })

  it('puts the ends of all figures of a column on one line, with the currency behind', async () => {
    const rows = [amount(5), amount(-123_456_789), amount(1_111_111), amount(98_765, 'JPY')].map((value) => ({
      amount: value,
    }))
    const found = await words(withBlocks({ ...TABLE, rows, totals: [{ amount: amount(8_888_888_888) }] }))
    const figures = found.filter(({ text }) => /^[−\d][\d,.]*[,.]\d+$/.test(text))
    expect(figures.map(({ text }) => text)).toEqual(['0.05', '−1,234,567.89', '11,111.11', '98,765', '88,888,888.88'])
    for (const figure of figures) expect(Math.abs(figure.right - figures[0]!.right)).toBeLessThan(0.02)
    const currencies = found.filter(({ text }) => /^(HKD|JPY)$/.test(text))
    expect(currencies).toHaveLength(5)
    for (const currency of currencies) expect(currency.right).toBeGreaterThan(figures[0]!.right)
  })

  it('never breaks a figure, however many columns there are', async () => {
    const columns = Array.from({ length: 6 }, (_, index) => ({
      key: `a${index}`,
      title: `Amount ${index}`,
      kind: 'amount' as const,
    }))
    const rows = [Object.fromEntries(columns.map(({ key }, index) => [key, amount(1_234_567_00 + index)]))]
    const text = (
      await textOf(withBlocks({ kind: 'table', columns: [{ key: 'id', title: 'ID', kind: 'text' }, ...columns], rows }))
    ).join()
    for (let index = 0; index < 6; index += 1) expect(text).toContain(`1,234,567.0${index}`)
  })

  it('breaks no number of a request and keeps many texts inside the page', async () => {
    const narrow = {
      ...TABLE,
      columns: [
        { key: 'id', title: 'ID', kind: 'text' as const, width: 1 },
        { key: 'payee', title: 'Payee', kind: 'text' as const, width: 500 },
      ],
    }
    const ids = (await words(withBlocks({ ...narrow, rows: [{ id: 'WD-123456789', payee: 'x' }] }))).map(
      ({ text }) => text,
    )
    expect(ids).toContain('WD-123456789')
    const columns = Array.from({ length: 9 }, (_, index) => ({ key: `t${index}`, title: 'T', kind: 'text' as const }))
    const row = Object.fromEntries(columns.map(({ key }) => [key, 'abcdefghijklmnopq']))
    for (const { right } of await words(withBlocks({ kind: 'table', columns, rows: [row] })))
      expect(right).toBeLessThanOrEqual(595.28 - 42)
  })

  it('keeps the lines of a row on one page', async () => {
    const rows = rowsOf(40).map((row, index) => ({
      ...row,
      payee: `first${index} ${'filler '.repeat(40)} last${index}`,
    }))
    const text = await textOf(withBlocks({ ...TABLE, rows }))
    expect(text.length).toBeGreaterThan(3)
    for (let index = 0; index < 40; index += 1) {
      const pagesOfRow = text.filter((page) => new RegExp(`(first|last)${index}\\b`).test(page))
      expect(pagesOfRow, `row ${index}`).toHaveLength(1)
    }
  })

  it('wraps long texts, splits rows higher than a page, shows what the font lacks as its code', async () => {
    const long = Array.from({ length: 600 }, (_, index) => `word${index}`).join(' ')
    const text = await textOf(withBlocks({ ...TABLE, rows: [{ id: 'WD-1', payee: `${long} 😀\u0007` }] }))
    const all = text.join(' ')
    expect(text.length).toBeGreaterThan(1)
    for (const index of [0, 299, 599]) expect(all).toContain(`word${index}`)
    expect(all.replace(/\s/g, '')).toContain('[U+1F600][U+0007]')
  })

  it('prints facts, paragraphs, empty tables and boxes to sign in, kept together', async () => {
    const filler = Array.from({ length: 46 }, () => ({ kind: 'paragraph' as const, text: 'Nothing to report.' }))
    const definition: ReportDefinition = {
      ...BASE,
      pageLabel: '第 {page} 頁，共 {pages} 頁',
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: 'Opening balance', value: 'HKD 1,204,500.00' },
            { label: 'Closing', value: 'HKD 5.00' },
            { label: 'Odd', value: 'third value' },
          ],
        },
        { ...TABLE, emptyText: 'None today.' },
        ...filler,
        {
          kind: 'signatures',
          boxes: ['Prepared by', 'Reviewed by', 'Accounting', 'Manager'].map((title) => ({
            title,
            lines: ['Name:', 'Date:'],
          })),
        },
      ],
    }
    const text = await textOf(definition)
    for (const words of ['Opening balance', 'HKD 1,204,500.00', 'third value', 'None today.'])
      expect(text[0]).toContain(words)
    const signed = text.filter((page) => page.includes('Prepared by'))
    expect(signed).toHaveLength(1)
    expect(signed[0]).toContain('Accounting')
    expect(signed[0]!.match(/Date:/g)!.length).toBeGreaterThanOrEqual(3)
    expect(text[0]!.replace(/\s/g, '')).toContain(`第1頁，共${text.length}頁`)
  })

  it('never lets a box to sign in run into the footer', async () => {
    const boxes = { kind: 'signatures' as const, boxes: [{ title: 'Prepared by', lines: ['Name:', 'Date:'] }] }
    for (let count = 28; count < 36; count += 1) {
      const filler = Array.from({ length: count }, () => ({ kind: 'paragraph' as const, text: 'Nothing.' }))
      const found = await words(withBlocks(...filler, boxes))
      expect(found.find(({ text }) => text === 'Date:')!.top, `${count} paragraphs`).toBeLessThan(760)
    }
  })

  it('leaves nothing in the margin, below the footer or above it', async () => {
    for (const { top, right } of await words(withBlocks({ ...TABLE, rows: rowsOf(90) }))) {
      expect(right).toBeLessThanOrEqual(595.28 - 42)
      expect(top).toBeGreaterThan(40)
      expect(top).toBeLessThan(842 - 42)
    }
  })

  it('puts ink on paper for Chinese too', async () => {
    const path = await save({ ...BASE, title: '每日對帳', subtitle: '', footer: '' })
    spawnSync('pdftoppm', ['-gray', '-r', '50', '-f', '1', '-l', '1', path, join(folder, 'ink')])
    const pgm = readFileSync(join(folder, 'ink-1.pgm'))
    const head = /^P5\s(\d+) (\d+)\s255\s/.exec(pgm.subarray(0, 40).toString('latin1'))!
    const width = Number(head[1])
    const pixels = pgm.subarray(head[0].length)
    const px = (mm: number) => Math.round((mm / 25.4) * 50)
    const dark = (across: [number, number], down: [number, number]) => {
      let count = 0
      for (let y = px(down[0]); y < px(down[1]); y += 1) {
        for (let x = px(across[0]); x < px(across[1]); x += 1) if (pixels[y * width + x]! < 128) count += 1
      }
      return count
    }
    // Four characters of 6 mm each: every one of them has ink.
    for (let index = 0; index < 4; index += 1)
      expect(dark([15 + index * 6, 21 + index * 6], [15, 23]), `character ${index}`).toBeGreaterThan(10)
    expect(dark([15, 195], [60, 200])).toBe(0)
  })
})

describe('size', () => {
  it('embeds only the characters in use', async () => {
    expect(pages(await drawReport(BASE, fonts))).toBe(1)
    expect((await drawReport(withBlocks({ ...TABLE, rows: rowsOf(300) }), fonts)).length).toBeLessThan(200_000)
  })
})
