/**
 * Reads MT940 statements and MT942 interim reports in the dialects that banks really send.
 * Each message becomes one statement; pages of one statement are chained by the shared balance check.
 */

import { shortDate } from '../calendar-text.ts'
import {
  checkBalanceChain,
  reportRepeatedStatements,
  reportUnknownCurrencies,
  totalStatement,
} from '../check-statement.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { readDecimal } from '../decimal-text.ts'
import { type Findings, fileResult, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { type Entry, type Statement, type StatementFile, unknownStatement } from '../model.ts'
import { type Details, decodeDetails } from './mt940-details.ts'
import { type MtContext, readBalanceField, readEntryLine } from './mt940-entry.ts'
import { type MtField, type MtFile, type MtMessage, splitMessages } from './mt940-fields.ts'
import { checkTotals } from './mt940-totals.ts'

/** Reads an MT940 or MT942 text. Throws a `Refusal` when there is no message in it. */
export function readMt(text: string, findings: Findings): StatementFile {
  const file = splitMessages(text)
  if (file.messages.length === 0) {
    throw new Refusal('not-a-statement', 'file', 'The file holds no MT940 or MT942 message. Nothing was read.')
  }
  let entryCount = 0
  const statements = file.messages.map((message) => {
    const statement = readMessage(message, findings)
    entryCount += statement.entries.length
    if (entryCount > STATEMENT_LIMITS.entries) throw tooManyEntries(message.line)
    return statement
  })
  for (const stray of file.stray) {
    findings.add(
      'text-out-of-place',
      `line ${stray.line}`,
      `Line ${stray.line} ("${stray.text.slice(0, 40)}") belongs to no field of the statement. It was not used; check it.`,
    )
  }
  checkEnds(file, statements, findings)
  checkPages(statements, findings)
  checkBalanceChain(
    statements.filter((statement) => statement.kind === 'statement'),
    findings,
  )
  reportRepeatedStatements(statements, findings)
  reportUnknownCurrencies(statements, findings)
  const interimOnly = statements.every((statement) => statement.kind === 'interim')
  return fileResult(interimOnly ? 'MT942' : 'MT940', statements, findings)
}

function readMessage(message: MtMessage, findings: Findings): Statement {
  const { fields } = message
  const statement = unknownStatement(`line ${message.line}`, isInterim(message) ? 'interim' : 'statement')
  statement.currency = statedCurrency(fields)
  readHeader(message, statement, findings)
  reportUnknownTags(fields, findings)
  readBalances(fields, statement, findings)
  const near = statement.opening?.date ?? statement.closing?.date ?? shortDate(statement.createdAt?.slice(0, 6) ?? null)
  const context: MtContext = { currency: statement.currency, near, findings }
  const statementDetails = readEntries(fields, statement, context)
  statement.text = statementDetails.map((field) => field.lines.join('\n')).join('\n') || null
  totalStatement(statement, statement.kind === 'statement' ? 'both' : 'none', { findings })
  const totals = fields.filter((field) => field.tag === '90D' || field.tag === '90C')
  checkTotals([...totals, ...statementDetails], statement, findings)
  return statement
}

function isInterim(message: MtMessage): boolean {
  if (message.fields.some((field) => /^6[02]/.test(field.tag))) return false
  return message.type === '942' || message.fields.some((field) => /^(?:34F|13D?|90[CD])$/.test(field.tag))
}

/** Currency of the first balance, floor limit or total that names one. */
function statedCurrency(fields: readonly MtField[]): string | null {
  for (const field of fields) {
    const value = field.lines[0] ?? ''
    const match =
      /^6\d/.test(field.tag) && field.tag !== '61'
        ? /^[CD](?:\d{6}|null|[^\d,A-Z]{0,8})?\s*([A-Z]{3})\s*[\d.,]+/.exec(value)
        : field.tag === '34F'
          ? /^([A-Z]{3})/.exec(value)
          : /^90/.test(field.tag)
            ? /^\d{1,5}([A-Z]{3})/.exec(value)
            : null
    if (match?.[1] !== undefined) return match[1]
  }
  return null
}

function readHeader(message: MtMessage, statement: Statement, findings: Findings): void {
  const value = (pattern: RegExp): string | null => {
    const text = message.fields.find((field) => pattern.test(field.tag))?.lines[0]?.trim()
    return text === undefined || text === '' ? null : text
  }
  statement.statementId = value(/^20$/)
  statement.account = value(/^25/)
  statement.number = value(/^28/)
  statement.createdAt = value(/^13/)
  if (message.headless) {
    const text =
      'The message begins without its reference (field 20). Its first lines may be missing: ask the bank for the file again.'
    findings.add('reference-missing', statement.place, text)
  }
  if (statement.account === null) {
    findings.add(
      'account-missing',
      statement.place,
      'The statement does not say which account it belongs to (field 25). Choose the account by hand or ask the bank.',
    )
  }
  if (statement.number !== null && !/^\d{1,5}(?:\/\d{1,5})?$/.test(statement.number)) {
    findings.add(
      'statement-number-format',
      statement.place,
      `The statement number "${statement.number.slice(0, 40)}" (field 28) is not of the form 12345/12345. It is kept as written.`,
    )
  }
}

const KNOWN_TAG = /^(?:20|21|25P?|28C?|13D?|34F|6[02][FM]?|61|64|65|86|NS|90[CD])$/

/** Fields of no known meaning are not used, and that is said. */
function reportUnknownTags(fields: readonly MtField[], findings: Findings): void {
  for (const field of fields) {
    if (KNOWN_TAG.test(field.tag)) continue
    findings.add(
      'unknown-tag',
      `line ${field.line}`,
      `The field ${field.tag} ("${(field.lines[0] ?? '').slice(0, 40)}") at line ${field.line} is not known and was not used. Ask the bank what it means.`,
    )
  }
}

function readBalances(fields: readonly MtField[], statement: Statement, findings: Findings): void {
  let near: string | null = null
  for (const field of fields) {
    if (!/^6[0245]/.test(field.tag)) continue
    statement.balanceTypes.push(field.tag)
    const balance = readBalanceField(field, { currency: statement.currency, near, findings })
    if (!balance) continue
    near = balance.date ?? near
    if (balance.currency !== statement.currency) {
      findings.add(
        'currency-contradiction',
        `line ${field.line}`,
        `The balance at line ${field.line} is in ${balance.currency ?? 'no currency'}, the statement in ${statement.currency ?? 'none'}. It is taken as unknown.`,
      )
      continue
    }
    const { amountMinor, date } = balance
    if (field.tag.startsWith('60')) {
      statement.opening = { amountMinor, date }
      statement.openingType = field.tag
    } else if (field.tag.startsWith('62')) {
      statement.closing = { amountMinor, date }
      statement.closingType = field.tag
    } else {
      statement.otherBalances.push({ type: field.tag, amountMinor, currency: balance.currency, date })
    }
  }
}

/** Reads the entries and attaches each description by its position; returns those of the statement itself. */
function readEntries(fields: readonly MtField[], statement: Statement, context: MtContext): MtField[] {
  const own: MtField[] = []
  let entry: Entry | null = null
  let details: Details[] = []
  let closed = false
  const finish = (): void => {
    if (entry) applyDetails(entry, details)
    entry = null
    details = []
  }
  for (const field of fields) {
    if (field.tag === '61') {
      finish()
      entry = readEntryLine(field, context)
      takeSupplement(entry, field.lines.slice(1))
      statement.entries.push(entry)
      if (closed) reportLateEntry(field, context.findings)
    } else if (field.tag === '86' || field.tag === 'NS') {
      if (entry === null) own.push(field)
      else {
        appendRaw(entry, field.lines)
        details.push(decodeDetails(field.lines))
      }
    } else if (/^6[245]|^90/.test(field.tag)) {
      closed ||= field.tag.startsWith('62')
      finish()
    }
  }
  finish()
  return own
}

function reportLateEntry(field: MtField, findings: Findings): void {
  const message = `The entry at line ${field.line} stands behind the closing balance. It was counted; ask the bank whether lines were mixed up.`
  findings.add('entry-after-closing', `line ${field.line}`, message)
}

/** Supplementary lines behind field 61: an account number, charges, or plain text. */
function takeSupplement(entry: Entry, lines: string[]): void {
  if (lines.length === 0) return
  appendRaw(entry, lines)
  const joined = lines.join('').trim()
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(joined)) entry.counterpartyAccount = joined
  const charge = /\/CHGS\/([A-Z]{3})(\d*,\d*|\d+)\//.exec(`${joined}/`)
  if (charge) {
    const [, currency = null, text = ''] = charge
    const read = readDecimal(text, exponentOfCode(currency), { mark: ',' })
    entry.charges.push({ amountMinor: read.ok ? read.amountMinor : null, currency, direction: 'debit', text })
  }
}

