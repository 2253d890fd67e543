/** Drizzle's view of failed payments and what was decided about them. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const paymentFailures = sqliteTable('payment_failures', {
  instructionId: integer('instruction_id').primaryKey(),
  version: integer('version').notNull().default(1),
  requestId: integer('request_id').notNull(),
  at: integer('at').notNull(),
  state: text('state').notNull(),
  code: text('code'),
  retryAt: integer('retry_at'),
  why: text('why'),
  refusal: text('refusal'),
  heldBy: integer('held_by'),
  resolution: text('resolution'),
  text: text('text').notNull().default(''),
  resolvedBy: integer('resolved_by'),
  resolvedAt: integer('resolved_at'),
})
export type Failure = typeof paymentFailures.$inferSelect
