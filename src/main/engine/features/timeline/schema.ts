/** Drizzle's view of what the timeline ran. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const timelineRuns = sqliteTable('timeline_runs', {
  id: integer('id').primaryKey(),
  date: text('date').notNull(),
  task: text('task').notNull(),
  dueAt: integer('due_at').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id'),
  moved: integer('moved').notNull(),
  found: integer('found').notNull(),
})
export type TimelineRun = typeof timelineRuns.$inferSelect
