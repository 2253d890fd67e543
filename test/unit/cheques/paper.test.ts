/** What lies on the paper: page size, places of the texts, ink in every field, the device correction. Uses poppler. */
import { describe, expect, it } from 'vitest'
import { correctPoint, NO_CORRECTION } from '../../../src/main/engine/formats/cheques/correction.ts'
import { drawRulerSheet } from '../../../src/main/engine/formats/cheques/draw-ruler-sheet.ts'
import type { Box } from '../../../src/main/engine/formats/cheques/geometry.ts'
import { embeddedFonts, missingTools, pageSizes, render, type WordOnPage, wordsOf } from './poppler.ts'
import { amount, bold, builtIn, cheque, draw, form, regular } from './samples.ts'

const TOLERANCE_MM = 0.3
if (missingTools.length > 0) {
  console.warn(
    `cheque paper tests are skipped: ${missingTools.join(', ')} not found; install the package poppler-utils`,
  )
}

const at = (box: Box, corner: { xMm: number; yMm: number }): Box => ({
  ...box,
  xMm: box.xMm + corner.xMm,
  yMm: box.yMm + corner.yMm,
})

function wordIn(words: readonly WordOnPage[], text: string, box: Box): WordOnPage {
  const found = words.find(
    (word) =>
      word.text === text &&
      word.xMm >= box.xMm - 1 &&
      word.xMm <= box.xMm + box.widthMm &&
      Math.abs(word.middleMm - (box.yMm + box.heightMm / 2)) < 3,
  )
  if (!found) throw new Error(`"${text}" is not in ${JSON.stringify(box)}: ${words.map((word) => word.text).join(' ')}`)
  return found
}

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected), `${actual} is not within ${TOLERANCE_MM} mm of ${expected}`).toBeLessThan(
    TOLERANCE_MM,
  )
}

const middleOf = (box: Box) => box.yMm + box.heightMm / 2

describe.skipIf(missingTools.length > 0)('the page', () => {
  it.each([...builtIn.layouts.keys()])(
    'of %s has the exact size of its paper, one leaf after the other',
    async (id) => {
      const { stock, layout } = form(id)
      const cheques = ['000123', '000124', '000125', '000126'].map((chequeNumber) => cheque({ chequeNumber }))
      const drawn = await draw({ stock, layout, cheques })
      const sizes = pageSizes(drawn.bytes)
      expect(sizes).toHaveLength(Math.ceil(4 / stock.leaves.length))
      expect(drawn.pages).toBe(sizes.length)
      for (const size of sizes) {
        expect(size.widthMm).toBeCloseTo(stock.page.widthMm, 2)
        expect(size.heightMm).toBeCloseTo(stock.page.heightMm, 2)
      }
    },
  )
})

describe.skipIf(missingTools.length > 0)('a sheet of which leaves are used already', () => {
  it('keeps those empty and goes on behind them', async () => {
    const { stock, layout } = form('three-per-a4')
    const cheques = ['000124', '000125', '000126'].map((chequeNumber) => cheque({ chequeNumber }))
    const { bytes, pages } = await draw({ stock, layout, cheques, firstLeaf: 1 })
    expect(pages).toBe(2)
    const filled = [1, 2].flatMap((number) => {
      const page = render(bytes, number)
      return stock.leaves.map((corner) => page.ink({ ...corner, ...stock.leaf }) > 0)
    })
    expect(filled).toEqual([false, true, true, true, false, false])
  })
})

