/** Drizzle's view of the facts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const facts = sqliteTable('facts', {
  subject: text('subject').primaryKey(),
  subjectId: integer('subject_id').primaryKey(),
  fact: text('fact').primaryKey(),
  value: text('value').notNull(),
  source: text('source').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})
