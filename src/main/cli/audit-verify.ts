/** `audit verify`: recomputes the chain; an anchor from a day-end sheet also proves that nothing was cut off or rewritten. */

import { verifyChain } from '../engine/audit/verify.ts'
import { openForReading } from '../engine/db/open.ts'
import { type CommandLine, CommandLineError, need, type Output } from './options.ts'

export function auditVerify(line: CommandLine, output: Output): number {
  const anchor = line.anchor === undefined ? undefined : readAnchor(line.anchor)
  const connection = openForReading(need(line.ledger, '--ledger'))
  try {
    const verdict = verifyChain(connection, anchor)
    if (line.json) output.result(JSON.stringify(verdict))
    else if (verdict.intact) output.result(`${verdict.records} audit records, chain intact, head ${verdict.head}`)
    if (verdict.intact) return 0
    output.note(
      `The audit chain breaks at record ${verdict.sequence} (${verdict.problem}); ${verdict.records} records before it are intact.`,
    )
    return 1
  } finally {
    connection.close()
  }
}

function readAnchor(text: string): { sequence: number; hash: string } {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text)
  if (!match) throw new CommandLineError('--anchor takes NUMBER:HASH as printed on a day-end sheet')
  return { sequence: Number(match[1]), hash: match[2] ?? '' }
}
