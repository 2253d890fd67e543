/**
 * Settles the drafts of a camt statement once its account is known: amounts in minor units, the counterparty, and the
 * references of a single transaction lifted to its entry. Nothing is invented: what does not fit stays unknown.
 */
import { minor } from '../../../../../contract/money.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { problemSentence, readDecimal } from '../decimal-text.ts'
import type { Findings } from '../findings.ts'
import type { Charge, Entry, Movement, Statement, Transaction } from '../model.ts'
import { readAmount } from './camt-checks.ts'
import type { AmountText, ChargeDraft, EntryDraft, Parties, TransactionDraft } from './camt-entry.ts'

/** Turns a draft into the finished entry of a statement. */
export function settleEntry(draft: EntryDraft, statement: Statement, findings: Findings): Entry {
  const { entry } = draft
  settleAmount(entry, draft.amount, { statement, findings, place: entry.place, line: draft.line })
  reportEntryFacts(draft, statement, findings)
  entry.charges = draft.charges.map((charge) => settleCharge(charge, entry.currency))
  entry.transactions = draft.details.map((detail) => settleTransaction(detail, draft, statement))
  const [only, second] = draft.details
  if (only && !second) liftSingle(entry, only)
  return entry
}

type AmountContext = { statement: Statement; findings: Findings; place: string; line: number }

function settleAmount(entry: Entry, amount: AmountText | null, context: AmountContext): void {
  const { statement, findings, place, line } = context
  const currency = amount?.currency ?? statement.currency
  entry.currency = currency
  entry.amountText = amount?.text ?? null
  if (amount !== null && amount.currency === null) {
    findings.add(
      'currency-missing',
      place,
      `The amount at line ${line} states no currency; ${currency ?? 'none'} of the account was taken. Check it.`,
    )
  }
  const read = readDecimal(amount?.text ?? '', exponentOfCode(currency), { mark: '.' })
  if (!read.ok) {
    const shown = (amount?.text ?? '').slice(0, 40)
    findings.add(
      'amount-unreadable',
      place,
      `The amount "${shown}" of the entry at line ${line} ${problemSentence(read.problem, currency)}. It is taken as unknown; ask the bank.`,
    )
    return
  }
  if (read.amountMinor < 0) {
    findings.add(
      'negative-amount',
      place,
      `The entry at line ${line} has the negative amount ${amount?.text} although its direction is stated separately. ` +
        'The direction was kept as stated; check it.',
    )
  }
  entry.amountMinor = minor(Math.abs(read.amountMinor))
}

function reportEntryFacts(draft: EntryDraft, statement: Statement, findings: Findings): void {
  const { entry, line } = draft
  if (entry.direction === null) {
    findings.add(
      'direction-missing',
      entry.place,
      `The entry at line ${line} does not say whether it is a credit or a debit. It cannot be counted; ask the bank.`,
    )
  }
  if (entry.statusText === null) {
    const message = `The entry at line ${line} states no status; it was taken as booked. Check it.`
    findings.add('status-missing', entry.place, message)
  } else if (!['BOOK', 'PDNG', 'INFO', 'FUTR'].includes(entry.statusText)) {
    findings.add(
      'status-unknown',
      entry.place,
      `The entry at line ${line} has the status "${entry.statusText.slice(0, 40)}", which is no known code. It was not counted as booked.`,
    )
  }
  for (const [name, text, date] of [
    ['booking date', entry.bookingDateText, entry.bookingDate],
    ['value date', entry.valueDateText, entry.valueDate],
  ] as const) {
    if (text === null || date !== null) continue
    findings.add(
      'date-unreadable',
      entry.place,
      `The ${name} "${text.slice(0, 40)}" at line ${line} is no calendar day. It is taken as unknown.`,
    )
  }
  if (
    entry.bookingDate === null &&
    entry.valueDate === null &&
    entry.status === 'booked' &&
    statement.kind === 'statement'
  ) {
    findings.add(
      'date-missing',
      entry.place,
      `The booked entry at line ${line} has neither a booking nor a value date. Ask the bank.`,
    )
  }
}

function settleCharge(charge: ChargeDraft, fallback: string | null): Charge {
  const read = charge.amount === null ? null : readAmount(charge.amount, fallback)
  return {
    amountMinor: read?.amountMinor ?? null,
    currency: read?.currency ?? charge.amount?.currency ?? fallback,
    direction: charge.direction,
    text: charge.text,
  }
}

/**
 * A transaction's amount: its own, else the entry's when it is the only one, else the instructed amount in the
 * entry's currency. An instructed amount in another currency is not what was booked.
 */
function settleTransaction(detail: TransactionDraft, draft: EntryDraft, statement: Statement): Transaction {
  const { entry } = draft
  const { transaction } = detail
  transaction.direction ??= entry.direction
  const single = draft.details.length === 1
  const own = detail.amount === null ? null : readAmount(detail.amount, entry.currency)
  const instructed = detail.instructed === null ? null : readAmount(detail.instructed, entry.currency)
  if (own) {
    transaction.amountMinor = minor(Math.abs(own.amountMinor))
    transaction.currency = own.currency
    transaction.amountText = detail.amount?.text ?? null
  } else if (single && detail.amount === null) {
    transaction.amountMinor = entry.amountMinor
    transaction.currency = entry.currency
    transaction.amountText = entry.amountText
  } else if (instructed && instructed.currency === entry.currency) {
    transaction.amountMinor = minor(Math.abs(instructed.amountMinor))
    transaction.currency = instructed.currency
    transaction.amountText = detail.instructed?.text ?? null
  } else {
    transaction.currency = detail.amount?.currency ?? null
    transaction.amountText = detail.amount?.text ?? null
  }
  transaction.charges = detail.charges.map((charge) => settleCharge(charge, entry.currency))
  settleParty(transaction, detail.parties, statement.account)
  return transaction
}

/** The other side: who paid us for a credit, whom we paid for a debit, unless that is our own account. */
function settleParty(movement: Movement, parties: Parties, ownAccount: string | null): void {
  const order = movement.direction === 'debit' ? [parties.creditor, parties.debtor] : [parties.debtor, parties.creditor]
  const other =
    order.find((party) => hasParty(party) && (party.account === null || party.account !== ownAccount)) ?? order[0]
  movement.counterparty = other?.name ?? null
  movement.counterpartyAccount = other?.account ?? null
}

function hasParty(party: { name: string | null; account: string | null }): boolean {
  return party.name !== null || party.account !== null
}

/** What a single transaction says, its entry says too; the entry's own words win. */
function liftSingle(entry: Entry, detail: TransactionDraft): void {
  const { transaction } = detail
  entry.ownReference ??= transaction.ownReference
  entry.chequeNumber ??= transaction.chequeNumber
  entry.messageId ??= transaction.messageId
  entry.paymentBlockId ??= transaction.paymentBlockId
  entry.instructionId ??= transaction.instructionId
  entry.transactionId ??= transaction.transactionId
  entry.uetr ??= transaction.uetr
  entry.bankReference ??= transaction.bankReference
  entry.counterparty ??= transaction.counterparty
  entry.counterpartyAccount ??= transaction.counterpartyAccount
  entry.returnReason ??= transaction.returnReason
  entry.transactionCode ??= transaction.transactionCode
  if (transaction.text !== null) {
    entry.rawText = entry.rawText === null ? transaction.text : `${transaction.text}\n${entry.rawText}`
    entry.text = transaction.text
  }
}
