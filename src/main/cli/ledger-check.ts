/** `ledger check`: every currency sums to zero, kept balances equal rebuilt ones, holds explained, audit chain intact. */
import { formatMoney, isCurrency } from '../../contract/money.ts'
import { checkLedger } from '../engine/audit/proof.ts'
import { openForReading } from '../engine/db/open.ts'
import { type CommandLine, need, type Output } from './options.ts'

export function ledgerCheck(line: CommandLine, output: Output): number {
  const connection = openForReading(need(line.ledger, '--ledger'))
  try {
    const check = checkLedger(connection)
    if (line.json) output.result(JSON.stringify(check))
    else {
      const { figures } = check
      for (const { currency, sumMinor } of figures.sums)
        output.result(`${currency} sums to ${isCurrency(currency) ? formatMoney(sumMinor, currency) : sumMinor}`)
      output.result(
        `${figures.journals} journals, ${figures.postings} postings, ${figures.accounts} accounts, ${figures.activeHolds} active holds`,
      )
      output.result(`${figures.auditRecords} audit records, head ${figures.auditHead || 'broken'}`)
    }
    const [first] = check.findings
    if (first) output.note(`${first.place}: ${first.message} (${first.code})`)
    else if (!line.json) output.result('The books are in order.')
    return check.passed ? 0 : 1
  } finally {
    connection.close()
  }
}
