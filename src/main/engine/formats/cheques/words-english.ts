/**
 * The amount of a cheque in English words as Hong Kong desks write it: British "And", cents after the dollars, "Only" at
 * the end. The writer and the reader share no table, so that one can check the other.
 *
 * House default: `One Thousand Nine Hundred And Forty Five Dollars And Cents Eighty Six Only` (cents as words, the unit
 * named once). "Cents" is a label in front of the number and therefore never becomes singular; whole amounts have no
 * cents part in either style; an amount below one unit starts with `Zero`, so that nothing can be written in front.
 */
import { z } from 'zod'
import {
  type AmountMinor,
  CURRENCY_EXPONENT,
  type Currency,
  exponentOf,
  MAX_AMOUNT_MINOR,
  minor,
} from '../../../../contract/money.ts'
import { ChequeRefusal } from './cheque-refusal.ts'

export const EnglishStyle = z
  .object({
    /** `words`: "And Cents Eighty Six"; `fraction`: "And 86/100". */
    cents: z.enum(['words', 'fraction']).default('words'),
    /** `none` when the leaf prints the currency; `unit`: "Dollars"; `name`: "Hong Kong Dollars" in front. */
    currencyWord: z.enum(['none', 'unit', 'name']).default('unit'),
  })
  .strict()
export type EnglishStyle = z.output<typeof EnglishStyle>

export const HOUSE_ENGLISH_STYLE: EnglishStyle = { cents: 'words', currencyWord: 'unit' }

interface WrittenCurrency {
  readonly one: string
  readonly many: string
  readonly name: string
  readonly minor: string
}

const WRITTEN: Readonly<Record<Currency, WrittenCurrency>> = {
  AUD: { one: 'Dollar', many: 'Dollars', name: 'Australian Dollars', minor: 'Cents' },
  BHD: { one: 'Dinar', many: 'Dinars', name: 'Bahraini Dinars', minor: 'Fils' },
  CAD: { one: 'Dollar', many: 'Dollars', name: 'Canadian Dollars', minor: 'Cents' },
  CHF: { one: 'Franc', many: 'Francs', name: 'Swiss Francs', minor: 'Centimes' },
  CNY: { one: 'Yuan', many: 'Yuan', name: 'Renminbi Yuan', minor: 'Fen' },
  EUR: { one: 'Euro', many: 'Euros', name: 'Euros', minor: 'Cents' },
  GBP: { one: 'Pound', many: 'Pounds', name: 'Pounds Sterling', minor: 'Pence' },
  HKD: { one: 'Dollar', many: 'Dollars', name: 'Hong Kong Dollars', minor: 'Cents' },
  JPY: { one: 'Yen', many: 'Yen', name: 'Japanese Yen', minor: '' },
  KRW: { one: 'Won', many: 'Won', name: 'Korean Won', minor: '' },
  KWD: { one: 'Dinar', many: 'Dinars', name: 'Kuwaiti Dinars', minor: 'Fils' },
  NZD: { one: 'Dollar', many: 'Dollars', name: 'New Zealand Dollars', minor: 'Cents' },
  RUB: { one: 'Rouble', many: 'Roubles', name: 'Russian Roubles', minor: 'Kopecks' },
  SGD: { one: 'Dollar', many: 'Dollars', name: 'Singapore Dollars', minor: 'Cents' },
  THB: { one: 'Baht', many: 'Baht', name: 'Thai Baht', minor: 'Satang' },
  TWD: { one: 'Dollar', many: 'Dollars', name: 'New Taiwan Dollars', minor: 'Cents' },
  USD: { one: 'Dollar', many: 'Dollars', name: 'US Dollars', minor: 'Cents' },
}

const ONES = [
  'Zero',
  ...['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'],
  ...['Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen'],
]
const TENS = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety']
const SCALES = ['', ' Thousand', ' Million', ' Billion', ' Trillion', ' Quadrillion']

/**
 * The amount in English words. Minor units in, one line of text out, ended with "Only".
 * Throws `AMOUNT_NOT_FOR_CHEQUE` for a negative figure or one that is no amount.
 */
export function amountInEnglish(
  amountMinor: number,
  currency: Currency,
  style: EnglishStyle = HOUSE_ENGLISH_STYLE,
): string {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > MAX_AMOUNT_MINOR) {
    throw new ChequeRefusal(
      'AMOUNT_NOT_FOR_CHEQUE',
      `A cheque cannot be written over ${amountMinor} minor units of ${currency}. Give an amount of zero or more.`,
      { amountMinor, currency },
    )
  }
  const exponent = CURRENCY_EXPONENT[currency]
  const unitsPerMajor = 10 ** exponent
  const cents = amountMinor % unitsPerMajor
  const whole = (amountMinor - cents) / unitsPerMajor
  const words = WRITTEN[currency]
  let text = writeWhole(whole)
  if (style.currencyWord === 'name') text = `${words.name} ${text}`
  if (style.currencyWord === 'unit') text += ` ${whole === 1 ? words.one : words.many}`
  if (cents > 0) {
    text +=
      style.cents === 'words'
        ? ` And ${words.minor} ${writeWhole(cents)}`
        : ` And ${String(cents).padStart(exponent, '0')}/${unitsPerMajor}`
  }
  return `${text} Only`
}

