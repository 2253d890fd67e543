/** Drizzle's view of channel data and control facts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const channelData = sqliteTable('channel_data', {
  kind: text('kind').notNull(),
  key: text('key').notNull(),
  version: integer('version').notNull(),
  definition: text('definition').notNull(),
  madeBy: integer('made_by'),
  approvedBy: integer('approved_by'),
  at: integer('at').notNull(),
  note: text('note').notNull().default(''),
})
export type ChannelDatum = typeof channelData.$inferSelect

export const controlFacts = sqliteTable('control_facts', {
  id: integer('id').primaryKey(),
  subject: text('subject').notNull(),
  control: text('control').notNull(),
  state: text('state').notNull(),
  amountMinor: integer('amount_minor'),
  note: text('note').notNull(),
  evidenceFileId: integer('evidence_file_id'),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
})
export type ControlFactRow = typeof controlFacts.$inferSelect
