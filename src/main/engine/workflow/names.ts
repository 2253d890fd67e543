/** Which roles and departments a workflow profile names. */
import type { Profile } from '../../../contract/profile.ts'

/** The roles that a workflow names: who may act and who must approve. */
export function rolesOfProfile(data: Profile): ReadonlySet<string> {
  const tables = [...data.approvals, ...data.financialApprovals]
  const needs = tables.flatMap(({ bands, otherwise }) => [...bands.flatMap((band) => band.needs), ...(otherwise ?? [])])
  return new Set([
    ...data.actions.flatMap((action) => action.roles),
    ...needs.flatMap(({ role, alsoBy }) => [role, ...alsoBy]),
  ])
}

/** The departments of a workflow. */
export function departmentsOfProfile(data: Profile): ReadonlySet<string> {
  return new Set(data.departments.map(({ department }) => department))
}
