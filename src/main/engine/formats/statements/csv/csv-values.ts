/**
 * Reads single cells of CSV statements: dates in the order a profile states, amounts with signs, brackets, currency
 * signs and thousands marks wherever banks put them. A cell that has more than one meaning is not read.
 */
import { fullYear, validDate } from '../calendar-text.ts'
import { readDecimal } from '../decimal-text.ts'

export type DateOrder = 'YMD' | 'DMY' | 'MDY'

const MONTHS: Record<string, number> = {}
for (const [index, names] of [
  'jan january januar janvier enero gennaio januari ene gen sty janv',
  'feb february februar fevrier febrero febbraio februari fev fevr lut',
  'mar march marz maerz mars marzo maart mrz mrt',
  'apr april avril abril aprile avr abr kwi',
  'may mai mayo maggio mei mag maj',
  'jun june juni juin junio giugno giu cze',
  'jul july juli juillet julio luglio juil lug lip',
  'aug august aout agosto augustus ago sie',
  'sep sept september septembre septiembre settembre set wrz',
  'oct october oktober octobre octubre ottobre okt ott paz',
  'nov november novembre noviembre lis',
  'dec december dezember decembre diciembre dicembre dez dic gru',
].entries()) {
  for (const name of names.split(' ')) MONTHS[name] = index + 1
}

/** Inner text of a cell: without blanks around it and without a spreadsheet's formula guard (`="0012"`). */
export function cellText(cell: string | undefined): string {
  const text = (cell ?? '').replace(/[\u00a0\u202f\ufeff]/g, ' ').trim()
  const guarded = /^="?([^"]*)"?$/.exec(text)
  return (guarded?.[1] ?? text).trim()
}

/** The orders in which a cell is a calendar day. */
export function dateOrdersOf(cell: string): DateOrder[] {
  return (['YMD', 'DMY', 'MDY'] as const).filter((order) => readDateCell(cell, order) !== null)
}

/** A cell as a calendar day in a given order, or `null`. */
export function readDateCell(cell: string, order: DateOrder): string | null {
  if (cell.length > 40) return null
  const text = cell
    .replace(/[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?.*$/, '')
    .replace(/[.,]$/, '')
    .trim()
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text)
  if (chinese) return order === 'YMD' ? assemble(chinese[1], chinese[2], chinese[3]) : null
  const compact = /^(\d{8})(?:\d{4}|\d{6})?(?:\.\d{1,6})?(?:\[.{1,12}\])?$/.exec(text)
  if (compact) return readCompact(compact[1] ?? '', order)
  const numeric = /^(\d{1,4})([-/. ])\s?(\d{1,2})\2\s?(\d{1,4})$/.exec(text)
  if (numeric) return readParts([numeric[1] ?? '', numeric[3] ?? '', numeric[4] ?? ''], order)
  const named = /^(\d{1,4})[-/. ]{1,2}(\p{L}{3,10})\.?[-/., ]{1,2}(\d{2,4})$/u.exec(text)
  if (named) return readNamed([named[1] ?? '', named[2] ?? '', named[3] ?? ''], order)
  const american = /^(\p{L}{3,10})\.? (\d{1,2}),? (\d{4})$/u.exec(text)
  return american ? readNamed([american[2] ?? '', american[1] ?? '', american[3] ?? ''], order) : null
}

function readCompact(text: string, order: DateOrder): string | null {
  if (order === 'YMD') return assemble(text.slice(0, 4), text.slice(4, 6), text.slice(6))
  const [first, second] = [text.slice(0, 2), text.slice(2, 4)]
  return order === 'DMY' ? assemble(text.slice(4), second, first) : assemble(text.slice(4), first, second)
}

/** A four-digit year fixes where the year stands; two-digit years follow the order. */
function readParts([first, second, third]: [string, string, string], order: DateOrder): string | null {
  if (first.length === 4) return order === 'YMD' && third.length <= 2 ? assemble(first, second, third) : null
  if (first.length > 2 || third.length === 3 || third.length === 1 || first.length === 0) {
    return null
  }
  if (third.length === 4 && order === 'YMD') return null
  if (order === 'YMD') return first.length === 2 ? assemble(first, second, third) : null
  return order === 'DMY' ? assemble(third, second, first) : assemble(third, first, second)
}

/** A month by name leaves no doubt about day and month. */
function readNamed([first, name, last]: [string, string, string], order: DateOrder): string | null {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const month = Object.hasOwn(MONTHS, plain) ? String(MONTHS[plain]) : null
  if (month === null) return null
  if (first.length === 4) return order === 'YMD' && last.length === 2 ? assemble(first, month, last) : null
  return order === 'YMD' ? null : assemble(last, month, first)
}

