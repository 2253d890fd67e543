/**
 * Turns the decimal text of bank files into whole minor units, and back, without any floating-point step.
 * Files write `1234.50`, `1234,5`, `5,`, `,5`, `123` or `000000001000,00`: all are read here, junk is refused.
 */
import { type AmountMinor, MAX_AMOUNT_MINOR, minor } from '../../../../contract/money.ts'
import { exponentOfCode } from './currency-exponent.ts'

export type DecimalProblem = 'empty' | 'not-a-number' | 'currency-sign' | 'too-many-decimals' | 'too-large'

/** `mark`: which decimal mark may stand in the text. `group`: mark that may separate thousands, if any. */
export type DecimalStyle = { mark: '.' | ',' | 'either'; group?: '.' | ',' | ' ' | "'" | null }

export type DecimalResult =
  | { ok: true; amountMinor: AmountMinor; marked: boolean }
  | { ok: false; problem: DecimalProblem }

const PLAIN = /^([+\-−])?(\d*)(?:([.,])(\d*))?$/u
const CURRENCY_SIGN = /[$€£¥₩₽₹]|[A-Za-z]/u

/**
 * Reads a decimal text as signed minor units with the given number of decimals.
 * More decimals than the currency has are accepted only when they are zeros.
 */
export function readDecimal(text: string, exponent: number, style: DecimalStyle): DecimalResult {
  return plainDecimal(text, exponent, style.mark) ?? readAnyDecimal(text, exponent, style)
}

/** Digits with at most one mark, as most amounts are; `null` for whatever needs a closer look. */
function plainDecimal(text: string, exponent: number, mark: DecimalStyle['mark']): DecimalResult | null {
  const { length } = text
  if (length === 0 || length > 13) return null
  let units = 0
  let decimals = -1
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      units = units * 10 + code - 48
      if (decimals >= 0) decimals += 1
    } else if (decimals < 0 && at > 0 && ((code === 46 && mark !== ',') || (code === 44 && mark !== '.'))) decimals = 0
    else return null
  }
  if (decimals > exponent) return null
  for (let missing = exponent - Math.max(decimals, 0); missing > 0; missing -= 1) units *= 10
  return units > MAX_AMOUNT_MINOR ? null : { ok: true, amountMinor: minor(units), marked: decimals >= 0 }
}

function readAnyDecimal(text: string, exponent: number, style: DecimalStyle): DecimalResult {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, problem: 'empty' }
  const plain = style.group ? withoutGroups(trimmed, style.group) : trimmed
  const match = plain === null ? null : PLAIN.exec(plain)
  if (!match) return { ok: false, problem: CURRENCY_SIGN.test(trimmed) ? 'currency-sign' : 'not-a-number' }
  const [, sign, whole = '', mark, fraction = ''] = match
  if (whole === '' && fraction === '') return { ok: false, problem: 'not-a-number' }
  if (mark !== undefined && style.mark !== 'either' && mark !== style.mark)
    return { ok: false, problem: 'not-a-number' }
  if (/[1-9]/.test(fraction.slice(exponent))) return { ok: false, problem: 'too-many-decimals' }
  const digits = (whole + fraction.slice(0, exponent).padEnd(exponent, '0')).replace(/^0+/, '')
  if (digits.length > 16) return { ok: false, problem: 'too-large' }
  const units = BigInt(digits === '' ? '0' : digits)
  if (units > BigInt(MAX_AMOUNT_MINOR)) return { ok: false, problem: 'too-large' }
  const negative = sign === '-' || sign === '−'
  return { ok: true, amountMinor: minor(negative ? -Number(units) : Number(units)), marked: mark !== undefined }
}

/** The text without thousands marks, or `null` when the marks do not group three digits each. */
function withoutGroups(text: string, group: '.' | ',' | ' ' | "'"): string | null {
  const spaced = group === ' ' ? text.replace(/[\u00a0\u202f\u2009]/g, ' ') : text.replace(/[’]/g, "'")
  if (!spaced.includes(group)) return spaced
  const mark = group === '.' ? ',' : '[.,]'
  const escaped = group === '.' ? '\\.' : group
  const shape = new RegExp(`^[+\\-−]?\\d{1,3}(?:${escaped}\\d{3})+(?:${mark}\\d*)?$`, 'u')
  return shape.test(spaced) ? spaced.replaceAll(group, '') : null
}

/** Why a text is no amount, as the end of a sentence. */
export function problemSentence(problem: DecimalProblem, currency: string | null): string {
  switch (problem) {
    case 'empty':
      return 'is empty'
    case 'not-a-number':
      return 'is not an amount'
    case 'currency-sign':
      return 'holds letters or a currency sign where only a number may stand'
    case 'too-many-decimals':
      return `has more decimals than ${currency ?? 'its currency'} has (${exponentOfCode(currency)})`
    case 'too-large':
      return 'is larger than any amount the desk accepts'
  }
}

/** Plain decimal text of minor units: `-1234.50`, dot, exact decimals of the currency (two when it is unknown). */
export function minorToDecimalText(amountMinor: number, currency: string | null): string {
  const exponent = exponentOfCode(currency)
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const sign = amountMinor < 0 ? '-' : ''
  return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-exponent)}`
}

/** An amount in a sentence: `12.50 EUR`, or the bare number when the currency is unknown. */
export function amountInWords(amountMinor: number, currency: string | null): string {
  const text = minorToDecimalText(amountMinor, currency)
  return currency === null ? text : `${text} ${currency}`
}
