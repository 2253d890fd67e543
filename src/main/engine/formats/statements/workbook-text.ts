/**
 * An Excel workbook as the text of a table, so that the one reader of tables reads it too: numbers as they are stored, days
 * by the calendar, every row on the line of its number.
 */
import { RefusalSignal } from '../refusal.ts'
import { readXlsx } from '../tables/read-xlsx.ts'
import type { Table } from '../tables/table-file.ts'
import { Refusal } from './findings.ts'

/** `null`: the bytes are no workbook. Throws a `Refusal` for a workbook that cannot be read. */
export function workbookText(bytes: Uint8Array): string | null {
  if (![0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte)) return null
  try {
    return tableText(readXlsx(bytes))
  } catch (error) {
    if (!(error instanceof RefusalSignal)) throw error
    const { code, place, message } = error.refusal
    // A ZIP archive that holds no workbook is refused as what it is.
    if (code === 'XLSX_BROKEN') return null
    throw new Refusal(code.toLowerCase().replaceAll('_', '-'), place, message)
  }
}

function tableText({ header, rows }: Table): string {
  const first = Math.max(1, (rows[0]?.rowNumber ?? 2) - 1)
  const lines: string[] = []
  const put = (number: number, cells: readonly string[]): void => {
    while (lines.length < number - 1) lines.push('')
    lines.push(cells.map(quoted).join(','))
  }
  put(first, header)
  for (const { rowNumber, cells } of rows) {
    put(
      rowNumber,
      cells.map(({ text }) => text),
    )
  }
  return `${lines.join('\n')}\n`
}

function quoted(text: string): string {
  return `"${text.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`
}
