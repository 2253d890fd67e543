/** Drizzle's view of the versions of workflow profiles that the desk made. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const profileVersions = sqliteTable('profile_versions', {
  profile: text('profile').notNull(),
  version: integer('version').notNull(),
  state: text('state').notNull(),
  definition: text('definition').notNull(),
  note: text('note').notNull(),
  madeBy: integer('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  activatedAt: integer('activated_at'),
})
export type ProfileVersion = typeof profileVersions.$inferSelect
