/** Drizzle's view of incentives and the payer's wallets. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const incentiveWallets = sqliteTable('incentive_wallets', {
  accountId: integer('account_id').primaryKey(),
  name: text('name').notNull(),
  addedAt: integer('added_at').notNull(),
  addedBy: integer('added_by').notNull(),
})

export const incentives = sqliteTable('incentives', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  customerId: integer('customer_id').notNull(),
  title: text('title').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  status: text('status').notNull(),
  madeAt: integer('made_at').notNull(),
  madeBy: integer('made_by').notNull(),
  approvedAt: integer('approved_at'),
  approvedBy: integer('approved_by'),
  paidAt: integer('paid_at'),
  paidBy: integer('paid_by'),
  walletAccountId: integer('wallet_account_id'),
  description: text('description'),
  failure: text('failure'),
  journalId: integer('journal_id'),
})
export type IncentiveRow = typeof incentives.$inferSelect
