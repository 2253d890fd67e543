/**
 * Reads one row of a CSV statement under a profile and says what it is: an entry, a balance row, the continued text of
 * the entry before, or nothing. Sign and column that contradict each other leave the direction unknown.
 */
import { minor } from '../../../../../contract/money.ts'
import type { CsvProfile } from '../csv-profile.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import type { Findings } from '../findings.ts'
import { type Direction, type Entry, unknownEntry } from '../model.ts'
import type { CsvRow } from './csv-table.ts'
import { amountParts, cellText, dateOrdersOf, readDateCell, readDigits } from './csv-values.ts'
import { balanceRowKind, normalised } from './csv-words.ts'

export type RowContext = { profile: CsvProfile; findings: Findings; width: number | null }

export type ReadRow =
  | { kind: 'skip' }
  | { kind: 'continuation'; text: string; place: string }
  | { kind: 'opening' | 'closing'; balanceMinor: number; account: string | null }
  | { kind: 'total'; debitMinor: number | null; creditMinor: number | null; netMinor: number | null; place: string }
  | { kind: 'entry'; entry: Entry; balanceMinor: number | null; account: string | null }

/** An amount cell as signed minor units; `text` is what stood there. */
type CellAmount = { text: string; amountMinor: number | null; negative: boolean; signed: boolean }

/** The balance that a line before the table states ("Opening balance: 1,000.00"), or `null`. */
export function readPreambleRow(
  row: CsvRow,
  profile: CsvProfile,
): { kind: 'opening' | 'closing'; balanceMinor: number } | null {
  const cells = row.cells.map(cellText)
  for (const [index, cell] of cells.entries()) {
    const [label = '', inline = ''] = cell.split(/:(.*)/s)
    const kind = balanceRowKind(label)
    if (kind !== 'opening' && kind !== 'closing') continue
    for (const value of [inline.trim(), ...cells.slice(index + 1)]) {
      const { amountMinor } = readAmountCell(value, profile.currency, profile)
      if (amountMinor !== null) return { kind, balanceMinor: amountMinor }
    }
  }
  return null
}

/** Reads one row. */
export function readRow(row: CsvRow, context: RowContext): ReadRow {
  const { profile } = context
  const { columns } = profile
  const cells = row.cells.map(cellText)
  if (cells.every((cell) => cell === '')) return { kind: 'skip' }
  const first = cells.find((cell) => cell !== '') ?? ''
  if (profile.skipRowsStartingWith.some((word) => first.startsWith(word))) return { kind: 'skip' }
  const at = (column: number | null): string => (column === null ? '' : (cells[column] ?? ''))
  const place = `line ${row.line}`
  const currency = currencyOf(at(columns.currency), profile)
  const dateText = at(columns.bookingDate) || at(columns.valueDate)
  const moving = [columns.amount, columns.debit, columns.credit].filter((column) => column !== null)
  const hasAmount = moving.some((column) => at(column) !== '')
  const balance = readAmountCell(at(columns.balance), currency, profile)
  const isDebit = profile.sign === 'words' && directionOfWord(at(columns.direction), profile) === 'debit'
  const amountIn = (column: number | null): number | null => {
    const { amountMinor } = readAmountCell(at(column), currency, profile)
    return amountMinor !== null && isDebit ? -Math.abs(amountMinor) : amountMinor
  }
  const label = cells.find((cell) => balanceRowKind(cell, true) !== null) ?? labelOf(cells, context)
  const stated = balanceRow([label, first], balance.amountMinor, moving.map(amountIn))
  const account = accountOf(at(columns.account), place, context)
  if (stated) return { ...stated, account }
  const isDated = dateOrdersOf(dateText).length > 0
  const loose = isDated ? null : readPreambleRow(row, profile)
  if (loose) return { ...loose, account: null }
  if (!isDated && [label, first].some((text) => balanceRowKind(text) === 'total')) {
    const [debitMinor, creditMinor] = [amountIn(columns.debit), amountIn(columns.credit)]
    return { kind: 'total', debitMinor, creditMinor, netMinor: amountIn(columns.amount), place }
  }
  if (dateText === '' && !hasAmount && balance.text === '') {
    return { kind: 'continuation', text: cells.filter((cell) => cell !== '').join(' '), place }
  }
  checkWidth(row, context, place)
  const entry = readEntry({ at, currency, place, context })
  if (balance.text !== '' && balance.amountMinor === null) {
    context.findings.add(
      'balance-unreadable',
      place,
      `The balance "${balance.text.slice(0, 40)}" at ${place} cannot be read as an amount. It was not used.`,
    )
  }
  return { kind: 'entry', entry, balanceMinor: balance.amountMinor, account }
}

