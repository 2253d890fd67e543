/** Reads a table in a test: the table or its refusal, whichever is expected. */
import { type ReadTableOptions, readTable } from '../../../../src/main/engine/formats/tables/read-table.ts'
import type { Table } from '../../../../src/main/engine/formats/tables/table-file.ts'

export function table(content: string | Uint8Array, options: ReadTableOptions = {}): Table {
  const read = readTable(typeof content === 'string' ? Buffer.from(content) : content, options)
  if (!read.ok) throw new Error(`${read.refusal.code} ${read.refusal.place} ${read.refusal.message}`)
  return read
}

export function refusal(content: string | Uint8Array): { code: string; place: string; message: string } {
  const read = readTable(typeof content === 'string' ? Buffer.from(content) : content)
  if (read.ok) throw new Error('the file was read')
  return read.refusal
}

/** Row numbers and texts. */
export const texts = (read: Table) => read.rows.map((row) => [row.rowNumber, ...row.cells.map((cell) => cell.text)])
