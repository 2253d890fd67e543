/** Writes every movement of a filter in the visible columns as CSV or XLSX (R0-22). */
import type { Currency } from '../../../../contract/money.ts'
import type { MovementColumn } from '../../../../contract/movements.ts'
import type { Connection } from '../../db/connection.ts'
import type { Column, TableRow } from '../../formats/tables/columns.ts'
import { collectBytes, writeCsv } from '../../formats/tables/write-csv.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'
import type { JobAbout } from '../../jobs/runner.ts'
import { type MovementAsk, type MovementFacts, movementPage } from './store.ts'

type ExportInput = {
  format: 'csv' | 'xlsx'
  columns: MovementColumn[]
  ask: MovementAsk
  /** English label of every `profile/status`. */
  labels: Record<string, string>
  now: number
  timeZone: string
}

const PAGE = 500

type Field = { column: Column; value: (row: MovementFacts, labels: ExportInput['labels']) => TableRow[string] }

const text = (key: string, title: string, value: Field['value']): Field => ({
  column: { key, title, kind: 'text' },
  value,
})
const amount = (key: string, title: string, minor: (row: MovementFacts) => number): Field => ({
  column: { key, title, kind: 'amount' },
  value: (row) => ({ amountMinor: minor(row), currency: row.currency as Currency }),
})

const FIELDS: Record<MovementColumn, Field> = {
  date: { column: { key: 'date', title: 'Date', kind: 'date' }, value: (row) => row.date },
  journal: text('journal', 'Journal', (row) => `J-${row.journalId}`),
  kind: text('kind', 'Kind', (row) => row.kind),
  customer: text('customer', 'Customer', (row) =>
    [row.customerNumber, row.customerName].filter((part) => part !== null).join(' '),
  ),
  request: text('request', 'WD ID', (row) => (row.requestId === null ? '' : `WD-${row.requestId}`)),
  account: text('account', 'Account', (row) => row.accountName),
  amount: amount('amount', 'Amount', (row) => row.amountMinor),
  balance: amount('balance', 'Balance after', (row) => row.balanceAfterMinor),
  currency: text('currency', 'Currency', (row) => row.currency),
  status: text('status', 'Status', (row, labels) =>
    row.status === null ? '' : (labels[`${row.profile}/${row.status}`] ?? row.status),
  ),
  reference: text('reference', 'Payment reference', (row) => row.reference ?? ''),
  carrier: text('carrier', 'Batch or cheque', (row) =>
    row.batchId === null ? (row.chequeNumber ?? '') : `Batch ${row.batchId}`,
  ),
  memo: text('memo', 'Text', (row) => row.memo),
  by: text('by', 'By', (row) => row.by ?? ''),
  at: { column: { key: 'at', title: 'Posted at', kind: 'instant' }, value: (row) => row.at },
}
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function exportMovements({ connection, input, progress }: JobAbout) {
  const { format, columns: wanted, ask, labels, now, timeZone } = input as unknown as ExportInput
  const fields = wanted.map((column) => FIELDS[column])
  const columns = fields.map((field) => field.column)
  let rows = 0
  const source = (function* () {
    for (const row of everyRow(connection, ask)) {
      if (++rows % PAGE === 0) progress(rows, null)
      yield Object.fromEntries(fields.map(({ column, value }) => [column.key, value(row, labels)])) as TableRow
    }
  })()
  const bytes =
    format === 'csv'
      ? await collectBytes(writeCsv(columns, source, { timeZone }))
      : await writeXlsx(columns, source, {
          timeZone,
          createdAt: now,
          titleLines: ['Transactions', periodOf(ask)],
          sheetName: 'Transactions',
        })
  const stamp = new Date(now).toISOString().slice(0, 16).replace(/[-:T]/g, '')
  const mediaType = format === 'csv' ? 'text/csv' : XLSX
  return { result: { rows }, file: { name: `transactions-${stamp}.${format}`, mediaType, bytes } }
}

function periodOf({ filter: { from, to } }: MovementAsk): string {
  if (from === null && to === null) return 'All days'
  return `${from ?? 'the beginning'} to ${to ?? 'the last day'}`
}

/** All pages, by keyset, on one snapshot. */
function* everyRow(connection: Connection, ask: MovementAsk): Generator<MovementFacts> {
  connection.run('BEGIN')
  let after: { date: string; journalId: number } | null = null
  for (;;) {
    const page: MovementFacts[] = movementPage(connection, ask, { after: after as never, limit: PAGE })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = { date: last.date, journalId: last.journalId }
  }
}
