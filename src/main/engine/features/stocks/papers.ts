/**
 * The papers that this desk can print on, with their layouts and the font: files beside the program, read once, and over them the
 * desk's own revisions from the ledger. The newest revision of a form replaces the built-in one of the same id.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { AmountMinor } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import type { Layout } from '../../formats/cheques/layout.ts'
import type { ChequeOnPaper } from '../../formats/cheques/leaf-form.ts'
import {
  type LoadedStocks,
  loadStocks,
  type NamedText,
  parseLayout,
  parseStock,
} from '../../formats/cheques/load-stocks.ts'
import type { Stock } from '../../formats/cheques/stock.ts'
import { refuse } from '../../refuse.ts'
import { fontFile } from '../../resources.ts'
import { newestForms } from './store.ts'

type Papers = { stocks: LoadedStocks; font: Uint8Array }
const papersOf = new Map<string, Papers>()

function papers(call: Call): Papers {
  const { resourcesDir } = call.services
  let found = papersOf.get(resourcesDir)
  if (!found) {
    const read = (folder: string): NamedText[] => {
      const path = join(resourcesDir, 'cheques', folder)
      const names = readdirSync(path).filter((name) => name.endsWith('.json'))
      return names.sort().map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }))
    }
    const stocks = loadStocks({ stocks: read('stocks'), layouts: read('layouts') })
    found = { stocks, font: readFileSync(fontFile(resourcesDir, 'regular')) }
    papersOf.set(resourcesDir, found)
  }
  return found
}

/** A layout with the revision of the desk; 0 for the built-in one. */
export type RevisedLayout = { layout: Layout; revision: number }

/** All stocks: the built-in ones, each replaced by the desk's newest revision, then the desk's own. */
export function allStocks(call: Call): (Stock & { revision: number })[] {
  const all = new Map([...papers(call).stocks.stocks.values()].map((stock) => [stock.id, { ...stock, revision: 0 }]))
  for (const { code, revision, content } of newestForms(call, 'stock')) {
    all.set(code, { ...parseStock({ name: code, text: content }), revision })
  }
  return [...all.values()]
}

/** All layouts, in the same way. */
export function allLayouts(call: Call): RevisedLayout[] {
  const builtIn = [...papers(call).stocks.layouts.values()].map(
    (layout) => [layout.id, { layout, revision: 0 }] as const,
  )
  const all = new Map<string, RevisedLayout>(builtIn)
  for (const { code, revision, content } of newestForms(call, 'layout')) {
    all.set(code, { layout: parseLayout({ name: code, text: content }), revision })
  }
  return [...all.values()]
}

/** A stock of leaves by its code. Refuses NOT_FOUND. */
export function stockOf(call: Call, code: string): Stock {
  const found = allStocks(call).find(({ id }) => id === code)
  if (!found) return refuse('NOT_FOUND', { what: `cheque stock ${code}` })
  const { revision: _, ...stock } = found
  return stock
}

/** Bytes of the font that cheques are drawn with. */
export function chequeFont(call: Call): Uint8Array {
  return papers(call).font
}

/** The layout of a stock in the language of the desk's cheques, the desk's own before a built-in one; `undefined`: none. */
export function revisedLayoutOf(call: Call, stock: Pick<Stock, 'id'>): RevisedLayout | undefined {
  const language = call.services.settings.get('cheques.wordsLanguage') === 'chinese' ? 'zh' : 'en'
  const fitting = allLayouts(call).filter(
    ({ layout }) => layout.stockId === stock.id && layout.words.words.language === language,
  )
  return fitting.toSorted((a, b) => b.revision - a.revision)[0]
}

export function layoutOf(call: Call, stock: Pick<Stock, 'id'>): Layout | undefined {
  return revisedLayoutOf(call, stock)?.layout
}

/** A cheque that pays nobody: for previews of layouts and for test leaves. */
export function specimenCheque(call: Call, stock: Stock): ChequeOnPaper {
  return {
    chequeNumber: '000000',
    date: call.today as BusinessDate,
    payeeName: 'SPECIMEN PAYEE LIMITED 樣本有限公司',
    amountMinor: 1_234_567_89 as AmountMinor,
    currency: stock.currencies[0] ?? 'HKD',
    memo: 'First line of the memo\nSecond line of the memo',
    reference: 'WD0T0C00',
  }
}
