/**
 * Reads the account summary (record 03) and the transactions (record 16) of BAI2.
 * Amounts are whole minor units of the currency; type codes 100–399 bring money and 400–699 take it; funds types
 * `S`, `V` and `D` bring further fields before the references. Source: BAI Cash Management Balance Reporting v2.
 */
import { type AmountMinor, MAX_AMOUNT_MINOR, minor } from '../../../../../contract/money.ts'
import { shortDate } from '../calendar-text.ts'
import type { Findings } from '../findings.ts'
import { type Direction, type Entry, unknownEntry } from '../model.ts'
import type { BaiRecord } from './bai2-records.ts'

/** One amount of an account summary. */
export type SummaryAmount = { type: string; amount: bigint | null; count: string }

export type BaiContext = { asOf: string | null; currency: string | null; findings: Findings }

/** A queue of fields that goes on into continuation records only while the structure needs more. */
type FieldQueue = { fields: string[]; continuations: string[] }

/** Reads the type, amount, count and funds groups of record 03, across its continuations. */
export function readSummary(record: BaiRecord, findings: Findings): SummaryAmount[] {
  const queue: FieldQueue = {
    fields: [...record.fields.slice(2), ...record.continuations.flatMap((line) => line.split(','))].reverse(),
    continuations: [],
  }
  const amounts: SummaryAmount[] = []
  while (queue.fields.length > 0) {
    const type = (queue.fields.pop() ?? '').trim()
    if (type === '') continue
    const text = (queue.fields.pop() ?? '').trim()
    const count = (queue.fields.pop() ?? '').trim()
    readFunds(queue, (queue.fields.pop() ?? '').trim())
    const amount = integerAmount(text)
    if (!/^\d{3}$/.test(type) || (amount === null && text !== '')) {
      reportSummary(record, `${type},${text}`, findings)
    }
    if (/^\d{3}$/.test(type)) amounts.push({ type, amount, count })
  }
  return amounts
}

function reportSummary(record: BaiRecord, shown: string, findings: Findings): void {
  findings.add(
    'summary-unreadable',
    `line ${record.line}`,
    `The account summary at line ${record.line} holds "${shown.slice(0, 40)}", which is no type code and amount. It was not used; ask the bank.`,
  )
}

/** Whole minor units with an optional sign; `null` when the text is none. */
export function integerAmount(text: string): bigint | null {
  return /^[+-]?\d{1,18}$/.test(text.trim()) ? BigInt(text.trim()) : null
}

/** As an amount of the desk, or `null` when it is out of range. */
export function toMinor(amount: bigint | null): AmountMinor | null {
  if (amount === null || amount > BigInt(MAX_AMOUNT_MINOR) || amount < -BigInt(MAX_AMOUNT_MINOR)) return null
  return minor(Number(amount))
}

type Funds = { valueDate: string | null }

/** Consumes the fields that a funds type brings along. */
function readFunds(queue: FieldQueue, fundsType: string): Funds {
  switch (fundsType.toUpperCase()) {
    case 'V': {
      const date = nextField(queue)
      nextField(queue)
      return { valueDate: date }
    }
    case 'S':
      for (let i = 0; i < 3; i += 1) nextField(queue)
      return { valueDate: null }
    case 'D': {
      const pairs = Number(nextField(queue))
      for (let i = 0; Number.isInteger(pairs) && i < Math.min(pairs, 100) * 2; i += 1) nextField(queue)
      return { valueDate: null }
    }
    default:
      return { valueDate: null }
  }
}

/** The next field; when a line is used up inside a funds group, the continuation line goes on with it. */
function nextField(queue: FieldQueue): string {
  if (queue.fields.length === 0) {
    const next = queue.continuations.shift()
    if (next === undefined) return ''
    queue.fields = next.split(',').reverse()
  }
  return (queue.fields.pop() ?? '').trim()
}

/** A transaction with its signed amount for the control total; `null` when it has no readable amount. */
export type BaiTransaction = { entry: Entry; amount: bigint | null }

/** Reads record 16. */
export function readTransaction(record: BaiRecord, context: BaiContext): BaiTransaction {
  const entry = unknownEntry(`line ${record.line}`)
  const queue: FieldQueue = { fields: [...record.fields].reverse(), continuations: [...record.continuations] }
  const type = (queue.fields.pop() ?? '').trim()
  const amountText = (queue.fields.pop() ?? '').trim()
  const funds = readFunds(queue, (queue.fields.pop() ?? '').trim())
  const bankReference = (queue.fields.pop() ?? '').trim()
  const customerReference = (queue.fields.pop() ?? '').trim()
  const lines = [queue.fields.reverse().join(','), ...queue.continuations].map((line) => line.trim())
  const text = lines.filter((line) => line !== '')
  entry.transactionCode = type === '' ? null : type
  entry.currency = context.currency
  entry.bookingDate = context.asOf
  entry.valueDateText = funds.valueDate === '' ? null : funds.valueDate
  entry.valueDate = shortDate(entry.valueDateText, context.asOf)
  entry.bankReference = bankReference === '' ? null : bankReference
  entry.ownReference = customerReference === '' ? null : customerReference
  entry.chequeNumber =
    ['475', '472', '395'].includes(type) && /^\d+$/.test(customerReference) ? customerReference : null
  entry.rawText = text.length === 0 ? null : text.join('\n')
  entry.text = text.length === 0 ? null : text.join(' ')
  if (entry.valueDateText !== null && entry.valueDate === null) reportDate(entry, context.findings)
  const amount = takeAmount(entry, amountText, context.findings)
  return { entry, amount }
}

function takeAmount(entry: Entry, text: string, findings: Findings): bigint | null {
  const amount = integerAmount(text)
  const type = entry.transactionCode ?? ''
  entry.amountText = text
  if (type === '890') {
    entry.status = 'info'
    entry.statusText = 'non-monetary'
    return amount ?? 0n
  }
  entry.direction = directionOfType(type)
  if (entry.direction === null) {
    findings.add(
      'direction-missing',
      entry.place,
      `The type code "${type.slice(0, 10)}" at ${entry.place} does not say whether money came or went. The transaction cannot be counted; ask the bank.`,
    )
  }
  const amountMinor = toMinor(amount)
  if (amountMinor === null) {
    findings.add(
      'amount-unreadable',
      entry.place,
      `The amount "${text.slice(0, 40)}" at ${entry.place} is not a whole number of minor units. It is taken as unknown; ask the bank.`,
    )
    return null
  }
  if (amountMinor < 0) {
    findings.add(
      'negative-amount',
      entry.place,
      `The transaction at ${entry.place} has the negative amount ${text} although its type code says the direction. The direction was kept; check it.`,
    )
  }
  entry.amountMinor = minor(Math.abs(amountMinor))
  return amount
}

/** 100–399 credits, 400–699 debits; 920–959 and 960–999 are the banks' own credits and debits. */
function directionOfType(type: string): Direction | null {
  if (!/^\d{3}$/.test(type)) return null
  const code = Number(type)
  if ((code >= 100 && code <= 399) || (code >= 920 && code <= 959)) return 'credit'
  return (code >= 400 && code <= 699) || code >= 960 ? 'debit' : null
}

function reportDate(entry: Entry, findings: Findings): void {
  const message = `The value date "${(entry.valueDateText ?? '').slice(0, 20)}" at ${entry.place} is no calendar day. It is taken as unknown.`
  findings.add('date-unreadable', entry.place, message)
}
