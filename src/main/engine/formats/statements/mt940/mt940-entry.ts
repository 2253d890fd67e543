/**
 * Reads field 61 (entry line) and the balance fields 60, 62, 64, 65 of MT940 and MT942.
 * The mark decides the direction: `C` and `RD` bring money, `D` and `RC` take it; a letter behind the mark is the third
 * letter of the currency (`DR` is a debit in EUR, not a reversal). Sources: SWIFT MT940 field 61, formats in the field.
 */
import { minor } from '../../../../../contract/money.ts'
import { nearestMonthDay, shortDate } from '../calendar-text.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { problemSentence, readDecimal } from '../decimal-text.ts'
import type { Findings } from '../findings.ts'
import { type Balance, type Entry, unknownEntry } from '../model.ts'
import type { MtField } from './mt940-fields.ts'

const ENTRY =
  /^(\d{6}|null|\s{6})?(\d{4}|\s{4}|null)?\s?(R[CD]|E[CD]|[CD])([A-Z])?\s?(\d[\d.,]*|,\d+)\s?(?:([A-Z][A-Z0-9]{2}[A-Z0-9 ])(.*))?$/s
const LOOSE_ENTRY = /^(\d{6}|null|\s{6})?(\d{4}|\s{4}|null)?\s?(R[CD]|E[CD]|[CD])([A-Z])?\s?(\d[\d.,]*|,\d+)(.*)$/s
const BALANCE = /^([CD])(\d{6}|null|\s{6}|[^\d,A-Z]{0,8})?\s*([A-Z]{3})?\s*(\d[\d.,]*|,\d+)\s*$/
/** Words in the reference field that only point elsewhere or say "none". */
const NO_REFERENCE = /^(?:NONREF|NOREF|NOTPROVIDED|NONE|EREF|KREF|PREF|MARF|MREF|SREF|CREF|[EKMP]REF\+?)$/

export type MtContext = { currency: string | null; near: string | null; findings: Findings }

/** Reads an entry line. A line of no known form gives an entry of which nothing is known, and a finding. */
export function readEntryLine(field: MtField, context: MtContext): Entry {
  const place = `line ${field.line}`
  const entry = unknownEntry(place)
  entry.currency = context.currency
  const value = field.lines[0] ?? ''
  const strict = ENTRY.exec(value)
  const match = strict ?? LOOSE_ENTRY.exec(value)
  if (!match) {
    context.findings.add(
      'entry-unreadable',
      place,
      `The entry line "${value.slice(0, 60)}" has no date, mark and amount that can be read. The entry is kept without them; ask the bank.`,
    )
    entry.rawText = value
    return entry
  }
  const [, valueText, bookingText, mark = '', letter, amountText = ''] = match
  takeMark(entry, mark)
  checkLetter(letter, { place, context })
  takeAmount(entry, amountText, context)
  entry.valueDateText = valueText ?? null
  entry.bookingDateText = bookingText === undefined || bookingText.trim() === '' ? null : bookingText
  takeDates(entry, context)
  takeReferences(entry, strict ? (match[6] ?? null) : null, (strict ? match[7] : match[6]) ?? '')
  return entry
}

function takeMark(entry: Entry, mark: string): void {
  entry.reversal = mark.startsWith('R')
  entry.direction = mark === 'C' || mark === 'RD' || mark === 'EC' ? 'credit' : 'debit'
  if (mark.startsWith('E')) {
    entry.status = 'pending'
    entry.statusText = mark
  }
}

/** The letter must be the currency's third one; some banks write `CR`/`DR` in every currency. */
function checkLetter(letter: string | undefined, at: { place: string; context: MtContext }): void {
  const { currency, findings } = at.context
  if (letter === undefined || currency === null || letter === currency[2] || letter === 'R') return
  findings.add(
    'funds-letter',
    at.place,
    `The letter "${letter}" behind the mark at ${at.place} is not the third letter of ${currency}. ` +
      'The entry was counted in the currency of the statement; check it.',
  )
}

