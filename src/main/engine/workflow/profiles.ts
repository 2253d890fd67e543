/**
 * Every workflow profile that this desk can run. A request stays on the version it was made with, so what may be done with it
 * is always asked of its own profile; a new request takes the profile that the desk is set to.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Label } from '../../../contract/workflow.ts'
import { type RunnableProfile, readProfile } from './profile.ts'

/** Which profile a request runs on. */
export type RunsOn = { readonly profile: string; readonly profileVersion: number }

export class Profiles {
  readonly #byVersion = new Map<string, RunnableProfile>()
  readonly #current = new Map<string, RunnableProfile>()
  readonly #deskProfile: () => string
  #openedPlaces: readonly string[] | null = null
  readonly #retired = new Set<string>()

  constructor(profiles: readonly RunnableProfile[], deskProfile: () => string) {
    this.#deskProfile = deskProfile
    for (const one of profiles) this.add(one)
  }

  /** A version came into force: new requests take it, those under way stay on theirs. */
  add(one: RunnableProfile): void {
    const { profile, version } = one.data
    this.#byVersion.set(`${profile}/${version}`, one)
    this.#openedPlaces = null
    if (version >= (this.#current.get(profile)?.data.version ?? 0)) this.#current.set(profile, one)
  }

  /** A retired profile takes no new requests; those under way go on. */
  retire(profile: string, retired: boolean): void {
    if (retired) this.#retired.add(profile)
    else this.#retired.delete(profile)
  }

  isRetired(profile: string): boolean {
    return this.#retired.has(profile)
  }

  /** The profile of a request, at the version it was made with. */
  of({ profile, profileVersion }: RunsOn): RunnableProfile {
    const found = this.#byVersion.get(`${profile}/${profileVersion}`)
    if (!found) throw new Error(`profile ${profile} version ${profileVersion} is not on this desk`)
    return found
  }

  /** One version of a profile, undefined when the desk does not have it. */
  find(profile: string, version?: number): RunnableProfile | undefined {
    return version === undefined ? this.#current.get(profile) : this.#byVersion.get(`${profile}/${version}`)
  }

  /** The version of a profile that new requests take. */
  current(profile: string): RunnableProfile {
    const found = this.#current.get(profile)
    if (!found) throw new Error(`profile ${profile} is not on this desk`)
    return found
  }

  /** The profile of a new request: the named one, or the one that the desk is set to. */
  forNew(profile?: string): RunnableProfile {
    return this.current(profile ?? this.#deskProfile())
  }

  /** The version in force of every profile, in the order of their names. */
  inForce(): readonly RunnableProfile[] {
    return [...this.#current.values()].sort((a, b) => (a.data.profile < b.data.profile ? -1 : 1))
  }

  /** Every version of every profile. */
  all(): readonly RunnableProfile[] {
    return [...this.#byVersion.values()]
  }

  /** The word for a status where no request says whose it is; the desk's own profile speaks first. */
  statusLabel(status: string): Label {
    const found = [this.forNew(), ...this.all()].flatMap(({ data }) => data.statuses).find((s) => s.status === status)
    return found?.label ?? { en: status, 'zh-Hant': status }
  }

  /** R1-81: where a request counts as opened, each by its own profile and version: `department-review/1/new`. */
  openedPlaces(): readonly string[] {
    this.#openedPlaces ??= this.all().flatMap(({ data: { profile, version, policies } }) =>
      policies.openedStatuses.map((status) => `${profile}/${version}/${status}`),
    )
    return this.#openedPlaces
  }

  /** The statuses of all profiles that are no end. */
  openStatuses(): readonly string[] {
    const statuses = this.all().flatMap(({ data }) => data.statuses.filter((s) => !s.final).map((s) => s.status))
    return [...new Set(statuses)]
  }
}

/** The profiles that the program brings along. */
export function readBuiltInProfiles(resourcesDir: string): RunnableProfile[] {
  const folder = join(resourcesDir, 'profiles')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readProfile(readFileSync(join(folder, name), 'utf8')))
}
