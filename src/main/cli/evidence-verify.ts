/** `evidence verify`: checks an evidence pack from its bytes; with --ledger also that this ledger made it and still says the same. */
import { readFileSync } from 'node:fs'
import { packInLedger } from '../engine/audit/pack-in-ledger.ts'
import { openForReading } from '../engine/db/open.ts'
import { type PackVerdict, verifyPack } from '../engine/formats/evidence/verify-pack.ts'
import { type CommandLine, need, type Output } from './options.ts'

export function evidenceVerify(line: CommandLine, output: Output): number {
  const verdict = verifyPack(readFileSync(need(line.words[0], 'FILE')))
  const findings = [...verdict.findings, ...(line.ledger === undefined ? [] : againstLedger(line.ledger, verdict))]
  const { records: _, ...shown } = verdict
  if (line.json) output.result(JSON.stringify({ ...shown, intact: findings.length === 0, findings }))
  else if (findings.length === 0) {
    const { parts, records, days, journals } = verdict.figures
    output.result(
      `${verdict.subject}: intact. ${parts} parts, ${records} audit records of ${days} days, ${journals} journals.\nDigest of the pack: ${verdict.digest}`,
    )
  }
  for (const { code, place, message } of findings) output.note(`${place}: ${message} (${code})`)
  return findings.length === 0 ? 0 : 1
}

function againstLedger(ledger: string, verdict: PackVerdict): PackVerdict['findings'] {
  const connection = openForReading(ledger)
  try {
    return packInLedger(connection, verdict)
  } finally {
    connection.close()
  }
}
