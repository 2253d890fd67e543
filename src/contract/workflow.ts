/** What can be said about workflow profiles. */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { RequestId } from './ids.ts'
import { Code, LIMITS, requiredLine } from './limits.ts'
import { Role } from './permissions.ts'
import { Label, Profile, ReasonCode } from './profile.ts'
import { proposed } from './proposals.ts'

export type { Policies, SystemEvent } from './profile.ts'
export { ActionDefinition, CommonState, Effect, Guard, Label, Profile, Requirement, Transition } from './profile.ts'

export const ProfileSummary = z
  .object({
    profile: Code,
    version: z.int().min(1),
    label: Label,
    /** `active`: new requests of this profile take this version. */
    state: z.enum(['active', 'superseded', 'draft']),
    /** The profile of new requests when none is named. */
    isDesk: z.boolean(),
    /** New requests do not take it. */
    retired: z.boolean(),
    /** Null for what the program brought along. */
    madeBy: z.string().nullable(),
    madeAt: Instant.nullable(),
    note: z.string(),
    /** Open requests that run on this version. */
    openRequests: z.int(),
  })
  .strict()
export type ProfileSummary = z.output<typeof ProfileSummary>

const At = { profile: Code, version: z.int().min(1) }

const SimulatedWay = z.object({ action: Code, label: Label, to: Code, toLabel: Label, performer: z.string() }).strict()
const Simulated = z
  .object({
    ways: z.array(SimulatedWay),
    /** Null role: the table has nothing for the currency. */
    approvals: z.array(z.object({ action: Code, role: Role.nullable(), count: z.int() }).strict()),
  })
  .strict()

export const workflow = {
  /** One profile as data: the desk's own, a named one in force, or the version that a request runs on, drafts included. */
  profile: query()
    .input(z.object({ profile: Code.optional(), version: z.int().min(1).optional() }).strict())
    .output(Profile),
  /** One version as it was written, before its policies: to be exported, copied or edited. */
  definition: query('admin.profiles', 'audit.read').input(z.object(At).strict()).output(Profile),
  /** The profiles in force, as data; the desk's own first. */
  inForce: query().input(Nothing).output(z.array(Profile)),
  /** Every version of every profile. */
  profiles: query().input(Nothing).output(z.array(ProfileSummary)),
  /** Keeps a definition as the next version of its profile: an edited export, a copy under another name, an import. */
  draft: command({ permissions: ['admin.profiles'] })
    .input(
      creating({ definition: z.string().min(2).max(LIMITS.profileChars), note: requiredLine(LIMITS.commentChars) }),
    )
    .output(z.object(At).strict()),
  /** Puts a draft before a second person; confirmed, new requests take it and those under way stay on theirs. */
  propose: command({ permissions: ['admin.profiles'], stepUp: true })
    .input(creating(At))
    .output(z.object(proposed).strict()),
  /** R1-52: takes a profile out of use for new requests, or brings it back; a second person confirms it. */
  retire: command({ permissions: ['admin.profiles'], stepUp: true })
    .input(creating({ profile: Code, retired: z.boolean(), reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object(proposed).strict()),
  /** K-13: the list of reasons of a workflow, as the next version of it; a second person puts it in force. */
  changeReasonCodes: command({ permissions: ['admin.profiles'], stepUp: true })
    .input(creating({ ...At, reasonCodes: z.array(ReasonCode).max(40), note: requiredLine(LIMITS.commentChars) }))
    .output(z.object(proposed).strict()),
  /** What a version changes against the one in force, part by part. */
  difference: query('admin.profiles', 'audit.read')
    .input(z.object(At).strict())
    .output(
      z.array(z.object({ part: z.string(), before: z.string().nullable(), after: z.string().nullable() }).strict()),
    ),
  /** What would happen to a request under another version; changes nothing. */
  simulate: query('admin.profiles', 'audit.read')
    .input(z.object({ requestId: RequestId, ...At }).strict())
    .output(z.object({ statusKnown: z.boolean(), now: Simulated, under: Simulated }).strict()),
}