function appendRaw(entry: Entry, lines: readonly string[]): void {
  const text = lines.join('\n')
  entry.rawText = entry.rawText === null ? text : `${entry.rawText}\n${text}`
}

function applyDetails(entry: Entry, details: readonly Details[]): void {
  for (const detail of details) {
    entry.counterparty ??= detail.counterparty
    entry.bankReference ??= detail.bankReference
    entry.returnReason ??= detail.returnReason
    if (detail.counterpartyAccount !== null) entry.counterpartyAccount = detail.counterpartyAccount
    if (detail.ownReference !== null) entry.ownReference = detail.ownReference
    if (detail.text !== null) entry.text = entry.text === null ? detail.text : `${entry.text}\n${detail.text}`
  }
  entry.text ??= entry.rawText
}

/**
 * A message without its end mark may have been cut off. Banks that never write one are believed when the statement
 * adds up (or states its totals) and its last line is complete.
 */
function checkEnds(file: MtFile, statements: readonly Statement[], findings: Findings): void {
  if (file.tail !== null && file.messages.at(-1)?.ended) {
    findings.add(
      'text-after-end',
      `line ${file.tail.line}`,
      `Behind the last message, at line ${file.tail.line}, stands "${file.tail.text.slice(0, 40)}": a further message may have been cut off. Ask the bank for the file again.`,
    )
  }
  const someEnded = file.messages.some((message) => message.ended)
  for (const [index, message] of file.messages.entries()) {
    if (message.ended) continue
    const isLast = index === file.messages.length - 1
    const withoutTotals =
      statements[index]?.kind === 'interim' && !message.fields.some((field) => /^90/.test(field.tag))
    const proven = statements[index]?.addsUp === true && !(isLast && !file.lastLineEnded)
    if (!message.enveloped && !someEnded && (proven || (statements[index]?.kind === 'interim' && !withoutTotals)))
      continue
    findings.add(
      'end-mark-missing',
      statements[index]?.place ?? 'file',
      `The message that begins at line ${message.line} has no end mark, so it cannot be told from a file that was cut off. ` +
        'Compare its last lines with the bank before using it.',
    )
  }
}

