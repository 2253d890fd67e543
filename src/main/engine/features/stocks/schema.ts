/** Drizzle's view of the desk's own stocks and layouts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const chequeForms = sqliteTable('cheque_forms', {
  kind: text('kind').notNull(),
  code: text('code').notNull(),
  revision: integer('revision').notNull(),
  content: text('content').notNull(),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
})
export type Form = typeof chequeForms.$inferSelect
