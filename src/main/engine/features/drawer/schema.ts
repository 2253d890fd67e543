/** Drizzle's view of drawer counts and destructions. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const chequeCounts = sqliteTable('cheque_counts', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  businessDate: text('business_date').notNull(),
  lines: text('lines').notNull(),
  difference: integer('difference').notNull(),
  reason: text('reason').notNull(),
  digest: text('digest').notNull(),
  countedBy: integer('counted_by').notNull(),
  countedAt: integer('counted_at').notNull(),
  signedBy: integer('signed_by'),
  signedAt: integer('signed_at'),
})
export type Count = typeof chequeCounts.$inferSelect

export const chequeDestructions = sqliteTable('cheque_destructions', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  state: text('state').notNull(),
  how: text('how').notNull(),
  leaves: integer('leaves').notNull(),
  askedBy: integer('asked_by').notNull(),
  askedAt: integer('asked_at').notNull(),
  seenBy: integer('seen_by'),
  seenAt: integer('seen_at'),
})
export type Destruction = typeof chequeDestructions.$inferSelect