/** A row that carries a balance and moves nothing, such as "Opening balance" or "Balance b/f". */
function balanceRow(
  labels: readonly string[],
  balanceMinor: number | null,
  moves: readonly (number | null)[],
): { kind: 'opening' | 'closing'; balanceMinor: number } | null {
  const moved = moves.find((amount) => amount !== null && amount !== 0) ?? null
  for (const label of labels) {
    const kind = balanceRowKind(label)
    if (kind !== 'opening' && kind !== 'closing') continue
    if (balanceMinor !== null && (moved === null || moved === balanceMinor)) return { kind, balanceMinor }
    if (balanceMinor === null && moved !== null && balanceRowKind(label, true) !== null)
      return { kind, balanceMinor: moved }
  }
  return null
}

/** Text of the description cells: where banks write "Opening balance". */
function labelOf(cells: readonly string[], { profile }: RowContext): string {
  const { text, counterparty } = profile.columns
  return [...text, counterparty]
    .map((column) => (column === null ? '' : (cells[column] ?? '')))
    .join(' ')
    .trim()
}

function currencyOf(cell: string, profile: CsvProfile): string | null {
  const code = cell.toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? code : profile.currency
}

/** Account numbers that a spreadsheet turned into `1.23E+11` are lost. */
function accountOf(cell: string, place: string, context: RowContext): string | null {
  if (!/^\d[.,]?\d*E\+?\d+$/i.test(cell)) return cell === '' ? null : cell
  context.findings.add(
    'account-damaged',
    place,
    `The account "${cell.slice(0, 40)}" at ${place} was turned into a number by a spreadsheet and is lost. Download the file again without opening it there.`,
  )
  return null
}

function checkWidth(row: CsvRow, context: RowContext, place: string): void {
  const { width } = context
  if (width === null || row.cells.length === width) return
  const surplus = row.cells.slice(width).some((cell) => cell.trim() !== '')
  if (row.cells.length > width && !surplus) return
  context.findings.add(
    row.cells.length < width ? 'row-too-short' : 'row-too-long',
    place,
    `The row at ${place} has ${row.cells.length} columns instead of ${width}: it is cut off, or a text in it holds the separator. Check this entry.`,
  )
}

function readAmountCell(cell: string, currency: string | null, profile: CsvProfile): CellAmount {
  const parts = amountParts(cell)
  if (!parts) return { text: cell, amountMinor: null, negative: false, signed: false }
  const units = readDigits(parts.digits, exponentOfCode(currency), profile)
  const amountMinor = units === null ? null : parts.negative ? -units : units
  return { text: cell, amountMinor, negative: parts.negative, signed: parts.signed }
}

type EntrySource = {
  at: (column: number | null) => string
  currency: string | null
  place: string
  context: RowContext
}

function readEntry(source: EntrySource): Entry {
  const { at, currency, place, context } = source
  const { columns } = context.profile
  const entry = unknownEntry(place)
  entry.currency = currency
  takeDates(entry, source)
  if (columns.debit !== null || columns.credit !== null) takeTwoColumns(entry, source)
  else takeOneColumn(entry, source)
  const orNull = (column: number | null): string | null => at(column) || null
  entry.bankReference = orNull(columns.bankReference)
  entry.ownReference = orNull(columns.ownReference)
  entry.chequeNumber = /^0*$/.test(at(columns.chequeNumber)) ? null : at(columns.chequeNumber)
  entry.counterparty = orNull(columns.counterparty)
  entry.counterpartyAccount = orNull(columns.counterpartyAccount)
  const texts = columns.text.map(at).filter((text) => text !== '')
  entry.text = texts.length === 0 ? null : texts.join(' ')
  entry.rawText = texts.length === 0 ? null : texts.join('\n')
  return entry
}

function takeDates(entry: Entry, { at, place, context }: EntrySource): void {
  const { columns, dateOrder } = context.profile
  const read = (name: string, column: number | null): { text: string | null; date: string | null } => {
    const text = at(column)
    if (text === '') return { text: null, date: null }
    const date = dateOrder === null ? null : readDateCell(text, dateOrder)
    if (date === null && dateOrder !== null) {
      context.findings.add(
        'date-unreadable',
        place,
        `The ${name} "${text.slice(0, 40)}" at ${place} is no calendar day in the order ${dateOrder}. It is taken as unknown.`,
      )
    }
    return { text, date }
  }
  const booking = read('date', columns.bookingDate)
  const value = read('value date', columns.valueDate)
  entry.bookingDate = booking.date
  entry.bookingDateText = booking.text
  entry.valueDate = value.date
  entry.valueDateText = value.text
  if (booking.text === null && value.text === null) {
    context.findings.add(
      'date-missing',
      place,
      `The row at ${place} has an amount but no date. The entry is kept without one; check it.`,
    )
  }
}

