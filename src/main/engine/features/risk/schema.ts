/** Drizzle's view of regions, the register and the spot check. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const riskRegions = sqliteTable('risk_regions', {
  id: integer('id').primaryKey(),
  country: text('country').notNull(),
  reason: text('reason').notNull(),
  addedAt: integer('added_at').notNull(),
  addedBy: integer('added_by').notNull(),
  liftedAt: integer('lifted_at'),
  liftedBy: integer('lifted_by'),
  liftedReason: text('lifted_reason'),
})
export type RegionRow = typeof riskRegions.$inferSelect

export const riskEntries = sqliteTable('risk_entries', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  customerId: integer('customer_id').notNull(),
  requestId: integer('request_id'),
  orderId: integer('order_id'),
  destinationId: integer('destination_id'),
  region: text('region').notNull(),
  businessDate: text('business_date').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
  answerReason: text('answer_reason').notNull(),
  answerAddress: text('answer_address').notNull(),
  answerRepeat: text('answer_repeat').notNull(),
  assessment: text('assessment').notNull(),
  note: text('note').notNull(),
  decision: text('decision'),
  decidedBy: integer('decided_by'),
  decidedAt: integer('decided_at'),
  decisionNote: text('decision_note'),
})
export type EntryRow = typeof riskEntries.$inferSelect

export const spotChecks = sqliteTable('spot_checks', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  month: text('month').notNull(),
  state: text('state').notNull(),
  pulledAt: integer('pulled_at').notNull(),
  pulledBy: integer('pulled_by').notNull(),
  secondBy: integer('second_by'),
  secondAt: integer('second_at'),
  secondNote: text('second_note'),
})
export type SpotCheckRow = typeof spotChecks.$inferSelect

export const spotCheckLines = sqliteTable('spot_check_lines', {
  id: integer('id').primaryKey(),
  spotCheckId: integer('spot_check_id').notNull(),
  customerId: integer('customer_id').notNull(),
  kind: text('kind').notNull(),
  subjectId: integer('subject_id').notNull(),
  at: integer('at').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  region: text('region').notNull(),
  indicators: text('indicators').notNull(),
  verdict: text('verdict'),
  note: text('note').notNull().default(''),
  reviewedBy: integer('reviewed_by'),
  reviewedAt: integer('reviewed_at'),
  escalated: integer('escalated').notNull().default(0),
})
export type SpotLineRow = typeof spotCheckLines.$inferSelect