describe.skipIf(missingTools.length > 0)('texts', () => {
  it.each([...builtIn.layouts.keys()])('of %s stand within 0.3 mm of the layout on every leaf', async (id) => {
    const { stock, layout } = form(id)
    const cheques = stock.leaves.map((_, index) =>
      cheque({ chequeNumber: `00012${index}`, date: '2025-12-31' as never }),
    )
    const words = wordsOf((await draw({ stock, layout, cheques })).bytes)
    for (const corner of stock.leaves) {
      for (const [index, cell] of layout.date.cells.entries()) {
        const box = at(cell, corner)
        const digit = wordIn(words, '31122025'[index]!, box)
        expectNear((digit.xMm + digit.endMm) / 2, box.xMm + box.widthMm / 2)
        expectNear(digit.middleMm, middleOf(box))
      }
      const payeeBox = at(layout.payee.box, corner)
      const payee = wordIn(words, 'Chan', payeeBox)
      expectNear(payee.xMm, payeeBox.xMm)
      expectNear(payee.middleMm, middleOf(payeeBox))
      const wordsBox = at(layout.words.lines[0]!, corner)
      const first = wordIn(words, layout.words.words.language === 'en' ? 'One' : '壹仟玖佰肆拾伍元捌角陸分', wordsBox)
      expectNear(first.xMm, wordsBox.xMm)
      expectNear(first.middleMm, middleOf(wordsBox))
      const figuresBox = at(layout.figures.box, corner)
      const figures = wordIn(words, '**1,945.86**', figuresBox)
      expectNear((figures.xMm + figures.endMm) / 2, figuresBox.xMm + figuresBox.widthMm / 2)
      expectNear(figures.middleMm, middleOf(figuresBox))
    }
  })

  it('of stub and advice stand in their lines', async () => {
    for (const id of ['hk-cheque-with-stub', 'a4-voucher']) {
      const { stock, layout } = form(id)
      const words = wordsOf((await draw({ stock, layout })).bytes)
      const shown = { date: '2', payee: 'Chan', amount: 'HKD', reference: undefined, chequeNumber: '000123' }
      for (const field of layout.stub!.fields) {
        const text = shown[field.content] ?? (field.label === '' ? 'WD-000000123' : field.label)
        const word = wordIn(words, text, field.box)
        expectNear(word.xMm, field.box.xMm)
        expectNear(word.middleMm, middleOf(field.box))
      }
      const memo = layout.stub!.memo!
      for (const [index, text] of ['Withdrawal', 'Account'].entries()) {
        const line = { ...memo.box, yMm: memo.box.yMm + index * memo.linePitchMm, heightMm: memo.linePitchMm }
        expectNear(wordIn(words, text, line).middleMm, middleOf(line))
      }
    }
  })

  it('of a long payee shrink first and then take two lines', async () => {
    const { layout } = form('hk-cheque')
    const sizeAndLines = async (payeeName: string) => {
      const drawn = await draw({ cheques: [cheque({ payeeName })] })
      const first = wordsOf(drawn.bytes).find((word) => word.text === 'Guangdong')!
      return {
        sizePt: Math.round(first.sizePt * 10) / 10,
        lines: drawn.leaves[0]!.payeeLines.length,
        middleMm: first.middleMm,
      }
    }
    expect(await sizeAndLines('Guangdong Company Limited')).toMatchObject({ sizePt: 11, lines: 1 })
    const shrunk = await sizeAndLines(`Guangdong ${'International Securities '.repeat(3)}Limited`)
    expect(shrunk.lines).toBe(1)
    expect(shrunk.sizePt).toBeLessThan(11)
    expect(shrunk.sizePt).toBeGreaterThanOrEqual(7.5)
    const wrapped = await sizeAndLines(`Guangdong ${'International Securities '.repeat(6)}Limited`)
    expect(wrapped.lines).toBe(2)
    expectNear(wrapped.middleMm, middleOf(layout.payee.wrapped![0]))
  })
})

describe.skipIf(missingTools.length > 0)('ink', () => {
  it.each([...builtIn.layouts.keys()])('of %s lies in every field and not in the band of the code line', async (id) => {
    const { stock, layout } = form(id)
    const cheques = stock.leaves.map((_, index) => cheque({ chequeNumber: `00012${index}`, payeeName: '陳大文 鑫堃' }))
    const page = render((await draw({ stock, layout, cheques, font: bold })).bytes)
    const boxes = [
      ...layout.date.cells,
      layout.payee.box,
      ...layout.words.lines,
      layout.figures.box,
      layout.crossing!.box,
      layout.bearerStrike!.box,
      ...(layout.stub?.fields.map((field) => field.box) ?? []),
      ...(layout.stub?.memo ? [layout.stub.memo.box] : []),
    ]
    for (const corner of stock.leaves) {
      for (const box of boxes) expect(page.ink(at(box, corner)), JSON.stringify(box)).toBeGreaterThan(60)
      expect(page.ink(at(stock.micrBand!, corner))).toBe(0)
      for (const area of layout.signatureAreas) expect(page.ink(at(area.box, corner))).toBe(0)
    }
  })

  it('shows each character of a Chinese payee', async () => {
    const payeeName = '陳大文黃小明鑫堃邨㗎啫'
    const { bytes } = await draw({ cheques: [cheque({ payeeName })] })
    const page = render(bytes)
    const word = wordsOf(bytes).find((candidate) => candidate.text === payeeName)!
    const { box } = form('hk-cheque').layout.payee
    const widthMm = (word.endMm - word.xMm) / [...payeeName].length
    for (const [index, char] of [...payeeName].entries()) {
      const cell = { ...box, xMm: word.xMm + index * widthMm, widthMm }
      expect(page.ink(cell), char).toBeGreaterThan(100)
    }
  })

  it('fills the lines behind payee and words to their end, with a line or with asterisks', async () => {
    const { stock, layout } = form('hk-cheque')
    const starred = structuredClone(layout)
    starred.words.filler = 'asterisks'
    starred.payee.filler = 'none'
    const lined = render((await draw()).bytes)
    const stars = render((await draw({ stock, layout: starred })).bytes)
    const tail = (box: Box): Box => ({ ...box, xMm: box.xMm + box.widthMm - 4, widthMm: 4 })
    expect(lined.ink(tail(layout.payee.box))).toBeGreaterThan(40)
    expect(stars.ink(tail(layout.payee.box))).toBe(0)
    const [, second] = layout.words.lines
    expect(lined.ink(tail(second!))).toBeGreaterThan(40)
    expect(stars.ink(tail(second!))).toBeGreaterThan(40)
    // Words of one line leave the second one to the filler alone.
    const short = render((await draw({ cheques: [cheque({ amountMinor: amount('5', 'HKD') })] })).bytes)
    expect(short.inkBox().xMm).toBeCloseTo(layout.crossing!.box.xMm, 0)
    expect(short.ink({ ...second!, widthMm: 4 })).toBeGreaterThan(40)
  })

  it('of the preview covers the ink of the print, and adds the pale paper only', async () => {
    const print = render((await draw()).bytes)
    const preview = render((await draw({ mode: 'preview', correction: { ...NO_CORRECTION, shiftXMm: 5 } })).bytes)
    const { layout } = form('hk-cheque')
    for (const box of [layout.payee.box, layout.figures.box, ...layout.words.lines]) {
      expect(Math.abs(preview.ink(box) - print.ink(box))).toBeLessThan(60)
    }
    expect(preview.inkMiddle(layout.payee.box).xMm).toBeCloseTo(print.inkMiddle(layout.payee.box).xMm, 1)
    const text = (words: WordOnPage[]) => words.map((word) => word.text).join(' ')
    expect(text(wordsOf((await draw({ mode: 'preview' })).bytes))).toMatch(/Group A.*000123/s)
    expect(text(wordsOf((await draw()).bytes))).not.toMatch(/Group A|000123|BANK NAME/)
  })

  it('of a specimen says so on every cheque and keeps the paper out', async () => {
    const { bytes } = await draw({ mode: 'specimen' })
    const letters = wordsOf(bytes)
      .map((word) => word.text)
      .join('')
    expect(letters).toMatch(/[SPECIMN]{3}/)
    expect(letters).not.toContain('BANK')
  })
})

