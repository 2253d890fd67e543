/** Drizzle's view of kept views. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const savedViews = sqliteTable('saved_views', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  operatorId: integer('operator_id').notNull(),
  name: text('name').notNull(),
  shared: integer('shared').notNull(),
  content: text('content').notNull(),
  changedAt: integer('changed_at').notNull(),
})
export type SavedView = typeof savedViews.$inferSelect
