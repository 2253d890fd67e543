/** `statement inspect`: what the reader understands of a bank statement file; parses only. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { inspectStatement, toPublicJson } from '../engine/formats/statements/inspect.ts'
import { type CommandLine, need, type Output } from './options.ts'

export function statementInspect(line: CommandLine, output: Output): number {
  const file = need(line.words[0], 'FILE')
  const read = inspectStatement(readFileSync(file), { fileName: basename(file) })
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
