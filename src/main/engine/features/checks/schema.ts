/** Drizzle's view of the results of checks. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const checkResults = sqliteTable('check_results', {
  id: integer('id').primaryKey(),
  requestId: integer('request_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  moment: text('moment').notNull(),
  outcome: text('outcome').notNull(),
  state: text('state').notNull(),
  figures: text('figures').notNull(),
  content: text('content').notNull(),
  text: text('text').notNull(),
  fileId: integer('file_id'),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})
export type ResultRow = typeof checkResults.$inferSelect
