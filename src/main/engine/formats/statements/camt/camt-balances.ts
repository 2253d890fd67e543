/**
 * Account, numbering and balances of a camt statement, report or notification.
 * Only booked balances open and close a statement: `OPBD` (or `PRCD` in its place) and `CLBD`; interim balances
 * (`ITBD`) do so only between the pages of one statement, and available ones never.
 */
import { minor } from '../../../../../contract/money.ts'
import { isoDate } from '../calendar-text.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { amountInWords, problemSentence, readDecimal } from '../decimal-text.ts'
import type { Findings } from '../findings.ts'
import type { Balance, Statement } from '../model.ts'
import { childrenNamed, nodeAt, textAt, type XmlNode } from '../xml-tree.ts'
import { accountNumber, amountOf, directionOf } from './camt-entry.ts'

type ReadBalance = Balance & { type: string; currency: string | null; line: number }

/** Page of a message or statement. */
export function readPage(node: XmlNode | undefined): Statement['page'] {
  if (node === undefined) return null
  const number = textAt(node, 'PgNb')
  const last = textAt(node, 'LastPgInd')
  return {
    number: number !== null && /^\d{1,9}$/.test(number) ? Number(number) : null,
    last: last === null ? null : last === 'true' || last === '1',
  }
}

/** Fills in who and when: account, currency, numbers, creation time. */
export function readIdentity(node: XmlNode, statement: Statement): void {
  const account = nodeAt(node, 'Acct')
  statement.account = accountNumber(account)
  statement.currency = textAt(account, 'Ccy')
  statement.bankId = textAt(
    account,
    'Svcr/FinInstnId/BICFI',
    'Svcr/FinInstnId/BIC',
    'Svcr/FinInstnId/ClrSysMmbId/MmbId',
  )
  statement.accountType = textAt(account, 'Tp/Cd', 'Tp/Prtry')
  statement.statementId = textAt(node, 'Id')
  statement.number = textAt(node, 'ElctrncSeqNb', 'LglSeqNb')
  statement.createdAt = textAt(node, 'CreDtTm')
  statement.text = textAt(node, 'AddtlStmtInf', 'AddtlRptInf', 'AddtlNtfctnInf')
}

/**
 * Reads all balances and chooses the booked opening and closing. `entryCurrency` is the one currency of the entries, if
 * they have one: it settles the currency of an account that names none. True when a chosen balance is in another
 * currency than the account, so that nothing can be added up.
 */
export function readBalances(
  node: XmlNode,
  statement: Statement,
  { entryCurrency, findings }: { entryCurrency: string | null; findings: Findings },
): boolean {
  const balances: ReadBalance[] = []
  for (const element of childrenNamed(node, 'Bal')) {
    const type = textAt(element, 'Tp/CdOrPrtry/Cd', 'Tp/CdOrPrtry/Prtry', 'Tp/Cd', 'Tp/Prtry')
    statement.balanceTypes.push(type ?? '?')
    const balance = readBalance(element, { type: type ?? '?', statement, findings })
    if (balance) balances.push(balance)
  }
  statement.currency ??= onlyBalanceCurrency(balances.filter((one) => /^(?:OPBD|PRCD|CLBD)$/.test(one.type)))
  statement.currency ??= entryCurrency
  const paged = statement.page !== null && ((statement.page.number ?? 1) > 1 || statement.page.last === false)
  const own = preferOwn(balances, statement.currency)
  const opening = chooseOpening(own, paged)
  reportOpening(own, statement, findings)
  const closing = chooseClosing(own, paged, opening)
  const foreign = [opening, closing].filter((one) => one !== null && one.currency !== statement.currency)
  for (const balance of foreign) reportForeign(balance, statement, findings)
  statement.opening = opening && { amountMinor: opening.amountMinor, date: opening.date }
  statement.closing = closing && { amountMinor: closing.amountMinor, date: closing.date }
  statement.openingType = opening?.type ?? null
  statement.closingType = closing?.type ?? null
  statement.otherBalances = balances
    .filter((balance) => balance !== opening && balance !== closing)
    .map(({ type, amountMinor, currency, date }) => ({ type, amountMinor, currency, date }))
  return foreign.length > 0
}

type BalanceContext = { type: string; statement: Statement; findings: Findings }

