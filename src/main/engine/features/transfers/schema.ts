/** Drizzle's view of transfers. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const transfers = sqliteTable('transfers', {
  instructionId: integer('instruction_id').primaryKey(),
  version: integer('version').notNull().default(1),
  channel: text('channel').notNull(),
  adapter: text('adapter').notNull(),
  state: text('state').notNull(),
  conditions: text('conditions').notNull(),
  twoPeople: integer('two_people').notNull(),
  firstPress: integer('first_press'),
  firstPressAt: integer('first_press_at'),
  secondPress: integer('second_press'),
  secondPressAt: integer('second_press_at'),
  queuedFor: integer('queued_for'),
  sentAt: integer('sent_at'),
  tries: integer('tries').notNull().default(0),
  bankReference: text('bank_reference').notNull().default(''),
  answer: text('answer').notNull().default(''),
  arrivalAt: integer('arrival_at'),
  arrivalKind: text('arrival_kind'),
})
export type Transfer = typeof transfers.$inferSelect
