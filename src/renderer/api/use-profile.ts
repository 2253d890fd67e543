/** The workflow profile in force: the words, keys and tones of statuses and actions. Read once per session. */
import { useEffect, useMemo } from 'react'
import type { ActionDefinition, CommonState, Profile } from '../../contract/workflow.ts'
import { type Language, useLanguage } from '../i18n/text.tsx'
import { api } from './client.ts'
import { speakProfile } from './describe-problem.ts'
import { useApi } from './use-api.ts'

export type ProfileFacts = {
  /** Undefined until it is read; labels are codes until then. */
  profile: Profile | undefined
  statusLabel(status: string): string
  statusCommon(status: string): CommonState
  actionLabel(action: string): string
  action(action: string): ActionDefinition | undefined
  departmentLabel(department: string | null): string
  departmentShort(department: string | null): string
}

export function useProfile(): ProfileFacts {
  const language = useLanguage()
  const { data } = useApi(['workflow.profile'], () => api.workflow.profile({}), { topics: ['settings'] })
  const facts = useMemo(() => factsOf(data, language), [data, language])
  useEffect(() => {
    if (facts.profile) speakProfile({ status: facts.statusLabel, action: facts.actionLabel })
  }, [facts])
  return facts
}

/** Looks up a profile's words in one language. */
export function factsOf(profile: Profile | undefined, language: Language): ProfileFacts {
  const statuses = new Map(profile?.statuses.map((each) => [each.status as string, each]))
  const actions = new Map(profile?.actions.map((each) => [each.action as string, each]))
  const departments = new Map(profile?.departments.map((each) => [each.department as string, each]))
  return {
    profile,
    statusLabel: (status) => statuses.get(status)?.label[language] ?? status,
    statusCommon: (status) => statuses.get(status)?.common ?? 'inReview',
    actionLabel: (action) => actions.get(action)?.label[language] ?? action,
    action: (action) => actions.get(action),
    departmentLabel: (department) => (department && departments.get(department)?.label[language]) || '—',
    departmentShort: (department) => (department && departments.get(department)?.short[language]) || '—',
  }
}
