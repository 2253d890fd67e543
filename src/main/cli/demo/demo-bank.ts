/**
 * The bank of the demo: writes the camt.053 statement that a bank would send for what the desk sent. It stands for the bank and is
 * used by the demo alone; the desk reads its file like any other.
 */
import { addDays } from '../../../contract/dates.ts'
import { type Currency, toDecimalText } from '../../../contract/money.ts'
import { document, element, text } from './xml-lines.ts'

export type BankEntry = {
  amountMinor: number
  direction: 'debit' | 'credit'
  bankReference: string
  /** Payments under this entry with the ids that the desk gave them. */
  payments: { endToEndId?: string; chequeNumber?: string; amountMinor: number; payee: string; messageId?: string }[]
  text: string
}

export type BankDay = {
  accountNumber: string
  currency: Currency
  date: string
  number: number
  openingMinor: number
  entries: BankEntry[]
}

/** One camt.053.001.08 document with one statement per account. */
export function writeStatement(days: readonly BankDay[], createdAt: string): string {
  const header = element('GrpHdr', [text('MsgId', `STMT-${days[0]?.date ?? ''}`), text('CreDtTm', createdAt)])
  const body = element('BkToCstmrStmt', [header, ...days.map((day) => statement(day, createdAt))])
  return document('urn:iso:std:iso:20022:tech:xsd:camt.053.001.08', body)
}

export function closingOf(day: BankDay): number {
  return day.entries.reduce(
    (sum, entry) => sum + (entry.direction === 'debit' ? -entry.amountMinor : entry.amountMinor),
    day.openingMinor,
  )
}

function statement(day: BankDay, createdAt: string): string[] {
  const account = element('Acct', [
    ...element('Id', [...element('Othr', [text('Id', day.accountNumber)])]),
    text('Ccy', day.currency),
  ])
  return element('Stmt', [
    text('Id', `${day.accountNumber}-${day.date}`),
    text('ElctrncSeqNb', String(day.number)),
    text('CreDtTm', createdAt),
    account,
    balance(day, { code: 'OPBD', amountMinor: day.openingMinor, date: addDays(day.date, -1) }),
    balance(day, { code: 'CLBD', amountMinor: closingOf(day), date: day.date }),
    ...day.entries.map((entry) => entryLines(day, entry)),
  ])
}

function balance(day: BankDay, of: { code: string; amountMinor: number; date: string }): string[] {
  return element('Bal', [
    ...element('Tp', [...element('CdOrPrtry', [text('Cd', of.code)])]),
    amount(of.amountMinor < 0 ? -of.amountMinor : of.amountMinor, day.currency),
    text('CdtDbtInd', of.amountMinor < 0 ? 'DBIT' : 'CRDT'),
    ...element('Dt', [text('Dt', of.date)]),
  ])
}

function amount(amountMinor: number, currency: Currency): string {
  return `<Amt Ccy="${currency}">${toDecimalText(amountMinor, currency)}</Amt>`
}

function entryLines(day: BankDay, entry: BankEntry): string[] {
  const mark = entry.direction === 'debit' ? 'DBIT' : 'CRDT'
  const details = entry.payments.map((payment) =>
    element('TxDtls', [
      ...element('Refs', [
        ...(payment.messageId === undefined ? [] : [text('MsgId', payment.messageId)]),
        ...(payment.endToEndId === undefined ? [] : [text('EndToEndId', payment.endToEndId)]),
        ...(payment.chequeNumber === undefined ? [] : [text('ChqNb', payment.chequeNumber)]),
      ]),
      amount(payment.amountMinor, day.currency),
      text('CdtDbtInd', mark),
      ...(payment.payee === ''
        ? []
        : element('RltdPties', [...element('Cdtr', [...element('Pty', [text('Nm', payment.payee)])])])),
    ]),
  )
  return element('Ntry', [
    amount(entry.amountMinor, day.currency),
    text('CdtDbtInd', mark),
    ...element('Sts', [text('Cd', 'BOOK')]),
    ...element('BookgDt', [text('Dt', day.date)]),
    ...element('ValDt', [text('Dt', day.date)]),
    text('AcctSvcrRef', entry.bankReference),
    ...element('BkTxCd', [...element('Prtry', [text('Cd', entry.direction === 'debit' ? 'TRF' : 'INT')])]),
    ...(details.length === 0 ? [] : element('NtryDtls', details)),
    text('AddtlNtryInf', entry.text),
  ])
}
