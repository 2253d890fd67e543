/** Reads an upload back by its layout, apart from the writer, and compares it with what was intended, field by field. */
import type { LayoutField, UploadLayout } from '../../../../contract/layouts.ts'
import { amountOf, textOf, type Upload, type UploadProblem } from './model.ts'

export type ReadUpload = { lines: string[][]; totalMinor: number; problems: UploadProblem[] }

/** The cells of every line between head and foot. Problems say where the file is not what its layout says. */
export function readUpload(bytes: Uint8Array, layout: UploadLayout, upload: Upload): ReadUpload {
  const problems: UploadProblem[] = []
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const rows = layout.kind === 'csv' ? csvRows(text, layout) : fixedRows(text, layout)
  const before = (layout.kind === 'csv' && layout.titles ? 1 : 0) + (layout.head.length > 0 ? 1 : 0)
  const after = layout.foot.length > 0 ? 1 : 0
  const lines = rows.slice(before, rows.length - after)
  const head = layout.head.length > 0 ? rows[before - 1] : undefined
  const foot = after === 1 ? rows.at(-1) : undefined
  if (head) compareRow({ cells: head, fields: layout.head, line: 0, place: 'head' }, { upload, layout, problems })
  lines.forEach((cells, line) => {
    compareRow({ cells, fields: layout.line, line, place: `payments[${line}]` }, { upload, layout, problems })
  })
  if (foot) compareRow({ cells: foot, fields: layout.foot, line: 0, place: 'foot' }, { upload, layout, problems })
  if (lines.length !== upload.payments.length) {
    problems.push({ path: 'lines', intended: String(upload.payments.length), found: String(lines.length) })
  }
  return { lines, totalMinor: totalOf(lines, { upload, layout, problems }), problems }
}

/**
 * A sample of the bank against a layout: whether each line has the fields, or the length, that the layout says, and whether amounts can
 * be read. What the fields mean, only the bank's guide says.
 */
export function readSample(bytes: Uint8Array, layout: UploadLayout): { lines: string[][]; problems: UploadProblem[] } {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const rows = layout.kind === 'csv' ? csvRows(text, layout) : fixedRows(text, layout)
  const problems: UploadProblem[] = []
  const titles = layout.kind === 'csv' && layout.titles ? 1 : 0
  const first = titles + (layout.head.length > 0 ? 1 : 0)
  const last = rows.length - (layout.foot.length > 0 ? 1 : 0)
  rows.forEach((cells, index) => {
    const fields = index < first && index >= titles ? layout.head : index >= last ? layout.foot : layout.line
    if (cells.length !== fields.length || !fillsFields(cells, fields, layout)) {
      const intended = layout.kind === 'csv' ? `${fields.length} fields` : `${widthOf(fields)} characters`
      const found = layout.kind === 'csv' ? `${cells.length} fields` : `${[...cells.join('')].length} characters`
      problems.push({ path: `line ${index + 1}`, intended, found })
    }
  })
  const lines = rows.slice(first, last)
  if (lines.length === 0) problems.push({ path: 'lines', intended: 'a payment', found: 'none' })
  const at = layout.line.findIndex(({ source }) => source === 'amount')
  lines.forEach((cells, line) => {
    const cell = (cells[at] ?? '').trim().replace(/^0+(?=\d)/, '')
    if (amountOf(cell, 'HKD', layout) === null)
      problems.push({ path: `line ${first + line + 1}: amount`, intended: 'an amount', found: cell })
  })
  return { lines, problems: problems.slice(0, 50) }
}

const widthOf = (fields: readonly LayoutField[]): number => fields.reduce((sum, { width }) => sum + width, 0)

function fillsFields(cells: readonly string[], fields: readonly LayoutField[], { kind }: UploadLayout): boolean {
  return kind === 'csv' || [...cells.join('')].length === widthOf(fields)
}

type About = { upload: Upload; layout: UploadLayout; problems: UploadProblem[] }

function compareRow(
  row: { cells: readonly string[]; fields: readonly LayoutField[]; line: number; place: string },
  { upload, layout, problems }: About,
): void {
  row.fields.forEach((field, index) => {
    const intended = textOf(upload, { ...field, line: row.line }, layout)
    const expected =
      layout.charset === 'ascii' ? intended.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') : intended
    const cell = row.cells[index] ?? ''
    const found = layout.kind === 'fixed' ? unpadded(cell, field) : cell
    const same = found === expected || (field.pad === '0' && field.align === 'right' && sameNumber(found, expected))
    if (!same) problems.push({ path: `${row.place}.${field.source}`, intended: expected, found })
  })
  if (row.cells.length !== row.fields.length) {
    problems.push({ path: row.place, intended: `${row.fields.length} fields`, found: String(row.cells.length) })
  }
}

/** Zeros in front of a number say nothing; in front of an account they do, which is why accounts are padded with blanks. */
const sameNumber = (a: string, b: string): boolean =>
  /^[\d.]+$/.test(b) && a.replace(/^0+(?=\d)/, '') === b.replace(/^0+(?=\d)/, '')
const unpadded = (cell: string, { align, pad }: LayoutField): string =>
  align === 'left' ? cell.trimEnd() : pad === '0' ? cell : cell.trimStart()

function totalOf(lines: readonly string[][], { upload, layout, problems }: About): number {
  const at = layout.line.findIndex(({ source }) => source === 'amount')
  let total = 0
  lines.forEach((cells, line) => {
    const amount = amountOf((cells[at] ?? '').trim().replace(/^0+(?=\d)/, ''), upload.currency, layout)
    if (amount === null)
      problems.push({ path: `payments[${line}].amount`, intended: 'an amount', found: cells[at] ?? '' })
    else total += amount
  })
  return total
}

function fixedRows(text: string, layout: UploadLayout): string[][] {
  const all = text.split(layout.lineEnd === 'crlf' ? '\r\n' : '\n')
  if (all.at(-1) === '') all.pop()
  const cut = (row: string, fields: readonly LayoutField[]) => {
    const chars = [...row]
    let at = 0
    const cells = fields.map(({ width }) => {
      at += width
      return chars.slice(at - width, at).join('')
    })
    return at === chars.length ? cells : [...cells, chars.slice(at).join('')]
  }
  return all.map((row, index) => {
    if (layout.head.length > 0 && index === 0) return cut(row, layout.head)
    if (layout.foot.length > 0 && index === all.length - 1) return cut(row, layout.foot)
    return cut(row, layout.line)
  })
}

/** A small reader of its own: what the writer quoted must come back by another road. */
function csvRows(text: string, { delimiter, lineEnd }: UploadLayout): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const end = lineEnd === 'crlf' ? '\r\n' : '\n'
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"'
        at++
      } else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === delimiter) {
      row.push(cell)
      cell = ''
    } else if (text.startsWith(end, at)) {
      rows.push([...row, cell])
      row = []
      cell = ''
      at += end.length - 1
    } else cell += char
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}
