/** Drizzle's view of emergencies. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const emergencies = sqliteTable('emergencies', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  kind: text('kind').notNull(),
  subject: text('subject').notNull(),
  about: text('about').notNull(),
  reason: text('reason').notNull(),
  madeBy: integer('made_by').notNull(),
  at: integer('at').notNull(),
  liftAskedBy: integer('lift_asked_by'),
  liftReason: text('lift_reason').notNull().default(''),
  liftedBy: integer('lifted_by'),
  liftedAt: integer('lifted_at'),
  heldRequests: integer('held_requests'),
})
export type EmergencyFacts = typeof emergencies.$inferSelect
