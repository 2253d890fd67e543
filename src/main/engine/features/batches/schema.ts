/** Drizzle's view of batches, their lines and their releases. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const batches = sqliteTable('batches', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  state: text('state').notNull(),
  bankAccountId: integer('bank_account_id').notNull(),
  currency: text('currency').notNull(),
  valueDate: text('value_date').notNull(),
  lines: integer('lines').notNull(),
  totalMinor: integer('total_minor').notNull(),
  builtBy: integer('built_by').notNull(),
  builtAt: integer('built_at').notNull(),
  changedBy: integer('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
  messageId: text('message_id').notNull(),
  fileId: integer('file_id'),
  fileSha256: text('file_sha256'),
  fileCreatedAt: text('file_created_at'),
  fileTotalMinor: integer('file_total_minor'),
  fileLines: integer('file_lines'),
  controlFileId: integer('control_file_id'),
  controlTotalMinor: integer('control_total_minor'),
  textChanges: text('text_changes').notNull().default('[]'),
  exports: integer('exports').notNull().default(0),
  withdrawnReason: text('withdrawn_reason'),
  channel: text('channel'),
  layout: text('layout'),
})
export type Batch = typeof batches.$inferSelect

export const batchLines = sqliteTable('batch_lines', {
  batchId: integer('batch_id').notNull(),
  instructionId: integer('instruction_id').notNull(),
  live: integer('live').notNull().default(1),
  removed: integer('removed').notNull().default(0),
})

export const batchReleases = sqliteTable('batch_releases', {
  batchId: integer('batch_id').notNull(),
  ordinal: integer('ordinal').notNull(),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
  fileSha256: text('file_sha256').notNull(),
})
export type BatchRelease = typeof batchReleases.$inferSelect

export const batchBankSteps = sqliteTable('batch_bank_steps', {
  batchId: integer('batch_id').notNull(),
  step: text('step').notNull(),
  signerId: integer('signer_id'),
  evidenceFileId: integer('evidence_file_id'),
  note: text('note').notNull(),
  operatorId: integer('operator_id').notNull(),
  at: integer('at').notNull(),
})