describe.skipIf(missingTools.length > 0)('forms of other banks', () => {
  it.each([
    ['DDMMYYYY', '02062025'],
    ['DDMMYY', '020625'],
    ['MMDDYYYY', '06022025'],
  ] as const)('have the date as %s', async (order, digits) => {
    const { stock, layout } = form('hk-cheque')
    const other = structuredClone(layout)
    other.date.order = order
    other.date.cells = other.date.cells.slice(0, order.length)
    const words = wordsOf((await draw({ stock, layout: other })).bytes)
    const shown = words.filter((word) => word.xMm > 140 && word.middleMm < 20).sort((a, b) => a.xMm - b.xMm)
    expect(shown.map((word) => word.text).join('')).toBe(digits)
  })

  it('of blank paper get their number, their lines to sign on and their own texts', async () => {
    const { stock, layout } = structuredClone(form('hk-cheque'))
    Object.assign(stock.printed, { signatureLine: false, chequeNumber: false, payerName: false })
    layout.chequeNumber = {
      box: { xMm: 6, yMm: 64, widthMm: 30, heightMm: 5 },
      align: 'left',
      sizePt: 10,
      minSizePt: 8,
    }
    const box = { xMm: 6, yMm: 57, widthMm: 80, heightMm: 5 }
    layout.fixedTexts.push({ part: 'cheque', text: 'Example Payments', box, align: 'right', sizePt: 9, minSizePt: 7 })
    const drawn = await draw({ stock, layout })
    expect(drawn.findings).toEqual([])
    const words = wordsOf(drawn.bytes)
    expectNear(wordIn(words, '000123', layout.chequeNumber.box).xMm, 6)
    expectNear(wordIn(words, 'Payments', box).endMm, 86)
    const page = render(drawn.bytes)
    for (const area of layout.signatureAreas) {
      const footMm = area.box.yMm + area.box.heightMm
      expect(page.ink({ ...area.box, yMm: footMm - 0.5, heightMm: 1 })).toBeGreaterThan(400)
    }
  })

  it('take another currency with its own figures and words', async () => {
    const usd = cheque({ currency: 'USD', amountMinor: amount('12000.01', 'USD') })
    const { bytes, leaves } = await draw({ ...form('hk-cheque-chinese'), cheques: [usd], mode: 'preview' })
    expect(leaves[0]?.words).toBe('壹萬貳仟元零壹分')
    const text = wordsOf(bytes).map((word) => word.text)
    expect(text).toEqual(expect.arrayContaining(['**12,000.01**', 'US$']))
    expect(text).not.toContain('HK$')
  })

  it('embed one font, as a subset, and nothing else', () => {
    const check = async (font: Uint8Array, name: string) => {
      const lines = embeddedFonts((await draw({ font, mode: 'preview' })).bytes)
        .trim()
        .split('\n')
        .slice(2)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(new RegExp(`^[A-Z]{6}\\+${name} +CID TrueType +Identity-H +yes yes yes`))
    }
    return Promise.all([check(regular, 'NotoSansTC-Regular'), check(bold, 'NotoSansTC-Bold')])
  })
})

