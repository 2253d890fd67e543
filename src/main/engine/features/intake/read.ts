/** What reading a file for intake gives, whatever its kind. */
import type { IntakePreview, RowError } from '../../../../contract/intake.ts'

/** A file as understood, judged row by row. */
export type ReadFile<Row> = {
  /** Why the file as a whole cannot be taken. */
  refusal: IntakePreview['refusal']
  rowCount: number
  sums: IntakePreview['sums']
  errors: RowError[]
  warnings: RowError[]
  columns: string[]
  sample: string[][]
  rows: readonly Row[]
}

/** The same with the way to take it: makes every row and returns the ids in the order of the file. */
export type Read = Omit<ReadFile<never>, 'rows'> & { take: () => number[] }
