/** Drizzle's view of signing mandates and rules. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const signingMandates = sqliteTable('signing_mandates', {
  id: integer('id').primaryKey(),
  operatorId: integer('operator_id').notNull(),
  signingGroup: text('signing_group').notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to'),
  specimenFileId: integer('specimen_file_id'),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
})
export type MandateRow = typeof signingMandates.$inferSelect

export const signingRules = sqliteTable('signing_rules', {
  id: integer('id').primaryKey(),
  currency: text('currency').notNull(),
  fromMinor: integer('from_minor').notNull(),
  combinations: text('combinations').notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to'),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
})
export type RuleRow = typeof signingRules.$inferSelect
