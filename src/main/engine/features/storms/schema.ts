/** Drizzle's view of storms. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const storms = sqliteTable('storms', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  date: text('date').notNull(),
  fromMinute: integer('from_minute').notNull(),
  kind: text('kind').notNull(),
  reason: text('reason').notNull(),
  lines: text('lines').notNull(),
  calendars: text('calendars').notNull(),
  madeBy: integer('made_by').notNull(),
  at: integer('at').notNull(),
  liftedBy: integer('lifted_by'),
  liftedAt: integer('lifted_at'),
  liftedReason: text('lifted_reason'),
})
export type StoredStorm = typeof storms.$inferSelect
