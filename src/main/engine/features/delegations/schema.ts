/** Drizzle's view of delegations. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const delegations = sqliteTable('delegations', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  delegatorId: integer('delegator_id').notNull(),
  delegateId: integer('delegate_id').notNull(),
  roles: text('roles').notNull(),
  fromDate: text('from_date').notNull(),
  toDate: text('to_date').notNull(),
  reason: text('reason').notNull(),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  confirmedBy: integer('confirmed_by').notNull(),
  endedBy: integer('ended_by'),
  endedAt: integer('ended_at'),
})
export type DelegationRow = typeof delegations.$inferSelect
