/** Drizzle's view of calendars, the desk's own days, early closings and taken files. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const calendars = sqliteTable('calendars', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  code: text('code').notNull(),
  label: text('label').notNull(),
  timeZone: text('time_zone').notNull(),
  weekdays: text('weekdays').notNull(),
  opens: integer('opens').notNull(),
  closes: integer('closes').notNull(),
  halfCloses: integer('half_closes').notNull(),
  holidays: text('holidays').notNull(),
})
export type StoredCalendar = typeof calendars.$inferSelect

export const calendarDays = sqliteTable('calendar_days', {
  calendarId: integer('calendar_id').notNull(),
  date: text('date').notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  nameChinese: text('name_chinese').notNull(),
  reason: text('reason').notNull(),
  fileId: integer('file_id'),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})

export const calendarClosures = sqliteTable('calendar_closures', {
  id: integer('id').primaryKey(),
  calendarId: integer('calendar_id').notNull(),
  date: text('date').notNull(),
  fromMinute: integer('from_minute').notNull(),
  kind: text('kind').notNull(),
  reason: text('reason').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
  liftedAt: integer('lifted_at'),
  liftedBy: integer('lifted_by'),
  liftedReason: text('lifted_reason'),
})

export const calendarFiles = sqliteTable('calendar_files', {
  calendarId: integer('calendar_id').notNull(),
  sha256: text('sha256').notNull(),
  fileId: integer('file_id').notNull(),
  days: integer('days').notNull(),
  at: integer('at').notNull(),
  operatorId: integer('operator_id').notNull(),
})
