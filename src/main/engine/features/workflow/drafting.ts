/** Making, comparing and bringing into force the desk's own versions of workflow profiles. */
import { Profile } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { type Apply, type Proposed, propose } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { departmentsOfProfile, rolesOfProfile } from '../../workflow/names.ts'
import { problemsOf } from '../../workflow/problems.ts'
import { runnable } from '../../workflow/profile.ts'
import { differencesBetween } from './rules.ts'
import { activateVersion, insertVersion, lastStoredVersion, storedVersion } from './store.ts'

type Version = { profile: string; version: number }

/** A version that is in force, was in force, or is a draft. */
export function anyVersion(
  call: Call,
  { profile, version }: { profile: string; version?: number | undefined },
): Profile {
  const known = call.services.profiles.find(profile, version)
  if (known) return known.source
  const stored = version === undefined ? undefined : storedVersion(call, profile, version)
  if (!stored) refuse('NOT_FOUND', { what: `profile ${profile}${version ? ` version ${version}` : ''}` })
  return Profile.parse(JSON.parse(stored.definition))
}

/** Keeps a definition as the next version of its profile. Refuses PROFILE_UNFIT with every problem in words. */
export function keepDraft(call: Call, given: { definition: string; note: string }): Version {
  const data = readDefinition(given.definition)
  const current = call.services.profiles.find(data.profile)
  const version = Math.max(current?.data.version ?? 0, lastStoredVersion(call, data.profile)) + 1
  const next = { ...data, version }
  const problems = [...problemsOf(next), ...strangersIn(call, next)]
  if (problems.length > 0)
    refuse('PROFILE_UNFIT', { profile: data.label.en, count: problems.length, why: shortened(problems) })
  if (current && differencesBetween(current.source, next).length === 0)
    refuse('NOTHING_CHANGED', { what: data.label.en })
  insertVersion(call, {
    profile: data.profile,
    version,
    state: 'draft',
    definition: JSON.stringify(next),
    note: given.note,
    madeBy: call.actor.operatorId,
    madeAt: call.now,
  })
  call.audit({
    action: 'profile.draft',
    subject: `profile:${data.profile}`,
    reason: given.note,
    changes: [['version', null, String(version)]],
  })
  call.changed('settings')
  return { profile: data.profile, version }
}

/** Roles and departments that this desk does not have, or has retired. */
function strangersIn(call: Call, data: Profile): string[] {
  const { rights } = call.services
  return [
    ...[...rolesOfProfile(data)]
      .filter((role) => rights.role(role)?.retired !== false)
      .map((role) => `the role ${role} is not on this desk`),
    ...[...departmentsOfProfile(data)]
      .filter((department) => rights.department(department)?.retired !== false)
      .map((department) => `the department ${department} is not on this desk`),
  ]
}

const SHOWN_PROBLEMS = 5
const shortened = (problems: readonly string[]): string => problems.slice(0, SHOWN_PROBLEMS).join('; ')

function readDefinition(text: string): Profile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    refuse('PROFILE_UNFIT', { profile: '—', count: 1, why: 'the file is no JSON' })
  }
  const parsed = Profile.safeParse(json)
  if (parsed.success) return parsed.data
  const why = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return refuse('PROFILE_UNFIT', { profile: '—', count: why.length, why: shortened(why) })
}

/** Puts a draft before a second person, with its difference to what is in force. */
export function proposeVersion(call: Call, at: Version): Proposed<Version> {
  const stored = storedVersion(call, at.profile, at.version)
  if (!stored) refuse('NOT_FOUND', { what: `profile ${at.profile} version ${at.version}` })
  if (stored.state !== 'draft') throw new Conflict(`profile:${at.profile}`, { version: at.version })
  const data = Profile.parse(JSON.parse(stored.definition))
  const lines = differencesBetween(call.services.profiles.find(at.profile)?.source, data)
  const side = (which: 'before' | 'after') => Object.fromEntries(lines.map((line) => [line.part, line[which]]))
  return propose(
    call,
    {
      kind: 'profile.activate',
      subject: `profile:${at.profile}`,
      title: `${data.label.en}, version ${at.version}`,
      before: side('before'),
      after: side('after'),
      payload: at,
      reason: stored.note,
    },
    applyProfile,
  )
}

/** Brings the version into force for new requests; those under way stay on theirs. */
export const applyProfile: Apply<Version> = (call, { payload }) => {
  const { profile, version } = payload as Version
  const stored = storedVersion(call, profile, version)
  const current = call.services.profiles.find(profile)?.data.version ?? 0
  if (!stored || version <= current || !activateVersion(call, profile, version))
    throw new Conflict(`profile:${profile}`, { version: current })
  const data = Profile.parse(JSON.parse(stored.definition))
  const problems = [...problemsOf(data), ...strangersIn(call, data)]
  if (problems.length > 0)
    refuse('PROFILE_UNFIT', { profile: data.label.en, count: problems.length, why: shortened(problems) })
  call.audit({
    action: 'profile.activate',
    subject: `profile:${profile}`,
    changes: [['version', current === 0 ? null : String(current), String(version)]],
  })
  call.afterCommit(() => call.services.profiles.add(runnable(data)))
  call.changed('settings')
  return { profile, version }
}
