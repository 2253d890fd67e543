/** Files of stocks and layouts: what is accepted, what is refused, and what a person is warned about. */
import { describe, expect, it } from 'vitest'
import { checkLayout, type Layout } from '../../../src/main/engine/formats/cheques/layout.ts'
import { loadStocks, parseLayout, parseStock } from '../../../src/main/engine/formats/cheques/load-stocks.ts'
import type { Stock } from '../../../src/main/engine/formats/cheques/stock.ts'
import { builtIn, builtInFiles, form } from './samples.ts'

describe('the built-in forms', () => {
  it('are four stocks, each with a layout, and raise no finding', () => {
    expect([...builtIn.stocks.keys()].sort()).toEqual([
      'a4-voucher',
      'hk-cheque',
      'hk-cheque-with-stub',
      'three-per-a4',
    ])
    expect(new Set([...builtIn.layouts.values()].map((layout) => layout.stockId))).toEqual(
      new Set(builtIn.stocks.keys()),
    )
    expect(builtIn.findings).toEqual([])
  })

  it('have the sizes that they name', () => {
    const sizes = [...builtIn.stocks.values()].map(({ id, page, leaves }) => [
      id,
      page.widthMm,
      page.heightMm,
      leaves.length,
    ])
    expect(sizes.sort()).toEqual([
      ['a4-voucher', 210, 297, 1],
      ['hk-cheque', 203, 89, 1],
      ['hk-cheque-with-stub', 263, 89, 1],
      ['three-per-a4', 210, 297, 3],
    ])
  })

  it('carry their id as file name', () => {
    for (const kind of ['stocks', 'layouts'] as const) {
      for (const { name, text } of builtInFiles(kind)) expect(`${JSON.parse(text).id}.json`).toBe(name)
    }
  })
})

describe('files of a desk', () => {
  const [stockFile] = builtInFiles('stocks')
  const file = (change: (record: Record<string, unknown>) => void, kind: 'stocks' | 'layouts' = 'layouts') => {
    const record = JSON.parse(builtInFiles(kind).find(({ name }) => name === 'hk-cheque.json')!.text)
    change(record)
    return { name: 'own.json', text: JSON.stringify(record) }
  }
  const refusal = (call: () => unknown): string => {
    try {
      call()
    } catch (error) {
      expect(error).toMatchObject({ code: 'STOCK_FILE_INVALID', name: 'ChequeRefusal' })
      return (error as Error).message
    }
    throw new Error('nothing was refused')
  }

  it('replace a built-in form of the same id', () => {
    const own = file((record) => Object.assign(record, { name: 'Our own form' }))
    const loaded = loadStocks({ stocks: builtInFiles('stocks'), layouts: [...builtInFiles('layouts'), own] })
    expect(loaded.layouts.get('hk-cheque')?.name).toBe('Our own form')
  })

  it('get a finding when their stock is missing', () => {
    const loaded = loadStocks({ stocks: [stockFile!], layouts: [file(() => {})] })
    expect(loaded.findings).toEqual([
      expect.objectContaining({ code: 'LAYOUT_WITHOUT_STOCK', field: 'hk-cheque: stockId' }),
    ])
  })

  it('are refused with file, field and reason', () => {
    expect(refusal(() => parseStock({ name: 'own.json', text: '{ "id": ' }))).toMatch(/^own\.json is no JSON file/)
    const message = (change: (record: never) => void, kind: 'stocks' | 'layouts' = 'layouts') =>
      refusal(() => (kind === 'stocks' ? parseStock : parseLayout)(file(change as never, kind)))
    expect(message((layout: Layout) => (layout.payee.box.xMm = 22.25))).toMatch(
      /payee\.box\.xMm: millimetres have one decimal/,
    )
    expect(message((layout: Layout) => layout.date.cells.pop())).toMatch(
      /date\.cells: DDMMYYYY needs 8 cells, the file has 7/,
    )
    expect(message((layout: Layout) => (layout.words.minSizePt = 20))).toMatch(
      /words\.minSizePt: the smallest size is above/,
    )
    expect(message((layout: Layout) => Object.assign(layout, { colour: 'red' }))).toMatch(/colour/)
    expect(message((layout: Layout) => Object.assign(layout, { origin: 'bottom-left' }))).toMatch(/origin/)
    expect(message((stock: Stock) => (stock.leaves[0]!.xMm = 1), 'stocks')).toMatch(
      /leaves\.0: this leaf does not lie on the page/,
    )
    expect(message((stock: Stock) => stock.leaves.push({ xMm: 0, yMm: 0 }), 'stocks')).toMatch(
      /leaves\.1: this leaf lies on another/,
    )
    expect(message((stock: Stock) => (stock.cheque.widthMm = 204), 'stocks')).toMatch(
      /cheque: the cheque does not lie on the leaf/,
    )
    const onCheque = { kind: 'stub', box: { xMm: 0, yMm: 0, widthMm: 20, heightMm: 20 } }
    expect(message((stock: Stock) => Object.assign(stock, { stub: onCheque }), 'stocks')).toMatch(
      /stub\.box: the stub lies on the cheque/,
    )
    expect(message((stock: Stock) => (stock.micrBand!.heightMm = 17), 'stocks')).toMatch(/micrBand/)
    expect(message((stock: Stock) => (stock.currencies = []), 'stocks')).toMatch(/currencies/)
  })
})

