/**
 * Why something may not go onto a leaf. Every refusal has a code for the program, the figures it is about, and one
 * sentence for the person: what, where, which figure, what next. Nothing is drawn when one is thrown.
 */

export type ChequeRefusalCode =
  | 'AMOUNT_NOT_FOR_CHEQUE'
  | 'CHEQUE_NUMBER_TWICE'
  | 'CORRECTION_OUT_OF_RANGE'
  | 'CURRENCY_NOT_ON_STOCK'
  | 'DATE_NOT_FOR_CHEQUE'
  | 'FIGURES_TOO_LONG'
  | 'FONT_UNREADABLE'
  | 'LAYOUT_NOT_FOR_STOCK'
  | 'MISSING_GLYPH'
  | 'NOTHING_TO_DRAW'
  | 'PAYEE_EMPTY'
  | 'PAYEE_TOO_LONG'
  | 'READINGS_INSUFFICIENT'
  | 'STOCK_FILE_INVALID'
  | 'TEXT_TOO_LONG'
  | 'WORDS_DIFFER'
  | 'WORDS_TOO_LONG'

/** What a refusal is about: short facts that the engine may put into its own sentence or its audit record. */
export type RefusalFigures = Readonly<Record<string, string | number>>

export class ChequeRefusal extends Error {
  readonly code: ChequeRefusalCode
  readonly figures: RefusalFigures

  constructor(code: ChequeRefusalCode, message: string, figures: RefusalFigures = {}) {
    super(message)
    this.name = 'ChequeRefusal'
    this.code = code
    this.figures = figures
  }
}
