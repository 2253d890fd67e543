/**
 * A workflow profile made fit to run: every name it uses exists, every status can be reached and leads to an end, and nothing is
 * paid without its approvals. The engine knows no status or action by name except through the profile.
 */
import type { Department } from '../../../contract/permissions.ts'
import {
  type ActionDefinition,
  type ApprovalBand,
  type ApprovalTable,
  type CommonState,
  Profile,
  type ReasonCode,
  type SystemEvent,
  type Transition,
} from '../../../contract/profile.ts'
import { underPolicies } from './policies.ts'
import { problemsOf } from './problems.ts'

type StatusFacts = Profile['statuses'][number]

/** Where a request stands: its status, who holds it, and its step where the profile has steps. */
export type Place = { readonly status: string; readonly department: string | null; readonly step: string | null }

/** Who must approve: several roles, in order or side by side. */
export type ApprovalNeeds = Pick<ApprovalBand, 'order' | 'needs'>

export type RunnableProfile = {
  /** As its policies have it: what runs and what the matrix shows. */
  readonly data: Profile
  /** As it was written: what is exported, copied and compared. */
  readonly source: Profile
  status(status: string): StatusFacts
  /** The common state of a place; a step may say more than the status (R3-09). */
  commonOf(place: Pick<Place, 'status' | 'step'>): CommonState
  action(action: string): ActionDefinition | undefined
  /** Every transition out of a place that a person may take. */
  waysOut(place: Place): readonly Transition[]
  /** The transitions of one action from there; more than one when the system decides the target (R1-45, R2-83). */
  transitionsOf(place: Place, action: string): readonly Transition[]
  /** What the desk itself does on an event, if the profile knows the event there. */
  systemWay(place: Place, on: SystemEvent): Transition | undefined
  /** The step after a transition, by the request's template. */
  stepAfter(transition: Transition, at: { step: string | null; template: string | null }): string | null
  firstStep(template: string | null): string | null
  /** Null where the action needs no approvals of an amount table. */
  approvalTable(action: string): ApprovalTable | null
  reasonCode(code: string): ReasonCode | undefined
  /** The statuses in which failed checks keep a request waiting. */
  readonly heldByChecks: ReadonlySet<string>
}

/** Parses and checks a profile's text. Throws an Error that names every problem. */
export function readProfile(text: string): RunnableProfile {
  const data = Profile.parse(JSON.parse(text))
  const problems = problemsOf(data)
  if (problems.length > 0) throw new Error(`profile ${data.profile} cannot run: ${problems.join('; ')}`)
  return runnable(data)
}

/** Looks a profile's parts up by name; the profile must be free of problems. */
export function runnable(given: Profile): RunnableProfile {
  const data = underPolicies(given)
  const statuses = new Map<string, StatusFacts>(data.statuses.map((s) => [s.status, s]))
  const actions = new Map<string, ActionDefinition>(data.actions.map((a) => [a.action, a]))
  const steps = new Map(data.steps.map((s) => [s.step as string, s]))
  const templates = new Map(data.templates.map((t) => [t.template as string, t]))
  const tables = new Map(data.approvals.map((t) => [t.action as string, t]))
  const reasons = new Map(data.reasonCodes.map((r) => [r.code as string, r]))
  const ways = waysByHolder(data.transitions)
  const status = (name: string) => statuses.get(name) ?? fail(`status ${name} is not in profile ${data.profile}`)
  const allWays = ({ status: at, department, step }: Place) =>
    (ways.get(`${at}/${department as Department}`) ?? []).filter(
      (t) => t.steps.length === 0 || (step !== null && t.steps.includes(step)),
    )
  const waysOut = (place: Place) => allWays(place).filter((t) => t.performer !== 'system')
  const firstStep = (template: string | null) => (template && templates.get(template)?.steps[0]) || null
  return {
    data,
    source: given,
    status,
    commonOf: (place) => (place.step !== null && steps.get(place.step)?.common) || status(place.status).common,
    action: (action) => actions.get(action),
    waysOut,
    transitionsOf: (place, action) => waysOut(place).filter((t) => t.action === action),
    systemWay: (place, on) => allWays(place).find((t) => t.on === on),
    stepAfter({ stepAfter }, { step, template }) {
      if (stepAfter === 'same') return step
      if (stepAfter === 'none') return null
      if (stepAfter !== 'next') return stepAfter
      const order = (template && templates.get(template)?.steps) || data.steps.map((each) => each.step)
      return order[order.indexOf(step ?? '') + 1] ?? null
    },
    firstStep,
    approvalTable: (action) => tables.get(action) ?? null,
    reasonCode: (code) => reasons.get(code),
    heldByChecks: new Set(data.transitions.filter((t) => t.on === 'checkHeld' || t.on === 'deferred').map((t) => t.to)),
  }
}

function waysByHolder(transitions: readonly Transition[]): Map<string, Transition[]> {
  const ways = new Map<string, Transition[]>()
  for (const transition of transitions) {
    for (const department of transition.heldBy) {
      const key = `${transition.from}/${department}`
      const list = ways.get(key)
      if (list) list.push(transition)
      else ways.set(key, [transition])
    }
  }
  return ways
}

/**
 * Who must approve this amount (R2-81): the row whose lower edge is below and whose upper edge is at or above it. Undefined when
 * the table has nothing to say about the currency; nothing is converted (K-20).
 */
export function needsOf(
  table: Pick<ApprovalTable, 'bands' | 'otherwise'>,
  amount: { amountMinor: number; currency: string },
): ApprovalNeeds | undefined {
  const own = table.bands.filter((band) => band.currency === amount.currency)
  if (own.length === 0) return table.otherwise === null ? undefined : { order: 'ordered', needs: table.otherwise }
  return own.find(
    (band) => amount.amountMinor > band.aboveMinor && amount.amountMinor <= (band.upToMinor ?? amount.amountMinor),
  )
}

function fail(message: string): never {
  throw new Error(message)
}
