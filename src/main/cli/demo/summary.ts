/** `summary.json`: what became of the requests and of the money, and the digests of everything written. */
import { toDecimalText } from '../../../contract/money.ts'
import { checkLedger } from '../../engine/audit/proof.ts'
import type { ClosedDay } from './day-end.ts'
import type { Written } from './payout.ts'
import type { DemoDesk } from './people.ts'

export async function summarise(desk: DemoDesk, about: { written: Written[]; day: ClosedDay }) {
  const { report } = about.day
  const check = checkLedger(desk.engine.connection)
  const { statuses } = (await desk.as('fay.tsang').workflow.profile({})) as {
    statuses: { status: string; label: { en: string } }[]
  }
  const byStatus = desk.engine.connection.all<{ status: string; count: number }>(
    'SELECT status, count(*) AS count FROM requests GROUP BY status ORDER BY status',
  )
  return {
    date: about.day.date,
    requests: Object.fromEntries(
      byStatus.map((row) => [statuses.find((s) => s.status === row.status)?.label.en ?? row.status, row.count]),
    ),
    money: Object.fromEntries(
      report.money.map((m) => [
        m.currency,
        {
          // What came in: what the books owed to customers at the start of the day.
          in: toDecimalText(moneyIn(desk, m.currency), m.currency),
          held: toDecimalText(m.heldMinor, m.currency),
          inTransit: toDecimalText(m.inTransitMinor, m.currency),
          paid: toDecimalText(m.paidMinor, m.currency),
          fees: toDecimalText(m.feesMinor, m.currency),
          returned: toDecimalText(m.returnedMinor, m.currency),
          owedToCustomers: toDecimalText(m.customersMinor, m.currency),
        },
      ]),
    ),
    ledger: { passed: check.passed, journals: check.figures.journals, postings: check.figures.postings },
    audit: { records: check.figures.auditRecords, head: check.figures.auditHead, dayRoot: report.dayRoot },
    day: { state: report.state, digest: report.digest, signedBy: about.day.signedBy },
    files: about.written,
  }
}

/** Credits to customers' accounts: opening balances and deposits. */
function moneyIn(desk: DemoDesk, currency: string): number {
  const sum = desk.engine.connection.value<number>(
    `SELECT coalesce(-sum(p.amount_minor), 0) FROM postings p JOIN ledger_accounts a ON a.id = p.account_id JOIN journals j ON j.id = p.journal_id
     WHERE a.kind = 'customer' AND p.currency = ? AND j.kind IN ('customer.opening', 'customerDeposit')`,
    currency,
  )
  return sum ?? 0
}
