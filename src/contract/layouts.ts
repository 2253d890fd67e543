/**
 * Layouts of bank uploads as data: CSV and fixed-width files, written from the payments of a batch and read back by the same
 * description. A layout may be used only after its sample file came back equal.
 */
import { z } from 'zod'
import { Code, line, requiredLine } from './limits.ts'
import { Label } from './workflow.ts'

/** What a field of a line is filled with. */
export const FIELD_SOURCES = [
  'text',
  'reference',
  'payeeName',
  'accountNumber',
  'bankCode',
  'bankBic',
  'bankName',
  'amount',
  'currency',
  'valueDate',
  'remittance',
  'lineNumber',
  'lineCount',
  'total',
  'debitAccount',
  'messageId',
  // Of a list of cheques for the bank only.
  'chequeNumber',
  'chequeDate',
  'chequeStatus',
] as const
export const FieldSource = z.enum(FIELD_SOURCES)
export type FieldSource = z.output<typeof FieldSource>

export const LayoutField = z
  .object({
    title: line(60),
    source: FieldSource,
    /** For `text`: what stands there always. */
    value: line(60),
    /** Characters of a fixed field, or the most that a CSV field may have. */
    width: z.int().min(1).max(200),
    align: z.enum(['left', 'right']),
    pad: z.enum([' ', '0']),
  })
  .strict()
export type LayoutField = z.output<typeof LayoutField>

/** How a bank calls what became of a leaf, in a list of issued cheques. */
export const ChequeWords = z
  .object({ issued: requiredLine(20), void: requiredLine(20), stopped: requiredLine(20) })
  .strict()
export type ChequeWords = z.output<typeof ChequeWords>

export const UploadLayout = z
  .object({
    key: Code,
    name: Label,
    /** Where it comes from; built-in ones are examples that a bank's guide has the last word on. */
    note: Label,
    kind: z.enum(['csv', 'fixed']),
    delimiter: z.enum([',', ';', '|', '\t']),
    lineEnd: z.enum(['crlf', 'lf']),
    charset: z.enum(['ascii', 'utf-8']),
    extension: z.string().regex(/^[a-z0-9]{1,5}$/),
    /** `1234.56`, or whole cents without a mark. */
    amounts: z.enum(['point', 'minor']),
    dates: z.enum(['YYYYMMDD', 'YYYY-MM-DD', 'DD/MM/YYYY']),
    /** Titles as the first line of a CSV. */
    titles: z.boolean(),
    head: z.array(LayoutField).max(40),
    line: z.array(LayoutField).min(3).max(60),
    foot: z.array(LayoutField).max(40),
    /** Set in the layout of a list of cheques; one without it is for payments. */
    cheques: ChequeWords.optional(),
  })
  .strict()
export type UploadLayout = z.output<typeof UploadLayout>
