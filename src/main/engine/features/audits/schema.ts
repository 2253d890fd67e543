/** Drizzle's view of regular audits. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const audits = sqliteTable('audits', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  kind: text('kind').notNull(),
  fromDate: text('from_date').notNull(),
  toDate: text('to_date').notNull(),
  dueDate: text('due_date').notNull(),
  seed: text('seed').notNull(),
  population: integer('population').notNull(),
  step: integer('step').notNull().default(2),
  reviewerId: integer('reviewer_id').notNull(),
  assignedBy: integer('assigned_by').notNull(),
  begunAt: integer('begun_at').notNull(),
  endedDate: text('ended_date'),
  pdfFileId: integer('pdf_file_id'),
  xlsxFileId: integer('xlsx_file_id'),
})
export type AuditRecord = typeof audits.$inferSelect

export const auditItems = sqliteTable('audit_items', {
  auditId: integer('audit_id').notNull(),
  ordinal: integer('ordinal').notNull(),
  subject: text('subject').notNull(),
  title: text('title').notNull(),
  amountMinor: integer('amount_minor'),
  currency: text('currency'),
  checks: text('checks').notNull(),
  people: text('people').notNull(),
  verdict: text('verdict').notNull().default('open'),
  judgedBy: integer('judged_by'),
  judgedAt: integer('judged_at'),
})

export const auditSteps = sqliteTable('audit_steps', {
  auditId: integer('audit_id').notNull(),
  step: integer('step').notNull(),
  note: text('note').notNull(),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
})

export const auditFindings = sqliteTable('audit_findings', {
  id: integer('id').primaryKey(),
  auditId: integer('audit_id').notNull(),
  ordinal: integer('ordinal'),
  severity: text('severity').notNull(),
  finding: text('finding').notNull(),
  foundBy: integer('found_by').notNull(),
  foundAt: integer('found_at').notNull(),
  correction: text('correction'),
  correctedBy: integer('corrected_by'),
  correctedAt: integer('corrected_at'),
})
