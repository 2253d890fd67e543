/** Drizzle's view of settings and bank accounts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const bankAccounts = sqliteTable('bank_accounts', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  name: text('name').notNull(),
  bankName: text('bank_name').notNull(),
  bankCode: text('bank_code').notNull(),
  bic: text('bic').notNull(),
  accountNumber: text('account_number').notNull(),
  currency: text('currency').notNull(),
  ownerName: text('owner_name').notNull(),
  ownerTown: text('owner_town').notNull(),
  ownerCountry: text('owner_country').notNull(),
  ledgerAccountId: integer('ledger_account_id').notNull(),
})
export type BankAccountRow = typeof bankAccounts.$inferSelect
