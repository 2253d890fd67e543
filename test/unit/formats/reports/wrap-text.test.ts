import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapText } from '../../../../src/main/engine/formats/reports/wrap-text.ts'

/** Latin letters are one wide, everything else two. */
const measure = (text: string) =>
  [...text].reduce((width, letter) => width + (letter.codePointAt(0)! < 0x2000 ? 1 : 2), 0)
const wrap = (text: string, width: number) => wrapText(text, width, measure)

describe('wrapping', () => {
  it('breaks between words, and between any two Chinese characters', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrap('香港九龍彌敦道', 6)).toEqual(['香港九', '龍彌敦', '道'])
    expect(wrap('Lee Ka Yan 李嘉欣', 14)).toEqual(['Lee Ka Yan 李', '嘉欣'])
    expect(wrap('𠮷𠮷𠮷', 4)).toEqual(['𠮷𠮷', '𠮷'])
  })

  it('begins no line with a closing mark', () => {
    expect(wrap('香港，九龍。', 4)).toEqual(['香', '港，', '九', '龍。'])
    expect(wrap('aaa bbb) ccc', 7)).toEqual(['aaa', 'bbb)', 'ccc'])
  })

  it('breaks a word only if it is wider than the line', () => {
    expect(wrap('ab abcdefghij', 4)).toEqual(['ab', 'abcd', 'efgh', 'ij'])
    expect(wrap('𠮷', 1)).toEqual(['𠮷'])
  })

  it('keeps line breaks and gives one line for nothing', () => {
    expect(wrap('a\nb\r\nc\rd', 10)).toEqual(['a', 'b', 'c', 'd'])
    expect(wrap('', 10)).toEqual([''])
    expect(wrap('   ', 1)).toEqual([''])
  })

  it('loses no character and keeps to the width', () => {
    const letters = fc.constantFrom(...'abcXYZ 0123,.()。，、「」香港九龍𠮷😀é\n')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (parts, width) => {
        const text = parts.join('')
        const lines = wrap(text, width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines) expect(measure(line), line).toBeLessThanOrEqual(width)
      }),
      { numRuns: 1000 },
    )
  })
})
