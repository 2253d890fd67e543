/** What a bank upload carries, whatever its layout looks like. */
import type { FieldSource, UploadLayout } from '../../../../contract/layouts.ts'
import { type AmountMinor, type Currency, exponentOf, formatMoney } from '../../../../contract/money.ts'

export type UploadPayment = {
  reference: string
  payeeName: string
  accountNumber: string
  bankCode: string
  bankBic: string
  bankName: string
  amountMinor: number
  remittance: string
}
/** A leaf on the list of cheques that a bank is given. */
export type ListedCheque = { number: string; date: string; status: 'issued' | 'void' | 'stopped' }
export type Upload = {
  messageId: string
  debitAccount: string
  currency: Currency
  valueDate: string
  payments: readonly (UploadPayment & { cheque?: ListedCheque })[]
}

/** Why a field cannot be written or does not come back; the path is that of the record. */
export type UploadProblem = { path: string; intended: string; found: string }

/** The text of a source as this layout writes it, before it is padded. */
export function textOf(
  upload: Upload,
  at: { source: FieldSource; value: string; line: number },
  layout: UploadLayout,
): string {
  const payment = upload.payments[at.line]
  switch (at.source) {
    case 'text':
      return at.value
    case 'amount':
      return amountText(payment?.amountMinor ?? 0, upload.currency, layout)
    case 'total':
      return amountText(
        upload.payments.reduce((sum, one) => sum + one.amountMinor, 0),
        upload.currency,
        layout,
      )
    case 'currency':
      return upload.currency
    case 'valueDate':
      return dateText(upload.valueDate, layout)
    case 'lineNumber':
      return String(at.line + 1)
    case 'lineCount':
      return String(upload.payments.length)
    case 'debitAccount':
      return upload.debitAccount
    case 'messageId':
      return upload.messageId
    case 'chequeNumber':
      return payment?.cheque?.number ?? ''
    case 'chequeDate':
      return payment?.cheque?.date ? dateText(payment.cheque.date, layout) : ''
    case 'chequeStatus':
      return payment?.cheque && layout.cheques ? layout.cheques[payment.cheque.status] : ''
    default:
      return payment?.[at.source] ?? ''
  }
}

function amountText(amountMinor: number, currency: Currency, { amounts }: UploadLayout): string {
  if (amounts === 'minor') return String(amountMinor)
  return formatMoney(amountMinor as AmountMinor, currency).replaceAll(',', '')
}

/** The amount that a text says in this layout, or nothing when it is none; never through a floating-point number. */
export function amountOf(text: string, currency: Currency, { amounts }: UploadLayout): number | null {
  const digits = exponentOf(currency)
  const plain =
    amounts === 'minor'
      ? text
      : text.replace(/^(\d+)(?:\.(\d+))?$/, (_, whole: string, part = '') =>
          part.length === digits ? `${whole}${part}` : 'x',
        )
  return /^\d{1,15}$/.test(plain) ? Number(plain) : null
}

function dateText(date: string, { dates }: UploadLayout): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (dates === 'YYYYMMDD') return `${year}${month}${day}`
  return dates === 'YYYY-MM-DD' ? date : `${day}/${month}/${year}`
}
