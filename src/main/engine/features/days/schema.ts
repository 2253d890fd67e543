/** Drizzle's view of days: signatures, findings, adjustments by hand, and reports that were opened again. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const days = sqliteTable('days', {
  date: text('date').primaryKey(),
  version: integer('version').notNull().default(1),
  state: text('state').notNull(),
  report: text('report'),
  digest: text('digest'),
  preparedBy: integer('prepared_by'),
  changedBy: integer('changed_by'),
  changedAt: integer('changed_at'),
  pdfFileId: integer('pdf_file_id'),
  xlsxFileId: integer('xlsx_file_id'),
})
export type Day = typeof days.$inferSelect

export const daySignatures = sqliteTable('day_signatures', {
  date: text('date').notNull(),
  ordinal: integer('ordinal').notNull(),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
  digest: text('digest').notNull(),
})

export const dayFindings = sqliteTable('day_findings', {
  id: integer('id').primaryKey(),
  date: text('date').notNull(),
  bankAccountId: integer('bank_account_id').notNull(),
  explanation: text('explanation').notNull(),
  varianceMinor: integer('variance_minor'),
  fileId: integer('file_id'),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
})

export const dayAdjustments = sqliteTable('day_adjustments', {
  journalId: integer('journal_id').primaryKey(),
  date: text('date').notNull(),
  bankAccountId: integer('bank_account_id').notNull(),
  findingId: integer('finding_id').notNull(),
  reason: text('reason').notNull(),
  madeBy: integer('made_by').notNull(),
  confirmedBy: integer('confirmed_by').notNull(),
})

export const dayArchives = sqliteTable('day_archives', {
  date: text('date').notNull(),
  revision: integer('revision').notNull(),
  digest: text('digest').notNull(),
  report: text('report').notNull(),
  preparedBy: integer('prepared_by'),
  pdfFileId: integer('pdf_file_id'),
  xlsxFileId: integer('xlsx_file_id'),
  reason: text('reason').notNull(),
  unlockAskedBy: integer('unlock_asked_by').notNull(),
  unlockConfirmedBy: integer('unlock_confirmed_by').notNull(),
  unlockedAt: integer('unlocked_at').notNull(),
})
