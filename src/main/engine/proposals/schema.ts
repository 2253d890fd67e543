/** Drizzle's view of the changes that wait for a second person. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const proposals = sqliteTable('proposals', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  kind: text('kind').notNull(),
  subject: text('subject').notNull(),
  title: text('title').notNull(),
  before: text('before').notNull(),
  after: text('after').notNull(),
  payload: text('payload').notNull(),
  concerns: integer('concerns'),
  reason: text('reason').notNull(),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  state: text('state').notNull(),
  alone: integer('alone').notNull(),
  decidedBy: integer('decided_by'),
  decidedAt: integer('decided_at'),
  decisionReason: text('decision_reason').notNull().default(''),
})
export type ProposalRow = typeof proposals.$inferSelect
