/** Writes every row of a filtered grid, in the visible columns, as CSV or XLSX (R1-69…R1-72). */
import type { Currency } from '../../../../contract/money.ts'
import type { GridColumn, RequestFilter, RequestSort } from '../../../../contract/requests.ts'
import type { Connection } from '../../db/connection.ts'
import type { Column, TableRow } from '../../formats/tables/columns.ts'
import { collectBytes, writeCsv } from '../../formats/tables/write-csv.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'
import type { JobAbout } from '../../jobs/runner.ts'
import { cursorOf, type QueueContext, type QueueRow, queuePage } from './queue-store.ts'
import { destinationLine } from './rules.ts'

type ExportInput = {
  format: 'csv' | 'xlsx'
  filter: RequestFilter
  sort: RequestSort
  columns: GridColumn[]
  context: QueueContext
  timeZone: string
  labels: Record<'statuses' | 'departments' | 'profiles' | 'steps' | 'templates', Record<string, string>>
}

const PAGE = 500
const METHODS: Record<string, string> = { wireTransfer: 'Wire Transfer', cheque: 'Cheque', creditCard: 'Credit Card' }
const PRIORITIES = ['Low', 'Normal', 'High', 'Urgent']

type Field = { column: Column; value: (row: QueueRow, labels: ExportInput['labels']) => TableRow[string] }

const text = (key: string, title: string, value: Field['value']): Field => ({
  column: { key, title, kind: 'text' },
  value,
})

const instant = (key: string, title: string, value: (row: QueueRow) => number | null): Field => ({
  column: { key, title, kind: 'instant' },
  value: (row) => value(row) ?? '',
})

const FIELDS: Record<GridColumn, Field> = {
  requestId: text('requestId', 'WD ID', (row) => `WD-${row.requestId}`),
  customerName: text('customerName', 'Customer', (row) =>
    [row.customerName, row.customerNameChinese].filter(Boolean).join(' '),
  ),
  customerNumber: text('customerNumber', 'Customer ID', (row) => row.customerNumber),
  accountNumber: text('accountNumber', 'Trading account', (row) => row.accountNumber),
  status: text('status', 'Status', (row, labels) => labels.statuses[row.status] ?? row.status),
  priority: text('priority', 'Priority', (row) => PRIORITIES[row.priority - 1] ?? ''),
  department: text('department', 'Department', (row, labels) =>
    row.department === null ? '' : (labels.departments[row.department] ?? row.department),
  ),
  method: text('method', 'Method', (row) => METHODS[row.method] ?? row.method),
  amount: {
    column: { key: 'amount', title: 'Requested amount', kind: 'amount' },
    value: (row) => ({ amountMinor: row.amountMinor, currency: row.currency as Currency }),
  },
  executeAmount: {
    column: { key: 'executeAmount', title: 'Total execute amount', kind: 'amount' },
    value: (row) => ({ amountMinor: row.executeMinor, currency: row.currency as Currency }),
  },
  currency: text('currency', 'Currency', (row) => row.currency),
  createdAt: { column: { key: 'createdAt', title: 'Created', kind: 'instant' }, value: (row) => row.createdAt },
  changedAt: { column: { key: 'changedAt', title: 'Last change', kind: 'instant' }, value: (row) => row.changedAt },
  dueAt: { column: { key: 'dueAt', title: 'Due', kind: 'instant' }, value: (row) => row.dueAt },
  assignedTo: text('assignedTo', 'Assigned to', (row) => row.assignedTo ?? ''),
  externalReference: text('externalReference', 'Reference', (row) => row.externalReference ?? ''),
  profile: text('profile', 'Workflow', (row, labels) => labels.profiles[row.profile] ?? row.profile),
  step: text('step', 'Step', (row, labels) => (row.step === null ? '' : (labels.steps[row.step] ?? row.step))),
  template: text('template', 'Template', (row, labels) =>
    row.template === null ? '' : (labels.templates[row.template] ?? row.template),
  ),
  destination: text('destination', 'Destination', (row) => destinationLine(row.destination)),
  regulatoryDue: instant('regulatoryDue', 'Due by regulation', (row) => row.regulatoryDue),
  priorityDue: instant('priorityDue', 'Due by priority', (row) => row.priorityDue),
  stepDue: instant('stepDue', 'Step due', (row) => row.stepDue),
}

export async function exportRequests({ connection, input, progress }: JobAbout) {
  const ask = input as unknown as ExportInput
  const fields = ask.columns.map((column) => FIELDS[column])
  const columns = fields.map((field) => field.column)
  let rows = 0
  const source = (function* () {
    for (const row of everyRow(connection, ask)) {
      if (++rows % PAGE === 0) progress(rows, null)
      yield Object.fromEntries(fields.map((field) => [field.column.key, field.value(row, ask.labels)])) as TableRow
    }
  })()
  const stamp = new Date(ask.context.now).toISOString().slice(0, 16).replace(/[-:T]/g, '')
  const options = { timeZone: ask.timeZone }
  const bytes =
    ask.format === 'csv'
      ? await collectBytes(writeCsv(columns, source, options))
      : await writeXlsx(columns, source, {
          ...options,
          titleLines: ['Withdrawal requests'],
          createdAt: ask.context.now,
        })
  const mediaType =
    ask.format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { result: { rows }, file: { name: `withdrawals-${stamp}.${ask.format}`, mediaType, bytes } }
}

/** All pages of the grid, by keyset, on a snapshot. */
function* everyRow(connection: Connection, ask: ExportInput): Generator<QueueRow> {
  connection.run('BEGIN')
  let after: { key: number; requestId: number } | null = null
  for (;;) {
    const page: QueueRow[] = queuePage(
      connection,
      { filter: ask.filter, sort: ask.sort, after, limit: PAGE },
      ask.context,
    )
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = cursorOf(last, ask.sort)
  }
}
