/**
 * Every amount to 10,000.00 and random ones to a million million are written and read back, in both languages and every
 * style. `WORDS_RANDOM_COUNT` sets the number of random amounts (100,000 unless told; 1,000,000 before a release).
 */
import { describe, expect, it } from 'vitest'
import { CURRENCIES, type Currency, exponentOf, MAX_AMOUNT_MINOR } from '../../../src/contract/money.ts'
import {
  amountInChinese,
  CHINESE_GLYPHS,
  ChineseStyle,
  parseChineseAmount,
} from '../../../src/main/engine/formats/cheques/words-chinese.ts'
import {
  amountInEnglish,
  type EnglishStyle,
  parseEnglishAmount,
} from '../../../src/main/engine/formats/cheques/words-english.ts'

const RANDOM_COUNT = Number(process.env.WORDS_RANDOM_COUNT ?? 100_000)
const LONG_MS = 600_000

const ENGLISH_STYLES: EnglishStyle[] = (['words', 'fraction'] as const).flatMap((cents) =>
  (['none', 'unit', 'name'] as const).map((currencyWord) => ({ cents, currencyWord })),
)
const GLYPH_SETS = CHINESE_GLYPHS.three.flatMap((three) =>
  CHINESE_GLYPHS.yuan.flatMap((yuan) => CHINESE_GLYPHS.end.map((end) => ChineseStyle.parse({ three, yuan, end }))),
)
const flag = [true, false]
const ZERO_STYLES = flag.flatMap((endAfterJiao) =>
  flag.flatMap((zeroAfterMyriad) =>
    flag.flatMap((zeroAtMyriadEdge) =>
      flag.flatMap((zeroBeforeJiao) =>
        flag.map((zeroBeforeFen) =>
          ChineseStyle.parse({ endAfterJiao, zeroAfterMyriad, zeroAtMyriadEdge, zeroBeforeJiao, zeroBeforeFen }),
        ),
      ),
    ),
  ),
)

/** A fixed sequence of 53-bit figures (splitmix64), so that a failure comes back on the next run. */
function figures(seed: bigint): () => number {
  let state = seed
  const mask = (1n << 64n) - 1n
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask
    return Number((z ^ (z >> 31n)) >> 11n)
  }
}

/** Random amounts of every length up to 10^12 whole units, with many zeros in the odd ones: that is where errors live. */
function randomAmounts(count: number, currency: Currency): number[] {
  const next = figures(20_250_602n)
  const limit = Math.min(10 ** (12 + exponentOf(currency)), MAX_AMOUNT_MINOR)
  const amounts: number[] = []
  for (let index = 0; index < count; index++) {
    const any = next() % limit
    const short = any % 10 ** (1 + (next() % String(limit).length))
    if (next() % 2 === 0) amounts.push(short)
    else amounts.push(Number([...String(any)].map((digit) => (next() % 3 === 0 ? digit : '0')).join('')))
  }
  return amounts
}

function chineseFailures(amounts: Iterable<number>, currency: Currency, styles: readonly ChineseStyle[]): string[] {
  const failures: string[] = []
  for (const figure of amounts) {
    for (const style of styles) {
      const text = amountInChinese(figure, currency, style)
      const isClean = !text.includes('零零') && (figure === 0 || !/零[萬億元圓角分厘正整]|^零/u.test(text))
      if (parseChineseAmount(text, currency) !== figure || !isClean) failures.push(`${figure} ${currency}: ${text}`)
    }
  }
  return failures
}

function englishFailures(amounts: Iterable<number>, currency: Currency, styles: readonly EnglishStyle[]): string[] {
  const failures: string[] = []
  for (const figure of amounts) {
    for (const style of styles) {
      const text = amountInEnglish(figure, currency, style)
      if (parseEnglishAmount(text, currency) !== figure) failures.push(`${figure} ${currency}: ${text}`)
    }
  }
  return failures
}

function* upTo(last: number, step = 1): Generator<number> {
  for (let figure = 0; figure <= last; figure += step) yield figure
}

function everyNth(amounts: readonly number[], from: number, step: number): number[] {
  return amounts.filter((_, index) => index % step === from)
}

describe('every amount to 10,000.00', () => {
  it('has twelve glyph sets, six English styles and thirty two zero styles to try', () => {
    expect([GLYPH_SETS.length, ENGLISH_STYLES.length, ZERO_STYLES.length]).toEqual([12, 6, 32])
  })

  it.each(GLYPH_SETS.map((style) => [style.three, style.yuan, style.end, style] as const))(
    'reads back in Chinese with %s %s %s',
    (_three, _yuan, _end, style) => {
      expect(chineseFailures(upTo(1_000_000), 'HKD', [style])).toEqual([])
    },
    LONG_MS,
  )

  it.each(ENGLISH_STYLES.map((style) => [style.cents, style.currencyWord, style] as const))(
    'reads back in English with cents as %s and currency word %s',
    (_cents, _word, style) => {
      expect(englishFailures(upTo(1_000_000), 'HKD', [style])).toEqual([])
    },
    LONG_MS,
  )

  it('reads back in yen and in dinars, 10,000.000 of them in steps that reach every last digit', () => {
    expect(chineseFailures(upTo(10_000), 'JPY', GLYPH_SETS)).toEqual([])
    expect(englishFailures(upTo(10_000), 'JPY', ENGLISH_STYLES)).toEqual([])
    expect(chineseFailures(upTo(10_000_000, 17), 'KWD', GLYPH_SETS.slice(0, 1))).toEqual([])
    expect(englishFailures(upTo(10_000_000, 17), 'KWD', ENGLISH_STYLES.slice(0, 1))).toEqual([])
  }, 600_000)
})

describe(`${RANDOM_COUNT} random amounts to 10^12`, () => {
  it.each(['HKD', 'JPY', 'KWD'] as const)(
    'read back in %s',
    (currency) => {
      const amounts = randomAmounts(RANDOM_COUNT, currency)
      expect(Math.max(...amounts.slice(0, 10_000))).toBeGreaterThan(10 ** (11 + exponentOf(currency)))
      // Each style takes its share: every twelfth amount a glyph set, every sixth an English style.
      for (const [turn, style] of GLYPH_SETS.entries()) {
        expect(chineseFailures(everyNth(amounts, turn, GLYPH_SETS.length), currency, [style])).toEqual([])
      }
      for (const [turn, style] of ENGLISH_STYLES.entries()) {
        expect(englishFailures(everyNth(amounts, turn, ENGLISH_STYLES.length), currency, [style])).toEqual([])
      }
    },
    LONG_MS,
  )

  it(
    'read back with every choice of zeros',
    () => {
      expect(chineseFailures(randomAmounts(RANDOM_COUNT / 10, 'HKD'), 'HKD', ZERO_STYLES)).toEqual([])
      expect(chineseFailures(randomAmounts(RANDOM_COUNT / 10, 'KWD'), 'KWD', ZERO_STYLES)).toEqual([])
    },
    LONG_MS,
  )

  it('read back in every currency that a desk may hold', () => {
    for (const currency of CURRENCIES) {
      const amounts = [0, 1, MAX_AMOUNT_MINOR, ...randomAmounts(500, currency)]
      expect(chineseFailures(amounts, currency, [ChineseStyle.parse({ currencyName: true })])).toEqual([])
      expect(englishFailures(amounts, currency, ENGLISH_STYLES)).toEqual([])
    }
  })
})
