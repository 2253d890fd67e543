/**
 * The profile that says how one bank's CSV export is to be read: characters, columns, dates, signs.
 * It is proposed from a file's content, corrected by a person and then kept; a reader with a profile never guesses.
 */
import { z } from 'zod'

const column = z.int().min(0).max(199).nullable()
const word = z.string().min(1).max(60)

/** Columns are counted from 0. */
export const CsvColumns = z
  .object({
    bookingDate: column,
    valueDate: column,
    amount: column,
    debit: column,
    credit: column,
    direction: column,
    balance: column,
    currency: column,
    account: column,
    bankReference: column,
    ownReference: column,
    chequeNumber: column,
    counterparty: column,
    counterpartyAccount: column,
    text: z.array(z.int().min(0).max(199)).max(20),
  })
  .strict()
export type CsvColumns = z.output<typeof CsvColumns>

export const CsvProfile = z
  .object({
    /** Character set, or `null`: by the bytes. */
    charset: z.string().max(40).nullable(),
    delimiter: z.enum([',', ';', '\t', '|']),
    quote: z.enum(['"', "'"]).nullable(),
    /**
     * Columns whose amount the separator cut at its decimal comma (`-48,00` in two cells); each is joined with the next
     * cell before columns are counted.
     */
    cutAmounts: z.array(z.int().min(0).max(199)).max(20),
    /** Number of the row with the column names, from 1, or `null`: there is none. */
    headerRow: z.int().min(1).max(1000).nullable(),
    /** Number of the first row with data, from 1. */
    firstRow: z.int().min(1).max(1001),
    /** Rows that begin with one of these texts are no entries. */
    skipRowsStartingWith: z.array(word).max(50),
    columns: CsvColumns,
    /** Order of day, month and year; `null`: not known, dates stay unknown. */
    dateOrder: z.enum(['YMD', 'DMY', 'MDY']).nullable(),
    /** `null`: not known, amounts with an ambiguous mark stay unknown. */
    decimalMark: z.enum(['.', ',']).nullable(),
    thousandsMark: z.enum(['.', ',', ' ', "'"]).nullable(),
    /**
     * `signed`: negative is a debit. `reversed`: negative is a credit (cards). `columns`: separate debit and credit
     * columns. `words`: a column says it. `balance`: unsigned, the running balance tells. `unknown`: stays unknown.
     */
    sign: z.enum(['signed', 'reversed', 'columns', 'words', 'balance', 'unknown']),
    /** The debit column is written with a minus. */
    debitIsNegative: z.boolean(),
    creditWords: z.array(word).max(50),
    debitWords: z.array(word).max(50),
    /** Account and currency where no column states them. */
    account: z.string().max(60).nullable(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
    rowOrder: z.enum(['oldest-first', 'newest-first']).nullable(),
  })
  .strict()
export type CsvProfile = z.output<typeof CsvProfile>

export { type CsvProposal, proposeCsvProfile } from './csv/csv-propose.ts'
export { readCsv } from './csv/csv-reader.ts'
