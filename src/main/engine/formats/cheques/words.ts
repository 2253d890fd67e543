/**
 * The amount in words for one leaf, in the language of its layout. What is written is read back by an independent reader
 * before anybody sees it, so that words and figures cannot disagree on paper.
 */
import { z } from 'zod'
import { type AmountMinor, type Currency, formatMoney } from '../../../../contract/money.ts'
import { ChequeRefusal } from './cheque-refusal.ts'
import { amountInChinese, ChineseStyle, parseChineseAmount } from './words-chinese.ts'
import { amountInEnglish, EnglishStyle, parseEnglishAmount } from './words-english.ts'

/** Language and style of the words, as a layout file holds them; a style left out is the house default. */
export const WordsStyle = z.discriminatedUnion('language', [
  z.object({ language: z.literal('en'), style: EnglishStyle.optional() }).strict(),
  z.object({ language: z.literal('zh'), style: ChineseStyle.optional() }).strict(),
])
export type WordsStyle = z.output<typeof WordsStyle>
export type WordsLanguage = WordsStyle['language']

export type WordsRequest = WordsStyle & { amountMinor: AmountMinor; currency: Currency }

/**
 * The amount in words. Throws `AMOUNT_NOT_FOR_CHEQUE` for a negative amount and `WORDS_DIFFER` when the words do not
 * read back as the same amount.
 */
export function amountInWords(request: WordsRequest): { text: string } {
  const { amountMinor, currency, language } = request
  const text =
    request.language === 'en'
      ? amountInEnglish(amountMinor, currency, request.style)
      : amountInChinese(amountMinor, currency, request.style)
  requireSameAmount({ text, amountMinor, currency, language })
  return { text }
}

/**
 * Refuses words that do not mean an amount (`WORDS_DIFFER`). Also for words that were stored with a leaf and are drawn
 * or exported again later.
 */
export function requireSameAmount(words: {
  text: string
  amountMinor: AmountMinor
  currency: Currency
  language: WordsLanguage
}): void {
  const { text, amountMinor, currency, language } = words
  const read = language === 'en' ? parseEnglishAmount(text, currency) : parseChineseAmount(text, currency)
  if (read === amountMinor) return
  const figure = `${formatMoney(amountMinor, currency)} ${currency}`
  const meaning = read === null ? 'no amount at all' : `${formatMoney(read, currency)} ${currency}`
  throw new ChequeRefusal(
    'WORDS_DIFFER',
    `The words "${text}" read as ${meaning}, the figures say ${figure}. Nothing was drawn; correct the words or the amount.`,
    { text, amountMinor, currency, readMinor: read ?? 'none' },
  )
}
