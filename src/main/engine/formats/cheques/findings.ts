/**
 * What a person should look at before paper is used. A finding never stops a drawing; what must stop it is a refusal.
 */

export type ChequeFindingCode =
  | 'FIELDS_OVERLAP'
  | 'FIELD_IN_MICR_BAND'
  | 'FIELD_OUTSIDE_LEAF'
  | 'FIELD_OUTSIDE_PART'
  | 'LAYOUT_WITHOUT_STOCK'
  | 'NOT_ON_PAPER'
  | 'PRINTED_TWICE'
  | 'READINGS_DISAGREE'
  | 'STRIKE_WITHOUT_WORDS'
  | 'STUB_OVERFLOW'
  | 'STUB_TEXT_CUT'
  | 'TEXT_TALLER_THAN_FIELD'

export interface ChequeFinding {
  readonly code: ChequeFindingCode
  readonly severity: 'notice' | 'warning'
  /** Field of the layout, such as `payee` or `date 3`. */
  readonly field: string
  /** One sentence: what, where, which figure, what next. */
  readonly message: string
  /** Set when the finding is about one leaf and not about the layout. */
  readonly chequeNumber?: string
}
