/** One way of writing one sheet, in a process of its own so that its peak of memory is its own. Prints what it took as JSON. */
import { createWriteStream, statSync } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { deflateRawSync } from 'node:zlib'
import type { Column, TableRow } from '../../src/main/engine/formats/tables/columns.ts'
import { writeCsv } from '../../src/main/engine/formats/tables/write-csv.ts'
import { streamXlsx } from '../../src/main/engine/formats/tables/write-xlsx.ts'
import { SheetRows } from '../../src/main/engine/formats/tables/xlsx-rows.ts'
import { EXPORT_COLUMNS, exportRows, LIST_COLUMNS, listRows } from './export-rows.ts'

const [, , way = '', sheet = '', rowsText = '0', file = ''] = process.argv
const count = Number(rowsText)
const columns: readonly Column[] = sheet === 'list' ? LIST_COLUMNS : EXPORT_COLUMNS
const rows = (): Generator<TableRow> => (sheet === 'list' ? listRows(count) : exportRows(count))
const OPTIONS = { timeZone: 'Asia/Hong_Kong', createdAt: Date.UTC(2026, 10, 20) }
/** What deflate does unless told otherwise. The desk packs one level lower: a third less time for one per cent more bytes. */
const USUAL_LEVEL = 6
const PIECE_LENGTH = 16 << 20

/** The bytes of the same sheet packed and nothing else; making them is not counted. */
function packOnly(): number {
  const sheetRows = new SheetRows(columns, { timeZone: OPTIONS.timeZone, firstRow: 2 })
  let spentMs = 0
  const pack = () => {
    const { xml } = sheetRows.take()
    const startedAt = performance.now()
    deflateRawSync(xml, { level: USUAL_LEVEL, memLevel: 9 })
    spentMs += performance.now() - startedAt
    sheetRows.giveBack(xml)
  }
  for (const row of rows()) {
    sheetRows.add(row)
    if (sheetRows.length > PIECE_LENGTH) pack()
  }
  pack()
  return spentMs
}

/** The writer that the desk would use without its own. */
async function withExceljs(): Promise<void> {
  const { default: ExcelJS } = await import('exceljs')
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false })
  const target = writer.addWorksheet('Export')
  target.columns = columns.map(({ key, title }) => ({ header: title, key, width: 14 }))
  for (const row of rows()) {
    const values = columns.map(({ key, kind }) => {
      const value = row[key]
      if (kind === 'instant') return new Date(value as number)
      if (typeof value === 'object' && value !== null) return value.amountMinor / 100
      return value
    })
    target.addRow(values).commit()
  }
  target.commit()
  await writer.commit()
}

/** Longest time for which the loop answered nobody. */
function watchBlocking(): () => number {
  let longestMs = 0
  let lastAt = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - lastAt - 5)
    lastAt = now
  }, 5)
  return () => {
    clearInterval(timer)
    return longestMs
  }
}

const WAYS: Record<string, () => Promise<unknown>> = {
  own: () => {
    const sheetOf = { name: 'Export', columns, rows: rows() }
    return pipeline(streamXlsx([sheetOf], OPTIONS).chunks, createWriteStream(file))
  },
  rows: async () => {
    const sheetRows = new SheetRows(columns, { timeZone: OPTIONS.timeZone, firstRow: 2 })
    for (const row of rows()) {
      sheetRows.add(row)
      if (sheetRows.length > 262_144) sheetRows.giveBack(sheetRows.take().xml)
    }
  },
  csv: () => pipeline(writeCsv(columns, rows(), OPTIONS), createWriteStream(file)),
  exceljs: withExceljs,
  none: () => pipeline(writeCsv(columns, [], OPTIONS), new Writable({ write: (_chunk, _encoding, done) => done() })),
}

const blocked = watchBlocking()
const startedAt = performance.now()
let spentMs: number
if (way === 'deflate') spentMs = packOnly()
else {
  await WAYS[way]?.()
  spentMs = performance.now() - startedAt
}
const bytes = way === 'deflate' || ['none', 'rows'].includes(way) ? 0 : statSync(file).size
const { user, system } = process.cpuUsage()
const cpuMs = (user + system) / 1000
const peakMiB = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ spentMs, cpuMs, peakMiB, blockedMs: blocked(), bytes }))
