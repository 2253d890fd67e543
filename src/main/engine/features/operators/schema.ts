/** Drizzle's view of the operators table. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const operators = sqliteTable('operators', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  userName: text('user_name').notNull(),
  displayName: text('display_name').notNull(),
  email: text('email').notNull().default(''),
  department: text('department'),
  roles: text('roles').notNull(),
  signingGroup: text('signing_group'),
  language: text('language').notNull().default('en'),
  active: integer('active').notNull().default(1),
  passwordHash: text('password_hash').notNull(),
  mustChangePassword: integer('must_change_password').notNull().default(0),
  failedTries: integer('failed_tries').notNull().default(0),
  lockedUntil: integer('locked_until'),
  totpSecret: text('totp_secret'),
  totpLastStep: integer('totp_last_step').notNull().default(0),
  lastSignInAt: integer('last_sign_in_at'),
  createdAt: integer('created_at').notNull(),
})
export type OperatorRow = typeof operators.$inferSelect
