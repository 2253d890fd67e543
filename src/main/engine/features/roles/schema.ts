/** Drizzle's view of the roles and departments that the desk added or changed. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const roles = sqliteTable('roles', {
  role: text('role').primaryKey(),
  version: integer('version').notNull().default(1),
  label: text('label'),
  permissions: text('permissions').notNull(),
  retired: integer('retired').notNull().default(0),
  proposalId: integer('proposal_id').notNull(),
})

export const departments = sqliteTable('departments', {
  department: text('department').primaryKey(),
  version: integer('version').notNull().default(1),
  label: text('label'),
  retired: integer('retired').notNull().default(0),
  proposalId: integer('proposal_id').notNull(),
})