describe.skipIf(missingTools.length > 0)('the device correction', () => {
  const cell = form('hk-cheque').layout.date.cells[7]!
  const around = (box: Box): Box => ({
    xMm: box.xMm - 0.3,
    yMm: box.yMm - 3,
    widthMm: box.widthMm + 0.6,
    heightMm: box.heightMm + 6,
  })

  it('of 2 mm moves every text by 2 mm', async () => {
    // The slanted words of the crossing are reported in another order on each page; the ink test below covers slants.
    const upright = (words: WordOnPage[]) => words.filter((word) => word.xMm > 40 || word.middleMm > 22)
    const plain = upright(wordsOf((await draw()).bytes))
    const moved = upright(wordsOf((await draw({ correction: { ...NO_CORRECTION, shiftXMm: 2, shiftYMm: 2 } })).bytes))
    expect(plain.length).toBeGreaterThan(20)
    expect(moved.map((word) => word.text)).toEqual(plain.map((word) => word.text))
    for (const [index, word] of plain.entries()) {
      expect(moved[index]!.xMm - word.xMm).toBeCloseTo(2, 2)
      expect(moved[index]!.middleMm - word.middleMm).toBeCloseTo(2, 2)
    }
  })

  it.each([
    ['turns', { ...NO_CORRECTION, rotationDegrees: 0.7 }],
    ['scales', { ...NO_CORRECTION, scaleX: 1.01, scaleY: 0.97 }],
    ['does everything', { shiftXMm: -1.4, shiftYMm: 0.8, rotationDegrees: -0.5, scaleX: 0.99, scaleY: 1.02 }],
  ])('%s the ink as its figures say', async (_what, correction) => {
    const before = render((await draw()).bytes).inkMiddle(cell)
    const wanted = correctPoint(correction, before)
    const offset = { xMm: wanted.xMm - before.xMm, yMm: wanted.yMm - before.yMm }
    expect(Math.hypot(offset.xMm, offset.yMm)).toBeGreaterThan(0.5)
    const after = render((await draw({ correction })).bytes).inkMiddle(around(at(cell, offset)))
    // Two pixels of the rendering.
    expect(Math.hypot(after.xMm - wanted.xMm, after.yMm - wanted.yMm)).toBeLessThan(0.17)
  })
})

describe.skipIf(missingTools.length > 0)('the ruler sheet', () => {
  it.each([...builtIn.stocks.keys()])(
    'of %s has its crosses where it says and all of its ink on the page',
    async (id) => {
      const stock = builtIn.stocks.get(id)!
      const sheet = await drawRulerSheet({ stock, font: regular })
      expect(pageSizes(sheet.bytes)).toHaveLength(1)
      const page = render(sheet.bytes)
      for (const cross of sheet.crosses) {
        const arms = { xMm: cross.xMm - 4.9, yMm: cross.yMm - 0.25, widthMm: 9.8, heightMm: 0.5 }
        expectNear(page.inkMiddle(arms).xMm, cross.xMm)
        expectNear(page.inkMiddle(arms).yMm, cross.yMm)
        const upright = { xMm: cross.xMm - 0.25, yMm: cross.yMm - 4.9, widthMm: 0.5, heightMm: 9.8 }
        expect(page.ink(upright)).toBeGreaterThan(100)
        expectNear(page.inkMiddle(upright).yMm, cross.yMm)
      }
      const words = wordsOf(sheet.bytes)
      expect(words.filter((word) => word.xMm < 0 || word.endMm > stock.page.widthMm)).toEqual([])
      for (const cross of sheet.crosses) {
        expect(words.map((word) => word.text)).toEqual(
          expect.arrayContaining([cross.name, `${cross.xMm}.0`, `${cross.yMm}.0`]),
        )
      }
    },
  )

  it('drawn under a correction moves with it', async () => {
    const stock = form('hk-cheque').stock
    const correction = { ...NO_CORRECTION, shiftXMm: 1.5 }
    const [plain, moved] = await Promise.all([
      drawRulerSheet({ stock, font: regular }),
      drawRulerSheet({ stock, font: regular, correction }),
    ])
    const arms = { xMm: 13, yMm: 19.7, widthMm: 15, heightMm: 0.6 }
    expect(render(moved.bytes).inkMiddle(arms).xMm - render(plain.bytes).inkMiddle(arms).xMm).toBeCloseTo(1.5, 1)
  })
})
