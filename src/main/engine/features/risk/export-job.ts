/** The register and a spot check as CSV or XLSX, in the shape of the shared sheet (R3-62, R3-63). */

import type { Currency } from '../../../../contract/money.ts'
import type { RegisterFilter } from '../../../../contract/risk.ts'
import type { Column, TableRow } from '../../formats/tables/columns.ts'
import { collectBytes, writeCsv } from '../../formats/tables/write-csv.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'
import type { JobAbout } from '../../jobs/runner.ts'
import { spotLines } from './spot-store.ts'
import { registerPage } from './store.ts'

type ExportInput = { format: 'csv' | 'xlsx'; now: number; timeZone: string }
const PAGE = 500
const text = (key: string, title: string, width?: number): Column =>
  width === undefined ? { key, title, kind: 'text' } : { key, title, kind: 'text', width }

const KIND: Record<string, string> = {
  thirdParty: 'Third party',
  joint: 'Joint account',
  highRiskClient: 'High-risk client',
  highRiskRegion: 'High-risk region',
}
const ASSESSMENT: Record<string, string> = { none: '', pass: 'Pass', uncertain: 'Uncertain', reject: 'Reject' }
const DECISION: Record<string, string> = { go: 'Go', noGo: 'No go' }
const INDICATOR: Record<string, string> = {
  aboveDeclaredAssets: 'Deposits far above the declared assets',
  frequentWithoutTrading: 'Frequent movements without trading',
}

const REGISTER: readonly Column[] = [
  text('date', 'Date', 12),
  text('kind', 'Kind'),
  text('customerNumber', 'Customer ID', 14),
  text('customer', 'Customer'),
  text('task', 'Task', 12),
  text('region', 'Region', 8),
  text('operator', 'Operator'),
  text('reason', 'Why'),
  text('address', 'Address moved'),
  text('repeat', 'Repeated'),
  text('assessment', 'Assessment', 12),
  text('decision', 'Compliance', 12),
  text('decidedBy', 'Decided by'),
  text('note', 'Note', 40),
]

export async function exportRegister({ connection, input, progress }: JobAbout) {
  const ask = input as ExportInput & { filter: RegisterFilter }
  const rows: TableRow[] = []
  let before: number | null = null
  for (;;) {
    const page = registerPage(connection, { filter: ask.filter, before, limit: PAGE })
    for (const row of page) {
      rows.push({
        date: row.businessDate,
        kind: KIND[row.kind] ?? row.kind,
        customerNumber: row.customerNumber,
        customer: row.customerName,
        task: row.requestId === null ? `T${row.orderId ?? ''}` : `WD-${row.requestId}`,
        region: row.region,
        operator: row.by,
        reason: row.answerReason,
        address: row.answerAddress,
        repeat: row.answerRepeat,
        assessment: ASSESSMENT[row.assessment] ?? row.assessment,
        decision: DECISION[row.decision ?? ''] ?? '',
        decidedBy: row.decidedByName ?? '',
        note: row.note,
      })
    }
    progress(rows.length, null)
    before = page.at(-1)?.id ?? null
    if (page.length < PAGE) break
  }
  return written({ ask, columns: REGISTER, rows, name: 'high-risk-register', title: 'High-risk register' })
}

const SPOT: readonly Column[] = [
  text('customerNumber', 'Customer ID', 14),
  text('customer', 'Customer'),
  text('kind', 'Kind', 12),
  text('reference', 'Reference', 14),
  { key: 'at', title: 'Time', kind: 'instant' },
  { key: 'amount', title: 'Amount', kind: 'amount' },
  text('currency', 'Currency', 9),
  text('region', 'Region', 8),
  text('indicators', 'Strong indicators', 40),
  text('verdict', 'Verdict', 14),
  text('note', 'Note', 40),
  text('reviewedBy', 'Reviewed by'),
  text('escalated', 'Escalated', 10),
]

export async function exportSpotCheck({ connection, input, progress }: JobAbout) {
  const ask = input as ExportInput & { spotCheckId: number; month: string }
  const rows: TableRow[] = spotLines(connection, ask.spotCheckId).map((row) => ({
    customerNumber: row.customerNumber,
    customer: row.customerName,
    kind: row.kind === 'deposit' ? 'Deposit' : 'Withdrawal',
    reference: row.kind === 'deposit' ? `T${row.subjectId}` : `WD-${row.subjectId}`,
    at: row.at,
    amount: { amountMinor: row.amountMinor, currency: row.currency as Currency },
    currency: row.currency,
    region: row.region,
    indicators: (JSON.parse(row.indicators) as string[]).map((one) => INDICATOR[one] ?? one).join('; '),
    verdict: row.verdict === null ? '' : row.verdict === 'consistent' ? 'Consistent' : 'Abnormal',
    note: row.note,
    reviewedBy: row.reviewedByName ?? '',
    escalated: row.escalated === 1 ? 'Yes' : '',
  }))
  progress(rows.length, rows.length)
  return written({ ask, columns: SPOT, rows, name: `spot-check-${ask.month}`, title: `Spot check ${ask.month}` })
}

type Wanted = { ask: ExportInput; columns: readonly Column[]; rows: TableRow[]; name: string; title: string }

async function written({ ask, columns, rows, name, title }: Wanted) {
  const { format, now, timeZone } = ask
  const bytes =
    format === 'csv'
      ? await collectBytes(writeCsv(columns, rows, { timeZone }))
      : await writeXlsx(columns, rows, { timeZone, titleLines: [title], createdAt: now })
  const mediaType = format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { result: { rows: rows.length }, file: { name: `${name}.${format}`, mediaType, bytes } }
}
