/**
 * Amounts that amount-in-words programs get wrong, each with its literal text: zeros, myriads, teens, cents, currencies
 * of none, two and three decimals, and every setting on which banks differ.
 */
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../src/contract/money.ts'
import { ChequeRefusal } from '../../../src/main/engine/formats/cheques/cheque-refusal.ts'
import { amountInWords, requireSameAmount } from '../../../src/main/engine/formats/cheques/words.ts'
import {
  amountInChinese,
  ChineseStyle,
  parseChineseAmount,
} from '../../../src/main/engine/formats/cheques/words-chinese.ts'
import {
  amountInEnglish,
  EnglishStyle,
  parseEnglishAmount,
} from '../../../src/main/engine/formats/cheques/words-english.ts'
import { amount } from './samples.ts'

const CHINESE: readonly [string, Currency, string][] = [
  ['0', 'HKD', '零元正'],
  ['0.01', 'HKD', '壹分'],
  ['0.05', 'HKD', '伍分'],
  ['0.10', 'HKD', '壹角正'],
  ['0.50', 'HKD', '伍角正'],
  ['0.99', 'HKD', '玖角玖分'],
  ['1', 'HKD', '壹元正'],
  ['1.05', 'HKD', '壹元零伍分'],
  ['1.50', 'HKD', '壹元伍角正'],
  ['10', 'HKD', '壹拾元正'],
  ['11', 'HKD', '壹拾壹元正'],
  ['15.50', 'HKD', '壹拾伍元伍角正'],
  ['19', 'HKD', '壹拾玖元正'],
  ['20.05', 'HKD', '貳拾元零伍分'],
  ['100', 'HKD', '壹佰元正'],
  ['101', 'HKD', '壹佰零壹元正'],
  ['110', 'HKD', '壹佰壹拾元正'],
  ['1000', 'HKD', '壹仟元正'],
  ['1001', 'HKD', '壹仟零壹元正'],
  ['1010', 'HKD', '壹仟零壹拾元正'],
  ['1100', 'HKD', '壹仟壹佰元正'],
  ['1680.32', 'HKD', '壹仟陸佰捌拾元叁角貳分'],
  ['1945.86', 'HKD', '壹仟玖佰肆拾伍元捌角陸分'],
  ['7320', 'HKD', '柒仟叁佰貳拾元正'],
  ['10000', 'HKD', '壹萬元正'],
  ['10001', 'HKD', '壹萬零壹元正'],
  ['10010', 'HKD', '壹萬零壹拾元正'],
  ['10500', 'HKD', '壹萬零伍佰元正'],
  ['12000.01', 'HKD', '壹萬貳仟元零壹分'],
  ['21050', 'HKD', '貳萬壹仟零伍拾元正'],
  ['100000', 'HKD', '壹拾萬元正'],
  ['107000.53', 'HKD', '壹拾萬柒仟元伍角叁分'],
  ['109000', 'HKD', '壹拾萬玖仟元正'],
  ['120000', 'HKD', '壹拾貳萬元正'],
  ['230000', 'HKD', '貳拾叁萬元正'],
  ['1000000', 'HKD', '壹佰萬元正'],
  ['1000001', 'HKD', '壹佰萬零壹元正'],
  ['1010101.01', 'HKD', '壹佰零壹萬零壹佰零壹元零壹分'],
  ['10000000', 'HKD', '壹仟萬元正'],
  ['10001000', 'HKD', '壹仟萬壹仟元正'],
  ['100000000', 'HKD', '壹億元正'],
  ['100000001', 'HKD', '壹億零壹元正'],
  ['100010000', 'HKD', '壹億零壹萬元正'],
  ['100005000', 'HKD', '壹億零伍仟元正'],
  ['110000000', 'HKD', '壹億壹仟萬元正'],
  ['1000000000', 'HKD', '壹拾億元正'],
  ['1000000000000', 'HKD', '壹萬億元正'],
  ['1000050000000', 'HKD', '壹萬億零伍仟萬元正'],
  ['1000100000000', 'HKD', '壹萬零壹億元正'],
  ['9999999999999.99', 'HKD', '玖萬玖仟玖佰玖拾玖億玖仟玖佰玖拾玖萬玖仟玖佰玖拾玖元玖角玖分'],
  ['10000000000000', 'HKD', '壹拾萬億元正'],
  ['0', 'JPY', '零元正'],
  ['1', 'JPY', '壹元正'],
  ['10500', 'JPY', '壹萬零伍佰元正'],
  ['1000000000000000', 'JPY', '壹仟萬億元正'],
  ['0.005', 'KWD', '伍厘'],
  ['0.105', 'KWD', '壹角零伍厘'],
  ['1.001', 'KWD', '壹元零壹厘'],
  ['1.010', 'KWD', '壹元零壹分'],
  ['1.500', 'KWD', '壹元伍角正'],
  ['1234.567', 'KWD', '壹仟貳佰叁拾肆元伍角陸分柒厘'],
]

