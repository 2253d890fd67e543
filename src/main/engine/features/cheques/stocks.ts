/** The papers that this desk can print on, with their layouts and the font: files beside the program, read once. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Call } from '../../call.ts'
import type { Layout } from '../../formats/cheques/layout.ts'
import { type LoadedStocks, loadStocks, type NamedText } from '../../formats/cheques/load-stocks.ts'
import type { Stock } from '../../formats/cheques/stock.ts'
import { refuse } from '../../refuse.ts'
import { fontFile } from '../../resources.ts'

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

/** A stock of leaves by its code. Refuses NOT_FOUND. */
export function stockOf(call: Call, code: string): Stock {
  return papers(call).stocks.stocks.get(code) ?? refuse('NOT_FOUND', { what: `cheque stock ${code}` })
}

/** Bytes of the font that cheques are drawn with. */
export function chequeFont(call: Call): Uint8Array {
  return papers(call).font
}

/** The layout of a stock in the language of the desk's cheques; `undefined` when the stock has none. */
export function layoutOf(call: Call, stock: Stock): Layout | undefined {
  const language = call.services.settings.get('cheques.wordsLanguage') === 'chinese' ? 'zh' : 'en'
  const layouts = [...papers(call).stocks.layouts.values()].filter(({ stockId }) => stockId === stock.id)
  return layouts.find(({ words }) => words.words.language === language)
}
