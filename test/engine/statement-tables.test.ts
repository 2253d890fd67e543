/** Statements as tables: what the content cannot say is asked, corrected, kept for the account, and never guessed (R2-67). */
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { linesOf } from '../support/bank.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, lastSequence, promised, refusalOf, uploadFile } from '../support/payments.ts'
import { StatementDesk } from '../support/statement-desk.ts'

let desk: TestDesk
let bank: StatementDesk
beforeEach(() => {
  desk = testDesk()
  bank = new StatementDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const AMBIGUOUS = 'Date,Details,Amount\n03/04/2026,Rent,-100.50\n05/04/2026,Interest,0.12\n'
const look = (fileId: number, reading: unknown = null): Answer =>
  promised('statements.preview', desk.as('fin').call('statements.preview', { fileId, reading }))
const upload = (name: string, content: string | Uint8Array): number => uploadFile(desk.as('fin'), name, content)
const take = (fileId: number, reading: unknown): Answer => {
  const { sha256 } = look(fileId, reading)
  return desk.as('fin').call('statements.take', { fileId, sha256, acceptFindings: 'Compared with the bank', reading })
}

describe('a table that does not say whose account it is and which day 03/04 means', () => {
  test('is refused as it stands, with everything that is asked', () => {
    const preview = look(upload('april.csv', AMBIGUOUS))
    expect(preview).toMatchObject({
      outcome: 'refused',
      format: 'CSV',
      table: { source: 'proposed', bankAccountId: null, columns: ['Date', 'Details', 'Amount'] },
    })
    expect(preview.table.rows[0]).toEqual(['03/04/2026', 'Rent', '-100.50'])
    expect(preview.table.profile).toMatchObject({ dateOrder: null, sign: 'signed', account: null, currency: null })
    expect(preview.table.questions.join(' ')).toContain('2026-04-03 (DMY) or 2026-03-04 (MDY)')
    expect(preview.findings[0].code).toBe('STATEMENT_ACCOUNT_UNKNOWN')
  })

  test('is read as a person states it, taken, and the next file of these columns is read the same way', () => {
    const first = upload('april.csv', AMBIGUOUS)
    const proposed = look(first).table.profile
    const reading = { bankAccountId: bank.bankAccountId, profile: { ...proposed, dateOrder: 'DMY' } }
    const preview = look(first, reading)
    expect(preview).toMatchObject({
      outcome: 'findings',
      table: { source: 'stated', bankAccountId: bank.bankAccountId, questions: [] },
      understood: [
        { bookingDate: '2026-04-03', direction: 'debit', amountMinor: 10_050, text: 'Rent' },
        { bookingDate: '2026-04-05', direction: 'credit', amountMinor: 12, text: 'Interest' },
      ],
    })
    const from = lastSequence(desk)
    expect(take(first, reading)).toMatchObject({ lines: 2, matched: 0 })
    expect(linesOf(desk).map((line) => [line.bookingDate, line.direction, line.amountMinor])).toEqual([
      ['2026-04-03', 'debit', 10_050],
      ['2026-04-05', 'credit', 12],
    ])
    expect(auditedSince(desk, from).map(({ action }) => action)).toContain('statement.profile')
    const next = upload('may.csv', 'Date,Details,Amount\n04/05/2026,Rent,-100.50\n')
    expect(look(next)).toMatchObject({
      outcome: 'findings',
      table: { source: 'kept', bankAccountId: bank.bankAccountId, profile: { dateOrder: 'DMY' } },
      understood: [{ bookingDate: '2026-05-04' }],
    })
    const before = lastSequence(desk)
    take(next, null)
    // What is kept already is not kept again.
    expect(auditedSince(desk, before).map(({ action }) => action)).not.toContain('statement.profile')
  })

  test('an account that the file names is not overruled by a choice', async () => {
    const text = 'Date,Details,Amount,Account\n2026-04-03,Rent,-100.50,99999999\n'
    const fileId = upload('named.csv', text)
    const reading = { bankAccountId: bank.bankAccountId, profile: null }
    expect(look(fileId, reading)).toMatchObject({ outcome: 'refused' })
    const refusal = await refusalOf(() => take(fileId, reading))
    expect(refusal).toMatchObject({ code: 'STATEMENT_ACCOUNT_UNKNOWN', figures: { number: '99999999' } })
  })
})

describe('a workbook', () => {
  test('is read like any other table: days by the calendar, amounts as they are stored', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('April')
    sheet.addRow(['Date', 'Details', 'Debit', 'Credit', 'Balance', 'Currency', 'Account number'])
    sheet.getColumn(1).numFmt = 'yyyy-mm-dd'
    const account = bank.account
    sheet.addRow([new Date(Date.UTC(2026, 3, 3)), 'Rent', 100.5, null, 899.5, 'HKD', account])
    sheet.addRow([new Date(Date.UTC(2026, 3, 5)), 'Say "hello", again', null, 0.12, 899.62, 'HKD', account])
    const fileId = upload('april.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
    const preview = look(fileId)
    expect(preview).toMatchObject({
      outcome: 'findings',
      format: 'XLSX',
      statements: [{ account, lines: 2, addsUp: true }],
      understood: [
        { bookingDate: '2026-04-03', direction: 'debit', amountMinor: 10_050, text: 'Rent' },
        { bookingDate: '2026-04-05', direction: 'credit', amountMinor: 12, text: 'Say "hello", again' },
      ],
    })
    expect(take(fileId, null)).toMatchObject({ lines: 2 })
  })
})

describe('a statement that names no account', () => {
  test('is taken for the account that is chosen, which stays a finding', () => {
    const text =
      ':20:X\r\n:28C:1/1\r\n:60F:C260402HKD100,00\r\n:61:260403D40,00NTRFRENT\r\n:62F:C260403HKD60,00\r\n-\r\n'
    const fileId = upload('nameless.sta', text)
    expect(look(fileId)).toMatchObject({ outcome: 'refused', table: null })
    const reading = { bankAccountId: bank.bankAccountId, profile: null }
    const preview = look(fileId, reading)
    expect(preview).toMatchObject({
      outcome: 'findings',
      statements: [{ account: null, bankAccountName: expect.any(String) }],
    })
    expect(preview.findings.map(({ code }: { code: string }) => code)).toEqual(['account-chosen'])
    expect(take(fileId, reading)).toMatchObject({ lines: 1 })
  })
})
