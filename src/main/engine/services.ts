/** What lives as long as the engine and is shared by every call: sessions, profiles, settings, change events, jobs. */
import type { Changes } from './events.ts'
import type { UploadStore } from './files/uploads.ts'
import type { JobRunner } from './jobs/runner.ts'
import type { Lists } from './lists.ts'
import type { PrintQueue } from './printing/queue.ts'
import type { Rights } from './rights.ts'
import type { Sessions } from './sessions.ts'
import type { SettingsCache } from './settings-cache.ts'
import type { Profiles } from './workflow/profiles.ts'

export type Services = {
  readonly sessions: Sessions
  readonly settings: SettingsCache
  readonly rights: Rights
  readonly lists: Lists
  readonly profiles: Profiles
  readonly changes: Changes
  readonly uploads: UploadStore
  readonly jobs: JobRunner
  readonly printing: PrintQueue
  readonly resourcesDir: string
  readonly ledgerPath: string
  readonly demo: boolean
  readonly version: string
  /** Work of hashing a new password. */
  readonly passwordLog2N: number
}
