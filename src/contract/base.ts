/**
 * What every method shares: its kind, the permission it needs, the errors it may answer with.
 * `query` reads, `command` changes once per `commandId`, `open` is all that may be said before sign-in.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { CommandId, Version } from './ids.ts'
import type { Permission } from './permissions.ts'
import { RefusalData } from './refusals.ts'

export type MethodMeta = {
  kind: 'open' | 'query' | 'command'
  /** Any one of these is enough; none = every signed-in operator. */
  permissions?: readonly Permission[]
  /** The operator must have proved the second factor within the step-up window. */
  stepUp?: boolean
}

export const Issue = z.object({ path: z.string(), message: z.string() }).strict()

const base = oc.$meta<MethodMeta>({ kind: 'query' }).errors({
  /** A rule says no; nothing was changed. */
  REFUSED: { status: 422, data: RefusalData },
  /** The call itself is malformed. */
  INVALID_INPUT: { status: 400, data: z.object({ issues: z.array(Issue) }).strict() },
  /** Somebody else was first (law 6). */
  CONFLICT: {
    status: 409,
    data: z
      .object({ what: z.string(), by: z.string().nullable(), at: z.int().nullable(), version: z.int().nullable() })
      .strict(),
  },
  /** Sign in first, or unlock. */
  NOT_SIGNED_IN: { status: 401, data: z.object({ reason: z.enum(['noSession', 'locked', 'expired']) }).strict() },
  /** A fault of the program or the disk; details are in the log under this number. */
  FAULT: { status: 500, data: z.object({ errorNumber: z.string() }).strict() },
})

type Extra = Omit<MethodMeta, 'kind'>

/** A method that may be called without a session. */
export const open = () => base.meta({ kind: 'open' })
/** A method that reads. */
export const query = (...permissions: Permission[]) => base.meta({ kind: 'query', permissions })
/** A method that changes something, in one transaction, once per `commandId`. */
export const command = (extra: Extra = {}) => base.meta({ kind: 'command', ...extra })

/** Input of a command that makes something new. */
export const creating = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.object({ commandId: CommandId, ...shape }).strict()
/** Input of a command on an existing thing: carries the version that the operator saw. */
export const changing = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.object({ commandId: CommandId, expectedVersion: Version, ...shape }).strict()

export const Nothing = z.object({}).strict()