const ENGLISH: readonly [string, Currency, string][] = [
  ['0', 'HKD', 'Zero Dollars Only'],
  ['0.01', 'HKD', 'Zero Dollars And Cents One Only'],
  ['0.86', 'HKD', 'Zero Dollars And Cents Eighty Six Only'],
  ['1', 'HKD', 'One Dollar Only'],
  ['1.01', 'HKD', 'One Dollar And Cents One Only'],
  ['10', 'HKD', 'Ten Dollars Only'],
  ['14', 'HKD', 'Fourteen Dollars Only'],
  ['40', 'HKD', 'Forty Dollars Only'],
  ['100', 'HKD', 'One Hundred Dollars Only'],
  ['101', 'HKD', 'One Hundred And One Dollars Only'],
  ['1000', 'HKD', 'One Thousand Dollars Only'],
  ['1005', 'HKD', 'One Thousand And Five Dollars Only'],
  ['1100', 'HKD', 'One Thousand One Hundred Dollars Only'],
  ['1945.86', 'HKD', 'One Thousand Nine Hundred And Forty Five Dollars And Cents Eighty Six Only'],
  ['12000.01', 'HKD', 'Twelve Thousand Dollars And Cents One Only'],
  ['230000', 'HKD', 'Two Hundred And Thirty Thousand Dollars Only'],
  ['1000001', 'HKD', 'One Million And One Dollars Only'],
  ['1005000', 'HKD', 'One Million Five Thousand Dollars Only'],
  ['1000000000', 'HKD', 'One Billion Dollars Only'],
  ['1000000000000', 'HKD', 'One Trillion Dollars Only'],
  ['1', 'GBP', 'One Pound Only'],
  ['2.50', 'GBP', 'Two Pounds And Pence Fifty Only'],
  ['1945', 'JPY', 'One Thousand Nine Hundred And Forty Five Yen Only'],
  ['1000000000000000', 'JPY', 'One Quadrillion Yen Only'],
  ['12.005', 'KWD', 'Twelve Dinars And Fils Five Only'],
  ['12.250', 'KWD', 'Twelve Dinars And Fils Two Hundred And Fifty Only'],
  ['8.88', 'CNY', 'Eight Yuan And Fen Eighty Eight Only'],
]

describe('the nasty table', () => {
  it.each(CHINESE)('%s %s is %s', (decimal, currency, text) => {
    const amountMinor = amount(decimal, currency)
    expect(amountInChinese(amountMinor, currency)).toBe(text)
    expect(parseChineseAmount(text, currency)).toBe(amountMinor)
  })

  it.each(ENGLISH)('%s %s is %s', (decimal, currency, text) => {
    const amountMinor = amount(decimal, currency)
    expect(amountInEnglish(amountMinor, currency)).toBe(text)
    expect(parseEnglishAmount(text, currency)).toBe(amountMinor)
  })
})

