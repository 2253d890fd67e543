/**
 * The path of a request: the statuses it has had (from its events), where it stands, and the stages that are still ahead
 * on the usual way through the profile.
 */
import type { Profile } from '../../../contract/workflow.ts'

export type PathStep = { status: string; state: 'behind' | 'here' | 'ahead' }
type Event = { from: string | null; to: string | null; at: number }

/** Behind, here and ahead; a final status has nothing ahead. */
export function pathOf(profile: Profile, status: string, events: readonly Event[]): readonly PathStep[] {
  const known = new Map<string, Profile['statuses'][number]>(profile.statuses.map((each) => [each.status, each]))
  const had = [...events]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ from, to }) => [from, to])
    .filter((each): each is string => each !== null && known.has(each))
  const behind = [...new Set([profile.initial.status as string, ...had])].filter((each) => each !== status)
  const here = known.get(status)
  const steps: PathStep[] = [
    ...behind.map((each) => ({ status: each, state: 'behind' as const })),
    { status, state: 'here' },
  ]
  if (!here || here.final) return steps
  return [...steps, ...aheadOf(profile, here).map((each) => ({ status: each, state: 'ahead' as const }))]
}

/** The first status of each later stage that lies on the way forward; the last stage by its good end. */
function aheadOf(profile: Profile, here: Profile['statuses'][number]): readonly string[] {
  const forward = new Set(
    profile.actions.filter(({ tone }) => ['forward', 'approve', 'complete'].includes(tone)).map(({ action }) => action),
  )
  const reached = profile.transitions.filter(
    ({ action, performer }) => forward.has(action) && performer !== 'any' && performer !== 'customer',
  )
  const stages = new Map<number, string>()
  for (const { to } of reached) {
    const target = profile.statuses.find(({ status }) => status === to)
    if (target && target.stage > here.stage && !stages.has(target.stage)) stages.set(target.stage, target.status)
  }
  return [...stages].sort(([a], [b]) => a - b).map(([, status]) => status)
}
