/** The roles and departments of this desk, and their names for the whole window. */
import { type ReactNode, useMemo } from 'react'
import type { DepartmentFacts, RoleFacts } from '../../../contract/roles.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type OwnNames, OwnNamesProvider } from '../../i18n/own-names.tsx'

type Rights = { roles: readonly RoleFacts[]; departments: readonly DepartmentFacts[] }
const NONE: Rights = { roles: [], departments: [] }

export function useRights() {
  const { data, problem, reload } = useApi(['roles.list'], () => api.roles.list({}), { topics: ['operators'] })
  return { ...(data ?? NONE), loading: data === undefined, problem, reload }
}

/** Around everything that a signed-in person sees. */
export function NamesOfTheDesk({ children }: { children: ReactNode }) {
  const { data } = useApi(['roles.list'], () => api.roles.list({}), { topics: ['operators'] })
  const names = useMemo(() => namesOf(data ?? NONE), [data])
  return <OwnNamesProvider names={names}>{children}</OwnNamesProvider>
}

function namesOf({ roles, departments }: Rights): OwnNames {
  const labels = [
    ...roles.map(({ role, label }) => [`word.role.${role}`, label] as const),
    ...departments.map(({ department, label }) => [`word.department.${department}`, label] as const),
  ]
  return new Map(labels.flatMap(([key, label]) => (label === null ? [] : [[key, label] as const])))
}