describe('checkLayout', () => {
  const found = (id: string, change: (form: { stock: Stock; layout: Layout }) => void) => {
    const copy = structuredClone(form(id))
    change(copy)
    return checkLayout(copy.stock, copy.layout).map(({ code, field }) => [code, field])
  }

  it('finds a field in the band of the code line, and says where the band starts', () => {
    expect(found('hk-cheque', ({ layout }) => (layout.words.lines[1]!.yMm = 70.1))).toContainEqual([
      'FIELD_IN_MICR_BAND',
      'words 2',
    ])
    expect(found('hk-cheque', ({ layout }) => (layout.words.lines[1]!.yMm = 67))).not.toContainEqual([
      'FIELD_IN_MICR_BAND',
      'words 2',
    ])
    const copy = structuredClone(form('hk-cheque'))
    copy.layout.payee.box.yMm = 80
    expect(checkLayout(copy.stock, copy.layout)[0]?.message).toContain('73 mm from the top')
  })

  it('finds a field that leaves the leaf or its part', () => {
    expect(found('hk-cheque', ({ layout }) => (layout.figures.box.xMm = 170))).toContainEqual([
      'FIELD_OUTSIDE_LEAF',
      'figures',
    ])
    expect(found('hk-cheque', ({ layout }) => (layout.payee.box.xMm = -0.1))).toContainEqual([
      'FIELD_OUTSIDE_LEAF',
      'payee',
    ])
    expect(found('hk-cheque-with-stub', ({ layout }) => (layout.crossing!.box.xMm = 50))).toContainEqual([
      'FIELD_OUTSIDE_PART',
      'crossing',
    ])
    expect(found('hk-cheque-with-stub', ({ layout }) => (layout.stub!.fields[0]!.box.xMm = 10))).toContainEqual([
      'FIELD_OUTSIDE_PART',
      'stub date',
    ])
  })

  it('finds fields that share ground, but not the two ways to write one payee', () => {
    expect(found('hk-cheque', ({ layout }) => (layout.figures.box.xMm = 140))).toEqual([
      ['FIELDS_OVERLAP', 'words 1'],
      ['FIELDS_OVERLAP', 'words 2'],
    ])
    expect(found('hk-cheque', ({ layout }) => (layout.date.cells[1]!.xMm = 150))).toEqual([
      ['FIELDS_OVERLAP', 'date 1'],
    ])
    expect(found('hk-cheque', ({ layout }) => (layout.signatureAreas[0]!.box.xMm = 110))).toEqual([
      ['FIELDS_OVERLAP', 'signature Group A 甲組'],
    ])
  })

  it('finds type that is taller than its box', () => {
    expect(found('hk-cheque', ({ layout }) => (layout.figures.sizePt = 40))).toEqual([
      ['TEXT_TALLER_THAN_FIELD', 'figures'],
    ])
  })

  it('finds what would stand on the paper twice or not at all', () => {
    const named = { cents: 'words', currencyWord: 'name' } as const
    const printedTwice = ({ stock, layout }: { stock: Stock; layout: Layout }) => {
      stock.printed.crossing = true
      layout.words.words = { language: 'en', style: named }
      layout.chequeNumber = {
        box: { xMm: 6, yMm: 60, widthMm: 20, heightMm: 5 },
        align: 'left',
        sizePt: 9,
        minSizePt: 7,
      }
    }
    expect(found('hk-cheque', printedTwice)).toEqual([
      ['PRINTED_TWICE', 'name of the currency'],
      ['PRINTED_TWICE', 'crossing'],
      ['PRINTED_TWICE', 'cheque number'],
    ])
    const blank = ({ stock, layout }: { stock: Stock; layout: Layout }) => {
      for (const key of Object.keys(stock.printed) as (keyof Stock['printed'])[]) stock.printed[key] = false
      layout.crossing = null
    }
    expect(found('hk-cheque', blank)).toEqual([
      ['NOT_ON_PAPER', 'name of the currency'],
      ['NOT_ON_PAPER', 'crossing'],
      ['NOT_ON_PAPER', 'cheque number'],
      ['NOT_ON_PAPER', "payer's name"],
      ['NOT_ON_PAPER', 'magnetic code line'],
      ['STRIKE_WITHOUT_WORDS', 'bearer strike'],
    ])
  })
})
