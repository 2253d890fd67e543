/** A layout may be used only after its sample came back equal, and only if it carries what a payment needs. */
import type { FieldSource, UploadLayout } from '../../../../contract/layouts.ts'
import type { ListedCheque, Upload, UploadProblem } from './model.ts'
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

/** The same for a list of cheques: one issued, one stopped, and one burnt blank, which has nothing but its number. */
export const CHEQUE_SAMPLE: Upload = {
  ...SAMPLE,
  payments: [
    {
      ...payment(1, { payeeName: 'LEE KA YAN', accountNumber: '', amountMinor: 99_999_999 }),
      cheque: listed('000101', 'issued'),
    },
    {
      ...payment(2, { payeeName: 'O\'BRIEN, "PAT" LTD', accountNumber: '', amountMinor: 1 }),
      cheque: listed('000102', 'stopped'),
    },
    {
      ...payment(3, { payeeName: '', accountNumber: '', amountMinor: 0 }),
      cheque: { ...listed('000103', 'void'), date: '' },
    },
  ],
}

function listed(number: string, status: ListedCheque['status']): ListedCheque {
  return { number, status, date: '2026-11-20' }
}

/** What a layout is tried with. */
const sampleFor = (layout: UploadLayout): Upload => (layout.cheques ? CHEQUE_SAMPLE : SAMPLE)

const NEEDED: readonly FieldSource[] = ['reference', 'accountNumber', 'amount']
const NEEDED_OF_CHEQUES: readonly FieldSource[] = ['chequeNumber', 'chequeStatus', 'amount']

/** Why a layout may not be used; empty: its sample came back equal. */
export function problemsOfLayout(layout: UploadLayout): UploadProblem[] {
  const needed = layout.cheques ? NEEDED_OF_CHEQUES : NEEDED
  const missing = needed.filter((source) => !layout.line.some((field) => field.source === source))
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
  const twins = twinWords(layout)
  if (twins !== null) return [twins]
  const sample = sampleFor(layout)
  const { bytes, problems } = writeUpload(sample, layout)
  return problems.length > 0 ? problems : readUpload(bytes, layout, sample).problems
}
/** One word for two fates would tell the bank nothing. */
function twinWords({ cheques }: UploadLayout): UploadProblem | null {
  if (!cheques) return null
  const words = [cheques.issued, cheques.void, cheques.stopped]
  return new Set(words).size === words.length
    ? null
    : { path: 'cheques', intended: 'three different words', found: words.join(', ') }
}

const NUMBERS = new Set<FieldSource>(['amount', 'total', 'lineNumber', 'lineCount'])

/** The sample as this layout writes it, for the preview beside the editor. */
export function sampleText(layout: UploadLayout): string {
  return new TextDecoder().decode(writeUpload(sampleFor(layout), layout).bytes)
}
