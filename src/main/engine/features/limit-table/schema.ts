/** Drizzle's view of the limits. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const limits = sqliteTable('limits', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  scope: text('scope').notNull(),
  scopeValue: text('scope_value').notNull(),
  currency: text('currency').notNull(),
  method: text('method').notNull(),
  measure: text('measure').notNull(),
  comparison: text('comparison').notNull(),
  bound: integer('bound').notNull(),
  effect: text('effect').notNull(),
  active: integer('active').notNull().default(1),
  changedBy: integer('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
})
export type LimitRow = typeof limits.$inferSelect
