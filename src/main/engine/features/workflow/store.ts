/** SQL of the versions of workflow profiles that the desk made. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type ProfileVersion, profileVersions } from './schema.ts'

const SELECT = `SELECT ${columnsOf(profileVersions)} FROM profile_versions`

export function storedVersion(call: Call, profile: string, version: number): ProfileVersion | undefined {
  return call.db.get<ProfileVersion>(`${SELECT} WHERE profile = ? AND version = ?`, profile, version)
}

export type VersionLine = Omit<ProfileVersion, 'definition'> & { madeByName: string }

export function storedVersions(call: Call): VersionLine[] {
  return call.db.all<VersionLine>(
    `SELECT v.profile, v.version, v.state, v.note, v.made_by AS "madeBy", v.made_at AS "madeAt", v.activated_at AS "activatedAt",
       p.display_name AS "madeByName"
     FROM profile_versions v JOIN operators p ON p.id = v.made_by ORDER BY v.profile, v.version`,
  )
}

export function lastStoredVersion(call: Call, profile: string): number {
  return call.db.value<number>('SELECT coalesce(max(version), 0) FROM profile_versions WHERE profile = ?', profile) ?? 0
}

export function insertVersion(call: Call, row: typeof profileVersions.$inferInsert): void {
  call.db.insert(profileVersions, row)
}

/** Brings a draft into force; returns false when it is none any more. */
export function activateVersion(call: Call, profile: string, version: number): boolean {
  const changed = call.db.run(
    "UPDATE profile_versions SET state = 'active', activated_at = ? WHERE profile = ? AND version = ? AND state = 'draft'",
    call.now,
    profile,
    version,
  )
  return changed === 1
}

/** How many requests run on each version. */
export function openRequestsOf(call: Call): { profile: string; version: number; open: number }[] {
  return call.db.all(
    `SELECT profile, profile_version AS version, count(*) AS open FROM requests WHERE closed_at IS NULL GROUP BY profile, profile_version`,
  )
}

/** Returns false where it is so already. */
export function noteRetired(call: Call, profile: string, retired: boolean): boolean {
  const changed = retired
    ? call.db.run(
        'INSERT INTO retired_profiles (profile, retired_by, retired_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        profile,
        call.actor.operatorId,
        call.now,
      )
    : call.db.run('DELETE FROM retired_profiles WHERE profile = ?', profile)
  return changed === 1
}
