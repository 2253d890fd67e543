/** Drizzle's view of the lists of cheques that banks are given. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const issueProfiles = sqliteTable('issue_profiles', {
  bankAccountId: integer('bank_account_id').notNull(),
  version: integer('version').notNull(),
  layout: text('layout'),
  reason: text('reason').notNull(),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
})
export type IssueProfile = typeof issueProfiles.$inferSelect

export const issueFiles = sqliteTable('issue_files', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  bankAccountId: integer('bank_account_id').notNull(),
  sequence: integer('sequence').notNull(),
  state: text('state').notNull(),
  layout: text('layout').notNull(),
  businessDate: text('business_date').notNull(),
  issued: integer('issued').notNull(),
  void: integer('void').notNull(),
  stopped: integer('stopped').notNull(),
  totalMinor: integer('total_minor').notNull(),
  fileId: integer('file_id').notNull(),
  sha256: text('sha256').notNull(),
  exports: integer('exports').notNull().default(0),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  bankSays: text('bank_says'),
  answeredBy: integer('answered_by'),
  answeredAt: integer('answered_at'),
})
export type IssueFileRow = typeof issueFiles.$inferSelect
