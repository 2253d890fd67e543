/** The people of the desk: roles, department, signing group; kept by the administrator. */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { FileId, OperatorId, Version } from './ids.ts'
import { requiredLine } from './limits.ts'
import { Department, Role, SigningGroup } from './permissions.ts'
import { proposed } from './proposals.ts'
import { Password, UserName } from './session.ts'

export const Operator = z
  .object({
    operatorId: OperatorId,
    version: Version,
    userName: z.string(),
    displayName: z.string(),
    email: z.string(),
    department: Department.nullable(),
    roles: z.array(Role),
    signingGroup: SigningGroup.nullable(),
    active: z.boolean(),
    lockedUntil: Instant.nullable(),
    hasSecondFactor: z.boolean(),
    lastSignInAt: Instant.nullable(),
  })
  .strict()
export type Operator = z.output<typeof Operator>

const Done = z.object({ operatorId: OperatorId.nullable(), version: Version.nullable(), ...proposed }).strict()
const profile = {
  displayName: requiredLine(80),
  /** Where messages of the outbox go; empty = only in the window. */
  email: z.union([z.literal(''), z.email().max(120)]).default(''),
  department: Department.nullable(),
  roles: z.array(Role).min(1).max(10),
  signingGroup: SigningGroup.nullable(),
}

export const operators = {
  list: query('admin.operators', 'audit.read').input(Nothing).output(z.array(Operator)),
  create: command({ permissions: ['admin.operators'] })
    .input(creating({ userName: UserName, initialPassword: Password, ...profile }))
    .output(Done),
  update: command({ permissions: ['admin.operators'] })
    .input(changing({ operatorId: OperatorId, active: z.boolean(), ...profile }))
    .output(Done),
  /** R2-88: who may do what, as a file for the quarterly review of access. */
  exportAccess: command({ permissions: ['admin.operators', 'audit.read'] })
    .input(creating({}))
    .output(z.object({ fileId: FileId, name: z.string(), people: z.int() }).strict()),
  /** Ends a lock-out and sets a password that must be changed at the next sign-in. */
  resetPassword: command({ permissions: ['admin.operators'] })
    .input(changing({ operatorId: OperatorId, initialPassword: Password, removeSecondFactor: z.boolean() }))
    .output(Done),
}