function assemble(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (year === undefined || month === undefined || day === undefined) return null
  const full = year.length === 2 ? fullYear(Number(year), null) : Number(year)
  if (full < 1900 || full > 2199) return null
  return validDate(`${String(full).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** An amount cell taken apart: the digits with their marks, and the sign by whatever means it was written. */
export type AmountParts = { digits: string; negative: boolean; signed: boolean }

const CURRENCY = '(?:[A-Z]{3}|HK\\$|US\\$|NT\\$|A\\$|C\\$|S\\$|[$€£¥₩₽₹]|RMB|kr\\.?|zł|Kč|Ft|元)'
const LEADING = new RegExp(`^${CURRENCY}\\s{0,3}`)
const TRAILING = new RegExp(`\\s{0,3}${CURRENCY}$`)

/** Takes an amount cell apart; `null` when it is no amount in any notation. */
export function amountParts(cell: string): AmountParts | null {
  let text = cell.trim()
  if (text === '' || text.length > 60) return null
  let negative = false
  let signed = false
  const bracketed = /^\((.*)\)$/.exec(text) ?? /^([^()]{0,6})\((.*)\)$/.exec(text)
  if (bracketed) {
    text = `${bracketed[1] ?? ''}${bracketed[2] ?? ''}`.trim()
    negative = true
    signed = true
  }
  const word = /^(.*\d)\s?(CR|DR|Cr|Dr|cr|dr)\.?$/.exec(text)
  if (word) {
    negative ||= (word[2] ?? '').toUpperCase() === 'DR'
    signed = true
    text = word[1] ?? ''
  }
  const takeSign = (): void => {
    const sign = /^([+\-−])\s{0,3}(?=.)/u.exec(text) ?? /(?<=.)\s{0,3}([+\-−])$/u.exec(text)
    if (!sign) return
    negative ||= sign[1] !== '+'
    signed = true
    text = text.startsWith(sign[0]) ? text.slice(sign[0].length) : text.slice(0, text.length - sign[0].length)
  }
  takeSign()
  text = text.replace(LEADING, '').replace(TRAILING, '').trim()
  takeSign()
  return /^(?:\d[\d.,' ’]*|[.,]\d+)$/u.test(text) ? { digits: text, negative, signed } : null
}

export type Marks = { decimalMark: '.' | ',' | null; thousandsMark: '.' | ',' | ' ' | "'" | null }

/** Digits as unsigned minor units under the profile's marks; `null` when they do not fit them. */
export function readDigits(digits: string, exponent: number, marks: Marks): number | null {
  const { decimalMark, thousandsMark } = marks
  if (decimalMark === null && /^\d{1,3}[.,]\d{3}$/.test(digits)) return null
  const mark = decimalMark ?? 'either'
  const read = readDecimal(digits, exponent, { mark, group: thousandsMark === decimalMark ? null : thousandsMark })
  return read.ok ? read.amountMinor : null
}

/** What the digits of many amounts say about their marks. */
export function marksOf(all: readonly string[]): Marks & { contradicts: boolean } {
  const votes = { '.': 0, ',': 0 }
  const groups = { '.': 0, ',': 0, ' ': 0, "'": 0 }
  for (const digits of all) {
    const text = digits.replaceAll('’', "'")
    const comma = text.lastIndexOf(',')
    const dot = text.lastIndexOf('.')
    if (text.includes(' ')) groups[' '] += 1
    if (text.includes("'")) groups["'"] += 1
    if (comma >= 0 && dot >= 0) {
      votes[comma > dot ? ',' : '.'] += 1
      groups[comma > dot ? '.' : ','] += 1
    } else if (comma >= 0 || dot >= 0) {
      const mark = comma >= 0 ? ',' : '.'
      const behind = text.length - 1 - Math.max(comma, dot)
      const several = text.indexOf(mark) !== Math.max(comma, dot)
      if (several) groups[mark] += 1
      else if (behind !== 3 || text.startsWith('0') || text.startsWith(mark)) votes[mark] += 1
    }
  }
  const decimalMark =
    votes['.'] > votes[','] ? '.' : votes[','] > 0 ? ',' : groups['.'] > 0 ? ',' : groups[','] > 0 ? '.' : null
  const others = (['.', ',', ' ', "'"] as const).filter((mark) => mark !== decimalMark && groups[mark] > 0)
  const likely = decimalMark === '.' ? ',' : decimalMark === ',' ? '.' : null
  return {
    decimalMark,
    thousandsMark: others[0] ?? likely,
    contradicts: votes['.'] > 0 && votes[','] > 0,
  }
}
