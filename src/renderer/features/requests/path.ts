/**
 * The path of a request: the statuses it has had (from its events), where it stands, and the stages that are still ahead
 * on the usual way through the profile.
 */
import type { Department } from '../../../contract/permissions.ts'
import type { Profile, Transition } from '../../../contract/workflow.ts'

export type PathStep = { status: string; step?: string | null; state: 'behind' | 'here' | 'ahead' }
type Event = { from: string | null; to: string | null; at: number }
type Status = Profile['statuses'][number]
/** Where the request stands, and what decides its way. */
export type Standing = {
  status: string
  department: Department | null
  openTrades: number
  step?: string | null
  template?: string | null
}

const FORWARD: readonly string[] = ['forward', 'approve', 'complete']
/** Number of the permission for mass edit, which is no step of the way (R1-50). */
const MASS_EDIT = 5

/** Behind, here and ahead; a final status has nothing ahead. */
export function pathOf(profile: Profile, standing: Standing, events: readonly Event[]): readonly PathStep[] {
  const known = new Set<string>(profile.statuses.map(({ status }) => status))
  const had = [...events]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ from, to }) => [from, to])
    .filter((each): each is string => each !== null && known.has(each))
  const { status, step = null } = standing
  const behind = [...new Set([profile.initial.status as string, ...had])].filter((each) => each !== status)
  return [
    ...behind.map((each) => ({ status: each, state: 'behind' as const })),
    ...stepsBehind(profile, standing),
    { status, ...(step === null ? {} : { step }), state: 'here' },
    ...aheadOf(profile, standing),
  ]
}

/** Steps of the template that lie before the one where the request stands. */
function stepsBehind(profile: Profile, { status, step, template }: Standing): PathStep[] {
  const order = orderOf(profile, template)
  const at = step ? order.indexOf(step) : 0
  return order.slice(0, Math.max(0, at)).map((each) => ({ status, step: each, state: 'behind' as const }))
}

function orderOf(profile: Profile, template: string | null | undefined): readonly string[] {
  return profile.templates.find((each) => each.template === template)?.steps ?? []
}

/** The usual way from here to a good end, as the profile leads it: with open trades by Dealing, without past it (R1-38). */
function aheadOf(profile: Profile, standing: Standing): readonly PathStep[] {
  const statuses = new Map<string, Status>(profile.statuses.map((each) => [each.status, each]))
  const order = orderOf(profile, standing.template)
  const ahead: PathStep[] = []
  const seen = new Set([keyOf(standing)])
  let at: Standing | null = standing
  while (at !== null && !statuses.get(at.status)?.final && ahead.length < 20) {
    const way = usualStep(profile, at)
    if (!way) break
    const step: string | null =
      way.stepAfter === 'next'
        ? (order[order.indexOf(at.step ?? '') + 1] ?? null)
        : way.stepAfter === 'same'
          ? (at.step ?? null)
          : null
    const shown = statuses.get(way.to)?.final || order.length === 0 ? null : step
    at = { ...at, status: way.to, department: way.departmentAfter, step }
    if (seen.has(keyOf(at))) break
    seen.add(keyOf(at))
    ahead.push({ status: way.to, ...(shown === null ? {} : { step: shown }), state: 'ahead' })
  }
  return ahead
}

const keyOf = ({ status, step }: Standing): string => `${status}/${step ?? ''}`

/** What a reviewer would do next on the way to a good end, or what the desk itself does when the money has arrived. */
function usualStep(profile: Profile, standing: Standing): Transition | undefined {
  const { status, department, openTrades, step } = standing
  const forward = new Set(
    profile.actions
      .filter(({ tone, permissionNumber }) => FORWARD.includes(tone) && permissionNumber !== MASS_EDIT)
      .map(({ action }) => action),
  )
  const ways = profile.transitions.filter(
    ({ from, heldBy, action, steps, performer, on }) =>
      from === status &&
      department !== null &&
      heldBy.includes(department) &&
      (performer === 'system' ? on === 'paid' : forward.has(action)) &&
      (steps.length === 0 || (step != null && steps.includes(step))),
  )
  const expected = openTrades > 0 ? 'dealing' : 'backoffice'
  const leading = ways.filter(
    ({ to, guards, stepAfter }) => !guards.includes('approvalsPending') && (to !== status || stepAfter === 'next'),
  )
  return (
    leading.find(
      ({ guards, departmentAfter }) => !guards.includes('routeByOpenTrades') || departmentAfter === expected,
    ) ?? leading[0]
  )
}
