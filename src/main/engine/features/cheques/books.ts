/** Cheque books as the bank delivers them: received by one person, checked by another; the rest of one is closed by two as well. */
import type { Currency } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { InvalidInput, refuse } from '../../refuse.ts'
import { bankAccountById } from '../settings/index.ts'
import { stockOf } from '../stocks/index.ts'
import { burnLeaf } from './leaves.ts'
import { numbersOf, overlapOf } from './rules.ts'
import type { ChequeBook } from './schema.ts'
import { blankLeaves, bookById, bookCounts, booksOfAccount, closeBook, insertBook } from './store.ts'

type BookHandlers = Pick<Handlers<'cheques'>, 'books' | 'addBook' | 'closeBook'>
export type Delivered = { bankAccountId: number; firstNumber: string; leaves: number; stock: string }
export type Closing = { bookId: number; reason: string }

export const bookHandlers: BookHandlers = {
  books: (call) =>
    bookCounts(call).map(({ id, by, checked, receivedBy: _, checkedBy: __, bankAccountId, ...book }) => {
      const { name, currency } = bankAccountById(call, bankAccountId)
      return {
        bookId: id,
        bankAccountId,
        bankAccountName: name,
        currency: currency as Currency,
        receivedBy: by,
        checkedBy: checked,
        stockName: stockOf(call, book.stock).name,
        ...book,
      }
    }),

  addBook(call, { commandId: _, ...delivered }) {
    const { account, lastNumber, stockName } = requireBook(call, delivered)
    const { bankAccountId, firstNumber, leaves } = delivered
    const { proposalId, applied } = propose(
      call,
      {
        kind: 'chequeBook.add',
        subject: `chequeBook:${bankAccountId}:${firstNumber}`,
        title: `${account.name} ${firstNumber}–${lastNumber}`,
        before: {},
        after: {
          bankAccount: account.accountNumber,
          numbers: `${firstNumber}–${lastNumber}`,
          leaves,
          stock: stockName,
        },
        payload: delivered,
      },
      applyBook,
    )
    return { proposalId, applied: applied !== null, bookId: applied }
  },

  closeBook(call, { bookId, reason }) {
    const book = requireOpen(bookById(call, bookId))
    const blank = blankLeaves(call, bookId, MOST_LEAVES)
    const [first] = blank
    if (!first) refuse('NO_BLANK_LEAF', { count: 1, free: 0 })
    const { proposalId, applied } = propose(
      call,
      {
        kind: 'chequeBook.close',
        subject: `chequeBook:${bookId}`,
        title: `${bankAccountById(call, book.bankAccountId).name} ${book.firstNumber}–${book.lastNumber}`,
        before: { blank: blank.length },
        after: { blank: 0 },
        payload: { bookId, reason },
        reason,
      },
      applyClosing,
    )
    return { proposalId, applied: applied !== null }
  },
}

/** Above the leaves that a book can have. */
const MOST_LEAVES = 10_000

/** A confirmed book is in the register: one blank leaf per number. Refuses LEAF_RANGE_TAKEN when another came in between. */
export function applyBook(call: Call, { payload, madeBy }: StoredProposal): number {
  const delivered = payload as Delivered
  const { account, numbers, lastNumber } = requireBook(call, delivered)
  const { bankAccountId, firstNumber, stock } = delivered
  const { operatorId } = call.actor
  const people = { receivedBy: madeBy, checkedBy: operatorId === madeBy ? null : operatorId }
  const bookId = insertBook(
    call,
    { bankAccountId, firstNumber, lastNumber, stock, receivedAt: call.now, ...people },
    numbers,
  )
  call.audit({
    action: 'chequeBook.add',
    subject: `chequeBook:${bookId}`,
    changes: [
      ['bankAccount', null, account.accountNumber],
      ['numbers', null, `${firstNumber}–${lastNumber}`],
      ['stock', null, stock],
    ],
  })
  call.changed('cheques')
  return bookId
}

/** The blank leaves of a closed book are burnt: their numbers are never used, their paper is destroyed before two people. */
export function applyClosing(call: Call, { payload }: StoredProposal): number {
  const { bookId, reason } = payload as Closing
  const book = requireOpen(bookById(call, bookId))
  const blank = blankLeaves(call, bookId, MOST_LEAVES)
  for (const leaf of blank) burnLeaf(call, leaf, { action: 'spoil', reason })
  closeBook(call, book.id, reason)
  call.audit({
    action: 'chequeBook.close',
    subject: `chequeBook:${book.id}`,
    reason,
    changes: [['blank', String(blank.length), '0']],
  })
  call.changed('cheques')
  return book.id
}

/** What a delivered book would be. Refuses CURRENCY_DIFFERS and LEAF_RANGE_TAKEN. */
function requireBook(call: Call, { bankAccountId, firstNumber, leaves, stock }: Delivered) {
  const account = bankAccountById(call, bankAccountId)
  const { currencies, name } = stockOf(call, stock)
  if (!currencies.includes(account.currency as Currency)) {
    refuse('CURRENCY_DIFFERS', { what: name, expected: currencies.join(', '), found: account.currency })
  }
  const numbers = numbersOf(firstNumber, leaves)
  const lastNumber = numbers?.at(-1)
  if (!numbers || !lastNumber) {
    const message = `${leaves} leaves from ${firstNumber} on need more than ${firstNumber.length} digits`
    throw new InvalidInput([{ path: 'leaves', message }])
  }
  const taken = overlapOf({ firstNumber, lastNumber }, booksOfAccount(call, bankAccountId))
  if (taken !== null) refuse('LEAF_RANGE_TAKEN', { number: taken })
  return { account, numbers, lastNumber, stockName: name }
}

function requireOpen(book: ChequeBook): ChequeBook {
  return book.closedAt === null ? book : refuse('BOOK_CLOSED', { range: `${book.firstNumber}–${book.lastNumber}` })
}
