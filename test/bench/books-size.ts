/**
 * What the size of the books costs: the report of an equally busy day over five million postings and over fifty thousand, and all
 * balances worked out again against walking the same index once.
 */

import { balancesAgain } from '../../src/main/engine/audit/proof.ts'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, ms, timed, wants } from './figure.ts'
import { addCustomers, dropGuards } from './history.ts'

const TODAY = '2026-11-20'
const DAY_JOURNALS = 2_000
const HISTORY_DAYS = 250

export function booksSize(options: BenchOptions): Measured {
  const rounds = options.quick ? 3 : 9
  const small = deskWith(options.quick ? 2_000 : 50_000)
  const large = deskWith(options.quick ? 20_000 : 5_000_000)
  try {
    const spent = { small: [] as number[], large: [] as number[], rebuild: [] as number[], scan: [] as number[] }
    const report = (desk: TestDesk) => timed(() => void desk.as('fin').call('days.get', { date: TODAY }))
    for (let round = 0; round < rounds; round++) {
      spent.small.push(report(small))
      spent.large.push(report(large))
    }
    // Afterwards: walking all postings drives everything else out of the page cache.
    for (let round = 0; round < rounds; round++) {
      spent.rebuild.push(timed(() => requireEqual(large.connection)))
      spent.scan.push(timed(() => walkIndex(large.connection)))
    }
    const postings = large.connection.value<number>('SELECT count(*) FROM postings') ?? 0
    const figures = []
    if (wants(options, 'day-report-growth'))
      figures.push(
        figure({
          name: 'day-report-growth',
          value: medianRatio(spent.large.slice(1), spent.small.slice(1)),
          unit: 'x',
          goal: 1.3,
          better: 'lower',
          note: `the report of a day of ${2 * DAY_JOURNALS} postings over ${postings} postings of history`,
        }),
      )
    if (wants(options, 'balances-rebuild'))
      figures.push(
        figure({
          name: 'balances-rebuild',
          value: medianRatio(spent.rebuild.slice(1), spent.scan.slice(1)),
          unit: 'x',
          goal: 1.5,
          better: 'lower',
          note: `every balance worked out from ${postings} postings and found equal to the kept one, against adding up their index without telling accounts apart`,
        }),
      )
    return {
      figures,
      context: [
        `day report ${ms(median(spent.small))} on small books, ${ms(median(spent.large))} on large; rebuild ${ms(median(spent.rebuild))}, index ${ms(median(spent.scan))}`,
      ],
    }
  } finally {
    small.close()
    large.close()
  }
}

/** Books of so many postings in earlier days, and the same busy today in each. */
function deskWith(postings: number): TestDesk {
  const desk = testDesk({ people: ['agent', 'fin'], checkOutputs: false })
  const { connection } = desk
  addCustomers(connection, 1_000)
  dropGuards(connection.raw)
  const accounts = connection.all<{ id: number; currency: string }>(
    "SELECT id, currency FROM ledger_accounts WHERE kind = 'customer' AND currency = 'HKD' ORDER BY id",
  )
  const transit = connection.value<number>(
    "INSERT INTO ledger_accounts (kind, name, currency) VALUES ('inTransit', 'Payments in transit HKD', 'HKD') RETURNING id",
  )
  connection.raw.exec('BEGIN')
  addJournals(connection, { count: postings / 2, accounts: accounts.length, transit: transit ?? 0, date: null })
  addJournals(connection, { count: DAY_JOURNALS, accounts: accounts.length, transit: transit ?? 0, date: TODAY })
  connection.raw.exec(
    `UPDATE ledger_accounts SET balance_minor = (SELECT coalesce(sum(amount_minor), 0) FROM postings WHERE account_id = ledger_accounts.id)`,
  )
  connection.raw.exec('COMMIT')
  connection.raw.pragma('wal_checkpoint(TRUNCATE)')
  desk.restart()
  return desk
}

type Journals = { count: number; accounts: number; transit: number; date: string | null }

/** Customers paid one cent each, in turn. */
function addJournals(connection: Connection, { count, accounts, transit, date }: Journals): void {
  const first = (connection.value<number>('SELECT coalesce(max(id), 0) + 1 FROM journals') ?? 1) as number
  const numbers = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`
  const day = date === null ? `date('${TODAY}', '-' || (1 + (i * ${HISTORY_DAYS}) / ${count}) || ' days')` : `'${date}'`
  const customer = `(SELECT id FROM temp.payers WHERE place = i % ${accounts})`
  connection.raw.exec(`CREATE TEMP TABLE IF NOT EXISTS payers AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, id FROM ledger_accounts WHERE kind = 'customer' AND currency = 'HKD';
    CREATE UNIQUE INDEX IF NOT EXISTS temp.payers_place ON payers (place);
    ${numbers} INSERT INTO journals (id, kind, business_date, at, operator_id, memo) SELECT ${first} + i, 'withdrawal.complete', ${day}, 0, 1, '' FROM n;
    ${numbers} INSERT INTO postings (journal_id, line, account_id, amount_minor, currency, balance_after_minor) SELECT ${first} + i, 1, ${customer}, 1, 'HKD', 0 FROM n;
    ${numbers} INSERT INTO postings (journal_id, line, account_id, amount_minor, currency, balance_after_minor) SELECT ${first} + i, 2, ${transit}, -1, 'HKD', 0 FROM n;`)
}

function requireEqual(connection: Connection): void {
  const differing = balancesAgain(connection)
  if (differing.length > 0) throw new Error(`balances differ: ${JSON.stringify(differing[0])}`)
}

function walkIndex(connection: Connection): void {
  connection.value('SELECT sum(amount_minor) FROM postings INDEXED BY postings_of_account')
}
