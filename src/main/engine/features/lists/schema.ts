/** Drizzle's view of the entries that the desk added or changed. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const listEntries = sqliteTable('list_entries', {
  list: text('list').notNull(),
  key: text('key').notNull(),
  version: integer('version').notNull().default(1),
  label: text('label'),
  pays: text('pays'),
  retired: integer('retired').notNull().default(0),
  changedBy: integer('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
})
