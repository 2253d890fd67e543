/**
 * The amount of a cheque in Traditional Chinese financial numerals. Banks differ in three glyphs and in a few zeros, so
 * both are data of the bank's form; the house default is the one that the published Hong Kong samples use. The writer
 * and the reader share no code, so that one can check the other.
 *
 * Zeros: a run inside gives one 零, trailing zeros give none, nothing but zero is 零元正, ten is 壹拾. The end mark
 * stands when there are no 分.
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

/** The glyphs that banks disagree on. Any of them is read; one of each is written. */
export const CHINESE_GLYPHS = {
  three: ['叁', '叄', '參'],
  yuan: ['元', '圓'],
  end: ['正', '整'],
} as const

export const ChineseStyle = z
  .object({
    three: z.enum(CHINESE_GLYPHS.three).default('叁'),
    yuan: z.enum(CHINESE_GLYPHS.yuan).default('元'),
    end: z.enum(CHINESE_GLYPHS.end).default('正'),
    /** 0.50 as 伍角正 (true) or 伍角. */
    endAfterJiao: z.boolean().default(true),
    /** 10,500 as 壹萬零伍佰 (true) or 壹萬伍佰. */
    zeroAfterMyriad: z.boolean().default(true),
    /** 107,000 as 壹拾萬零柒仟 (true) or 壹拾萬柒仟. */
    zeroAtMyriadEdge: z.boolean().default(false),
    /** 1,680.32 as 元零叁角貳分 (true) or 元叁角貳分. */
    zeroBeforeJiao: z.boolean().default(false),
    /** 5.05 as 伍元零伍分 (true) or 伍元伍分. */
    zeroBeforeFen: z.boolean().default(true),
    /** Names the currency in front (港幣…) where the leaf does not print it. */
    currencyName: z.boolean().default(false),
  })
  .strict()
export type ChineseStyle = z.output<typeof ChineseStyle>

export const HOUSE_CHINESE_STYLE: ChineseStyle = ChineseStyle.parse({})

const WRITTEN_NAMES: Readonly<Record<Currency, string>> = {
  AUD: '澳幣',
  BHD: '巴林第納爾',
  CAD: '加幣',
  CHF: '瑞士法郎',
  CNY: '人民幣',
  EUR: '歐羅',
  GBP: '英鎊',
  HKD: '港幣',
  JPY: '日圓',
  KRW: '韓圜',
  KWD: '科威特第納爾',
  NZD: '紐幣',
  RUB: '俄羅斯盧布',
  SGD: '新加坡幣',
  THB: '泰銖',
  TWD: '新台幣',
  USD: '美金',
}

const PLACES = ['', '拾', '佰', '仟']
/** Marks behind each group of four digits, lowest first. 億 also closes the fourth group: 壹萬億. */
const GROUP_MARKS = ['', '萬', '億', '萬']
const FRACTION_PLACES = ['角', '分', '厘']

/**
 * The amount in Traditional Chinese financial numerals, minor units in. A currency of three decimals uses 角, 分 and 厘,
 * one without decimals 元 alone. Throws `AMOUNT_NOT_FOR_CHEQUE` for a negative figure or one that is no amount.
 */
export function amountInChinese(
  amountMinor: number,
  currency: Currency,
  style: ChineseStyle = HOUSE_CHINESE_STYLE,
): string {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > MAX_AMOUNT_MINOR) {
    throw new ChequeRefusal(
      'AMOUNT_NOT_FOR_CHEQUE',
      `A cheque cannot be written over ${amountMinor} minor units of ${currency}. Give an amount of zero or more.`,
      { amountMinor, currency },
    )
  }
  const exponent = CURRENCY_EXPONENT[currency]
  const below = amountMinor % 10 ** exponent
  const whole = (amountMinor - below) / 10 ** exponent
  const digits = `零壹貳${style.three}肆伍陸柒捌玖`
  const prefix = style.currencyName ? WRITTEN_NAMES[currency] : ''
  if (below === 0) return `${prefix}${whole === 0 ? '零' : writeWhole(whole, digits, style)}${style.yuan}${style.end}`
  const head = whole === 0 ? '' : `${writeWhole(whole, digits, style)}${style.yuan}`
  return prefix + head + writeFraction({ text: String(below).padStart(exponent, '0'), whole, digits, style })
}

