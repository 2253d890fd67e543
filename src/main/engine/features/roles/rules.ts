/** What a change of a role or a department may do, decided without asking anything: pure. */
import { PERMISSIONS, type Permission } from '../../../../contract/permissions.ts'
import type { Label } from '../../../../contract/profile.ts'

export type RoleContent = { label: Label | null; permissions: readonly Permission[]; retired: boolean }

/** The facts of a role as a second person reads them: each permission by its own name, so that the difference is what is added or taken. */
export function factsOfRole({ label, permissions, retired }: RoleContent): Record<string, string | boolean | null> {
  return {
    nameEn: label?.en ?? null,
    nameZhHant: label?.['zh-Hant'] ?? null,
    retired,
    ...Object.fromEntries(PERMISSIONS.map((each) => [each, permissions.includes(each)])),
  }
}

/** Permissions that a change adds to what a role allowed; a role that comes back adds everything. */
export function added(before: RoleContent | undefined, after: RoleContent): readonly Permission[] {
  if (after.retired) return []
  const had = before === undefined || before.retired ? [] : before.permissions
  return after.permissions.filter((each) => !had.includes(each))
}