describe('what banks differ on', () => {
  it.each([
    ['7320', { three: '參' }, '柒仟參佰貳拾元正'],
    ['7320', { three: '叄', yuan: '圓', end: '整' }, '柒仟叄佰貳拾圓整'],
    ['0', { yuan: '圓', end: '整' }, '零圓整'],
    ['0.50', { endAfterJiao: false }, '伍角'],
    ['12.50', { endAfterJiao: false }, '壹拾貳元伍角'],
    ['10500', { zeroAfterMyriad: false }, '壹萬伍佰元正'],
    ['100000500', { zeroAfterMyriad: false }, '壹億零伍佰元正'],
    ['107000', { zeroAtMyriadEdge: true }, '壹拾萬零柒仟元正'],
    ['1680.32', { zeroBeforeJiao: true }, '壹仟陸佰捌拾元零叁角貳分'],
    ['5.05', { zeroBeforeFen: false }, '伍元伍分'],
    ['107000.53', { zeroAtMyriadEdge: true, zeroBeforeJiao: true }, '壹拾萬零柒仟元零伍角叁分'],
    ['21050', { currencyName: true }, '港幣貳萬壹仟零伍拾元正'],
  ] as const)('%s with %j is %s', (decimal, style, text) => {
    const amountMinor = amount(decimal, 'HKD')
    expect(amountInChinese(amountMinor, 'HKD', ChineseStyle.parse(style))).toBe(text)
    expect(parseChineseAmount(text, 'HKD')).toBe(amountMinor)
  })

  it.each([
    ['1945.86', { cents: 'fraction' }, 'One Thousand Nine Hundred And Forty Five Dollars And 86/100 Only'],
    ['12000.01', { cents: 'fraction', currencyWord: 'none' }, 'Twelve Thousand And 01/100 Only'],
    ['12000.01', { currencyWord: 'none' }, 'Twelve Thousand And Cents One Only'],
    ['12000', { cents: 'fraction', currencyWord: 'none' }, 'Twelve Thousand Only'],
    [
      '1945.86',
      { currencyWord: 'name' },
      'Hong Kong Dollars One Thousand Nine Hundred And Forty Five And Cents Eighty Six Only',
    ],
    ['1', { currencyWord: 'name' }, 'Hong Kong Dollars One Only'],
  ] as const)('%s with %j is %s', (decimal, style, text) => {
    const amountMinor = amount(decimal, 'HKD')
    expect(amountInEnglish(amountMinor, 'HKD', EnglishStyle.parse(style))).toBe(text)
    expect(parseEnglishAmount(text, 'HKD')).toBe(amountMinor)
  })
})

