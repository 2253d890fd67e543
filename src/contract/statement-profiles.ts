/**
 * The profile that says how one bank's table (CSV or Excel) is to be read: characters, columns, dates, signs.
 * It is proposed from a file's content, corrected by a person and then kept; a reader with a profile never guesses.
 */
import { z } from 'zod'
import { BusinessDate } from './dates.ts'
import { BankAccountId } from './ids.ts'
import { AmountMinor } from './money.ts'

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

/** What a person says about a file that does not say it itself: whose account it is, and how its columns are meant. */
export const StatementReading = z
  .object({ bankAccountId: BankAccountId.nullable(), profile: CsvProfile.nullable() })
  .strict()
export type StatementReading = z.output<typeof StatementReading>

/** An entry as it was understood, so that a person can compare it with the bank. */
export const UnderstoodEntry = z
  .object({
    place: z.string(),
    bookingDate: BusinessDate.nullable(),
    direction: z.enum(['credit', 'debit']).nullable(),
    amountMinor: AmountMinor.nullable(),
    currency: z.string().nullable(),
    counterparty: z.string(),
    text: z.string(),
  })
  .strict()
export type UnderstoodEntry = z.output<typeof UnderstoodEntry>

/** A table of columns: what they are taken for, and what the content could not say. */
export const StatementTable = z
  .object({
    profile: CsvProfile,
    /** Where the profile comes from: worked out from this file, kept from an earlier one, or stated just now. */
    source: z.enum(['proposed', 'kept', 'stated']),
    bankAccountId: BankAccountId.nullable(),
    columns: z.array(z.string()),
    /** The first rows as they stand in the file. */
    rows: z.array(z.array(z.string())),
    questions: z.array(z.string()),
  })
  .strict()
export type StatementTable = z.output<typeof StatementTable>
