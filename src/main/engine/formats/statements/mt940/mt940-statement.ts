/**
 * One message of MT940 or MT942 becomes one statement, entry by entry as they come in.
 * An entry can be settled as soon as the opening balance has told its currency and a day near its dates. A message that does
 * not begin with one (MT942, or a damaged one) is kept until its end, because a later field may say both.
 */
import { shortDate } from '../calendar-text.ts'
import { totalStatement } from '../check-statement.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { readDecimal } from '../decimal-text.ts'
import { EntryTally } from '../entry-tally.ts'
import { Findings } from '../findings.ts'
import { type Entry, type Statement, unknownStatement } from '../model.ts'
import { type Details, decodeDetails } from './mt940-details.ts'
import { type MtContext, readBalanceField, readEntryLine } from './mt940-entry.ts'
import type { MtField, MtMessage } from './mt940-fields.ts'
import { keptText } from './mt940-lines.ts'
import { checkTotals } from './mt940-totals.ts'

/** Takes a settled entry of a statement. */
export type MtSink = (entry: Entry, statement: Statement) => void

export class MtStatement {
  readonly message: MtMessage
  readonly statement: Statement
  readonly tally = new EntryTally()
  /** It states the totals of its entries. */
  hasTotals = false
  /** The entry that further fields describe. */
  entry: Entry | null = null
  private readonly sink: MtSink
  /** Fields that wait until the currency and a near day are known; null: they are. */
  private waiting: MtField[] | null = []
  private readonly totals: MtField[] = []
  private readonly own: MtField[] = []
  private hasEntry = false
  private isClosed = false
  private balanceNear: string | null = null
  private context: MtContext
  /** Findings by what they are about, which is the order in which they are told. */
  private readonly header = new Findings()
  private readonly tags = new Findings()
  private readonly balances = new Findings()
  private readonly entries = new Findings()

  constructor(message: MtMessage, sink: MtSink) {
    this.message = message
    this.sink = sink
    this.statement = unknownStatement(`line ${message.line}`, 'statement')
    this.context = { currency: null, near: null, findings: this.entries }
  }

  /** Currency and near day once they are settled for all entries to come and none stands behind the closing balance. */
  get settled(): MtContext | null {
    return this.waiting === null && !this.isClosed ? this.context : null
  }

  take(field: MtField): void {
    if (field.tag === '61' && !this.hasEntry) {
      this.hasEntry = true
      if (this.waiting !== null && this.beginsPlainly()) this.begin()
    }
    if (this.waiting !== null) this.waiting.push(keptField(field))
    else {
      this.takeHead(field)
      this.takeEntryField(field)
    }
  }

  /** True when the fields before the first entry say what all entries need to know. */
  private beginsPlainly(): boolean {
    const fields = this.waiting ?? []
    const opening = fields.find((field) => field.tag.startsWith('60'))
    if (opening === undefined) return false
    const currency = statedCurrency(fields)
    const balance = readBalanceField(opening, { currency, near: null, findings: new Findings() })
    return currency !== null && balance?.currency === currency && balance.date !== null
  }

  private begin(): void {
    const fields = this.waiting ?? []
    this.waiting = null
    const { statement } = this
    statement.kind = isInterim(this.message, fields) ? 'interim' : 'statement'
    statement.currency = statedCurrency(fields)
    readHeader(this.message, { fields, statement, findings: this.header })
    for (const field of fields) this.takeHead(field)
    const near =
      statement.opening?.date ?? statement.closing?.date ?? shortDate(statement.createdAt?.slice(0, 6) ?? null)
    this.context = { currency: statement.currency, near, findings: this.entries }
    for (const field of fields) this.takeEntryField(field)
  }

  /** The message is complete: its figures are compared with what it states. */
  finish(findings: Findings): void {
    if (this.waiting !== null) this.begin()
    this.finishEntry()
    const { statement, tally, own } = this
    for (const part of [this.header, this.tags, this.balances, this.entries]) findings.take(part)
    statement.text = keptText(own.map((field) => field.lines.join('\n')).join('\n')) || null
    totalStatement(statement, statement.kind === 'statement' ? 'both' : 'none', { findings, tally })
    checkTotals([...this.totals, ...own], { statement, tally, findings })
  }

  private takeHead(field: MtField): void {
    const { tag } = field
    if (tag === '61' || tag === '86') return
    if (!KNOWN_TAG.test(tag)) reportUnknownTag(field, this.tags)
    else if (/^6[0245]/.test(tag)) this.takeBalance(field)
  }

