/** Shrinking and breaking of text, with a made-up font in which every character is as wide as the type size in tenths. */
import { describe, expect, it } from 'vitest'
import {
  breakLines,
  cutToFit,
  fitOnLine,
  fitOverLines,
  sizesPt,
} from '../../../src/main/engine/formats/cheques/fit-text.ts'

const measure = (text: string, sizePt: number) => [...text].length * (sizePt / 10)
const upTo = (length: number) => (line: string) => [...line].length <= length

describe('sizesPt', () => {
  it('goes down in half points to exactly the smallest', () => {
    expect(sizesPt(9, 8)).toEqual([9, 8.5, 8])
    expect(sizesPt(9, 7.7)).toEqual([9, 8.5, 8, 7.7])
    expect(sizesPt(9, 9)).toEqual([9])
  })
})

describe('fitOnLine', () => {
  it('takes the largest size that fits, or none', () => {
    expect(fitOnLine(measure, '1234567890', { widthMm: 10, sizePt: 10, minSizePt: 7 })).toBe(10)
    expect(fitOnLine(measure, '1234567890', { widthMm: 8.7, sizePt: 10, minSizePt: 7 })).toBe(8.5)
    expect(fitOnLine(measure, '1234567890', { widthMm: 6.9, sizePt: 10, minSizePt: 7 })).toBeNull()
  })
})

describe('breakLines', () => {
  it('breaks Latin at blanks only', () => {
    expect(breakLines('one two three', upTo(7))).toEqual(['one two', 'three'])
    expect(breakLines('one two three', upTo(13))).toEqual(['one two three'])
    expect(breakLines('incomprehensible', upTo(8))).toBeNull()
  })

  it('breaks Chinese anywhere, but leaves no end mark alone and no bracket behind', () => {
    expect(breakLines('壹仟貳佰元', upTo(3))).toEqual(['壹仟貳', '佰元'])
    expect(breakLines('壹仟元正', upTo(3))).toEqual(['壹仟', '元正'])
    expect(breakLines('香港（集團）有限公司', upTo(3))).toEqual(['香港', '（集', '團）有', '限公司'])
    expect(breakLines('陳大文 Chan Tai Man', upTo(8))).toEqual(['陳大文 Chan', 'Tai Man'])
  })

  it('loses no character but the blanks between lines', () => {
    const text = '香港 Hong Kong（集團）Limited 有限公司, 正'
    const lines = breakLines(text, upTo(9))!
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    expect(lines.every((line) => line === line.trim() && [...line].length <= 9)).toBe(true)
  })
})

describe('fitOverLines', () => {
  it('prefers larger type over fewer lines and minds the width of each line', () => {
    const room = { widthsMm: [5, 10], sizePt: 10, minSizePt: 5 }
    expect(fitOverLines(measure, 'aaaa bbbbbbbbb', room)).toEqual({ sizePt: 10, lines: ['aaaa', 'bbbbbbbbb'] })
    expect(fitOverLines(measure, 'aaaaaa bbbbbbbbb', room)).toEqual({ sizePt: 8, lines: ['aaaaaa', 'bbbbbbbbb'] })
    expect(fitOverLines(measure, 'aaaaaaaaaaaa bb', room)).toBeNull()
  })
})

describe('cutToFit', () => {
  it('ends a cut text with an ellipsis inside the room', () => {
    expect(cutToFit(measure, 'Hong Kong Island', { widthMm: 6, sizePt: 10 })).toBe('Hong…')
  })
})
