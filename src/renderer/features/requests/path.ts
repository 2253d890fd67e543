/**
 * The path of a request: the statuses it has had (from its events), where it stands, and the stages that are still ahead
 * on the usual way through the profile.
 */
import type { Department } from '../../../contract/permissions.ts'
import type { Profile, Transition } from '../../../contract/workflow.ts'

export type PathStep = { status: string; state: 'behind' | 'here' | 'ahead' }
type Event = { from: string | null; to: string | null; at: number }
type Status = Profile['statuses'][number]
/** Where the request stands, and what decides its way. */
export type Standing = { status: string; department: Department | null; openTrades: number }

const FORWARD: readonly string[] = ['forward', 'approve', 'complete']

/** Behind, here and ahead; a final status has nothing ahead. */
export function pathOf(profile: Profile, standing: Standing, events: readonly Event[]): readonly PathStep[] {
  const known = new Set<string>(profile.statuses.map(({ status }) => status))
  const had = [...events]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ from, to }) => [from, to])
    .filter((each): each is string => each !== null && known.has(each))
  const { status } = standing
  const behind = [...new Set([profile.initial.status as string, ...had])].filter((each) => each !== status)
  return [
    ...behind.map((each) => ({ status: each, state: 'behind' as const })),
    { status, state: 'here' },
    ...aheadOf(profile, standing).map((each) => ({ status: each, state: 'ahead' as const })),
  ]
}

/** The usual way from here to a good end, as the profile leads it: with open trades by Dealing, without past it (R1-38). */
function aheadOf(profile: Profile, standing: Standing): readonly string[] {
  const statuses = new Map<string, Status>(profile.statuses.map((each) => [each.status, each]))
  const ahead: string[] = []
  let at: Standing | null = standing
  while (at !== null && !statuses.get(at.status)?.final && ahead.length < profile.statuses.length) {
    const step = usualStep(profile, at)
    if (!step || ahead.includes(step.to)) break
    ahead.push(step.to)
    at = { ...at, status: step.to, department: step.departmentAfter }
  }
  return ahead
}

function usualStep(profile: Profile, { status, department, openTrades }: Standing): Transition | undefined {
  const forward = new Set(profile.actions.filter(({ tone }) => FORWARD.includes(tone)).map(({ action }) => action))
  const ways = profile.transitions.filter(
    ({ from, heldBy, action, performer }) =>
      from === status &&
      department !== null &&
      heldBy.includes(department) &&
      forward.has(action) &&
      performer !== 'any',
  )
  const expected = openTrades > 0 ? 'dealing' : 'backoffice'
  return (
    ways.find(({ guards, departmentAfter }) => !guards.includes('routeByOpenTrades') || departmentAfter === expected) ??
    ways[0]
  )
}
