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
  checkedBy: integer('checked_by'),
  closedAt: integer('closed_at'),
  closeReason: text('close_reason'),
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
  runId: integer('run_id'),
  page: integer('page'),
  holder: text('holder'),
  delivery: text('delivery'),
  depositId: integer('deposit_id'),
  destructionId: integer('destruction_id'),
  asked: text('asked'),
  askedBy: integer('asked_by'),
  askedAt: integer('asked_at'),
  effectiveDate: text('effective_date'),
  bankReference: text('bank_reference'),
  reported: text('reported'),
  receiptFileId: integer('receipt_file_id'),
  adviceFileId: integer('advice_file_id'),
  advicePage: integer('advice_page'),
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

export const chequeRuns = sqliteTable('cheque_runs', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  bookId: integer('book_id').notNull(),
  layout: text('layout').notNull(),
  fileId: integer('file_id').notNull(),
  leaves: integer('leaves').notNull(),
  pages: integer('pages').notNull(),
  printer: text('printer'),
  tray: text('tray'),
  calibrationId: integer('calibration_id'),
  state: text('state').notNull(),
  firstPage: integer('first_page').notNull().default(1),
  spoolId: text('spool_id'),
  problem: text('problem'),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  sinceAt: integer('since_at').notNull(),
})
export type Run = typeof chequeRuns.$inferSelect

export const chequeHandovers = sqliteTable('cheque_handovers', {
  id: integer('id').primaryKey(),
  givenBy: integer('given_by').notNull(),
  givenAt: integer('given_at').notNull(),
  toName: text('to_name').notNull(),
  leaves: integer('leaves').notNull(),
  fileId: integer('file_id').notNull(),
})

export const chequeLeafRecords = sqliteTable('cheque_leaf_records', {
  leafId: integer('leaf_id').notNull(),
  sequence: integer('sequence').notNull(),
})
