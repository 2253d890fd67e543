/** Drizzle's view of approval rounds and the approvals in them. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const approvalRounds = sqliteTable('approval_rounds', {
  id: integer('id').primaryKey(),
  requestId: integer('request_id').notNull(),
  action: text('action').notNull(),
  round: integer('round').notNull(),
  state: text('state').notNull(),
  digest: text('digest').notNull(),
  content: text('content').notNull(),
  needs: text('needs').notNull(),
  ordered: integer('ordered').notNull(),
  needed: integer('needed').notNull(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
  endedBy: text('ended_by'),
  difference: text('difference'),
})
export type Round = typeof approvalRounds.$inferSelect

export const approvalRows = sqliteTable('approvals', {
  id: integer('id').primaryKey(),
  roundId: integer('round_id').notNull(),
  operatorId: integer('operator_id').notNull(),
  authorityOf: integer('authority_of').notNull(),
  role: text('role').notNull(),
  roleUsed: text('role_used').notNull(),
  decision: text('decision').notNull(),
  digest: text('digest').notNull(),
  note: text('note').notNull(),
  at: integer('at').notNull(),
})
export type ApprovalFacts = typeof approvalRows.$inferSelect
