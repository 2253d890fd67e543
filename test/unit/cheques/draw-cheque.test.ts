/** The drawn file itself: refusals, findings of a run, and the same bytes for the same input. No outside tool is needed. */
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { BusinessDate } from '../../../src/contract/dates.ts'
import { ChequeRefusal } from '../../../src/main/engine/formats/cheques/cheque-refusal.ts'
import { drawRulerSheet } from '../../../src/main/engine/formats/cheques/draw-ruler-sheet.ts'
import type { ChequeOnPaper } from '../../../src/main/engine/formats/cheques/leaf-form.ts'
import { amount, bold, cheque, draw, form, regular } from './samples.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const drawOne = (change: Partial<ChequeOnPaper>) => draw({ cheques: [cheque(change)] })
const LONG_NAME =
  'Guangdong Hong Kong Macao Greater Bay Area International Securities Settlement Services (Hong Kong) Company Limited'

afterEach(() => {
  vi.useRealTimers()
})

describe('the bytes', () => {
  it('are the same for the same input on another day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2025-06-02T03:00:00Z') })
    const first = await draw()
    vi.setSystemTime(Date.parse('2031-01-05T09:00:00Z'))
    const second = await draw()
    expect(digest(second.bytes)).toBe(digest(first.bytes))
    const dates = Buffer.from(first.bytes)
      .toString('latin1')
      .match(/D:\d{14}/g)
    expect(dates).toEqual(['D:19700101000000'])
    const sheet = () => drawRulerSheet({ stock: form('hk-cheque').stock, font: regular })
    expect(digest((await sheet()).bytes)).toBe(digest((await sheet()).bytes))
  })

  it('differ when one cent, the font, the mode or the correction differs', async () => {
    const { correction } = { correction: { shiftXMm: 0, shiftYMm: 0, rotationDegrees: 0.1, scaleX: 1, scaleY: 1 } }
    const drawn = await Promise.all([
      draw(),
      drawOne({ amountMinor: amount('1945.87', 'HKD') }),
      draw({ font: bold }),
      draw({ mode: 'preview' }),
      draw({ mode: 'specimen' }),
      draw({ correction }),
    ])
    expect(new Set(drawn.map(({ bytes }) => digest(bytes))).size).toBe(drawn.length)
  })

  it('stay small: the font is embedded as a subset', async () => {
    expect((await draw()).bytes.byteLength).toBeLessThan(40_000)
  })
})

describe('what was put where', () => {
  it('is told for every leaf', async () => {
    const cheques = ['000007', '000008', '000009', '000010'].map((chequeNumber) => cheque({ chequeNumber }))
    const drawn = await draw({ ...form('three-per-a4'), cheques, firstLeaf: 1 })
    expect(drawn.pages).toBe(2)
    expect(drawn.leaves.map(({ chequeNumber, page, leaf }) => [chequeNumber, page, leaf])).toEqual([
      ['000007', 1, 1],
      ['000008', 1, 2],
      ['000009', 2, 0],
      ['000010', 2, 1],
    ])
  })

  it('holds the words and the lines of the payee as they went on paper', async () => {
    const [leaf] = (await drawOne({ payeeName: `  ${LONG_NAME.replace('Bay', 'Bay\n ')}` })).leaves
    expect(leaf?.words).toBe('One Thousand Nine Hundred And Forty Five And Cents Eighty Six Only')
    expect(leaf?.payeeLines).toHaveLength(2)
    expect(leaf?.payeeLines.join(' ')).toBe(LONG_NAME)
    expect((await draw()).leaves[0]?.payeeLines).toEqual(['Chan Tai Man'])
  })
})

