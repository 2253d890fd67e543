/** A region comes off the list as a bar comes off the blacklist: by two people, one of whom did not put it there (law 4). */
import type { Call } from '../../call.ts'
import { type Apply, type Proposed, propose } from '../../proposals/index.ts'
import { Conflict } from '../../refuse.ts'
import type { RegionRow } from './schema.ts'
import { liftRegion, regionById } from './store.ts'

type Lift = { regionId: number; reason: string }

export function proposeRegionLift(call: Call, regionId: number, reason: string): Proposed<number> {
  const region = openRegion(call, regionId)
  const change = {
    kind: 'region.lift',
    subject: `region:${region.country}`,
    title: region.country,
    before: { country: region.country, barReason: region.reason },
    after: {},
    payload: { regionId, reason } satisfies Lift,
    reason,
    always: true,
  } as const
  return propose(call, change, applyRegionLift)
}

export const applyRegionLift: Apply<number> = (call, { payload, madeBy }) => {
  const { regionId, reason } = payload as Lift
  const region = openRegion(call, regionId)
  liftRegion(call, regionId, { reason, by: madeBy === region.addedBy ? call.actor.operatorId : madeBy })
  call.audit({
    action: 'risk.liftRegion',
    subject: `region:${region.country}`,
    reason,
    changes: [['country', region.country, null]],
  })
  call.changed('settings')
  return regionId
}

function openRegion(call: Call, regionId: number): RegionRow {
  const region = regionById(call, regionId)
  if (region.liftedAt !== null) throw new Conflict(`region:${region.country}`, { at: region.liftedAt })
  return region
}