function writeWhole(whole: number, digits: string, style: ChineseStyle): string {
  const groups: number[] = []
  for (let rest = whole; rest > 0; rest = (rest - groups.at(-1)!) / 10_000) groups.push(rest % 10_000)
  let text = ''
  let groupSkipped = false
  for (let place = groups.length - 1; place >= 0; place--) {
    const group = groups[place]!
    const hasUpper = text !== ''
    if (group === 0) groupSkipped = hasUpper
    else {
      const upperEndsInZero = hasUpper && groups[place + 1]! % 10 === 0
      const short = group < 1000 && style.zeroAfterMyriad
      const edge = upperEndsInZero && style.zeroAtMyriadEdge
      if (hasUpper && (groupSkipped || short || edge)) text += '零'
      text += writeGroup(group, digits) + GROUP_MARKS[place]
      groupSkipped = false
    }
    // 萬億: the fourth group counts myriads of 億, so 億 is named even when its own group is empty.
    if (place === 2 && group === 0) text += '億'
  }
  return text
}

function writeGroup(group: number, digits: string): string {
  let text = ''
  let zero = false
  for (let place = 3, power = 1000; place >= 0; place--, power /= 10) {
    const digit = Math.trunc(group / power) % 10
    if (digit === 0) zero = text !== ''
    else {
      text += (zero ? '零' : '') + digits[digit]! + PLACES[place]
      zero = false
    }
  }
  return text
}

function writeFraction(part: { text: string; whole: number; digits: string; style: ChineseStyle }): string {
  const { text, whole, digits, style } = part
  const startsWithZero = text.startsWith('0')
  let written = ''
  if (whole > 0 && startsWithZero && style.zeroBeforeFen) written = '零'
  if (whole > 0 && whole % 10 === 0 && !startsWithZero && style.zeroBeforeJiao) written = '零'
  let zero = false
  let last = 0
  for (let place = 0; place < text.length; place++) {
    const digit = Number(text[place])
    if (digit === 0) zero = last > 0
    else {
      written += (zero ? '零' : '') + digits[digit]! + FRACTION_PLACES[place]
      zero = false
      last = place + 1
    }
  }
  return last === 1 && style.endAfterJiao ? written + style.end : written
}

// ---------------------------------------------------------------------------------------------------------------------
// The reader: a list of (digit, power of ten) and zeros, judged by what may follow what. It knows no style.

const READ_DIGITS = new Map<string, number>()
for (const [index, glyphs] of ['壹', '貳贰', '叁叄參', '肆', '伍', '陸', '柒', '捌', '玖'].entries()) {
  for (const glyph of glyphs) READ_DIGITS.set(glyph, index + 1)
}
const READ_PLACES = new Map([
  ['拾', 1],
  ['佰', 2],
  ['仟', 3],
])
const READ_FRACTION_PLACES = new Map([
  ['角', -1],
  ['分', -2],
  ['厘', -3],
  ['釐', -3],
])
const READ_NAMES: Readonly<Record<Currency, readonly string[]>> = {
  AUD: ['澳幣', '澳洲元', '澳元'],
  BHD: ['巴林第納爾'],
  CAD: ['加幣', '加元', '加拿大元'],
  CHF: ['瑞士法郎', '瑞郎'],
  CNY: ['人民幣'],
  EUR: ['歐羅', '歐元'],
  GBP: ['英鎊'],
  HKD: ['港幣', '港元'],
  JPY: ['日圓', '日元', '日幣'],
  KRW: ['韓圜', '韓元', '韓幣'],
  KWD: ['科威特第納爾'],
  NZD: ['紐幣', '紐元', '紐西蘭元'],
  RUB: ['俄羅斯盧布', '盧布'],
  SGD: ['新加坡幣', '坡幣', '新加坡元'],
  THB: ['泰銖'],
  TWD: ['新台幣', '新臺幣'],
  USD: ['美金', '美元'],
}

/** A digit at its power of ten, or a written zero (digit 0, power unknown). */
interface Mark {
  readonly digit: number
  readonly power: number
}
const ZERO_MARK: Mark = { digit: 0, power: Number.NaN }

/**
 * Reads Chinese financial numerals back into minor units; null when the text is no complete amount of this currency.
 * Every glyph set and the optional zeros of every style are accepted. Refused are a doubled, leading or trailing 零, a 零
 * that skips nothing, a gap inside a group without 零, 拾 without its 壹, and a whole amount without end mark.
 */
