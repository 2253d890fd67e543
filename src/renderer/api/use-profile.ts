/**
 * The workflow profiles: the words, keys and tones of statuses and actions. Read once per session. Inside a request card the
 * profile is the request's own, at the version it runs on; elsewhere it is the desk's.
 */
import { createContext, useContext, useEffect, useMemo } from 'react'
import type { ActionDefinition, CommonState, Profile } from '../../contract/workflow.ts'
import { type Language, useLanguage } from '../i18n/text.tsx'
import { api } from './client.ts'
import { speakProfile } from './describe-problem.ts'
import { useApi } from './use-api.ts'

/** Which profile a request runs on. */
export type RunsOn = { profile: string; profileVersion: number }

export type ProfileFacts = {
  /** Undefined until it is read; labels are codes until then. */
  profile: Profile | undefined
  /** Every profile in force, the desk's own first. */
  profiles: readonly Profile[]
  statusLabel(status: string, of?: RunsOn): string
  statusCommon(status: string): CommonState
  actionLabel(action: string): string
  action(action: string): ActionDefinition | undefined
  departmentLabel(department: string | null): string
  departmentShort(department: string | null): string
  profileLabel(profile: string): string
  stepLabel(step: string | null, profile: string): string
  templateLabel(template: string | null, profile: string): string
  /** The profile's own word for a priority, such as Review (C2-1); undefined where it has none. */
  priorityLabel(priority: string, profile: string | undefined): string | undefined
}

/** Set around a request's card. */
export const RequestProfile = createContext<RunsOn | null>(null)

/** The profile of the given request, of the card around, or of the desk. */
export function useProfile(request?: RunsOn): ProfileFacts {
  const language = useLanguage()
  const around = useContext(RequestProfile)
  const of = request ?? around
  const inForce = useApi(['workflow.inForce'], () => api.workflow.inForce({}), { topics: ['settings'] }).data
  const current = of ? inForce?.find(({ profile }) => profile === of.profile) : inForce?.[0]
  const older = of !== null && current !== undefined && current.version !== of.profileVersion ? of : null
  const { data: own } = useApi(
    ['workflow.profile', older?.profile ?? '', older?.profileVersion ?? 0],
    () => api.workflow.profile(older ? { profile: older.profile, version: older.profileVersion } : {}),
    { enabled: older !== null },
  )
  const facts = useMemo(
    () => factsOf(older ? own : current, language, inForce ?? []),
    [older, own, current, language, inForce],
  )
  useEffect(() => {
    if (facts.profile) speakProfile({ status: facts.statusLabel, action: facts.actionLabel })
  }, [facts])
  return facts
}

/** Words that always belong to one profile. */
function wordsOf(all: readonly Profile[], language: Language) {
  const named = (name: string | undefined) => all.find(({ profile }) => profile === name)
  return {
    profileLabel: (name: string) => named(name)?.label[language] ?? name,
    stepLabel: (step: string | null, name: string) =>
      named(name)?.steps.find((each) => each.step === step)?.label[language] ?? step ?? '',
    templateLabel: (template: string | null, name: string) =>
      named(name)?.templates.find((each) => each.template === template)?.label[language] ?? template ?? '',
    priorityLabel: (priority: string, name: string | undefined) =>
      named(name)?.priorityRules.find((rule) => rule.priority === priority)?.label[language],
  }
}

/** Looks up a profile's words in one language; a word that it lacks is looked for in the others. */
export function factsOf(
  profile: Profile | undefined,
  language: Language,
  others: readonly Profile[] = [],
): ProfileFacts {
  const all = profile ? [profile, ...others.filter((each) => each !== profile)] : others
  const first = <T>(lists: (each: Profile) => readonly T[], key: (each: T) => string) => {
    const found = new Map<string, T>()
    for (const each of all.flatMap((one) => lists(one))) if (!found.has(key(each))) found.set(key(each), each)
    return found
  }
  const statuses = first(
    (each) => each.statuses,
    ({ status }) => status,
  )
  const actions = first(
    (each) => each.actions,
    ({ action }) => action,
  )
  const departments = first(
    (each) => each.departments,
    ({ department }) => department,
  )
  const ownStatus = (status: string, of?: RunsOn) =>
    of && all.find((each) => each.profile === of.profile)?.statuses.find((each) => each.status === status)
  return {
    profile,
    profiles: all,
    statusLabel: (status, of) => (ownStatus(status, of) ?? statuses.get(status))?.label[language] ?? status,
    statusCommon: (status) => statuses.get(status)?.common ?? 'inReview',
    actionLabel: (action) => actions.get(action)?.label[language] ?? action,
    action: (action) => actions.get(action),
    departmentLabel: (department) => (department && departments.get(department)?.label[language]) || '—',
    departmentShort: (department) => (department && departments.get(department)?.short[language]) || '—',
    ...wordsOf(all, language),
  }
}
