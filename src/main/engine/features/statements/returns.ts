/**
 * A payment that came back on the statement. Its money is owed to the customer again, once (law 3), and the payment has ended:
 * what is due is paid by another payment that names it.
 */
import type { Call } from '../../call.ts'
import { accountOf, accountById as ledgerAccountById } from '../../ledger/books.ts'
import { noteReturned } from '../cheques/index.ts'
import { accountById } from '../customers/index.ts'
import { failInstruction, type Instruction, noteReturnOfSettled, requestById } from '../requests/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { returnPostings } from './postings.ts'

type Return = { bankAccountId: number; because: string }

/** Takes one payment back. Returns the journal that debits the bank account. */
export function returnPayment(call: Call, payment: Instruction, about: Return): number {
  // The leaf first: it is found by a payment that still stands on it.
  if (payment.kind === 'cheque') noteReturned(call, payment.id, about.because)
  return payment.state === 'settled' ? returnSettled(call, payment, about) : returnSent(call, payment, about)
}

/** Debited before: the bank has the money again and the customer is owed it. A completed request stays as it is (R1-46). */
function returnSettled(call: Call, payment: Instruction, { bankAccountId, because }: Return): number {
  const { amountMinor } = payment
  const request = requestById(call, payment.requestId)
  const { ledgerAccountId: bank } = bankAccountById(call, bankAccountId)
  const customer = ledgerAccountById(call.db, accountById(call, request.accountId).ledgerAccountId)
  const journalId = call.post({
    kind: 'payment.returned',
    memo: payment.endToEndId,
    requestId: request.id,
    postings: returnPostings({ bank, owed: customer.id }, amountMinor),
  })
  noteReturnOfSettled(call, payment, because)
  call.changed('customers')
  return journalId
}

/**
 * Not debited in the books yet: the payment ends as returned and its money is restored. The credit waits in suspense for the
 * debit that the bank must show as well; that line is booked against it.
 */
function returnSent(call: Call, payment: Instruction, { bankAccountId, because }: Return): number {
  const { amountMinor, currency, requestId } = payment
  const { ledgerAccountId: bank } = bankAccountById(call, bankAccountId)
  const suspense = accountOf(call.db, { kind: 'suspense', ownerId: 0, currency, name: `Suspense ${currency}` })
  failInstruction(call, payment, { as: 'returned', reason: because })
  return call.post({
    kind: 'payment.returnedEarly',
    memo: payment.endToEndId,
    requestId,
    postings: returnPostings({ bank, owed: suspense.id }, amountMinor),
  })
}
