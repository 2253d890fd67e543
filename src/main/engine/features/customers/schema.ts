/** Drizzle's view of customers, trading accounts, orders, destinations and notes. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const customers = sqliteTable('customers', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  customerNumber: text('customer_number').notNull(),
  name: text('name').notNull(),
  nameChinese: text('name_chinese').notNull(),
  email: text('email').notNull(),
  phone: text('phone').notNull(),
  country: text('country').notNull(),
  risk: text('risk').notNull(),
  createdAt: integer('created_at').notNull(),
  createdBy: integer('created_by').notNull(),
})
export type Customer = typeof customers.$inferSelect

export const tradingAccounts = sqliteTable('trading_accounts', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  customerId: integer('customer_id').notNull(),
  accountNumber: text('account_number').notNull(),
  currency: text('currency').notNull(),
  equityMinor: integer('equity_minor').notNull(),
  creditMinor: integer('credit_minor').notNull(),
  marginMinor: integer('margin_minor').notNull(),
  freeMarginMinor: integer('free_margin_minor').notNull(),
  openTrades: integer('open_trades').notNull(),
  figuresAt: integer('figures_at').notNull(),
  ledgerAccountId: integer('ledger_account_id').notNull(),
})
export type TradingAccountRow = typeof tradingAccounts.$inferSelect

export const tradingOrders = sqliteTable('trading_orders', {
  id: integer('id').primaryKey(),
  accountId: integer('account_id').notNull(),
  kind: text('kind').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  comment: text('comment').notNull(),
  requestId: integer('request_id'),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})

export const destinations = sqliteTable('destinations', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  customerId: integer('customer_id').notNull(),
  kind: text('kind').notNull(),
  details: text('details').notNull(),
  digest: text('digest').notNull(),
  active: integer('active').notNull().default(1),
  createdAt: integer('created_at').notNull(),
  createdBy: integer('created_by').notNull(),
  holder: text('holder').notNull().default('own'),
  waiting: integer('waiting').notNull().default(0),
  usableFrom: integer('usable_from').notNull().default(0),
  confirmedBy: integer('confirmed_by'),
  confirmedAt: integer('confirmed_at'),
  replaces: integer('replaces'),
})
export type DestinationRow = typeof destinations.$inferSelect

export const customerNotes = sqliteTable('customer_notes', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
  requestId: integer('request_id'),
  text: text('text').notNull(),
})

/** One change of a customer's risk, with its reason. */
export const customerRisks = sqliteTable('customer_risks', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  before: text('before').notNull(),
  after: text('after').notNull(),
  reason: text('reason').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})