describe('refusals', () => {
  const refused = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => null,
      (cause: unknown) => cause,
    )
    expect(error).toBeInstanceOf(ChequeRefusal)
    return error as ChequeRefusal
  }

  it.each([
    ['😀', 'U+1F600', 'Chan 😀'],
    ['叄', 'U+53C4', '叄家莊'],
    ['ש', 'U+05E9', 'ש Chan'],
    ['\u0007', 'U+0007', 'Chan\u0007Tai'],
    ['\u200b', 'U+200B', 'Chan\u200bTai Man'],
  ])('a payee with %j, which the font cannot show', async (character, codePoint, payeeName) => {
    const refusal = await refused(drawOne({ payeeName }))
    expect(refusal.code).toBe('MISSING_GLYPH')
    expect(refusal.figures).toMatchObject({ character, codePoint, field: 'payee', chequeNumber: '000123' })
    expect(refusal.message).toContain(codePoint)
    expect(refusal.message).toContain('payee')
  })

  it('a missing shape in words, stub and memo, each by the name of its field', async () => {
    const chinese = form('hk-cheque-chinese')
    const layout = structuredClone(chinese.layout)
    layout.words.words = { language: 'zh', style: { ...DEFAULT_ZH, three: '叄' } }
    const inWords = await refused(
      draw({ stock: chinese.stock, layout, cheques: [cheque({ amountMinor: amount('3', 'HKD') })] }),
    )
    expect(inWords).toMatchObject({ code: 'MISSING_GLYPH', figures: { character: '叄', field: 'words' } })
    const stub = form('hk-cheque-with-stub')
    const inMemo = await refused(draw({ ...stub, cheques: [cheque({ memo: 'fine\n😀' })] }))
    expect(inMemo).toMatchObject({ code: 'MISSING_GLYPH', figures: { field: 'stub memo' } })
    const inStub = await refused(draw({ ...stub, cheques: [cheque({ reference: '😀' })] }))
    expect(inStub).toMatchObject({ code: 'MISSING_GLYPH', figures: { field: 'stub reference' } })
  })

  it.each([
    ['PAYEE_TOO_LONG', { payeeName: `${LONG_NAME} and ${LONG_NAME} and ${LONG_NAME}` }],
    ['PAYEE_TOO_LONG', { payeeName: 'W'.repeat(120) }],
    ['PAYEE_TOO_LONG', { payeeName: '香港'.repeat(60) }],
    ['PAYEE_EMPTY', { payeeName: ' \t ' }],
    ['AMOUNT_NOT_FOR_CHEQUE', { amountMinor: amount('0', 'HKD') }],
    ['AMOUNT_NOT_FOR_CHEQUE', { amountMinor: amount('-5', 'HKD') }],
    ['DATE_NOT_FOR_CHEQUE', { date: '2025-02-29' as BusinessDate }],
    ['CURRENCY_NOT_ON_STOCK', { amountMinor: amount('5', 'JPY'), currency: 'JPY' }],
    ['WORDS_TOO_LONG', { amountMinor: amount('7777777777777.77', 'HKD') }],
  ] as const)('%s', async (code, change) => {
    const refusal = await refused(drawOne(change as Partial<ChequeOnPaper>))
    expect(refusal.code).toBe(code)
    expect(refusal.message).toContain('000123')
  })

  it('figures that do not fit their box', async () => {
    const { stock, layout } = form('hk-cheque-chinese')
    const narrow = structuredClone(layout)
    narrow.figures.box.widthMm = 15
    const refusal = await refused(
      draw({ stock, layout: narrow, cheques: [cheque({ amountMinor: amount('999999', 'HKD') })] }),
    )
    expect(refusal).toMatchObject({ code: 'FIGURES_TOO_LONG', figures: { figures: '**999,999.00**' } })
  })

  it('a fixed text, a crossing or a number that does not fit', async () => {
    const { stock, layout } = form('hk-cheque')
    const change = (edit: (copy: typeof layout) => void) => {
      const copy = structuredClone(layout)
      edit(copy)
      return refused(draw({ stock, layout: copy }))
    }
    const box = { xMm: 6, yMm: 60, widthMm: 5, heightMm: 4 }
    const fixed = {
      part: 'cheque',
      text: 'Example Payments Limited',
      box,
      align: 'left',
      sizePt: 9,
      minSizePt: 7,
    } as const
    expect((await change((copy) => copy.fixedTexts.push({ ...fixed }))).code).toBe('TEXT_TOO_LONG')
    expect((await change((copy) => Object.assign(copy.crossing!, { text: 'A/C PAYEE ONLY '.repeat(4) }))).code).toBe(
      'TEXT_TOO_LONG',
    )
    const number = { box, align: 'left', sizePt: 12, minSizePt: 12 } as const
    expect((await change((copy) => Object.assign(copy, { chequeNumber: number }))).code).toBe('TEXT_TOO_LONG')
  })

  it('a run that makes no sense', async () => {
    const other = { stock: form('three-per-a4').stock, layout: form('hk-cheque').layout }
    expect((await refused(draw(other))).code).toBe('LAYOUT_NOT_FOR_STOCK')
    expect((await refused(draw({ cheques: [] }))).code).toBe('NOTHING_TO_DRAW')
    expect((await refused(draw({ firstLeaf: 1 }))).code).toBe('NOTHING_TO_DRAW')
    expect((await refused(draw({ cheques: [cheque(), cheque()] }))).code).toBe('CHEQUE_NUMBER_TWICE')
    expect((await refused(draw({ font: new TextEncoder().encode('no font at all') }))).code).toBe('FONT_UNREADABLE')
  })
})

const DEFAULT_ZH = {
  three: '叁',
  yuan: '元',
  end: '正',
  endAfterJiao: true,
  zeroAfterMyriad: true,
  zeroAtMyriadEdge: false,
  zeroBeforeJiao: false,
  zeroBeforeFen: true,
  currencyName: false,
} as const

describe('the stub', () => {
  const stub = form('hk-cheque-with-stub')

  it('says when its lines are full and how many are left out', async () => {
    const memo = ['one', 'two', 'three', 'four', 'five'].join('\n')
    const drawn = await draw({ ...stub, cheques: [cheque({ memo }), cheque({ chequeNumber: '000124' })] })
    expect(drawn.leaves.map((leaf) => leaf.stubOverflows)).toEqual([true, false])
    expect(drawn.findings).toEqual([
      expect.objectContaining({ code: 'STUB_OVERFLOW', severity: 'notice', chequeNumber: '000123' }),
    ])
    expect(drawn.findings[0]?.message).toContain('has 5 lines, the stub has room for 4. 2 lines are left out')
  })

  it('cuts a name that is too long for it, never the one that the bank reads', async () => {
    const drawn = await draw({ ...stub, cheques: [cheque({ payeeName: LONG_NAME })] })
    expect(drawn.findings).toEqual([expect.objectContaining({ code: 'STUB_TEXT_CUT', field: 'stub payee' })])
    expect(drawn.leaves[0]?.payeeLines.join(' ')).toBe(LONG_NAME)
  })
})
