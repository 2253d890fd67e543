/** Drizzle's view of deposit lists. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const chequeDeposits = sqliteTable('cheque_deposits', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  state: text('state').notNull(),
  branch: text('branch').notNull(),
  carrier: text('carrier').notNull(),
  businessDate: text('business_date').notNull(),
  leaves: integer('leaves').notNull(),
  fileId: integer('file_id').notNull(),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  slip: text('slip'),
  endedBy: integer('ended_by'),
  endedAt: integer('ended_at'),
})
export type Deposit = typeof chequeDeposits.$inferSelect
