/** Every refusal has a sentence in every language, with the same figures and without a raw code. */
import { describe, expect, it } from 'vitest'
import { refusalTexts as english } from '../../src/contract/refusal-texts/en.ts'
import { refusalTexts as chinese } from '../../src/contract/refusal-texts/zh-hant.ts'
import { fillSentence, REFUSAL_CODES } from '../../src/contract/refusals.ts'

const placesOf = (sentence: string) => new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))

describe('refusal sentences', () => {
  it('cover exactly the closed list of codes in both languages', () => {
    expect(Object.keys(english).sort()).toEqual([...REFUSAL_CODES].sort())
    expect(Object.keys(chinese).sort()).toEqual([...REFUSAL_CODES].sort())
  })

  it.each(REFUSAL_CODES)('%s names the same figures in both languages and ends as a sentence', (code) => {
    expect(placesOf(chinese[code])).toEqual(placesOf(english[code]))
    expect(english[code]).toMatch(/^[A-Z{0-9“].*\.$/)
    expect(chinese[code]).toMatch(/。$/)
    expect(`${english[code]}${chinese[code]}`).not.toContain(code)
  })

  it('leave no place open once their figures are known', () => {
    const sentence = fillSentence(english.AMOUNT_NOT_BELOW_AVAILABLE, {
      amount: '500.00 USD',
      available: '120.50 USD',
    })
    expect(sentence).toBe(
      'The requested amount must be less than the available amount: 500.00 USD was asked for, 120.50 USD is available. Enter a smaller amount.',
    )
  })
})
