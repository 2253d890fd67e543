/** Works a payout report out and writes its workbook, beside the desk. */
import { addDays } from '../../../../contract/dates.ts'
import type { PayoutCounts, PayoutReport } from '../../../../contract/reports.ts'
import { startOfDay } from '../../day-bounds.ts'
import type { Column, TableRow } from '../../formats/tables/columns.ts'
import { type Sheet, writeXlsxWorkbook } from '../../formats/tables/write-xlsx.ts'
import type { JobAbout } from '../../jobs/runner.ts'
import { type Period, payoutReport } from './rules.ts'
import { failuresBetween, livesBetween, type StoredLife } from './store.ts'

export type ReportInput = {
  from: string
  to: string
  timeZone: string
  now: number
  /** Common state of every `profile/status`. */
  states: Record<string, string>
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const LOOK_EVERY = 5_000

export async function makePayoutReport({ connection, input, progress }: JobAbout) {
  const { from, to, timeZone, now, states } = input as unknown as ReportInput
  connection.run('BEGIN')
  const days = daysBetween(from, to).map((date) => ({ date, at: startOfDay(date, timeZone) }))
  const period: Period = { from, to, days, until: startOfDay(addDays(to, 1), timeZone) }
  const first = days[0]?.at ?? period.until
  let rows = 0
  const lives = (function* () {
    for (const { profile, status, ...life } of livesBetween(connection, first, period.until)) {
      if (++rows % LOOK_EVERY === 0) progress(rows, null)
      yield { ...life, state: stateOf(states, { profile, status }) }
    }
  })()
  const report = payoutReport(lives, failuresBetween(connection, first, period.until), period)
  const { bytes } = await writeXlsxWorkbook(sheetsOf(report), { timeZone, createdAt: now })
  const file = { name: `payouts-${from}-to-${to}.xlsx`, mediaType: XLSX, bytes }
  return { result: { report: JSON.stringify(report), rows }, file }
}

function stateOf(states: Record<string, string>, { profile, status }: Pick<StoredLife, 'profile' | 'status'>): string {
  return states[`${profile}/${status}`] ?? 'inReview'
}

function daysBetween(from: string, to: string): string[] {
  const dates: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date)
  return dates
}

const COUNTS: readonly [keyof PayoutCounts, string][] = [
  ['submitted', 'Submitted'],
  ['approved', 'Approved'],
  ['processed', 'Processed'],
  ['completed', 'Completed'],
  ['failed', 'Failed'],
  ['rejected', 'Rejected'],
  ['cancelled', 'Cancelled'],
]
const countColumns: Column[] = COUNTS.map(([key, title]) => ({ key, title, kind: 'integer' }))
const text = (key: string, title: string, width = 24): Column => ({ key, title, kind: 'text', width })
const amount = (key: string, title: string): Column => ({ key, title, kind: 'amount' })

function sheetsOf(report: PayoutReport): Sheet[] {
  const period = `${report.from} to ${report.to}`
  const sheet = (name: string, columns: Column[], rows: TableRow[]): Sheet => ({
    name,
    titleLines: [`Payouts: ${name.toLowerCase()}`, period],
    columns,
    rows,
  })
  const paidRow = ({ currency, count, totalMinor, averageMinor }: PayoutReport['paid'][number]): TableRow => ({
    currency,
    count,
    total: { amountMinor: totalMinor, currency },
    average: { amountMinor: averageMinor, currency },
  })
  const paidColumns = [
    text('currency', 'Currency', 10),
    { key: 'count', title: 'Completed', kind: 'integer' as const },
    amount('total', 'Total amount'),
    amount('average', 'Average amount'),
  ]
  return [
    sheet(
      'Summary',
      [...countColumns, { key: 'minutes', title: 'Mean minutes to completion', kind: 'integer', width: 26 }],
      [{ ...report.counts, minutes: report.meanMinutes }],
    ),
    sheet('Paid', paidColumns, report.paid.map(paidRow)),
    sheet('By day', [{ key: 'date', title: 'Date', kind: 'date' }, ...countColumns], report.byDay),
    sheet(
      'By method',
      [text('method', 'Method'), ...countColumns],
      report.byMethod.map(({ paid: _, ...row }) => row),
    ),
    sheet(
      'Paid by method',
      [text('method', 'Method'), ...paidColumns],
      report.byMethod.flatMap(({ method, paid }) => paid.map((sum) => ({ method, ...paidRow(sum) }))),
    ),
    sheet(
      'By state',
      [text('state', 'State now'), { key: 'count', title: 'Requests', kind: 'integer' }],
      report.byState,
    ),
    sheet(
      'Failures',
      [text('reason', 'Reason', 40), { key: 'count', title: 'Payments', kind: 'integer' }, amount('amount', 'Amount')],
      report.failures.map(({ reason, currency, count, amountMinor }) => ({
        reason,
        count,
        amount: { amountMinor, currency },
      })),
    ),
  ]
}
