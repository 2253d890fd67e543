/** Drizzle's view of device corrections. */
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const printerCalibrations = sqliteTable('printer_calibrations', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull().default(1),
  printer: text('printer').notNull(),
  tray: text('tray').notNull(),
  stock: text('stock').notNull(),
  state: text('state').notNull(),
  correction: text('correction').notNull(),
  readings: text('readings').notNull(),
  residualMm: real('residual_mm').notNull(),
  driver: text('driver').notNull(),
  testedAt: integer('tested_at'),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  decidedBy: integer('decided_by'),
  decidedAt: integer('decided_at'),
})
export type CalibrationRecord = typeof printerCalibrations.$inferSelect
