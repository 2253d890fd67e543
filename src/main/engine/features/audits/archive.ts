/** The results of an audit as a PDF to file and a workbook to calculate with (R2-89, ninth step). */
import { readFileSync } from 'node:fs'
import { AUDIT_STEPS } from '../../../../contract/audits.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import type { ReportDefinition } from '../../formats/reports/definition.ts'
import { drawReport } from '../../formats/reports/draw-report.ts'
import { type Column, type TableRow, wallClock } from '../../formats/tables/columns.ts'
import { type Sheet, writeXlsxWorkbook } from '../../formats/tables/write-xlsx.ts'
import { fontFile } from '../../resources.ts'
import { findingsOf, itemsOf, type NamedAudit, stepsOf } from './store.ts'

export type ArchivedAudit = { pdf: Uint8Array; xlsx: Uint8Array }

const ITEMS: readonly Column[] = [
  { key: 'ordinal', title: 'No.', kind: 'integer', width: 6 },
  { key: 'subject', title: 'Item', kind: 'text', width: 18 },
  { key: 'title', title: 'What', kind: 'text', width: 40 },
  { key: 'amount', title: 'Amount', kind: 'amount' },
  { key: 'checks', title: 'Checked by the desk', kind: 'text', width: 36 },
  { key: 'verdict', title: 'Verdict', kind: 'text', width: 12 },
  { key: 'by', title: 'By', kind: 'text', width: 16 },
]
const FINDINGS: readonly Column[] = [
  { key: 'ordinal', title: 'Item', kind: 'integer', width: 6 },
  { key: 'severity', title: 'Severity', kind: 'text', width: 10 },
  { key: 'finding', title: 'Finding', kind: 'text', width: 44 },
  { key: 'by', title: 'By', kind: 'text', width: 16 },
  { key: 'correction', title: 'Correction', kind: 'text', width: 44 },
  { key: 'correctedBy', title: 'Corrected by', kind: 'text', width: 16 },
]
const STEPS: readonly Column[] = [
  { key: 'step', title: 'Step', kind: 'text', width: 26 },
  { key: 'by', title: 'By', kind: 'text', width: 18 },
  { key: 'at', title: 'At', kind: 'text', width: 20 },
  { key: 'note', title: 'Note', kind: 'text', width: 50 },
]

export async function drawArchive(call: Call, audit: NamedAudit): Promise<ArchivedAudit> {
  const { settings, resourcesDir } = call.services
  const timeZone = settings.get('desk.timeZone')
  const tables = tablesOf(call, audit, timeZone)
  const digest = digestOf({ audit: { ...audit, version: 0 }, ...tables })
  const title = `Regular audit: ${audit.kind} ${audit.fromDate} to ${audit.toDate}`
  const facts = [
    { label: 'Reviewer', value: audit.reviewer },
    { label: 'Assigned by', value: `${audit.assignedByName}, ${wallClock(audit.begunAt, timeZone)}` },
    { label: 'Population and items', value: `${audit.population} / ${tables.items.length}` },
    { label: 'Key of the sample', value: audit.seed },
  ]
  const report: ReportDefinition = {
    title,
    subtitle: settings.get('desk.name'),
    orientation: 'landscape',
    createdAt: call.now,
    timeZone,
    blocks: [
      { kind: 'facts', facts },
      { kind: 'table', title: 'Steps', columns: STEPS, rows: tables.steps },
      { kind: 'table', title: 'Findings', columns: FINDINGS, rows: tables.findings, emptyText: 'No finding.' },
      {
        kind: 'table',
        title: 'Items',
        columns: ITEMS,
        rows: tables.items,
        emptyText: 'Nothing to audit in this period.',
      },
    ],
    footer: settings.get('desk.name'),
    digest,
  }
  const font = (weight: 'regular' | 'bold') => readFileSync(fontFile(resourcesDir, weight))
  const pdf = await drawReport(report, { regular: font('regular'), bold: font('bold') })
  const titleLines = [title, ...facts.map(({ label, value }) => `${label}: ${value}`), `SHA-256: ${digest}`]
  const sheets: Sheet[] = [
    { name: 'Items', titleLines, columns: ITEMS, rows: tables.items },
    { name: 'Findings', titleLines, columns: FINDINGS, rows: tables.findings },
    { name: 'Steps', titleLines, columns: STEPS, rows: tables.steps },
  ]
  const { bytes: xlsx } = await writeXlsxWorkbook(sheets, { timeZone, createdAt: call.now })
  return { pdf, xlsx }
}

function tablesOf(
  call: Call,
  { id }: NamedAudit,
  timeZone: string,
): Record<'items' | 'findings' | 'steps', TableRow[]> {
  const items = itemsOf(call, id).map(
    ({ ordinal, subject, title, amountMinor, currency, checks, verdict, judgedBy }) => ({
      ordinal,
      subject,
      title,
      amount: amountMinor === null || currency === null ? null : { amountMinor, currency },
      checks: (JSON.parse(checks) as { check: string; holds: boolean; figure: string }[])
        .map(({ check, holds, figure }) => `${check} ${holds ? 'holds' : 'DOES NOT HOLD'} (${figure})`)
        .join('; '),
      verdict,
      by: judgedBy,
    }),
  )
  const findings = findingsOf(call, id).map(({ findingId: _, at: __, correctedAt: ___, ...finding }) => finding)
  const steps = stepsOf(call, id).map(({ step, by, at, note }) => ({
    step: `${step} ${AUDIT_STEPS[step - 1] ?? ''}`,
    by,
    at: wallClock(at, timeZone),
    note,
  }))
  return { items, findings, steps } as Record<'items' | 'findings' | 'steps', TableRow[]>
}

export function keepArchive(call: Call, audit: NamedAudit, { pdf, xlsx }: ArchivedAudit) {
  const name = `audit-${audit.kind}-${audit.fromDate}`
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const report = keepFile(call, { name: `${name}.pdf`, mediaType: 'application/pdf', bytes: pdf })
  const workbook = keepFile(call, { name: `${name}.xlsx`, mediaType: type, bytes: xlsx })
  return { pdfFileId: report.fileId, xlsxFileId: workbook.fileId }
}
