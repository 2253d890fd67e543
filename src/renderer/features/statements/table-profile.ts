/** Corrections of a proposed profile: each changes one thing and leaves a profile that can be read with. */
import type { CsvProfile } from '../../../contract/statement-profiles.ts'

export const COLUMN_ROLES = [
  'bookingDate',
  'valueDate',
  'amount',
  'debit',
  'credit',
  'direction',
  'balance',
  'currency',
  'account',
  'bankReference',
  'ownReference',
  'chequeNumber',
  'counterparty',
  'counterpartyAccount',
  'text',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** What a column is taken for; null: for nothing. */
export function roleOfColumn({ columns }: CsvProfile, index: number): ColumnRole | null {
  if (columns.text.includes(index)) return 'text'
  return COLUMN_ROLES.find((role) => role !== 'text' && columns[role] === index) ?? null
}

/** The profile with a column taken for something else. Every role but the text has one column. */
export function withRole(profile: CsvProfile, index: number, role: ColumnRole | null): CsvProfile {
  const columns = { ...profile.columns, text: profile.columns.text.filter((each) => each !== index) }
  for (const each of COLUMN_ROLES) if (each !== 'text' && columns[each] === index) columns[each] = null
  if (role === 'text') columns.text = [...columns.text, index].sort((a, b) => a - b)
  else if (role !== null) columns[role] = index
  // One amount column and two of them exclude each other.
  if (role === 'amount') Object.assign(columns, { debit: null, credit: null })
  if (role === 'debit' || role === 'credit') columns.amount = null
  return { ...profile, columns, sign: signFor(profile.sign, columns) }
}

function signFor(sign: CsvProfile['sign'], columns: CsvProfile['columns']): CsvProfile['sign'] {
  if (columns.amount === null && (columns.debit !== null || columns.credit !== null)) return 'columns'
  if (sign === 'columns') return columns.direction === null ? 'signed' : 'words'
  return sign
}
