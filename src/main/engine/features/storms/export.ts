/** What a storm moved, as a workbook for the people who have to tell customers and banks. */
import type { Storm } from '../../../../contract/storms.ts'
import type { Call } from '../../call.ts'
import type { Column } from '../../formats/tables/columns.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'

export type PreparedList = { name: string; bytes: Uint8Array; rows: number }

const COLUMNS: readonly Column[] = [
  { key: 'what', title: 'What', kind: 'text', width: 16 },
  { key: 'subject', title: 'Which', kind: 'text', width: 34 },
  { key: 'amount', title: 'Amount', kind: 'amount', width: 18 },
  { key: 'currency', title: 'Currency', kind: 'text', width: 9 },
  { key: 'from', title: 'Planned for', kind: 'date', width: 14 },
  { key: 'to', title: 'Moved to', kind: 'date', width: 14 },
  { key: 'movedTo', title: 'New batch', kind: 'integer', width: 11 },
]
const WORDS = {
  batch: 'Batch',
  payment: 'Payment',
  transfer: 'Transfer',
  task: 'Task',
  staysReleased: 'Stays: released',
} as const

export async function prepareList(call: Call, storm: Storm): Promise<PreparedList> {
  const rows = storm.lines.map((line) => ({
    what: WORDS[line.what],
    subject: line.name?.en ?? line.subject,
    amount:
      line.amountMinor === null || line.currency === null
        ? null
        : { amountMinor: line.amountMinor, currency: line.currency },
    currency: line.currency,
    from: line.from,
    to: line.to,
    movedTo: line.movedTo,
  }))
  const bytes = await writeXlsx(COLUMNS, rows, {
    timeZone: call.services.settings.get('desk.timeZone'),
    createdAt: call.now,
    sheetName: 'What moved',
    titleLines: [
      `${storm.date}: ${storm.kind}, ${storm.reason}`,
      `Announced by ${storm.by}; ${storm.lines.length} lines`,
    ],
  })
  return { name: `storm-${storm.date}-${storm.stormId}.xlsx`, bytes, rows: rows.length }
}
