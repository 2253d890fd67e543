/**
 * A bank's result file as a table: one row per payment with our reference, a status and a reason. Statuses are the codes of
 * ISO 20022 or their plain words; another word refuses the file, because a guess about money is worse than a question.
 */
import { readTable } from '../tables/read-table.ts'

export type ResultRow = { place: string; reference: string; status: string; reasons: string }
export type ResultsFile =
  | { ok: true; rows: ResultRow[]; findings: { place: string; message: string }[] }
  | { ok: false; refusal: { place: string; message: string } }

const REFERENCE = ['reference', 'end-to-end id', 'endtoendid', 'customer reference', 'our reference']
const STATUS = ['status', 'result', 'transaction status']
const REASON = ['reason', 'code', 'reason code', 'text', 'message', 'remarks']
const WORDS: Readonly<Record<string, string>> = {
  accepted: 'ACSP',
  success: 'ACSC',
  successful: 'ACSC',
  completed: 'ACSC',
  processed: 'ACSC',
  rejected: 'RJCT',
  failed: 'RJCT',
  cancelled: 'CANC',
  pending: 'PDNG',
  received: 'RCVD',
}
const CODES = ['RCVD', 'ACTC', 'ACCP', 'ACSP', 'ACWC', 'ACWP', 'ACSC', 'ACCC', 'PART', 'PDNG', 'RJCT', 'CANC']
const MOST_ROWS = 20_000
const MOST_CHARS = 500

export function readResults(bytes: Uint8Array): ResultsFile {
  const table = readTable(bytes)
  if (!table.ok) return no(table.refusal.place, table.refusal.message)
  const names = table.header.map((name) => name.trim().toLowerCase())
  const find = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name))
  const reference = find(REFERENCE)
  const status = find(STATUS)
  if (reference < 0 || status < 0) {
    return no(
      'row 1',
      'A result file needs the columns "reference" and "status". Export it from the bank again with both.',
    )
  }
  if (table.rows.length > MOST_ROWS)
    return no('file', `The file has ${table.rows.length} rows; at most ${MOST_ROWS} are read.`)
  const reasons = names.flatMap((name, index) => (REASON.includes(name) ? [index] : []))
  const rows: ResultRow[] = []
  for (const { rowNumber, cells } of table.rows) {
    const text = (index: number) => (cells[index]?.text ?? '').trim().slice(0, MOST_CHARS)
    const word = text(status)
    const code = CODES.includes(word.toUpperCase()) ? word.toUpperCase() : own(word.toLowerCase())
    if (code === null) {
      return no(`row ${rowNumber}`, `The status "${word}" is not known. Ask the bank what it means; nothing was taken.`)
    }
    if (text(reference) === '')
      return no(`row ${rowNumber}`, 'A row without our reference cannot be matched. Ask the bank for it.')
    const why = reasons.map(text).filter((part) => part !== '')
    rows.push({ place: `row ${rowNumber}`, reference: text(reference), status: code, reasons: why.join(' ') })
  }
  return { ok: true, rows, findings: table.findings.map(({ message }) => ({ place: 'file', message })) }
}

const own = (word: string): string | null => (Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null)
const no = (place: string, message: string): ResultsFile => ({ ok: false, refusal: { place, message } })
