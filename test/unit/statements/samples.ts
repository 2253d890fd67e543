/**
 * The bank statement samples and what is true of each of their statements, for the tests of the readers.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../fixtures/statements/', import.meta.url))

/** One statement of a sample as `expected.json` describes it. */
export type ExpectedStatement = {
  file: string
  format: string
  statement: number
  statements: number
  account: string | null
  currency: string | null
  opening: string | null
  closing: string | null
  entries: number
  sum_credits: string | null
  sum_debits: string | null
  reconciles: boolean | null
  statement_number?: string
  reversals?: number
  transactions?: number
  entries_by_status?: Record<string, number>
  balance_types?: string[]
  opening_tag?: string | null
  closing_tag?: string | null
  must_report_problem?: boolean
  charset?: string
  bank_id?: string | null
  account_type?: string | null
  available?: string | null
  duplicate_fitids?: number
  as_of_date?: string
  type_codes?: Record<string, number>
  control_total_ok?: boolean | null
  message_id?: string | null
  original_message_id?: string | null
  original_message_name?: string | null
  group_status?: string | null
  group_reasons?: (string | null)[]
  blocks?: {
    id: string
    status: string | null
    reasons: string[]
    transactions: { end_to_end_id: string; status: string; reasons: string[] }[]
  }[]
  rejected_transactions?: number
}

const all = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as ExpectedStatement[]

/** Statements of the statement formats; payment orders are not kept here and status reports are no statements. */
export const expectedStatements = all.filter((one) => !/^pain/.test(one.file))
export const expectedReports = all.filter((one) => one.file.startsWith('pain002/'))
/** Every statement sample once. */
export const statementFiles = [...new Set(expectedStatements.map((one) => one.file))]

/** The bytes of a sample. */
export function sample(file: string): Uint8Array {
  return new Uint8Array(readFileSync(folder + file))
}

/** Bytes of a text, UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
