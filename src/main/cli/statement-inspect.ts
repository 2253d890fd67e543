/** `statement inspect`: what the reader understands of a bank statement file; parses only. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { inspectStatement, toPublicJson } from '../engine/formats/statements/inspect.ts'
import { inspectSlices, SLICED_LIMITS } from '../engine/formats/statements/inspect-slices.ts'
import { STATEMENT_LIMITS } from '../engine/formats/statements/limits.ts'
import type { StatementFile } from '../engine/formats/statements/model.ts'
import { type CommandLine, need, type Output } from './options.ts'

export function statementInspect(line: CommandLine, output: Output): number {
  const file = need(line.words[0], 'FILE')
  const read = readStatement(file)
  const shown = toPublicJson(read)
  if (line.json) output.result(JSON.stringify(shown))
  else {
    output.result(`${basename(file)}: ${shown.outcome} (${read.format})`)
    for (const s of shown.statements) {
      const sums = `${s.entries.length} lines, credits ${s.sumCredits ?? '?'}, debits ${s.sumDebits ?? '?'}`
      const verdict = s.addsUp === null ? 'cannot be added up' : s.addsUp ? 'adds up' : 'DOES NOT ADD UP'
      output.result(
        `  ${s.account ?? '?'} ${s.currency ?? ''} ${s.number ?? ''}: ${s.opening?.amount ?? '?'} → ${s.closing?.amount ?? '?'}, ${sums}, ${verdict}`,
      )
    }
  }
  for (const finding of shown.findings) output.note(`${finding.place}: ${finding.message} (${finding.code})`)
  return shown.outcome === 'refused' ? 1 : 0
}

/** A file that is too large to be held whole is read in slices, where its format allows it. */
function readStatement(file: string): StatementFile {
  const { size } = statSync(file)
  if (size > STATEMENT_LIMITS.bytes && size <= SLICED_LIMITS.bytes) {
    const read = inspectSlices(slicesOf(file), (entry, statement) => statement.entries.push(entry))
    if (read !== null) return read
  }
  if (size > STATEMENT_LIMITS.bytes) return inspectStatement(Buffer.alloc(STATEMENT_LIMITS.bytes + 1))
  return inspectStatement(readFileSync(file), { fileName: basename(file) })
}

const SLICE_BYTES = 65_536

function* slicesOf(file: string): Generator<Uint8Array> {
  const handle = openSync(file, 'r')
  const slice = Buffer.alloc(SLICE_BYTES)
  try {
    for (let length = readSync(handle, slice); length > 0; length = readSync(handle, slice)) {
      yield slice.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}
