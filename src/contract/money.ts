/**
 * Money: whole minor units of one currency, never a floating-point figure (law 9).
 * Everything that turns text into money, money into text, or one amount into another is in this file.
 */
import { z } from 'zod'

/** Minor units of every currency that a desk may hold. Source: ISO 4217. */
export const CURRENCY_EXPONENT = {
  AUD: 2,
  BHD: 3,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  NZD: 2,
  RUB: 2,
  SGD: 2,
  THB: 2,
  TWD: 2,
  USD: 2,
} as const

export type Currency = keyof typeof CURRENCY_EXPONENT
export const CURRENCIES = Object.keys(CURRENCY_EXPONENT) as [Currency, ...Currency[]]
export const Currency = z.enum(CURRENCIES)

declare const minorBrand: unique symbol
/** Whole minor units (cents of HKD, yen of JPY). Always a safe integer. */
export type AmountMinor = number & { readonly [minorBrand]: true }

/** Largest amount that any field of the desk accepts: ten million million major units of a 2-digit currency. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000_000

/** Schema of an amount as it travels: a safe integer of minor units, signed. */
export const AmountMinor = z
  .int()
  .min(-MAX_AMOUNT_MINOR)
  .max(MAX_AMOUNT_MINOR)
  .transform((n) => n as AmountMinor)
/** Schema of an amount that must be greater than zero. */
export const PositiveMinor = z
  .int()
  .min(1)
  .max(MAX_AMOUNT_MINOR)
  .transform((n) => n as AmountMinor)
/** Schema of an amount that may be zero but not negative. */
export const NonNegativeMinor = z
  .int()
  .min(0)
  .max(MAX_AMOUNT_MINOR)
  .transform((n) => n as AmountMinor)

export const Money = z.object({ amountMinor: AmountMinor, currency: Currency }).strict()
export type Money = z.output<typeof Money>

export const ZERO = 0 as AmountMinor

/** Why a text is no amount. */
export type MoneyTextProblem = 'empty' | 'not-a-number' | 'too-many-decimals' | 'too-large' | 'ambiguous-mark'

/** Number of decimals of a currency. */
export function exponentOf(currency: Currency): number {
  return CURRENCY_EXPONENT[currency]
}

export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCY_EXPONENT, text)
}

/** Checks that a number is an amount. Throws a plain Error otherwise: that is a bug, never input. */
export function minor(n: number): AmountMinor {
  if (!Number.isSafeInteger(n) || Math.abs(n) > MAX_AMOUNT_MINOR) throw new Error(`not an amount in minor units: ${n}`)
  return (n === 0 ? 0 : n) as AmountMinor
}

export function add(...amounts: number[]): AmountMinor {
  let sum = 0
  for (const amount of amounts) sum += amount
  return minor(sum)
}

export function subtract(a: number, b: number): AmountMinor {
  return minor(a - b)
}

export function negate(a: number): AmountMinor {
  return minor(-a)
}

/**
 * A share of an amount, rounded half up (away from zero): `amount × numerator / denominator`.
 * Exact for every amount the desk accepts because the product is taken in big integers.
 */
export function share(amount: number, numerator: number, denominator: number): AmountMinor {
  const product = BigInt(amount) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const sign = product < 0n !== divisor < 0n ? -1n : 1n
  const p = product < 0n ? -product : product
  const d = divisor < 0n ? -divisor : divisor
  return minor(Number(sign * ((2n * p + d) / (2n * d))))
}

/**
 * Reads an amount written by a person or a machine: `1234.5`, `1,234.50`, `-12`, `1 234.50`.
 * The decimal mark is a dot; commas and blanks may only group three digits. Trailing zeros beyond the
 * currency's decimals are accepted, anything else beyond them is not.
 */
export function parseMoney(
  text: string,
  currency: Currency,
): { ok: true; amountMinor: AmountMinor } | { ok: false; problem: MoneyTextProblem } {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, problem: 'empty' }
  const match = /^([+\-−])?(\d{1,3}(?:([, ])\d{3})(?:\3\d{3})*|\d+)(?:\.(\d+))?$/u.exec(trimmed)
  if (!match) {
    return { ok: false, problem: /^[+\-−]?\d[\d.]*,\d{1,2}$/u.test(trimmed) ? 'ambiguous-mark' : 'not-a-number' }
  }
  const [, sign, whole = '', , fraction = ''] = match
  const exponent = exponentOf(currency)
  if (/[1-9]/.test(fraction.slice(exponent))) return { ok: false, problem: 'too-many-decimals' }
  const digits = whole.replace(/[, ]/g, '') + fraction.slice(0, exponent).padEnd(exponent, '0')
  const units = BigInt(digits)
  if (units > BigInt(MAX_AMOUNT_MINOR)) return { ok: false, problem: 'too-large' }
  const signed = sign === '-' || sign === '−' ? -Number(units) : Number(units)
  return { ok: true, amountMinor: minor(signed) }
}

/** Plain decimal text for files and machines: `-1234.50`, dot, no grouping, exact decimals of the currency. */
export function toDecimalText(amount: number, currency: Currency): string {
  return digitsOf(amount, currency, { minus: '-', group: '' })
}

/** Text for people: `−1,234.50` with a true minus and grouped thousands; the currency is shown beside it. */
export function formatMoney(amount: number, currency: Currency): string {
  return digitsOf(amount, currency, { minus: '−', group: ',' })
}

function digitsOf(amount: number, currency: Currency, { minus, group }: { minus: string; group: string }): string {
  const exponent = exponentOf(currency)
  const text = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const whole = text.slice(0, text.length - exponent)
  const grouped = group === '' ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)
  const sign = amount < 0 ? minus : ''
  return exponent === 0 ? sign + grouped : `${sign}${grouped}.${text.slice(-exponent)}`
}
