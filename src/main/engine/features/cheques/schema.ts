/** Drizzle's view of cheque books, their numbered leaves and the signatures on them. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const chequeBooks = sqliteTable('cheque_books', {
  id: integer('id').primaryKey(),
  bankAccountId: integer('bank_account_id').notNull(),
  firstNumber: text('first_number').notNull(),
  lastNumber: text('last_number').notNull(),
  stock: text('stock').notNull(),
  receivedAt: integer('received_at').notNull(),
  receivedBy: integer('received_by').notNull(),
})
export type ChequeBook = typeof chequeBooks.$inferSelect

export const chequeLeaves = sqliteTable('cheque_leaves', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  bookId: integer('book_id').notNull(),
  bankAccountId: integer('bank_account_id').notNull(),
  number: text('number').notNull(),
  state: text('state').notNull(),
  sinceAt: integer('since_at').notNull(),
  changedBy: integer('changed_by').notNull(),
  instructionId: integer('instruction_id'),
  payeeName: text('payee_name'),
  amountMinor: integer('amount_minor'),
  words: text('words'),
  chequeDate: text('cheque_date'),
  printedBy: integer('printed_by'),
  printedAt: integer('printed_at'),
  pdfFileId: integer('pdf_file_id'),
  pdfSha256: text('pdf_sha256'),
  releasedTo: text('released_to'),
  releasedAt: integer('released_at'),
  replaces: integer('replaces'),
  reason: text('reason'),
})
export type Leaf = typeof chequeLeaves.$inferSelect

export const chequeSignatures = sqliteTable('cheque_signatures', {
  leafId: integer('leaf_id').notNull(),
  ordinal: integer('ordinal').notNull(),
  operatorId: integer('operator_id').notNull(),
  signingGroup: text('signing_group').notNull(),
  at: integer('at').notNull(),
  pdfSha256: text('pdf_sha256').notNull(),
})
export type Signature = typeof chequeSignatures.$inferSelect