export function parseChineseAmount(text: string, currency: Currency): AmountMinor | null {
  let rest = text.trim()
  const name = READ_NAMES[currency].find((candidate) => rest.startsWith(candidate))
  if (name !== undefined) rest = rest.slice(name.length)
  const hasEnd = rest.endsWith('正') || rest.endsWith('整')
  if (hasEnd) rest = rest.slice(0, -1)
  if (hasEnd && (rest === '零元' || rest === '零圓')) return minor(0)
  const unitAt = Math.max(rest.indexOf('元'), rest.indexOf('圓'))
  const wholeMarks = unitAt < 0 ? [] : readWhole(rest.slice(0, unitAt))
  const fractionText = rest.slice(unitAt + 1)
  const fractionMarks = readFraction(fractionText)
  if (wholeMarks === null || fractionMarks === null || (unitAt >= 0 && wholeMarks.length === 0)) return null
  const lowest = fractionMarks.at(-1)?.power ?? 0
  if (lowest === 0 ? !hasEnd : hasEnd && lowest < -1) return null
  const exponent = exponentOf(currency)
  if (-lowest > exponent || !isWellFormed([...wholeMarks, ...fractionMarks])) return null
  let total = 0
  for (const mark of [...wholeMarks, ...fractionMarks]) {
    if (mark.digit > 0) total += mark.digit * 10 ** (mark.power + exponent)
  }
  return total <= MAX_AMOUNT_MINOR ? minor(total) : null
}

function readWhole(text: string): Mark[] | null {
  const yiAt = text.indexOf('億')
  if (yiAt === 0) return null
  const upper = yiAt < 0 ? [] : readBelowYi(text.slice(0, yiAt), 8)
  const lower = readBelowYi(text.slice(yiAt + 1), 0)
  return upper === null || lower === null ? null : [...upper, ...lower]
}

function readBelowYi(text: string, base: number): Mark[] | null {
  const wanAt = text.indexOf('萬')
  if (wanAt === 0) return null
  const upper = wanAt < 0 ? [] : readPlaces(text.slice(0, wanAt), base + 4)
  const lower = readPlaces(text.slice(wanAt + 1), base)
  if (upper === null || lower === null) return null
  if (wanAt > 0 && !upper.some((mark) => mark.digit > 0)) return null
  return [...upper, ...lower]
}

function readPlaces(text: string, base: number): Mark[] | null {
  const marks: Mark[] = []
  let at = 0
  while (at < text.length) {
    const glyph = text[at++]!
    if (glyph === '零') {
      marks.push(ZERO_MARK)
      continue
    }
    const digit = READ_DIGITS.get(glyph)
    if (digit === undefined) return null
    const place = READ_PLACES.get(text[at] ?? '')
    if (place === undefined && at < text.length) return null
    marks.push({ digit, power: base + (place ?? 0) })
    if (place !== undefined) at++
  }
  return marks.at(-1) === ZERO_MARK ? null : marks
}

function readFraction(text: string): Mark[] | null {
  const marks: Mark[] = []
  let at = 0
  while (at < text.length) {
    const glyph = text[at++]!
    if (glyph === '零') {
      marks.push(ZERO_MARK)
      continue
    }
    const digit = READ_DIGITS.get(glyph)
    const power = READ_FRACTION_PLACES.get(text[at++] ?? '')
    if (digit === undefined || power === undefined) return null
    marks.push({ digit, power })
  }
  return marks
}

/** Group of four digits that a power belongs to; the fraction is a group of its own. */
const groupOf = (power: number) => (power < 0 ? -1 : Math.trunc(power / 4))

function isWellFormed(marks: readonly Mark[]): boolean {
  let previous: Mark | null = null
  let zero = false
  for (const mark of marks) {
    if (mark.digit === 0) {
      if (zero || previous === null) return false
      zero = true
      continue
    }
    if (previous !== null && !mayFollow(previous.power, mark.power, zero)) return false
    previous = mark
    zero = false
  }
  return previous !== null && !zero
}

function mayFollow(upper: number, lower: number, zero: boolean): boolean {
  if (lower >= upper) return false
  const skipped = upper - lower - 1
  if (zero) return skipped > 0
  if (skipped === 0 || lower < 0) return skipped === 0 || upper >= 0
  const groups = groupOf(upper) - groupOf(lower)
  // Between two neighbouring groups the zero is a matter of style; inside one, or past a whole empty one, it is not.
  return groups === 1
}
