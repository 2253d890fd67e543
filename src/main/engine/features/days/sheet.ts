/** The day-end sheet: the same figures as a PDF to sign and file, and as a workbook to calculate with. */
import type { DayReport } from '../../../../contract/days.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { ReportBlock, ReportDefinition } from '../../formats/reports/definition.ts'
import { type Column, type TableRow, wallClock } from '../../formats/tables/columns.ts'
import type { Sheet } from '../../formats/tables/write-xlsx.ts'
import type { Figures } from './figures.ts'

/** Everything on the sheet that is no figure. */
export type SheetAbout = {
  deskName: string
  timeZone: string
  preparedBy: string
  preparedAt: number
  digest: string
  statusLabel: (status: string) => string
}

const cell = (amountMinor: number | null, currency: Currency) =>
  amountMinor === null ? null : { amountMinor, currency }

const BANK_COLUMNS: readonly Column[] = [
  { key: 'account', title: 'Bank account', kind: 'text', width: 28 },
  { key: 'opening', title: 'Opening', kind: 'amount' },
  { key: 'paidOut', title: 'Paid out', kind: 'amount' },
  { key: 'received', title: 'Received', kind: 'amount' },
  { key: 'adjustments', title: 'Adjustments', kind: 'amount' },
  { key: 'calculated', title: 'Calculated', kind: 'amount' },
  { key: 'bank', title: 'Bank says', kind: 'amount' },
  { key: 'variance', title: 'Variance', kind: 'amount' },
  { key: 'inTransit', title: 'In transit', kind: 'amount' },
]

function bankRow(row: DayReport['rows'][number]): TableRow {
  const { currency } = row
  return {
    account: row.name,
    opening: cell(row.openingMinor, currency),
    paidOut: cell(row.paidOutMinor, currency),
    received: cell(row.receivedMinor, currency),
    adjustments: cell(row.adjustmentsMinor, currency),
    calculated: cell(row.calculatedMinor, currency),
    bank: cell(row.bankClosingMinor, currency),
    variance: cell(row.varianceMinor, currency),
    inTransit: cell(row.inTransitMinor, currency),
    explanation: row.explanation,
    explainedBy: row.explainedBy,
  }
}

const EXPLAINED: readonly Column[] = [
  { key: 'explanation', title: 'Explanation', kind: 'text', width: 50 },
  { key: 'explainedBy', title: 'Explained by', kind: 'text', width: 20 },
]

const MONEY_COLUMNS: readonly Column[] = [
  { key: 'currency', title: 'Currency', kind: 'text', width: 9 },
  { key: 'held', title: 'Held', kind: 'amount' },
  { key: 'inTransit', title: 'In transit', kind: 'amount' },
  { key: 'paid', title: 'Paid', kind: 'amount' },
  { key: 'fees', title: 'Fees', kind: 'amount' },
  { key: 'returned', title: 'Returned', kind: 'amount' },
  { key: 'customers', title: 'Owed to customers', kind: 'amount' },
]

function moneyRows({ money }: Figures): TableRow[] {
  return money.map((row) => ({
    currency: row.currency,
    held: cell(row.heldMinor, row.currency),
    inTransit: cell(row.inTransitMinor, row.currency),
    paid: cell(row.paidMinor, row.currency),
    fees: cell(row.feesMinor, row.currency),
    returned: cell(row.returnedMinor, row.currency),
    customers: cell(row.customersMinor, row.currency),
  }))
}

const STATUS_COLUMNS: readonly Column[] = [
  { key: 'status', title: 'Status', kind: 'text', width: 28 },
  { key: 'count', title: 'Requests', kind: 'integer', width: 10 },
  { key: 'amounts', title: 'Requested', kind: 'text', width: 40 },
]

function statusRows({ requestsByStatus }: Figures, label: SheetAbout['statusLabel']): TableRow[] {
  return requestsByStatus.map(({ status, count, amounts }) => ({
    status: label(status),
    count,
    amounts: amounts.map(({ amountMinor, currency }) => `${formatMoney(amountMinor, currency)} ${currency}`).join('; '),
  }))
}