function writeWhole(value: number): string {
  if (value === 0) return 'Zero'
  let text = ''
  let rest = value
  for (let scale = 0; rest > 0; scale++) {
    const group = rest % 1000
    rest = (rest - group) / 1000
    if (group === 0) continue
    // British usage: a last group below one hundred is joined with "And" (One Thousand And Five).
    const joint = scale === 0 && group < 100 && rest > 0 ? 'And ' : ''
    text = `${joint}${writeBelowThousand(group)}${SCALES[scale]}${text === '' ? '' : ` ${text}`}`
  }
  return text
}

function writeBelowThousand(value: number): string {
  const rest = value % 100
  const hundreds = (value - rest) / 100
  if (hundreds === 0) return writeBelowHundred(rest)
  return `${ONES[hundreds]} Hundred${rest === 0 ? '' : ` And ${writeBelowHundred(rest)}`}`
}

function writeBelowHundred(value: number): string {
  if (value < 20) return ONES[value]!
  const ones = value % 10
  return `${TENS[(value - ones) / 10]}${ones === 0 ? '' : ` ${ONES[ones]}`}`
}

// ---------------------------------------------------------------------------------------------------------------------
// The reader. It has its own vocabulary on purpose: a wrong word in the tables above must not read back as right.

const READ_BELOW_TWENTY = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index) => [word, index + 1]),
)
const READ_TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, 20 + 10 * index]),
)
const READ_SCALES = new Map([
  ['quadrillion', 1e15],
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
])

/** Spellings that a reader accepts: country words that may stand before the unit, the unit, the hundredth or thousandth. */
const READ_CURRENCY: Readonly<Record<Currency, readonly [country: string, major: string, minor: string]>> = {
  AUD: ['australian', 'dollar dollars', 'cent cents'],
  BHD: ['bahrain|bahraini', 'dinar dinars', 'fils'],
  CAD: ['canadian', 'dollar dollars', 'cent cents'],
  CHF: ['swiss', 'franc francs', 'centime centimes rappen'],
  CNY: ['renminbi|chinese', 'yuan renminbi', 'fen'],
  EUR: ['', 'euro euros', 'cent cents'],
  GBP: ['british', 'pound pounds sterling', 'penny pence'],
  HKD: ['hong kong|hk', 'dollar dollars', 'cent cents'],
  JPY: ['japanese', 'yen', ''],
  KRW: ['korean', 'won', ''],
  KWD: ['kuwait|kuwaiti', 'dinar dinars', 'fils'],
  NZD: ['new zealand', 'dollar dollars', 'cent cents'],
  RUB: ['russian', 'rouble roubles ruble rubles', 'kopeck kopecks kopek kopeks'],
  SGD: ['singapore', 'dollar dollars', 'cent cents'],
  THB: ['thai', 'baht', 'satang'],
  TWD: ['new taiwan', 'dollar dollars', 'cent cents'],
  USD: ['us|united states', 'dollar dollars', 'cent cents'],
}

interface Vocabulary {
  readonly countries: readonly string[][]
  readonly major: ReadonlySet<string>
  readonly minor: ReadonlySet<string>
}
const vocabularies = new Map<Currency, Vocabulary>()
function vocabularyOf(currency: Currency): Vocabulary {
  let found = vocabularies.get(currency)
  if (!found) {
    const [country, major, minorWords] = READ_CURRENCY[currency]
    const countries = country === '' ? [] : country.split('|').map((phrase) => phrase.split(' '))
    found = { countries, major: new Set(major.split(' ')), minor: new Set(minorWords.split(' ')) }
    vocabularies.set(currency, found)
  }
  return found
}

/**
 * Reads an amount in English words back into minor units; null when the text is no complete amount of this currency.
 * Hyphens, the case of letters, the place of the currency word and a missing "and" may vary; "Only" must end the text.
 */
export function parseEnglishAmount(text: string, currency: Currency): AmountMinor | null {
  const tokens = text
    .trim()
    .toLowerCase()
    .split(/[-\s]+/)
  if (tokens.pop() !== 'only') return null
  const vocabulary = vocabularyOf(currency)
  const start = skipCurrency(tokens, 0, vocabulary)
  const parts = splitParts(tokens.slice(start), vocabulary, exponentOf(currency))
  if (parts === null) return null
  const whole = parts.whole.length === 0 ? 0 : readNumber(parts.whole)
  if (whole === null) return null
  const total = whole * 10 ** exponentOf(currency) + parts.minor
  return total <= MAX_AMOUNT_MINOR ? minor(total) : null
}

