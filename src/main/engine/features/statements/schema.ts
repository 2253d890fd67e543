/** Drizzle's view of statements, their lines and the links from lines to payments. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const statements = sqliteTable('statements', {
  id: integer('id').primaryKey(),
  bankAccountId: integer('bank_account_id').notNull(),
  fileId: integer('file_id').notNull(),
  identity: text('identity').notNull(),
  format: text('format').notNull(),
  number: text('number'),
  currency: text('currency').notNull(),
  openingMinor: integer('opening_minor'),
  openingDate: text('opening_date'),
  closingMinor: integer('closing_minor'),
  closingDate: text('closing_date'),
  addsUp: integer('adds_up'),
  lines: integer('lines').notNull(),
  findings: text('findings').notNull(),
  acceptedFindings: text('accepted_findings').notNull().default(''),
  takenAt: integer('taken_at').notNull(),
  takenBy: integer('taken_by').notNull(),
})
export type Statement = typeof statements.$inferSelect

export const statementLines = sqliteTable('statement_lines', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  statementId: integer('statement_id').notNull(),
  bankAccountId: integer('bank_account_id').notNull(),
  lineNumber: integer('line_number').notNull(),
  identity: text('identity').notNull(),
  bookingDate: text('booking_date'),
  valueDate: text('value_date'),
  direction: text('direction').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  bankReference: text('bank_reference').notNull(),
  ownReference: text('own_reference').notNull(),
  counterparty: text('counterparty').notNull(),
  text: text('text').notNull(),
  reversal: integer('reversal').notNull(),
  details: text('details').notNull(),
  matchKind: text('match_kind'),
  matchBecause: text('match_because'),
  matchWay: text('match_way'),
  matchedBy: integer('matched_by'),
  matchedAt: integer('matched_at'),
  journalId: integer('journal_id'),
  chargeJournalId: integer('charge_journal_id'),
})
export type StatementLine = typeof statementLines.$inferSelect

export const statementLinks = sqliteTable('statement_links', {
  id: integer('id').primaryKey(),
  statementLineId: integer('statement_line_id').notNull(),
  instructionId: integer('instruction_id').notNull(),
  effect: text('effect').notNull(),
  undoneAt: integer('undone_at'),
  undoneBy: integer('undone_by'),
  undoneReason: text('undone_reason'),
})
export type StatementLink = typeof statementLinks.$inferSelect

export const statementProfiles = sqliteTable('statement_profiles', {
  id: integer('id').primaryKey(),
  bankAccountId: integer('bank_account_id').notNull(),
  layout: text('layout').notNull(),
  profile: text('profile').notNull(),
  keptAt: integer('kept_at').notNull(),
  keptBy: integer('kept_by').notNull(),
})
export type StatementProfile = typeof statementProfiles.$inferSelect

export const bankNotices = sqliteTable('bank_notices', {
  id: integer('id').primaryKey(),
  bankAccountId: integer('bank_account_id').notNull(),
  fileId: integer('file_id').notNull(),
  kind: text('kind').notNull(),
  number: text('number'),
  identity: text('identity').notNull(),
  status: text('status').notNull(),
  bookingDate: text('booking_date'),
  valueDate: text('value_date'),
  direction: text('direction').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  bankReference: text('bank_reference').notNull(),
  ownReference: text('own_reference').notNull(),
  counterparty: text('counterparty').notNull(),
  text: text('text').notNull(),
  lineId: integer('line_id'),
  takenAt: integer('taken_at').notNull(),
  takenBy: integer('taken_by').notNull(),
})
