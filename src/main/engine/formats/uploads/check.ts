/** A layout may be used only after its sample came back equal, and only if it carries what a payment needs. */
import type { FieldSource, UploadLayout } from '../../../../contract/layouts.ts'
import type { Upload, UploadProblem } from './model.ts'
import { readUpload } from './read.ts'
import { writeUpload } from './write.ts'

/** A sample with what goes wrong most often: commas, quotes, zeros in front, the smallest and a large amount. */
export const SAMPLE: Upload = {
  messageId: 'CS20261120-1',
  debitAccount: '004808000000101',
  currency: 'HKD',
  valueDate: '2026-11-20',
  payments: [
    payment(1, { payeeName: 'LEE KA YAN', accountNumber: '012345678901', amountMinor: 1 }),
    payment(2, { payeeName: 'O\'BRIEN, "PAT" LTD', accountNumber: '000000001', amountMinor: 99_999_999 }),
    payment(3, { payeeName: 'CHAN TAI MAN', accountNumber: '808123456001', amountMinor: 1_250_000 }),
  ],
}

function payment(number: number, facts: { payeeName: string; accountNumber: string; amountMinor: number }) {
  const reference = `WD${number}T${number}C0${number}`
  return {
    reference,
    bankCode: '012',
    bankBic: 'BKCHHKHHXXX',
    bankName: 'Bank of China (Hong Kong)',
    remittance: `WD-${number}`,
    ...facts,
  }
}

const NEEDED: readonly FieldSource[] = ['reference', 'accountNumber', 'amount']

/** Why a layout may not be used; empty: its sample came back equal. */
export function problemsOfLayout(layout: UploadLayout): UploadProblem[] {
  const missing = NEEDED.filter((source) => !layout.line.some((field) => field.source === source))
  if (missing.length > 0)
    return missing.map((source) => ({ path: `line.${source}`, intended: 'a field', found: 'none' }))
  const zeros = [...layout.head, ...layout.line, ...layout.foot].filter(
    ({ source, pad, align }) => pad === '0' && (align !== 'right' || !NUMBERS.has(source)),
  )
  if (zeros.length > 0) {
    return zeros.map(({ source }) => ({
      path: `line.${source}`,
      intended: 'padded with blanks',
      found: 'padded with zeros',
    }))
  }
  const { bytes, problems } = writeUpload(SAMPLE, layout)
  return problems.length > 0 ? problems : readUpload(bytes, layout, SAMPLE).problems
}
const NUMBERS = new Set<FieldSource>(['amount', 'total', 'lineNumber', 'lineCount'])

/** The sample as this layout writes it, for the preview beside the editor. */
export function sampleText(layout: UploadLayout): string {
  return new TextDecoder().decode(writeUpload(SAMPLE, layout).bytes)
}
