/**
 * An entry of a statement as the desk keeps it: the columns of a line, and in `details` what matching reads besides
 * (cheque number, UETR, names of files and payments, the transactions under a batch entry).
 */
import type { Entry, Movement } from '../../formats/statements/model.ts'
import type { LineContent } from './identity-rules.ts'
import type { LineFacts } from './rules.ts'
import type { StatementLine } from './schema.ts'

/** Identifications of an entry or of a transaction under it. */
export type LineReferences = {
  ownReference: string | null
  bankReference: string | null
  chequeNumber: string | null
  messageId: string | null
  paymentBlockId: string | null
  instructionId: string | null
  transactionId: string | null
  uetr: string | null
  text: string | null
}

export type LineDetails = LineReferences & {
  counterpartyAccount: string | null
  transactionCode: string | null
  returnReason: string | null
  rawText: string | null
  charges: Entry['charges']
  transactions: (LineReferences & { amountMinor: number | null; counterparty: string | null })[]
}

export type LineParts = LineContent & { valueDate: string | null; reversal: boolean; details: LineDetails }

/** What has to be certain before an entry becomes a line. */
export type Certain = { amountMinor: number; direction: 'credit' | 'debit'; currency: string }

export function linePartsOf(entry: Entry, { amountMinor, direction, currency }: Certain): LineParts {
  const { bookingDate, valueDate, reversal } = entry
  const [first] = entry.transactions
  const only = entry.transactions.length === 1 ? first : undefined
  const either = <K extends keyof Movement>(key: K): Movement[K] => entry[key] ?? only?.[key] ?? entry[key]
  return {
    bookingDate,
    valueDate,
    direction,
    amountMinor,
    currency,
    bankReference: either('bankReference') ?? '',
    ownReference: either('ownReference') ?? '',
    counterparty: either('counterparty') ?? '',
    text: either('text') ?? entry.rawText ?? '',
    chequeNumber: either('chequeNumber'),
    transactionId: either('transactionId'),
    uetr: either('uetr'),
    reversal,
    details: {
      ...referencesOf(entry),
      counterpartyAccount: either('counterpartyAccount'),
      transactionCode: either('transactionCode'),
      returnReason: either('returnReason'),
      rawText: entry.rawText,
      charges: entry.charges,
      transactions: entry.transactions.map((transaction) => ({
        ...referencesOf(transaction),
        amountMinor: transaction.amountMinor,
        counterparty: transaction.counterparty,
      })),
    },
  }
}

function referencesOf(movement: Movement): LineReferences {
  const { ownReference, bankReference, chequeNumber, messageId, paymentBlockId } = movement
  const { instructionId, transactionId, uetr, text } = movement
  return {
    ownReference,
    bankReference,
    chequeNumber,
    messageId,
    paymentBlockId,
    instructionId,
    transactionId,
    uetr,
    text,
  }
}

/** A kept line as matching sees it: every text of the entry and of the transactions under it. */
export function toLineFacts(line: StatementLine): LineFacts {
  const details = JSON.parse(line.details) as LineDetails
  const all: LineReferences[] = [details, ...details.transactions]
  const texts = [line.ownReference, line.bankReference, line.text, details.rawText]
  for (const one of all) {
    texts.push(
      one.ownReference,
      one.bankReference,
      one.text,
      one.messageId,
      one.paymentBlockId,
      one.instructionId,
      one.transactionId,
    )
  }
  const [transaction] = details.transactions
  const only = details.transactions.length === 1 ? transaction : undefined
  return {
    id: line.id,
    bankAccountId: line.bankAccountId,
    direction: line.direction as 'credit' | 'debit',
    amountMinor: line.amountMinor,
    currency: line.currency,
    bookingDate: line.bookingDate,
    valueDate: line.valueDate,
    reversal: line.reversal === 1,
    texts: [...new Set(texts.filter((text): text is string => text !== null && text !== ''))],
    uetrs: [...new Set(all.flatMap(({ uetr }) => (uetr === null ? [] : [uetr.toLowerCase()])))],
    chequeNumber: details.chequeNumber ?? only?.chequeNumber ?? null,
    counterpartAccount: details.counterpartyAccount ?? '',
  }
}
