/** The day-end sheet: the same figures as a PDF to sign and file, and as a workbook to calculate with, in the chosen language. */
import type { DayReport } from '../../../../contract/days.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Language } from '../../../../contract/session.ts'
import type { ReportBlock, ReportDefinition } from '../../formats/reports/definition.ts'
import { type Column, type TableRow, wallClock } from '../../formats/tables/columns.ts'
import type { Sheet } from '../../formats/tables/write-xlsx.ts'
import type { Figures } from './figures.ts'
import { SHEET_WORDS, type SheetWords } from './sheet-words.ts'

/** Everything on the sheet that is no figure. */
export type SheetAbout = {
  deskName: string
  timeZone: string
  preparedBy: string
  preparedAt: number
  digest: string
  language: Language
  statusLabel: (status: string) => string
}

const cell = (amountMinor: number | null, currency: Currency) =>
  amountMinor === null ? null : { amountMinor, currency }
const text = (key: string, title: string, width: number): Column => ({ key, title, kind: 'text', width })
const amounts = (w: SheetWords, keys: readonly (keyof SheetWords & string)[]): Column[] =>
  keys.map((key) => ({ key, title: String(w[key]), kind: 'amount' }))

const columnsOf = (w: SheetWords) => ({
  bank: [
    text('account', w.account, 28),
    ...amounts(w, ['opening', 'paidOut', 'received', 'adjustments', 'calculated', 'bank', 'variance', 'inTransit']),
  ],
  explained: [text('explanation', w.explanation, 50), text('explainedBy', w.explainedBy, 20)],
  money: [
    text('currency', w.currency, 9),
    ...amounts(w, ['held', 'inTransit', 'paid', 'fees', 'returned', 'customers']),
  ],
  status: [
    text('status', w.status, 28),
    { key: 'count', title: w.requests, kind: 'integer', width: 10 } satisfies Column,
    text('amounts', w.requested, 40),
  ],
  checks: [text('check', w.check, 34), text('result', w.result, 12), text('figures', w.figures, 50)],
  byHand: [
    text('journal', w.journal, 10),
    text('account', w.account, 28),
    ...amounts(w, ['amount']),
    text('reason', w.reason, 40),
    text('madeBy', w.madeBy, 18),
    text('confirmedBy', w.confirmedBy, 18),
  ],
})

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

function statusRows({ requestsByStatus }: Figures, label: SheetAbout['statusLabel']): TableRow[] {
  return requestsByStatus.map(({ status, count, amounts: sums }) => ({
    status: label(status),
    count,
    amounts: sums.map(({ amountMinor, currency }) => `${formatMoney(amountMinor, currency)} ${currency}`).join('; '),
  }))
}

function checkRows({ checks }: Figures, w: SheetWords): TableRow[] {
  return checks.map(({ check, passed, figures }) => ({
    check: w.check_[check],
    result: passed ? w.passed : w.notPassed,
    figures: Object.entries(figures)
      .map(([name, value]) => `${w.figure(name)} ${value}`)
      .join(', '),
  }))
}

/** Every line of every adjustment; reason and people with the first of each. */
function handRows({ adjustments }: Figures): TableRow[] {
  return adjustments.flatMap(({ journalId, reason, madeBy, confirmedBy, lines }) =>
    lines.map(({ account, currency, amountMinor }, place) => ({
      journal: place === 0 ? String(journalId) : '',
      account,
      amount: cell(amountMinor, currency),
      reason: place === 0 ? reason : '',
      madeBy: place === 0 ? madeBy : '',
      confirmedBy: place === 0 ? confirmedBy : '',
    })),
  )
}

/** The sheet on paper, with two boxes to sign in. */
export function sheetReport(figures: Figures, about: SheetAbout): ReportDefinition {
  const w = SHEET_WORDS[about.language]
  const columns = columnsOf(w)
  const explained = figures.rows.filter(({ explanation }) => explanation !== null)
  const byHand = handRows(figures)
  const blocks: ReportBlock[] = [
    { kind: 'facts', facts: factsOf(figures, about, w) },
    {
      kind: 'table',
      title: w.accounts,
      columns: columns.bank,
      rows: figures.rows.map(bankRow),
      emptyText: w.noAccount,
    },
    ...explained.map(
      ({ name, explanation, explainedBy }): ReportBlock => ({
        kind: 'paragraph',
        text: `${name}: ${explanation} (${explainedBy})`,
      }),
    ),
    ...(byHand.length === 0
      ? []
      : [{ kind: 'table', title: w.byHand, columns: columns.byHand, rows: byHand } satisfies ReportBlock]),
    { kind: 'table', title: w.money, columns: columns.money, rows: moneyRows(figures) },
    { kind: 'table', title: w.checks, columns: columns.checks, rows: checkRows(figures, w) },
    {
      kind: 'table',
      title: w.worked,
      columns: columns.status,
      rows: statusRows(figures, about.statusLabel),
      emptyText: w.noRequest,
    },
    {
      kind: 'signatures',
      boxes: [w.first, w.second].map((title) => ({ title, lines: [w.name, w.time] })),
    },
  ]
  return {
    title: w.title.replace('{date}', figures.date),
    subtitle: about.deskName,
    orientation: 'landscape',
    createdAt: about.preparedAt,
    timeZone: about.timeZone,
    blocks,
    footer: about.deskName,
    digest: about.digest,
    pageLabel: w.page,
  }
}

function factsOf(figures: Figures, about: SheetAbout, w: SheetWords) {
  return [
    { label: w.preparedBy, value: `${about.preparedBy}, ${wallClock(about.preparedAt, about.timeZone)}` },
    { label: w.records, value: String(figures.auditRecords) },
    { label: w.root, value: figures.dayRoot },
  ]
}

/** The sheet as a workbook. */
export function sheetWorkbook(figures: Figures, about: SheetAbout): Sheet[] {
  const w = SHEET_WORDS[about.language]
  const columns = columnsOf(w)
  const titleLines = [
    w.title.replace('{date}', figures.date),
    `${about.deskName} · ${w.preparedBy}: ${about.preparedBy}`,
    `${w.digest}: ${about.digest}`,
  ]
  const root = [...titleLines, `${w.root} (${figures.auditRecords}): ${figures.dayRoot}`]
  return [
    {
      name: w.accounts,
      titleLines: root,
      columns: [...columns.bank, ...columns.explained],
      rows: figures.rows.map(bankRow),
    },
    { name: w.byHand, titleLines, columns: columns.byHand, rows: handRows(figures) },
    { name: w.money, titleLines, columns: columns.money, rows: moneyRows(figures) },
    { name: w.checks, titleLines, columns: columns.checks, rows: checkRows(figures, w) },
    { name: w.requests, titleLines, columns: columns.status, rows: statusRows(figures, about.statusLabel) },
  ]
}