const CHECK_COLUMNS: readonly Column[] = [
  { key: 'check', title: 'Check', kind: 'text', width: 34 },
  { key: 'result', title: 'Result', kind: 'text', width: 12 },
  { key: 'figures', title: 'Figures', kind: 'text', width: 50 },
]

const CHECK_WORDS: Record<DayReport['checks'][number]['check'], string> = {
  booksBalance: 'The books balance',
  auditChain: 'The audit chain of the day is intact',
  holdsExplained: 'Every hold belongs to an open request',
  halfDoneWork: 'No cheque is printed without an answer',
  statementsTaken: 'Every bank account has its statement',
  linesMatched: 'Every bank line has a meaning',
  varianceExplained: 'Every variance is explained',
  adjustmentsDecided: 'No adjustment waits for a second person',
}

/** `unbalancedJournals` as people read it: `unbalanced journals`. */
const spaced = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function checkRows({ checks }: Figures): TableRow[] {
  return checks.map(({ check, passed, figures }) => ({
    check: CHECK_WORDS[check],
    result: passed ? 'passed' : 'NOT PASSED',
    figures: Object.entries(figures)
      .map(([name, value]) => `${spaced(name)} ${value}`)
      .join(', '),
  }))
}

/** The sheet on paper, with two boxes to sign in. */
export function sheetReport(figures: Figures, about: SheetAbout): ReportDefinition {
  const explained = figures.rows.filter(({ explanation }) => explanation !== null)
  const blocks: ReportBlock[] = [
    {
      kind: 'facts',
      facts: [
        { label: 'Prepared by', value: `${about.preparedBy}, ${wallClock(about.preparedAt, about.timeZone)}` },
        { label: 'Audit records of the day', value: String(figures.auditRecords) },
        { label: 'Root of the audit records of the day', value: figures.dayRoot },
      ],
    },
    {
      kind: 'table',
      title: 'Bank accounts',
      columns: BANK_COLUMNS,
      rows: figures.rows.map(bankRow),
      emptyText: 'The desk has no bank account.',
    },
    ...explained.map(
      ({ name, explanation, explainedBy }): ReportBlock => ({
        kind: 'paragraph',
        text: `${name}: ${explanation} (${explainedBy})`,
      }),
    ),
    { kind: 'table', title: 'Money', columns: MONEY_COLUMNS, rows: moneyRows(figures) },
    { kind: 'table', title: 'Checks', columns: CHECK_COLUMNS, rows: checkRows(figures) },
    {
      kind: 'table',
      title: 'Requests that are open or were worked on',
      columns: STATUS_COLUMNS,
      rows: statusRows(figures, about.statusLabel),
      emptyText: 'No request is open and none was worked on.',
    },
    {
      kind: 'signatures',
      boxes: [
        { title: 'First signature', lines: ['Name', 'Date and time'] },
        { title: 'Second signature, by another person', lines: ['Name', 'Date and time'] },
      ],
    },
  ]
  return {
    title: `Day end ${figures.date}`,
    subtitle: about.deskName,
    orientation: 'landscape',
    createdAt: about.preparedAt,
    timeZone: about.timeZone,
    blocks,
    footer: about.deskName,
    digest: about.digest,
  }
}

/** The sheet as a workbook. */
export function sheetWorkbook(figures: Figures, about: SheetAbout): Sheet[] {
  const titleLines = [
    `Day end ${figures.date}`,
    `${about.deskName} · prepared by ${about.preparedBy}`,
    `SHA-256 of the report: ${about.digest}`,
  ]
  const root = [...titleLines, `Root of the ${figures.auditRecords} audit records of the day: ${figures.dayRoot}`]
  return [
    {
      name: 'Bank accounts',
      titleLines: root,
      columns: [...BANK_COLUMNS, ...EXPLAINED],
      rows: figures.rows.map(bankRow),
    },
    { name: 'Money', titleLines, columns: MONEY_COLUMNS, rows: moneyRows(figures) },
    { name: 'Checks', titleLines, columns: CHECK_COLUMNS, rows: checkRows(figures) },
    { name: 'Requests', titleLines, columns: STATUS_COLUMNS, rows: statusRows(figures, about.statusLabel) },
  ]
}
