/**
 * Proves the books: every journal and currency sums to zero, balances rebuilt from the postings equal the kept ones,
 * holds are explained by open requests, the audit chain is intact. What `countersign ledger check` prints.
 */
import type { LedgerCheck } from '../../../contract/ledger.ts'
import { formatMoney, isCurrency } from '../../../contract/money.ts'
import type { Connection } from '../db/connection.ts'
import { verifyChain } from './verify.ts'

type Finding = LedgerCheck['findings'][number]
type RawCheck = Omit<LedgerCheck, 'figures'> & {
  figures: Omit<LedgerCheck['figures'], 'sums'> & { sums: { currency: string; sumMinor: number }[] }
}

const show = (amount: number, currency: string) =>
  isCurrency(currency) ? `${formatMoney(amount, currency)} ${currency}` : `${amount} ${currency}`

/** Runs every check and returns figures and findings; changes nothing. */
export function checkLedger(connection: Connection): RawCheck {
  const findings: Finding[] = [
    ...damagedFile(connection),
    ...unbalancedJournals(connection),
    ...differingBalances(connection),
    ...unexplainedHolds(connection),
  ]
  const chain = verifyChain(connection)
  if (!chain.intact) {
    findings.push({
      code: `audit-${chain.problem}`,
      place: `audit record ${chain.sequence}`,
      message: `The audit chain is intact up to record ${chain.records} and breaks at record ${chain.sequence}. Keep this file as evidence and restore the last verified backup.`,
    })
  }
  const count = (sql: string) => connection.value<number>(sql) ?? 0
  return {
    passed: findings.length === 0,
    findings,
    figures: {
      journals: count('SELECT count(*) FROM journals'),
      postings: count('SELECT count(*) FROM postings'),
      accounts: count('SELECT count(*) FROM ledger_accounts'),
      activeHolds: count("SELECT count(*) FROM holds WHERE state = 'active'"),
      auditRecords: chain.records,
      auditHead: chain.intact ? chain.head : '',
      sums: connection.all(
        'SELECT currency, sum(amount_minor) AS "sumMinor" FROM postings GROUP BY currency ORDER BY currency',
      ),
    },
  }
}

function damagedFile(connection: Connection): Finding[] {
  const verdict = String(connection.raw.pragma('integrity_check(1)', { simple: true }))
  if (verdict === 'ok') return []
  return [
    {
      code: 'file-damaged',
      place: 'ledger file',
      message: `SQLite reports: ${verdict}. Restore the last verified backup.`,
    },
  ]
}

function unbalancedJournals(connection: Connection): Finding[] {
  const rows = connection.all<{ journalId: number; currency: string; sum: number }>(
    'SELECT journal_id AS "journalId", currency, sum(amount_minor) AS sum FROM postings GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0 LIMIT 20',
  )
  return rows.map((row) => ({
    code: 'journal-not-balanced',
    place: `journal ${row.journalId}`,
    message: `The postings of journal ${row.journalId} sum to ${show(row.sum, row.currency)} instead of zero.`,
  }))
}

export type DifferingBalance = { id: number; name: string; currency: string; kept: number; rebuilt: number }

/** Works every balance out from the postings, in one walk along their index; the first twenty that differ from the kept ones. */
export function balancesAgain(connection: Connection): DifferingBalance[] {
  return connection.all<DifferingBalance>(
    `SELECT * FROM (SELECT a.id, a.name, a.currency, a.balance_minor AS kept,
       coalesce((SELECT sum(amount_minor) FROM postings INDEXED BY postings_of_account WHERE account_id = a.id), 0) AS rebuilt FROM ledger_accounts a)
     WHERE kept <> rebuilt LIMIT 20`,
  )
}

function differingBalances(connection: Connection): Finding[] {
  return balancesAgain(connection).map((row) => ({
    code: 'balance-differs',
    place: `account ${row.name}`,
    message: `The kept balance is ${show(row.kept, row.currency)}, its postings sum to ${show(row.rebuilt, row.currency)}.`,
  }))
}

/** Money of a closed request stays set apart only where a reason code keeps it for an investigation (R2-23). */
function unexplainedHolds(connection: Connection): Finding[] {
  const sums = connection.all<{ name: string; currency: string; kept: number; active: number }>(
    `SELECT a.name, a.currency, a.held_minor AS kept, coalesce(h.sum, 0) AS active
     FROM ledger_accounts a LEFT JOIN (SELECT account_id, sum(amount_minor) AS sum FROM holds WHERE state = 'active' GROUP BY account_id) h ON h.account_id = a.id
     WHERE a.held_minor <> coalesce(h.sum, 0) LIMIT 20`,
  )
  const orphans = connection.all<{ id: number; requestId: number; amount: number; currency: string }>(
    `SELECT h.id, h.request_id AS "requestId", h.amount_minor AS amount, a.currency FROM holds h JOIN ledger_accounts a ON a.id = h.account_id
     LEFT JOIN requests r ON r.id = h.request_id WHERE h.state = 'active' AND (r.id IS NULL OR (r.closed_at IS NOT NULL AND r.reason_code IS NULL)) LIMIT 20`,
  )
  return [
    ...sums.map((row) => ({
      code: 'hold-differs',
      place: `account ${row.name}`,
      message: `The kept held amount is ${show(row.kept, row.currency)}, its active holds sum to ${show(row.active, row.currency)}.`,
    })),
    ...orphans.map((row) => ({
      code: 'hold-unexplained',
      place: `hold ${row.id}`,
      message: `Hold ${row.id} sets ${show(row.amount, row.currency)} apart for WD-${row.requestId}, which is not open.`,
    })),
  ]
}
