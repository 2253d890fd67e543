/** Drizzle's view of the tables of the books; the tables themselves are made by the migrations. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const ledgerAccounts = sqliteTable('ledger_accounts', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  ownerId: integer('owner_id').notNull().default(0),
  name: text('name').notNull(),
  currency: text('currency').notNull(),
  balanceMinor: integer('balance_minor').notNull().default(0),
  heldMinor: integer('held_minor').notNull().default(0),
})

export const journals = sqliteTable('journals', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  businessDate: text('business_date').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id'),
  requestId: integer('request_id'),
  memo: text('memo').notNull(),
  reverses: integer('reverses'),
})

export const holds = sqliteTable('holds', {
  id: integer('id').primaryKey(),
  accountId: integer('account_id').notNull(),
  requestId: integer('request_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  state: text('state').notNull(),
  createdAt: integer('created_at').notNull(),
  endedAt: integer('ended_at'),
  postedMinor: integer('posted_minor').notNull().default(0),
})
