/** Drizzle's view of days, their signatures and the explanations of variances. */
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

export const dayExplanations = sqliteTable('day_explanations', {
  date: text('date').notNull(),
  bankAccountId: integer('bank_account_id').notNull(),
  explanation: text('explanation').notNull(),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
})
