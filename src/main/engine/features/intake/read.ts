/** What reading a file for intake gives, whatever its kind. */
import type { IntakePreview, RowError } from '../../../../contract/intake.ts'

export type Read = {
  refusal: IntakePreview['refusal']
  rowCount: number
  sums: IntakePreview['sums']
  errors: RowError[]
  warnings: RowError[]
  columns: string[]
  sample: string[][]
  /** Makes every row; returns their ids in the order of the file. */
  take: () => number[]
}