describe('the readers', () => {
  it.each([
    ['one thousand nine hundred forty-five dollars and eighty-six cents only', 194_586],
    ['ONE THOUSAND NINE HUNDRED AND FORTY-FIVE HONG KONG DOLLARS AND 86/100 ONLY', 194_586],
    ['HK Dollars Twelve Only', 1_200],
    ['Twelve And 00/100 Only', 1_200],
    ['Eighty Six Cents Only', 86],
    ['Cents Five Only', 5],
  ])('read the small variants: %s', (text, expected) => {
    expect(parseEnglishAmount(text, 'HKD')).toBe(expected)
  })

  it.each([
    ['', 'HKD'],
    ['Only', 'HKD'],
    ['Dollars Only', 'HKD'],
    ['Twelve Dollars', 'HKD'],
    ['Twelve Yen Only', 'HKD'],
    ['Twelve US Dollars Only', 'HKD'],
    ['Twelve And 86/1000 Only', 'HKD'],
    ['Twelve And 86/100 Only', 'KWD'],
    ['Twelve Yen And Cents Five Only', 'JPY'],
    ['Twelve Dollars Cents Five Only', 'HKD'],
    ['Twelve Dollars And Cents Zero Only', 'HKD'],
    ['Twelve Dollars And Cents One Hundred Only', 'HKD'],
    ['Twenty Eleven Dollars Only', 'HKD'],
    ['Twelve Hundred Dollars Only', 'HKD'],
    ['One Thousand Two Million Dollars Only', 'HKD'],
    ['One Thousand One Thousand Dollars Only', 'HKD'],
    ['Thousand Dollars Only', 'HKD'],
    ['One Thousand And Five Hundred Dollars Only', 'HKD'],
    ['One Thousand And Dollars Only', 'HKD'],
    ['Twenty Quadrillion Dollars Only', 'HKD'],
    ['Twelve Dollars Only Only', 'HKD'],
    ['Tvelve Dollars Only', 'HKD'],
  ] as const)('refuse in English: "%s" as %s', (text, currency) => {
    expect(parseEnglishAmount(text, currency)).toBeNull()
  })

  it.each([
    ['壹元整', 100],
    ['港幣壹元整', 100],
    ['柒仟參佰貳拾圓正', 732_000],
    ['壹拾萬零柒仟元伍角叁分', 10_700_053],
  ])('read the other spellings: %s', (text, expected) => {
    expect(parseChineseAmount(text, 'HKD')).toBe(expected)
  })

  it.each([
    ['', 'HKD'],
    ['元正', 'HKD'],
    ['正', 'HKD'],
    ['零', 'HKD'],
    ['拾元正', 'HKD'],
    ['壹元', 'HKD'],
    ['壹元伍分正', 'HKD'],
    ['壹元零角零分', 'HKD'],
    ['貳拾叁萬零元正', 'HKD'],
    ['貳拾叁萬零仟零佰零拾零元正', 'HKD'],
    ['壹萬貳仟零元零壹分', 'HKD'],
    ['壹仟零零壹元正', 'HKD'],
    ['零壹元正', 'HKD'],
    ['壹仟零壹佰元正', 'HKD'],
    ['壹仟伍拾元正', 'HKD'],
    ['壹億伍仟元正', 'HKD'],
    ['壹拾零萬伍仟元正', 'HKD'],
    ['壹佰貳仟元正', 'HKD'],
    ['壹佰壹佰元正', 'HKD'],
    ['萬元正', 'HKD'],
    ['億元正', 'HKD'],
    ['壹億壹億元正', 'HKD'],
    ['壹分伍角', 'HKD'],
    ['壹角伍厘', 'KWD'],
    ['壹厘', 'HKD'],
    ['壹角正', 'JPY'],
    ['美金壹元正', 'HKD'],
    ['一千元正', 'HKD'],
    ['伍仟萬億元正', 'HKD'],
  ] as const)('refuse in Chinese: "%s" as %s', (text, currency) => {
    expect(parseChineseAmount(text, currency)).toBeNull()
  })
})

describe('amountInWords', () => {
  it('writes in the language of the layout', () => {
    const amountMinor = amount('21050', 'HKD')
    expect(amountInWords({ amountMinor, currency: 'HKD', language: 'en' }).text).toBe(
      'Twenty One Thousand And Fifty Dollars Only',
    )
    expect(amountInWords({ amountMinor, currency: 'HKD', language: 'zh' }).text).toBe('貳萬壹仟零伍拾元正')
  })

  it('refuses words that mean another amount, with both figures', () => {
    const words = {
      text: '貳萬壹仟零伍元正',
      amountMinor: amount('21050', 'HKD'),
      currency: 'HKD',
      language: 'zh',
    } as const
    expect(() => requireSameAmount(words)).toThrow(
      expect.objectContaining({ code: 'WORDS_DIFFER', message: expect.stringContaining('21,005.00 HKD') }),
    )
    expect(() => requireSameAmount({ ...words, language: 'en', text: 'Ten' })).toThrow(
      /no amount at all.*21,050\.00 HKD/,
    )
  })

  it('reads back what it wrote before anybody sees it', () => {
    // A glyph that no reader knows stands for any fault of the writer.
    const style = { ...ChineseStyle.parse({}), three: '三' } as unknown as ChineseStyle
    const call = () => amountInWords({ amountMinor: amount('3', 'HKD'), currency: 'HKD', language: 'zh', style })
    expect(call).toThrow(
      expect.objectContaining({ code: 'WORDS_DIFFER', figures: expect.objectContaining({ text: '三元正' }) }),
    )
  })

  it('refuses a negative amount', () => {
    const call = (language: 'en' | 'zh') => () =>
      amountInWords({ amountMinor: amount('-1', 'HKD'), currency: 'HKD', language })
    expect(call('en')).toThrow(ChequeRefusal)
    expect(call('zh')).toThrow(expect.objectContaining({ code: 'AMOUNT_NOT_FOR_CHEQUE' }))
  })
})
