/** Small shapes shared by the two kinds of intake. */
import type { IntakePreview, RowError } from '../../../../contract/intake.ts'
import type { Currency } from '../../../../contract/money.ts'
import { refusalTexts } from '../../../../contract/refusal-texts/en.ts'
import { fillSentence, RefusalCode, type RefusalFigures } from '../../../../contract/refusals.ts'
import type { ReadFile } from './read.ts'

const SAMPLE_ROWS = 20

/** One row's error: a refusal of the desk with its figures, or a finding with its own sentence. */
export function refused(
  row: number,
  column: string,
  about: { code: string; value: string } & ({ figures: RefusalFigures } | { message: string }),
): RowError {
  const { code, value } = about
  if ('message' in about) return { row, column, code, message: about.message, value }
  return { row, column, code, message: fillSentence(refusalTexts[RefusalCode.parse(code)], about.figures), value }
}

/** The result for a file that cannot be read at all. */
export function unreadable(refusal: NonNullable<IntakePreview['refusal']>): ReadFile<never> {
  const { code, place, message } = refusal
  return {
    refusal: { code, place, message },
    rowCount: 0,
    sums: [],
    errors: [],
    warnings: [],
    columns: [],
    sample: [],
    rows: [],
  }
}

export function sumsOf(rows: readonly { currency: Currency; amountMinor: number }[]): IntakePreview['sums'] {
  const sums = new Map<Currency, { rows: number; amountMinor: number }>()
  for (const { currency, amountMinor } of rows) {
    const sum = sums.get(currency) ?? { rows: 0, amountMinor: 0 }
    sums.set(currency, { rows: sum.rows + 1, amountMinor: sum.amountMinor + amountMinor })
  }
  return [...sums].map(([currency, sum]) => ({ currency, ...sum })) as IntakePreview['sums']
}

export function sampleOf(table: { rows: readonly { cells: readonly { text: string }[] }[] }): string[][] {
  return table.rows.slice(0, SAMPLE_ROWS).map((row) => row.cells.map((cell) => cell.text))
}
