/**
 * Loads a workflow profile and makes it fit to run: every name it uses must exist, every status must be reachable and
 * lead to an end. The engine knows no status or action by name except through the profile.
 */
import type { Department } from '../../../contract/permissions.ts'
import { type ActionDefinition, Profile, type Transition } from '../../../contract/workflow.ts'

type StatusFacts = Profile['statuses'][number]

export type RunnableProfile = {
  readonly data: Profile
  status(status: string): StatusFacts
  action(action: string): ActionDefinition | undefined
  /** Every transition out of a status while a department holds the request. */
  waysOut(status: string, heldBy: Department | null): readonly Transition[]
  /** The transitions of one action from there; more than one when the system decides the target (R1-45). */
  transitionsOf(status: string, heldBy: Department | null, action: string): readonly Transition[]
}

/** Parses and checks a profile's text. Throws an Error that names every problem. */
export function readProfile(text: string): RunnableProfile {
  const data = Profile.parse(JSON.parse(text))
  const problems = problemsOf(data)
  if (problems.length > 0) throw new Error(`profile ${data.profile} cannot run: ${problems.join('; ')}`)
  const statuses = new Map<string, StatusFacts>(data.statuses.map((s) => [s.status, s]))
  const actions = new Map<string, ActionDefinition>(data.actions.map((a) => [a.action, a]))
  const ways = new Map<string, Transition[]>()
  for (const transition of data.transitions) {
    for (const department of transition.heldBy) {
      const key = `${transition.from}/${department}`
      ways.set(key, [...(ways.get(key) ?? []), transition])
    }
  }
  const waysOut = (status: string, heldBy: Department | null) => ways.get(`${status}/${heldBy}`) ?? []
  return {
    data,
    status: (status) => statuses.get(status) ?? fail(`status ${status} is not in profile ${data.profile}`),
    action: (action) => actions.get(action),
    waysOut,
    transitionsOf: (status, heldBy, action) => waysOut(status, heldBy).filter((t) => t.action === action),
  }
}

/** Everything that makes a profile unfit to run, in words. */
export function problemsOf(data: Profile): string[] {
  const problems: string[] = []
  const statuses = new Map(data.statuses.map((s) => [s.status, s]))
  const actions = new Set(data.actions.map((a) => a.action))
  const departments = new Set(data.departments.map((d) => d.department))
  if (!statuses.has(data.initial.status)) problems.push(`the first status ${data.initial.status} does not exist`)
  if (statuses.size !== data.statuses.length) problems.push('a status is listed twice')
  for (const t of data.transitions) {
    if (!statuses.has(t.from)) problems.push(`${t.id} starts at the unknown status ${t.from}`)
    if (!statuses.has(t.to)) problems.push(`${t.id} leads to the unknown status ${t.to}`)
    if (!actions.has(t.action)) problems.push(`${t.id} uses the unknown action ${t.action}`)
    if (statuses.get(t.from)?.final) problems.push(`${t.id} leaves the final status ${t.from}`)
    if (statuses.get(t.to)?.final !== (t.departmentAfter === null))
      problems.push(`${t.id}: a final status and only a final one has no holder`)
    for (const d of t.heldBy) if (!departments.has(d)) problems.push(`${t.id} is held by the unknown department ${d}`)
  }
  problems.push(...unreachable(data), ...deadEnds(data))
  if (!data.transitions.some((t) => t.effects.includes('holdFunds'))) problems.push('no transition holds the funds')
  for (const t of data.transitions) {
    if (t.effects.includes('startComplete') && !t.guards.includes('transactionsApproved'))
      problems.push(`${t.id} pays without approved transactions`)
    if (t.effects.includes('holdFunds') && !t.guards.includes('notMaker'))
      problems.push(`${t.id} lets the maker approve`)
  }
  return problems
}

function unreachable(data: Profile): string[] {
  const seen = new Set([data.initial.status])
  for (let grew = true; grew; ) {
    grew = false
    for (const t of data.transitions) {
      if (seen.has(t.from) && !seen.has(t.to)) {
        seen.add(t.to)
        grew = true
      }
    }
  }
  return data.statuses.filter((s) => !seen.has(s.status)).map((s) => `the status ${s.status} cannot be reached`)
}

function deadEnds(data: Profile): string[] {
  return data.statuses
    .filter((s) => !s.final && !data.transitions.some((t) => t.from === s.status))
    .map((s) => `the status ${s.status} is a dead end`)
}

function fail(message: string): never {
  throw new Error(message)
}
