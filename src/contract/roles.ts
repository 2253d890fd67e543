/**
 * Roles and departments as data of the desk (R2-87, R3-02): the built-in ones, and those that the desk adds. Rights concern
 * everybody's money, so that every change of them is proposed by one person and confirmed by another (law 4). Profiles and
 * operators name them by key; what is in use is never taken away.
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { Department, PERMISSIONS, Permission, Role } from './permissions.ts'
import { Label } from './profile.ts'
import { proposed } from './proposals.ts'

/** Words that an address or a profile uses for something else. */
export const RESERVED_KEYS: readonly string[] = ['any', 'customer', 'system', 'mine', 'all', 'none']

/** A name in both languages; null = as the program calls it. */
const OwnLabel = Label.nullable()
/** 0 = never changed: the role is as the program brings it along. */
const Changed = z.union([z.literal(0), Version])

export const RoleFacts = z
  .object({
    role: Role,
    version: Changed,
    label: OwnLabel,
    permissions: z.array(Permission),
    builtIn: z.boolean(),
    retired: z.boolean(),
  })
  .strict()
export type RoleFacts = z.output<typeof RoleFacts>

export const DepartmentFacts = z
  .object({ department: Department, version: Changed, label: OwnLabel, builtIn: z.boolean(), retired: z.boolean() })
  .strict()
export type DepartmentFacts = z.output<typeof DepartmentFacts>

const permissions = z
  .array(Permission)
  .max(PERMISSIONS.length)
  .refine((list) => new Set(list).size === list.length, { message: 'a permission is listed once' })
const reason = requiredLine(LIMITS.commentChars)
const Proposed = z.object(proposed).strict()
const may = { permissions: ['admin.operators'], stepUp: true } as const
/** `changing` asks for a version that exists; a built-in one that nobody changed yet has 0. */
const at = <T extends z.core.$ZodLooseShape>(shape: T) => changing(shape).extend({ expectedVersion: Changed })

export const roles = {
  /** Every window needs the names. */
  list: query()
    .input(Nothing)
    .output(z.object({ roles: z.array(RoleFacts), departments: z.array(DepartmentFacts) }).strict()),
  addRole: command(may)
    .input(creating({ role: Role, label: Label, permissions, reason }))
    .output(Proposed),
  changeRole: command(may)
    .input(at({ role: Role, label: OwnLabel, permissions, retired: z.boolean(), reason }))
    .output(Proposed),
  addDepartment: command(may)
    .input(creating({ department: Department, label: Label, reason }))
    .output(Proposed),
  changeDepartment: command(may)
    .input(at({ department: Department, label: OwnLabel, retired: z.boolean(), reason }))
    .output(Proposed),
}
