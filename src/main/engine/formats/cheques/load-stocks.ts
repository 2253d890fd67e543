/**
 * Reads the files of stocks and layouts, built-in ones and those of a desk. The caller has read the disk; here texts
 * become checked records, or a refusal that names file, field and reason.
 */
import type { z } from 'zod'
import { ChequeRefusal } from './cheque-refusal.ts'
import type { ChequeFinding } from './findings.ts'
import { checkLayout, Layout } from './layout.ts'
import { Stock } from './stock.ts'

/** A file as read; the name is for messages. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

export interface LoadedStocks {
  readonly stocks: ReadonlyMap<string, Stock>
  readonly layouts: ReadonlyMap<string, Layout>
  /** Findings of `checkLayout` and `LAYOUT_WITHOUT_STOCK`, each field led by its layout's id. */
  readonly findings: readonly ChequeFinding[]
}

/**
 * Reads all stocks and layouts. A later file with the id of an earlier one replaces it: a desk keeps its own version of
 * a built-in form. Throws `STOCK_FILE_INVALID`.
 */
export function loadStocks(files: { stocks: readonly NamedText[]; layouts: readonly NamedText[] }): LoadedStocks {
  const stocks = new Map(files.stocks.map(parseStock).map((stock) => [stock.id, stock]))
  const layouts = new Map(files.layouts.map(parseLayout).map((layout) => [layout.id, layout]))
  const findings = [...layouts.values()].flatMap((layout) => {
    const stock = stocks.get(layout.stockId)
    const found = stock ? checkLayout(stock, layout) : [withoutStock(layout)]
    return found.map((finding) => ({ ...finding, field: `${layout.id}: ${finding.field}` }))
  })
  return { stocks, layouts, findings }
}

/** One stock from the text of its file. Throws `STOCK_FILE_INVALID`. */
export function parseStock(file: NamedText): Stock {
  return parseFile(file, Stock)
}

/** One layout from the text of its file. Throws `STOCK_FILE_INVALID`. */
export function parseLayout(file: NamedText): Layout {
  return parseFile(file, Layout)
}

function withoutStock(layout: Layout): ChequeFinding {
  const message = `The layout "${layout.name}" is for the stock ${layout.stockId}, which is not there. Add the stock or remove the layout.`
  return { code: 'LAYOUT_WITHOUT_STOCK', severity: 'warning', field: 'stockId', message }
}

function parseFile<Schema extends z.ZodType>(file: NamedText, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(readJson(file))
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]!
  const field = first.path.join('.') || 'the whole file'
  const more = parsed.error.issues.length - 1
  const message = `${file.name}: ${field}: ${first.message}${more > 0 ? ` (and ${more} more)` : ''}. Correct the file and load it again.`
  throw new ChequeRefusal('STOCK_FILE_INVALID', message, { file: file.name, field })
}

function readJson(file: NamedText): unknown {
  try {
    return JSON.parse(file.text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ChequeRefusal(
      'STOCK_FILE_INVALID',
      `${file.name} is no JSON file (${reason}). Correct it and load it again.`,
      {
        file: file.name,
      },
    )
  }
}
