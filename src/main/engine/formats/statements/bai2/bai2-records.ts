/**
 * Splits a BAI2 file into logical records: a code, its fields, and the continuation lines (88) that follow it.
 * A record ends at `/` or at the line end, several may share a line, and text may itself hold commas and slashes; where
 * that is ambiguous, the record counts that the file states decide.
 */

export type BaiRecord = {
  code: string
  /** Fields behind the code on the record's own line. */
  fields: string[]
  /** Text of each continuation record, without its code and mark. */
  continuations: string[]
  line: number
  /** Records used up: itself and its continuations. */
  count: number
}

/** A line that begins with no record code. */
export type BaiStray = { line: number; text: string }

export type BaiRecords = { records: BaiRecord[]; stray: BaiStray[] }

const CODE = /^(01|02|03|16|49|98|99)(?:,|\/|$)/
const CONTINUATION = /^88(?:[^0-9A-Za-z]|$)/
const NEXT_ON_LINE = /\/\s{0,80}(?=(?:(?:01|02|03|16|49|98|99),|88[^0-9A-Za-z\s]))/

/** True when a text begins like a BAI2 file. */
export function looksLikeBai(text: string): boolean {
  return (
    /^\s{0,200}01,[^\n]{1,400}(?:\/|[\r\n]+)\s{0,200}02,/.test(text.slice(0, 2000)) ||
    /^\s{0,200}01,[^,\n]{0,60},[^,\n]{0,60},\d{6},/.test(text.slice(0, 400))
  )
}

/** Splits the text; slashes inside descriptions split a record only if the stated record counts then fit better. */
export function splitRecords(text: string): BaiRecords {
  const plain = splitLines(text, false)
  const split = splitLines(text, true)
  if (split.records.length === plain.records.length) return plain
  return countMismatches(split.records) < countMismatches(plain.records) ? split : plain
}

/** How many trailers are missing or state another number of records than there are. */
function countMismatches(records: readonly BaiRecord[]): number {
  const count = (code: string): number => records.filter((record) => record.code === code).length
  let mismatches = 0
  for (const [header, trailer] of [
    ['03', '49'],
    ['02', '98'],
    ['01', '99'],
  ] as const) {
    mismatches += Math.abs(count(header) - count(trailer))
  }
  const open = { '49': 0, '98': 0, '99': 0 }
  for (const record of records) {
    if (record.code === '03') open['49'] = 0
    if (record.code === '02') open['98'] = 0
    if (record.code === '01') open['99'] = 0
    for (const level of ['49', '98', '99'] as const) open[level] += record.count
    const { code } = record
    if (code !== '49' && code !== '98' && code !== '99') continue
    const stated = record.fields.at(code === '49' ? 1 : 2)?.trim()
    if (stated !== undefined && stated !== '' && Number(stated) !== open[code]) mismatches += 1
  }
  return mismatches
}

function splitLines(text: string, inDescriptions: boolean): BaiRecords {
  const result: BaiRecords = { records: [], stray: [] }
  const lines = text.split(/\r\n|\n|\r/)
  for (const [index, raw] of lines.entries()) {
    let rest = raw.replace(/^\s{1,200}/, '').trimEnd()
    while (rest !== '') {
      const isText = /^(?:16|88)/.test(rest) && !inDescriptions
      const cut = isText ? -1 : rest.search(NEXT_ON_LINE)
      const piece = cut < 0 ? rest : rest.slice(0, cut + 1)
      takeRecord(result, piece, index + 1)
      rest = cut < 0 ? '' : rest.slice(cut + 1).trimStart()
    }
  }
  return result
}

function takeRecord(result: BaiRecords, piece: string, line: number): void {
  const body = piece.endsWith('/') ? piece.slice(0, -1) : piece
  const last = result.records.at(-1)
  if (CONTINUATION.test(piece) && last) {
    last.continuations.push(body.slice(3))
    last.count += 1
    return
  }
  const code = CODE.exec(piece)?.[1]
  if (code === undefined) {
    result.stray.push({ line, text: piece })
    last?.continuations.push(body)
    return
  }
  const fields = body.length > 3 ? body.slice(3).split(',') : []
  result.records.push({ code, fields, continuations: [], line, count: 1 })
}