function takeTwoColumns(entry: Entry, { at, currency, place, context }: EntrySource): void {
  const { columns, debitIsNegative } = context.profile
  const debit = readAmountCell(at(columns.debit), currency, context.profile)
  const credit = readAmountCell(at(columns.credit), currency, context.profile)
  entry.amountText = [debit.text, credit.text].filter((text) => text !== '').join(' / ') || null
  const isFilled = (cell: CellAmount): boolean => cell.text !== '' && cell.amountMinor !== 0
  const unreadable = [debit, credit].find(
    (cell) => cell.text !== '' && !/^[-–—]$/.test(cell.text) && cell.amountMinor === null,
  )
  if (unreadable) {
    reportAmount(unreadable.text, place, context)
    return
  }
  const [debitFilled, creditFilled] = [
    isFilled(debit) && debit.amountMinor !== null,
    isFilled(credit) && credit.amountMinor !== null,
  ]
  if (debitFilled && creditFilled) {
    context.findings.add(
      'both-columns-filled',
      place,
      `The row at ${place} has a debit (${debit.text}) and a credit (${credit.text}). Which one counts is unknown; ask the bank.`,
    )
    return
  }
  if (!debitFilled && !creditFilled) {
    if (debit.text === '' && credit.text === '') {
      reportAmount('', place, context)
      return
    }
    entry.amountMinor = minor(0)
    entry.direction = 'credit'
    return
  }
  const cell = debitFilled ? debit : credit
  entry.amountMinor = minor(Math.abs(cell.amountMinor ?? 0))
  entry.direction = debitFilled ? 'debit' : 'credit'
  const expectedNegative = debitFilled && debitIsNegative
  if (cell.negative !== expectedNegative && (cell.negative || cell.signed)) {
    contradiction(entry, `stands in the ${entry.direction} column but is written ${cell.text}`, context)
  }
}

function takeOneColumn(entry: Entry, { at, currency, place, context }: EntrySource): void {
  const { profile } = context
  const cell = readAmountCell(at(profile.columns.amount), currency, profile)
  entry.amountText = cell.text === '' ? null : cell.text
  if (cell.amountMinor === null) {
    reportAmount(cell.text, place, context)
    return
  }
  entry.amountMinor = minor(Math.abs(cell.amountMinor))
  switch (profile.sign) {
    case 'signed':
      entry.direction = cell.negative ? 'debit' : 'credit'
      return
    case 'reversed':
      entry.direction = cell.negative ? 'credit' : 'debit'
      return
    case 'words': {
      const word = at(profile.columns.direction)
      entry.direction = directionOfWord(word, profile)
      checkWord(entry, { word, cell }, context)
      return
    }
    default:
      entry.direction = null
  }
}

function checkWord(entry: Entry, { word, cell }: { word: string; cell: CellAmount }, context: RowContext): void {
  if (entry.direction === null) {
    context.findings.add(
      'direction-missing',
      entry.place,
      `The word "${word.slice(0, 40)}" at ${entry.place} does not say credit or debit in this profile. The entry cannot be counted; add the word to the profile.`,
    )
  } else if (
    (cell.negative && entry.direction === 'credit') ||
    (cell.signed && !cell.negative && entry.direction === 'debit')
  ) {
    contradiction(entry, `is marked "${word}" but written ${cell.text}`, context)
  }
}

/** The direction that a profile's words give to a cell. */
function directionOfWord(word: string, profile: Pick<CsvProfile, 'creditWords' | 'debitWords'>): Direction | null {
  const plain = normalised(word) || word.trim()
  if (profile.creditWords.includes(plain)) return 'credit'
  return profile.debitWords.includes(plain) ? 'debit' : null
}

function contradiction(entry: Entry, words: string, context: RowContext): void {
  entry.direction = null
  context.findings.add(
    'sign-contradicts-column',
    entry.place,
    `The amount at ${entry.place} ${words}. Whether money came or went is unknown; ask the bank.`,
  )
}

function reportAmount(text: string, place: string, context: RowContext): void {
  const words = text === '' ? 'has no amount' : `has the amount "${text.slice(0, 40)}", which cannot be read`
  context.findings.add(
    'amount-unreadable',
    place,
    `The row at ${place} ${words}. The entry is kept with an unknown amount; check the profile or ask the bank.`,
  )
}