function readBalance(node: XmlNode, { type, statement, findings }: BalanceContext): ReadBalance | null {
  const place = `line ${node.line}`
  const amount = amountOf(nodeAt(node, 'Amt'))
  const currency = amount?.currency ?? statement.currency
  const read = readDecimal(amount?.text ?? '', exponentOfCode(currency), { mark: '.' })
  if (!read.ok) {
    const sentence = `The ${type} balance at line ${node.line} ("${(amount?.text ?? '').slice(0, 40)}") ${problemSentence(read.problem, currency)}.`
    findings.add('balance-unreadable', place, `${sentence} It is taken as unknown; ask the bank.`)
    return null
  }
  const direction = directionOf(textAt(node, 'CdtDbtInd'))
  if (direction === null) {
    findings.add(
      'balance-sign-missing',
      place,
      `The ${type} balance at line ${node.line} does not say credit or debit. It is taken as unknown; ask the bank.`,
    )
    return null
  }
  if (read.amountMinor < 0) {
    findings.add(
      'negative-amount',
      place,
      `The ${type} balance at line ${node.line} is negative (${amount?.text}) and also marked ${direction}. It is taken as overdrawn; check it.`,
    )
  }
  const dateText = textAt(node, 'Dt/Dt', 'Dt/DtTm', 'Dt')
  const date = isoDate(dateText)
  if (date === null) {
    findings.add(
      'balance-date-unreadable',
      place,
      `The ${type} balance at line ${node.line} has no readable date ("${dateText ?? ''}"). Check which day it belongs to.`,
    )
  }
  const signed = direction === 'debit' || read.amountMinor < 0 ? -Math.abs(read.amountMinor) : read.amountMinor
  return { type, amountMinor: minor(signed), currency, date, line: node.line }
}

/** Balances of a type in another currency count only where there is none of that type in the account's own. */
function preferOwn(balances: ReadBalance[], currency: string | null): ReadBalance[] {
  const own = balances.filter((balance) => balance.currency === currency)
  const types = new Set(own.map((balance) => balance.type))
  return balances.filter(
    (balance) =>
      balance.currency === currency ||
      (!types.has(balance.type) && exponentOfCode(balance.currency) === exponentOfCode(currency)),
  )
}

function reportForeign(balance: ReadBalance | null, statement: Statement, findings: Findings): void {
  if (balance === null) return
  findings.add(
    'balance-currency-differs',
    `line ${balance.line}`,
    `The ${balance.type} balance at line ${balance.line} is ${amountInWords(balance.amountMinor, balance.currency)}, but the account is in ` +
      `${statement.currency ?? 'no stated currency'}. The figure is shown as stated and cannot be right beside the entries: ask the bank.`,
  )
}

function onlyBalanceCurrency(balances: ReadBalance[]): string | null {
  const first = balances[0]?.currency ?? null
  return balances.every((balance) => balance.currency === first) ? first : null
}

function chooseOpening(own: ReadBalance[], paged: boolean): ReadBalance | null {
  const booked = earliest(own.filter((balance) => balance.type === 'OPBD'))
  const previous = earliest(own.filter((balance) => balance.type === 'PRCD'))
  const interim = own.filter((balance) => balance.type === 'ITBD')
  const later = own.some((balance) => balance.type === 'CLBD') || interim.length > 1
  return booked ?? previous ?? (paged && later ? earliest(interim) : null)
}

function reportOpening(own: ReadBalance[], statement: Statement, findings: Findings): void {
  const booked = earliest(own.filter((balance) => balance.type === 'OPBD'))
  const previous = earliest(own.filter((balance) => balance.type === 'PRCD'))
  if (!booked || !previous || booked.amountMinor === previous.amountMinor) return
  findings.add(
    'opening-contradicts-previous',
    `line ${booked.line}`,
    `The opening balance ${amountInWords(booked.amountMinor, statement.currency)} differs from the previous closing balance ` +
      `${amountInWords(previous.amountMinor, statement.currency)} in the same statement. Ask the bank which is right.`,
  )
}

function chooseClosing(own: ReadBalance[], paged: boolean, opening: ReadBalance | null): ReadBalance | null {
  const booked = latest(own.filter((balance) => balance.type === 'CLBD'))
  if (booked || !paged) return booked
  return latest(own.filter((balance) => balance.type === 'ITBD' && balance !== opening))
}

/** Of several balances of one type (a statement over several days) the first day's, else the first in the file. */
function earliest(balances: ReadBalance[]): ReadBalance | null {
  return balances.reduce<ReadBalance | null>(
    (best, one) => (best && (best.date ?? '') <= (one.date ?? '') ? best : one),
    null,
  )
}

function latest(balances: ReadBalance[]): ReadBalance | null {
  return balances.reduce<ReadBalance | null>(
    (best, one) => (best && (best.date ?? '') > (one.date ?? '') ? best : one),
    null,
  )
}