  private takeBalance(field: MtField): void {
    const { statement, balances: findings } = this
    statement.balanceTypes.push(field.tag)
    const balance = readBalanceField(field, { currency: statement.currency, near: this.balanceNear, findings })
    if (!balance) return
    this.balanceNear = balance.date ?? this.balanceNear
    if (balance.currency !== statement.currency) {
      findings.add(
        'currency-contradiction',
        `line ${field.line}`,
        `The balance at line ${field.line} is in ${balance.currency ?? 'no currency'}, the statement in ${statement.currency ?? 'none'}. It is taken as unknown.`,
      )
      return
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

  /** Reads an entry, or attaches a description by its position: to the entry before it, or to the statement itself. */
  private takeEntryField(field: MtField): void {
    const { tag } = field
    if (tag === '61') {
      const entry = readEntryLine(field, this.context)
      takeSupplement(entry, field.lines.slice(1))
      if (this.isClosed) reportLateEntry(field, this.entries)
      this.begun(entry)
    } else if (tag === '86' || tag === 'NS') {
      if (this.entry === null) this.own.push(keptField(field))
      else this.describe(field.lines.join('\n'), decodeDetails(field.lines))
    } else if (/^6[245]|^90/.test(tag)) {
      this.isClosed ||= tag.startsWith('62')
      if (tag.startsWith('90')) {
        this.hasTotals = true
        if (KNOWN_TAG.test(tag)) this.totals.push(keptField(field))
      }
      this.finishEntry()
    }
  }

  /** An entry begins, which ends the one before it. */
  begun(entry: Entry): void {
    this.finishEntry()
    this.entry = entry
  }

  describe(raw: string, details: Details): void {
    const { entry } = this
    if (entry === null) return
    entry.rawText = entry.rawText === null ? raw : `${entry.rawText}\n${raw}`
    entry.counterparty ??= details.counterparty
    entry.bankReference ??= details.bankReference
    entry.returnReason ??= details.returnReason
    if (details.counterpartyAccount !== null) entry.counterpartyAccount = details.counterpartyAccount
    if (details.ownReference !== null) entry.ownReference = details.ownReference
    if (details.text !== null) entry.text = entry.text === null ? details.text : `${entry.text}\n${details.text}`
  }

  private finishEntry(): void {
    const { entry } = this
    if (entry === null) return
    this.entry = null
    entry.text ??= entry.rawText
    this.tally.add(entry)
    this.sink(entry, this.statement)
  }
}

/** A field that is kept for long must not keep the text it was cut from. */
function keptField({ tag, lines, line }: MtField): MtField {
  return { tag, lines: lines.map(keptText), line }
}

function isInterim(message: MtMessage, fields: readonly MtField[]): boolean {
  if (fields.some((field) => /^6[02]/.test(field.tag))) return false
  return message.type === '942' || fields.some((field) => /^(?:34F|13D?|90[CD])$/.test(field.tag))
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

type Header = { fields: readonly MtField[]; statement: Statement; findings: Findings }

function readHeader(message: MtMessage, { fields, statement, findings }: Header): void {
  const value = (pattern: RegExp): string | null => {
    const text = fields.find((field) => pattern.test(field.tag))?.lines[0]?.trim()
    return text === undefined || text === '' ? null : keptText(text)
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

/** A field of no known meaning is not used, and that is said. */
function reportUnknownTag(field: MtField, findings: Findings): void {
  findings.add(
    'unknown-tag',
    `line ${field.line}`,
    `The field ${field.tag} ("${(field.lines[0] ?? '').slice(0, 40)}") at line ${field.line} is not known and was not used. Ask the bank what it means.`,
  )
}

function reportLateEntry(field: MtField, findings: Findings): void {
  const message = `The entry at line ${field.line} stands behind the closing balance. It was counted; ask the bank whether lines were mixed up.`
  findings.add('entry-after-closing', `line ${field.line}`, message)
}

/** Supplementary lines behind field 61: an account number, charges, or plain text. */
function takeSupplement(entry: Entry, lines: string[]): void {
  if (lines.length === 0) return
  entry.rawText = entry.rawText === null ? lines.join('\n') : `${entry.rawText}\n${lines.join('\n')}`
  const joined = lines.join('').trim()
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(joined)) entry.counterpartyAccount = joined
  const charge = /\/CHGS\/([A-Z]{3})(\d*,\d*|\d+)\//.exec(`${joined}/`)
  if (charge) {
    const [, currency = null, text = ''] = charge
    const read = readDecimal(text, exponentOfCode(currency), { mark: ',' })
    entry.charges.push({ amountMinor: read.ok ? read.amountMinor : null, currency, direction: 'debit', text })
  }
}
