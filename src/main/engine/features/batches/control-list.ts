/**
 * The control list of a batch as a workbook: what a signer compares with the bank's screen. It carries the digest of the
 * bank file; its payments are counted and summed from the finished workbook, apart from the books and the bank file.
 */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import { add, type Currency, formatMoney, parseMoney } from '../../../../contract/money.ts'
import type { Column } from '../../formats/tables/columns.ts'
import { readTable } from '../../formats/tables/read-table.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'
import type { FileParts, WrittenFile } from './payment-file.ts'

export type ControlList = { name: string; bytes: Uint8Array; totalMinor: number; lines: number }

const COLUMNS: readonly Column[] = [
  { key: 'line', title: 'Line', kind: 'integer', width: 6 },
  { key: 'request', title: 'Request', kind: 'text', width: 12 },
  { key: 'reference', title: 'Reference', kind: 'text', width: 22 },
  { key: 'payee', title: 'Payee', kind: 'text', width: 34 },
  { key: 'bank', title: 'Bank', kind: 'text', width: 28 },
  { key: 'account', title: 'Account', kind: 'text', width: 24 },
  { key: 'amount', title: 'Amount', kind: 'amount', width: 18 },
  { key: 'currency', title: 'Currency', kind: 'text', width: 9 },
]
const AMOUNT = COLUMNS.findIndex(({ key }) => key === 'amount')

/** Writes the list and reads it back; count and total are those of the written workbook. */
export async function writeControlList(
  parts: FileParts,
  file: WrittenFile,
  made: { createdAt: number; timeZone: string },
): Promise<ControlList> {
  const { batch, bankAccount } = parts
  const currency = batch.currency as Currency
  const bytes = await writeXlsx(COLUMNS, rowsOf(parts), {
    ...made,
    sheetName: 'Control list',
    titleLines: [
      `Control list of batch ${batch.id}`,
      `${batch.messageId} · value date ${batch.valueDate} · from ${bankAccount.name}, ${bankAccount.accountNumber}`,
      `${batch.lines} payments, ${formatMoney(batch.totalMinor, currency)} ${currency}`,
      `SHA-256 of the bank file ${file.name}: ${file.sha256}`,
    ],
  })
  return { name: `${batch.messageId}-control.xlsx`, bytes, ...countedIn(bytes, currency) }
}

function rowsOf({ batch, instructions }: FileParts) {
  const currency = batch.currency as Currency
  return instructions.map((instruction, index) => {
    const details = JSON.parse(instruction.details) as DestinationDetails
    return {
      line: index + 1,
      request: requestNumber(instruction.requestId),
      reference: instruction.endToEndId,
      payee: details.payeeName,
      bank: [details.bankCode, details.bankBic, details.bankName].filter((part) => part !== '').join(' '),
      account: details.accountNumber,
      amount: { amountMinor: instruction.amountMinor, currency },
      currency,
    }
  })
}

/** Number and sum of the payments that a finished control list shows. Throws when it cannot be read: a bug, never input. */
export function countedIn(bytes: Uint8Array, currency: Currency): { lines: number; totalMinor: number } {
  const table = readTable(bytes)
  if (!table.ok) throw new Error(`the control list cannot be read back: ${table.refusal.message}`)
  const payments = table.rows.filter(
    ({ cells }) => /^\d+$/.test(cells[0]?.text ?? '') && cells.length === COLUMNS.length,
  )
  const amounts = payments.map(({ cells, rowNumber }) => {
    const parsed = parseMoney(cells[AMOUNT]?.text ?? '', currency)
    if (!parsed.ok) throw new Error(`row ${rowNumber} of the control list holds no amount: ${parsed.problem}`)
    return parsed.amountMinor
  })
  return { lines: payments.length, totalMinor: add(...amounts) }
}
