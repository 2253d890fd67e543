/** Drizzle's view of requests, their reviews, documents, transactions and payment instructions. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const requests = sqliteTable('requests', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  profile: text('profile').notNull(),
  profileVersion: integer('profile_version').notNull(),
  status: text('status').notNull(),
  department: text('department'),
  priority: integer('priority').notNull().default(2),
  customerId: integer('customer_id').notNull(),
  accountId: integer('account_id').notNull(),
  destinationId: integer('destination_id'),
  method: text('method').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  executeMinor: integer('execute_minor').notNull().default(0),
  feeMinor: integer('fee_minor').notNull().default(0),
  currency: text('currency').notNull(),
  reason: text('reason').notNull(),
  externalReference: text('external_reference'),
  createdAt: integer('created_at').notNull(),
  createdBy: integer('created_by').notNull(),
  changedAt: integer('changed_at').notNull(),
  dueAt: integer('due_at').notNull(),
  claimedBy: integer('claimed_by'),
  beingSent: integer('being_sent').notNull().default(0),
  completedBy: integer('completed_by'),
  closedAt: integer('closed_at'),
  channel: text('channel'),
  template: text('template'),
  step: text('step'),
  reasonCode: text('reason_code'),
  approvalsNeeded: integer('approvals_needed'),
})
export type Request = typeof requests.$inferSelect

export const checkHolds = sqliteTable('request_check_holds', {
  requestId: integer('request_id').primaryKey(),
  kind: text('kind', { enum: ['held', 'deferred'] }).notNull(),
  since: integer('since').notNull(),
  until: text('until'),
  checks: text('checks').notNull(),
})
export type CheckHold = typeof checkHolds.$inferSelect

export const requestReviews = sqliteTable('request_reviews', {
  requestId: integer('request_id').primaryKey(),
  callOutcome: text('call_outcome'),
  callBy: integer('call_by'),
  callAt: integer('call_at'),
  recheckDocuments: text('recheck_documents'),
  recheckBalance: text('recheck_balance'),
  recheckCall: text('recheck_call'),
  recheckBy: integer('recheck_by'),
  recheckAt: integer('recheck_at'),
})
export type Review = typeof requestReviews.$inferSelect

export const documents = sqliteTable('documents', {
  id: integer('id').primaryKey(),
  requestId: integer('request_id').notNull(),
  kind: text('kind').notNull(),
  state: text('state').notNull(),
  fileId: integer('file_id'),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})
export type DocumentFacts = typeof documents.$inferSelect

export const requestTransactions = sqliteTable('request_transactions', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  requestId: integer('request_id').notNull(),
  paymentType: text('payment_type').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  oct: integer('oct').notNull().default(0),
  automatic: integer('automatic').notNull().default(0),
  status: text('status').notNull(),
  details: text('details'),
  digest: text('digest').notNull(),
  tradingOrderId: integer('trading_order_id'),
  madeBy: integer('made_by').notNull(),
  approvedBy: integer('approved_by'),
  approvedAt: integer('approved_at'),
})
export type Transaction = typeof requestTransactions.$inferSelect

export const instructions = sqliteTable('instructions', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  requestId: integer('request_id').notNull(),
  transactionId: integer('transaction_id').notNull(),
  kind: text('kind').notNull(),
  state: text('state').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  details: text('details').notNull(),
  endToEndId: text('end_to_end_id').notNull(),
  uetr: text('uetr').notNull(),
  bankAccountId: integer('bank_account_id'),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  sentAt: integer('sent_at'),
  endedAt: integer('ended_at'),
  failure: text('failure'),
  evidenceFileId: integer('evidence_file_id'),
  replaces: integer('replaces'),
  channel: text('channel'),
})
export type Instruction = typeof instructions.$inferSelect

/** Clocks beside the regulation's, of requests whose profile has any. */
export const requestClocks = sqliteTable('request_clocks', {
  requestId: integer('request_id').primaryKey(),
  regulatoryDue: integer('regulatory_due'),
  priorityDue: integer('priority_due'),
  stepStarted: integer('step_started'),
  stepDue: integer('step_due'),
})
export type StoredClocks = typeof requestClocks.$inferSelect

/** What was asked for by the desk's own lists; only where something was said. */
export const requestWishes = sqliteTable('request_wishes', {
  requestId: integer('request_id').primaryKey(),
  withdrawalType: text('withdrawal_type'),
  methodEntry: text('method_entry'),
})
