/** The versions of profiles that this desk has brought into force, beside those of the program. */
import type { Connection } from '../db/connection.ts'
import { type RunnableProfile, readProfile } from './profile.ts'

export function storedProfiles(connection: Connection): RunnableProfile[] {
  return connection
    .all<{ definition: string }>(
      "SELECT definition FROM profile_versions WHERE state = 'active' ORDER BY profile, version",
    )
    .map(({ definition }) => readProfile(definition))
}

/** The profiles that take no new requests. */
export function retiredProfiles(connection: Connection): string[] {
  return connection.all<{ profile: string }>('SELECT profile FROM retired_profiles').map(({ profile }) => profile)
}
