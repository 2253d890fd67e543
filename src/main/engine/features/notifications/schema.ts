/** Drizzle's view of the outbox. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const notifications = sqliteTable('notifications', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  template: text('template').notNull(),
  language: text('language').notNull(),
  channel: text('channel').notNull(),
  operatorId: integer('operator_id'),
  customerId: integer('customer_id'),
  recipient: text('recipient').notNull(),
  address: text('address').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  state: text('state').notNull(),
  tries: integer('tries').notNull().default(0),
  nextTryAt: integer('next_try_at'),
  lastError: text('last_error').notNull().default(''),
  createdAt: integer('created_at').notNull(),
  sentAt: integer('sent_at'),
  readAt: integer('read_at'),
  requestId: integer('request_id'),
  route: text('route').notNull(),
})
export type NotificationRow = typeof notifications.$inferSelect
