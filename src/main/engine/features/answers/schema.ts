/** Drizzle's view of bank answers. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const bankAnswers = sqliteTable('bank_answers', {
  id: integer('id').primaryKey(),
  instructionId: integer('instruction_id').notNull(),
  fileId: integer('file_id').notNull(),
  status: text('status').notNull(),
  meaning: text('meaning').notNull(),
  effect: text('effect').notNull(),
  reasons: text('reasons').notNull(),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
})
export type BankAnswer = typeof bankAnswers.$inferSelect