/** Pages of one statement: 60M continues a page, 62M is continued by one. */
function checkPages(statements: readonly Statement[], findings: Findings): void {
  for (const statement of statements) {
    const page = /\/(\d{1,5})$/.exec(statement.number ?? '')?.[1]
    const last = statement.closingType === null ? null : statement.closingType !== '62M'
    if (page !== undefined || last === false) {
      statement.page = { number: page === undefined ? null : Number(page), last }
    }
  }
  const firstIndex = new Map<string, number>()
  const lastIndex = new Map<string, number>()
  for (const [index, statement] of statements.entries()) {
    const key = pageKey(statement)
    if (!firstIndex.has(key)) firstIndex.set(key, index)
    lastIndex.set(key, index)
  }
  for (const [index, statement] of statements.entries()) {
    const number = statement.number ?? '(no number)'
    if (statement.closingType === '62M' && lastIndex.get(pageKey(statement)) === index) {
      const message = `Statement ${number} ends with an interim balance (62M) and its next page is not in the file. Import the other pages too.`
      findings.add('page-not-last', statement.place, message)
    }
    if (statement.openingType === '60M' && firstIndex.get(pageKey(statement)) === index) {
      const message = `Statement ${number} begins with an interim balance (60M) and the page before it is not in the file. Import the other pages too.`
      findings.add('page-not-first', statement.place, message)
    }
  }
}

function pageKey(statement: Statement): string {
  return `${statement.account}|${(statement.number ?? '').replace(/\/\d+$/, '')}`
}
