/** Drizzle's view of the bars. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const bars = sqliteTable('bars', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  value: text('value').notNull(),
  reason: text('reason').notNull(),
  addedAt: integer('added_at').notNull(),
  addedBy: integer('added_by').notNull(),
  liftedAt: integer('lifted_at'),
  liftedBy: integer('lifted_by'),
  liftedReason: text('lifted_reason'),
})
export type BarRow = typeof bars.$inferSelect
