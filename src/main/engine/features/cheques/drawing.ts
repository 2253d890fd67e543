/** Draws leaves, or refuses in the desk's own words what cannot be drawn. */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { ChequeRefusal } from '../../formats/cheques/cheque-refusal.ts'
import { type Correction, NO_CORRECTION } from '../../formats/cheques/correction.ts'
import { type DrawMode, type DrawnCheques, drawCheques } from '../../formats/cheques/draw-cheque.ts'
import type { Layout } from '../../formats/cheques/layout.ts'
import type { ChequeOnPaper } from '../../formats/cheques/leaf-form.ts'
import type { Stock } from '../../formats/cheques/stock.ts'
import { refuse } from '../../refuse.ts'
import { chequeFont } from '../stocks/index.ts'

/** Problems of the program's own files; the operator can do nothing about them. */
const FAULTS = new Set(['FONT_UNREADABLE', 'STOCK_FILE_INVALID', 'LAYOUT_NOT_FOR_STOCK', 'CHEQUE_NUMBER_TWICE'])

/** One PDF of cheques. Refuses WORDS_DIFFER or CHEQUE_NOT_DRAWABLE with the payee; then nothing was drawn. */
export async function drawOrRefuse(
  call: Call,
  form: { stock: Stock; layout: Layout; correction?: Correction },
  run: { cheques: readonly ChequeOnPaper[]; mode: DrawMode; places?: readonly number[] },
): Promise<DrawnCheques> {
  const { stock, layout, correction = NO_CORRECTION } = form
  try {
    return await drawCheques({ stock, layout, correction, font: chequeFont(call), ...run })
  } catch (error) {
    return refuseFor(error, payees(run.cheques))
  }
}

/** Draws a paper about cheques and turns a refusal of the formats into the desk's. */
export async function orRefuseAsync<T>(cheques: readonly ChequeOnPaper[], draw: () => Promise<T>): Promise<T> {
  try {
    return await draw()
  } catch (error) {
    return refuseFor(error, payees(cheques))
  }
}

/** Runs a check of the cheque formats and turns its refusal into the desk's. */
export function orRefuse<T>(cheques: readonly string[], check: () => T): T {
  try {
    return check()
  } catch (error) {
    return refuseFor(error, () => cheques[0] ?? '')
  }
}

function payees(cheques: readonly ChequeOnPaper[]): (chequeNumber: string) => string {
  return (chequeNumber) =>
    (cheques.find((cheque) => cheque.chequeNumber === chequeNumber) ?? cheques[0])?.payeeName ?? ''
}

function refuseFor(error: unknown, payeeOf: (chequeNumber: string) => string): never {
  if (!(error instanceof ChequeRefusal) || FAULTS.has(error.code)) throw error
  const { code, figures, message } = error
  if (code === 'WORDS_DIFFER') {
    const currency = figures.currency as Currency
    refuse('WORDS_DIFFER', { amount: `${formatMoney(Number(figures.amountMinor), currency)} ${currency}` })
  }
  const payee = payeeOf(String(figures.chequeNumber ?? ''))
  refuse('CHEQUE_NOT_DRAWABLE', { payee, why: message.replace(/\.$/, '') })
}