function takeAmount(entry: Entry, text: string, { currency, findings }: MtContext): void {
  entry.amountText = text
  const read = readDecimal(text, exponentOfCode(currency), { mark: 'either' })
  if (read.ok) {
    entry.amountMinor = read.amountMinor
    return
  }
  findings.add(
    'amount-unreadable',
    entry.place,
    `The amount "${text.slice(0, 40)}" at ${entry.place} ${problemSentence(read.problem, currency)}. It is taken as unknown; ask the bank.`,
  )
}

function takeDates(entry: Entry, { near, findings }: MtContext): void {
  const { place, valueDateText, bookingDateText } = entry
  entry.valueDate = shortDate(valueDateText, near)
  if (entry.valueDate === null) findings.add('date-unreadable', place, dateSentence('value date', valueDateText, place))
  if (bookingDateText === null) return
  entry.bookingDate = nearestMonthDay(bookingDateText, entry.valueDate ?? near)
  if (entry.bookingDate === null) {
    findings.add('date-unreadable', place, dateSentence('entry date', bookingDateText, place))
  }
}

function dateSentence(name: string, text: string | null, place: string): string {
  return `The ${name} "${(text ?? '').slice(0, 20)}" at ${place} is no calendar day. It is taken as unknown; the text is kept.`
}

function takeReferences(entry: Entry, type: string | null, rest: string): void {
  entry.transactionCode = type?.trim() ?? null
  const cut = rest.indexOf('//')
  takeOwnReference(entry, (cut < 0 ? rest : rest.slice(0, cut)).trim())
  if (cut >= 0) takeBankReference(entry, rest.slice(cut + 2).trim())
}

/** The customer's reference, without blanks around it. For a cheque it is the cheque's number. */
export function takeOwnReference(entry: Entry, customer: string): void {
  if (customer === '') return
  if (!mayPointElsewhere(customer)) entry.ownReference = customer
  else {
    // Some banks write the other side's account and name behind "NONREF": text, not a reference.
    const blank = customer.indexOf(' ')
    if (!NO_REFERENCE.test(blank < 0 ? customer : customer.slice(0, blank))) entry.ownReference = customer
    else if (blank >= 0) entry.rawText = customer.slice(blank + 1).trim()
  }
  if (entry.transactionCode?.endsWith('CHK') && /^\d+$/.test(customer)) entry.chequeNumber = customer
}

export function takeBankReference(entry: Entry, bank: string): void {
  if (bank !== '' && !(mayPointElsewhere(bank) && NO_REFERENCE.test(bank))) entry.bankReference = bank
}

/** Most references are told from those words by their first letter. */
function mayPointElsewhere(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 67:
    case 69:
    case 75:
    case 77:
    case 78:
    case 80:
    case 83:
      return true
    default:
      return false
  }
}

export type ReadBalance = Balance & { currency: string | null }

/** Reads a balance field; `null` with a finding when it has no readable amount. */
export function readBalanceField(field: MtField, context: MtContext): ReadBalance | null {
  const place = `line ${field.line}`
  const value = field.lines[0] ?? ''
  const match = value.length > 200 ? null : BALANCE.exec(value)
  const currency = match?.[3] ?? context.currency
  const read = match ? readDecimal(match[4] ?? '', exponentOfCode(currency), { mark: 'either' }) : null
  if (!match || !read?.ok) {
    context.findings.add(
      'balance-unreadable',
      place,
      `The balance "${value.slice(0, 60)}" (field ${field.tag}) at ${place} cannot be read. It is taken as unknown; ask the bank.`,
    )
    return null
  }
  if (match[3] === undefined) {
    context.findings.add(
      'currency-missing',
      place,
      `The balance at ${place} (field ${field.tag}) states no currency; ${currency ?? 'none'} was taken. Check it.`,
    )
  }
  const date = shortDate(match[2] ?? null, context.near)
  if (date === null) context.findings.add('date-unreadable', place, dateSentence('balance date', match[2] ?? '', place))
  return { amountMinor: minor(match[1] === 'D' ? -read.amountMinor : read.amountMinor), date, currency }
}
