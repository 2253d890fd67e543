/** The roles and departments of this desk, and their names for the whole window. */
import { type ReactNode, useEffect, useMemo } from 'react'
import type { ListEntry } from '../../../contract/lists.ts'
import type { DepartmentFacts, RoleFacts } from '../../../contract/roles.ts'
import { api } from '../../api/client.ts'
import { speakOwnNames } from '../../api/describe-problem.ts'
import { useApi } from '../../api/use-api.ts'
import { type OwnNames, OwnNamesProvider } from '../../i18n/own-names.tsx'
import { useLanguage } from '../../i18n/text.tsx'
import { useLists, VOCABULARY } from '../lists/use-lists.ts'

type Rights = { roles: readonly RoleFacts[]; departments: readonly DepartmentFacts[] }
const NONE: Rights = { roles: [], departments: [] }

export function useRights() {
  const { data, problem, reload } = useApi(['roles.list'], () => api.roles.list({}), { topics: ['operators'] })
  return { ...(data ?? NONE), loading: data === undefined, problem, reload }
}

/** Around everything that a signed-in person sees. */
export function NamesOfTheDesk({ children }: { children: ReactNode }) {
  const rights = useApi(['roles.list'], () => api.roles.list({}), { topics: ['operators'] }).data
  const entries = useLists().data
  const names = useMemo(() => namesOf(rights ?? NONE, entries ?? []), [rights, entries])
  const language = useLanguage()
  useEffect(() => speakOwnNames((key) => names.get(key)?.[language]), [names, language])
  return <OwnNamesProvider names={names}>{children}</OwnNamesProvider>
}

function namesOf({ roles, departments }: Rights, entries: readonly ListEntry[]): OwnNames {
  const labels = [
    ...roles.map(({ role, label }) => [`word.role.${role}`, label] as const),
    ...departments.map(({ department, label }) => [`word.department.${department}`, label] as const),
    ...entries.map(({ list, key, label }) => [`word.${VOCABULARY[list]}.${key}`, label] as const),
  ]
  return new Map(labels.flatMap(([key, label]) => (label === null ? [] : [[key, label] as const])))
}