/** Number of tokens of a currency phrase ("hong kong dollars") that starts at a place; the place itself if there is none. */
function skipCurrency(tokens: readonly string[], from: number, vocabulary: Vocabulary): number {
  let at = from
  const country = vocabulary.countries.find((words) => words.every((word, index) => tokens[at + index] === word))
  if (country) at += country.length
  const unitsFrom = at
  while (at < tokens.length && vocabulary.major.has(tokens[at]!)) at++
  return at > unitsFrom ? at : from
}

interface Parts {
  readonly whole: readonly string[]
  readonly minor: number
}

/** Parts a text into the words of the whole units and the value of the minor ones. */
function splitParts(tokens: readonly string[], vocabulary: Vocabulary, exponent: number): Parts | null {
  const fraction = /^(\d{2,3})\/(\d+)$/.exec(tokens.at(-1) ?? '')
  if (fraction) {
    const [, over = '', under] = fraction
    if (over.length !== exponent || under !== String(10 ** exponent)) return null
    return withWhole(tokens.slice(0, -1), Number(over), vocabulary)
  }
  const unitAt = exponent === 0 ? -1 : tokens.findIndex((token) => vocabulary.minor.has(token))
  if (unitAt < 0) return withoutMinor(tokens, vocabulary)
  const after = tokens.slice(unitAt + 1)
  const before = tokens.slice(0, unitAt)
  if (after.length > 0) return withWhole(before, readMinor(after, exponent), vocabulary)
  // "… Dollars and Eighty Six Cents": the number stands between the two units.
  const wholeEnd = before.findLastIndex((token) => vocabulary.major.has(token)) + 1
  const number = before.slice(wholeEnd)
  if (wholeEnd > 0 && number.shift() !== 'and') return null
  return withWhole(wholeEnd > 0 ? [...before.slice(0, wholeEnd), 'and'] : [], readMinor(number, exponent), vocabulary)
}

function readMinor(tokens: readonly string[], exponent: number): number | null {
  const value = readNumber(tokens)
  return value !== null && value > 0 && value < 10 ** exponent ? value : null
}

/** The words before the minor part: nothing at all, or whole units that are joined to it by "and". */
function withWhole(tokens: readonly string[], minorValue: number | null, vocabulary: Vocabulary): Parts | null {
  if (minorValue === null) return null
  if (tokens.length === 0) return { whole: [], minor: minorValue }
  if (tokens.at(-1) !== 'and') return null
  const rest = withoutMinor(tokens.slice(0, -1), vocabulary)
  return rest && { whole: rest.whole, minor: minorValue }
}

function withoutMinor(tokens: readonly string[], vocabulary: Vocabulary): Parts | null {
  for (let end = 1; end < tokens.length; end++) {
    if (skipCurrency(tokens, end, vocabulary) === tokens.length) return { whole: tokens.slice(0, end), minor: 0 }
  }
  return tokens.length === 0 ? null : { whole: tokens, minor: 0 }
}

/** Reads "one thousand nine hundred and forty five"; null for anything that is no well-formed number. */
function readNumber(tokens: readonly string[]): number | null {
  if (tokens.length === 1 && tokens[0] === 'zero') return 0
  let total = 0
  let groupFrom = 0
  let lastScale = Number.POSITIVE_INFINITY
  for (let at = 0; at <= tokens.length; at++) {
    const isEnd = at === tokens.length
    const scale = isEnd ? 1 : READ_SCALES.get(tokens[at]!)
    if (scale === undefined) continue
    if (isEnd && groupFrom === at && total > 0) break
    const joined = isEnd && total > 0 && tokens[groupFrom] === 'and'
    const group = readGroup(tokens.slice(joined ? groupFrom + 1 : groupFrom, at))
    if (group === null || scale >= lastScale || (joined && group >= 100)) return null
    total += group * scale
    lastScale = scale
    groupFrom = at + 1
  }
  return Number.isSafeInteger(total) ? total : null
}

/** One to nine hundred and ninety nine. */
function readGroup(tokens: readonly string[]): number | null {
  const hundreds = tokens[1] === 'hundred' ? READ_BELOW_TWENTY.get(tokens[0]!) : 0
  if (hundreds === undefined || hundreds > 9) return null
  if (hundreds === 0) return readBelowHundred(tokens)
  if (tokens.length === 2) return hundreds * 100
  const rest = readBelowHundred(tokens.slice(tokens[2] === 'and' ? 3 : 2))
  return rest === null ? null : hundreds * 100 + rest
}

function readBelowHundred(tokens: readonly string[]): number | null {
  const [first = '', second, ...more] = tokens
  if (more.length > 0) return null
  const tens = READ_TENS.get(first)
  if (tens === undefined) return second === undefined ? (READ_BELOW_TWENTY.get(first) ?? null) : null
  if (second === undefined) return tens
  const ones = READ_BELOW_TWENTY.get(second)
  return ones !== undefined && ones < 10 ? tens + ones : null
}
