/**
 * The published form of a read statement file: plain JSON with decimal text, `null` for everything unknown.
 * Other programs rely on its exact shape, so fields are written out one by one.
 */
import { minorToDecimalText } from './decimal-text.ts'
import type { Balance, Entry, EntryStatus, Outcome, Statement, StatementFile } from './model.ts'

export type PublicBalance = { amount: string; date: string | null }
export type PublicEntry = {
  bookingDate: string | null
  valueDate: string | null
  amount: string | null
  direction: 'credit' | 'debit' | null
  status: EntryStatus
  reversal: boolean
  bankReference: string | null
  ownReference: string | null
  counterparty: string | null
  text: string | null
}
export type PublicStatement = {
  account: string | null
  currency: string | null
  number: string | null
  opening: PublicBalance | null
  closing: PublicBalance | null
  entries: PublicEntry[]
  sumCredits: string | null
  sumDebits: string | null
  addsUp: boolean | null
}
export type PublicStatementFile = {
  outcome: Outcome
  findings: { code: string; place: string; message: string }[]
  statements: PublicStatement[]
}

/** Writes a result as published JSON data. Balances are signed, entry amounts never negative. */
export function toPublicJson(file: StatementFile): PublicStatementFile {
  return {
    outcome: file.outcome,
    findings: file.findings.map(({ code, place, message }) => ({ code, place, message })),
    statements: file.statements.map(publicStatement),
  }
}

function publicStatement(statement: Statement): PublicStatement {
  const { currency } = statement
  const amount = (minor: number | null): string | null => (minor === null ? null : minorToDecimalText(minor, currency))
  const balance = (one: Balance | null): PublicBalance | null =>
    one === null ? null : { amount: minorToDecimalText(one.amountMinor, currency), date: one.date }
  return {
    account: statement.account,
    currency,
    number: statement.number,
    opening: balance(statement.opening),
    closing: balance(statement.closing),
    entries: statement.entries.map(publicEntry),
    sumCredits: amount(statement.sumCreditsMinor),
    sumDebits: amount(statement.sumDebitsMinor),
    addsUp: statement.addsUp,
  }
}

function publicEntry(entry: Entry): PublicEntry {
  return {
    bookingDate: entry.bookingDate,
    valueDate: entry.valueDate,
    amount: entry.amountMinor === null ? null : minorToDecimalText(entry.amountMinor, entry.currency),
    direction: entry.direction,
    status: entry.status,
    reversal: entry.reversal,
    bankReference: entry.bankReference,
    ownReference: entry.ownReference,
    counterparty: entry.counterparty,
    text: entry.text,
  }
}
