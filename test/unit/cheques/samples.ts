/** Small builders for the cheque tests: amounts, the built-in forms, the embedded font, sample cheques. */
import { readdirSync, readFileSync } from 'node:fs'
import type { BusinessDate } from '../../../src/contract/dates.ts'
import { type AmountMinor, type Currency, parseMoney } from '../../../src/contract/money.ts'
import { NO_CORRECTION } from '../../../src/main/engine/formats/cheques/correction.ts'
import { type DrawRequest, drawCheques } from '../../../src/main/engine/formats/cheques/draw-cheque.ts'
import type { Layout } from '../../../src/main/engine/formats/cheques/layout.ts'
import type { ChequeOnPaper } from '../../../src/main/engine/formats/cheques/leaf-form.ts'
import { loadStocks, type NamedText } from '../../../src/main/engine/formats/cheques/load-stocks.ts'
import type { Stock } from '../../../src/main/engine/formats/cheques/stock.ts'

const root = new URL('../../../', import.meta.url)
const FONT_FOLDER = 'node_modules/@expo-google-fonts/noto-sans-tc'

/** An amount from its decimal text; a wrong text is a wrong test. */
export function amount(decimal: string, currency: Currency): AmountMinor {
  const parsed = parseMoney(decimal, currency)
  if (!parsed.ok) throw new Error(`no amount: ${decimal} ${currency}`)
  return parsed.amountMinor
}

/** The files of the built-in forms as the engine hands them over. */
export function builtInFiles(kind: 'stocks' | 'layouts'): NamedText[] {
  const folder = new URL(`resources/cheques/${kind}/`, root)
  return readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
}

export const builtIn = loadStocks({ stocks: builtInFiles('stocks'), layouts: builtInFiles('layouts') })

/** A built-in layout with its stock. */
export function form(layoutId: string): { stock: Stock; layout: Layout } {
  const layout = builtIn.layouts.get(layoutId)!
  return { layout, stock: builtIn.stocks.get(layout.stockId)! }
}

export const regular = new Uint8Array(
  readFileSync(new URL(`${FONT_FOLDER}/400Regular/NotoSansTC_400Regular.ttf`, root)),
)
export const bold = new Uint8Array(readFileSync(new URL(`${FONT_FOLDER}/700Bold/NotoSansTC_700Bold.ttf`, root)))

export function cheque(change: Partial<ChequeOnPaper> = {}): ChequeOnPaper {
  return {
    chequeNumber: '000123',
    date: '2025-06-02' as BusinessDate,
    payeeName: 'Chan Tai Man',
    amountMinor: amount('1945.86', 'HKD'),
    currency: 'HKD',
    memo: 'Withdrawal of 2 June\nAccount 8801',
    reference: 'WD-000000123',
    ...change,
  }
}

/** Draws one sample cheque on the single leaf unless told otherwise. */
export function draw(change: Partial<DrawRequest> = {}) {
  return drawCheques({
    ...form('hk-cheque'),
    correction: NO_CORRECTION,
    font: regular,
    cheques: [cheque()],
    mode: 'print',
    ...change,
  })
}
