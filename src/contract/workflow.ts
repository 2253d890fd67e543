/** What can be said about workflow profiles. */
import { z } from 'zod'
import { Nothing, query } from './base.ts'
import { Code } from './limits.ts'
import { Label, Profile } from './profile.ts'

export type { Policies, SystemEvent } from './profile.ts'
export { ActionDefinition, CommonState, Effect, Guard, Label, Profile, Requirement, Transition } from './profile.ts'

export const ProfileSummary = z
  .object({
    profile: Code,
    version: z.int().min(1),
    label: Label,
    /** Whether new requests of this profile take this version. */
    state: z.enum(['active', 'superseded']),
    /** The profile of new requests when none is named. */
    isDesk: z.boolean(),
  })
  .strict()
export type ProfileSummary = z.output<typeof ProfileSummary>

export const workflow = {
  /** One profile as data: the desk's own, a named one in force, or the version that a request runs on. */
  profile: query()
    .input(z.object({ profile: Code.optional(), version: z.int().min(1).optional() }).strict())
    .output(Profile),
  /** The profiles in force, as data; the desk's own first. */
  inForce: query().input(Nothing).output(z.array(Profile)),
  /** Every version of every profile. */
  profiles: query().input(Nothing).output(z.array(ProfileSummary)),
}
