/** Drizzle's view of absences of signers. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const signerAbsences = sqliteTable('signer_absences', {
  id: integer('id').primaryKey(),
  operatorId: integer('operator_id').notNull(),
  fromDate: text('from_date').notNull(),
  toDate: text('to_date').notNull(),
  reason: text('reason').notNull(),
  saidBy: integer('said_by').notNull(),
  saidAt: integer('said_at').notNull(),
  endedBy: integer('ended_by'),
  endedAt: integer('ended_at'),
})
export type StoredAbsence = typeof signerAbsences.$inferSelect
