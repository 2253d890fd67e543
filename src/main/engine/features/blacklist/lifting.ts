/** Taking a bar off opens a way for money: one person proposes it, another one confirms it, and one of the two did not set it (law 4). */
import type { Call } from '../../call.ts'
import { type Apply, type Proposed, propose } from '../../proposals/index.ts'
import { Conflict } from '../../refuse.ts'
import type { BarRow } from './schema.ts'
import { barById, liftBar } from './store.ts'

type Lift = { barId: number; reason: string }

export function proposeLift(call: Call, barId: number, reason: string): Proposed<number> {
  const bar = openBar(call, barId)
  const change = {
    kind: 'bar.lift',
    subject: `bar:${barId}`,
    title: bar.value,
    before: { barred: bar.value, kind: bar.kind, barReason: bar.reason },
    after: {},
    payload: { barId, reason } satisfies Lift,
    reason,
    always: true,
  } as const
  return propose(call, change, applyBarLift)
}

export const applyBarLift: Apply<number> = (call, { payload, madeBy }) => {
  const { barId, reason } = payload as Lift
  const bar = openBar(call, barId)
  const by = madeBy === bar.addedBy ? call.actor.operatorId : madeBy
  liftBar(call, barId, { reason, by })
  call.audit({ action: 'bar.lift', subject: `bar:${barId}`, reason, changes: [[bar.kind, bar.value, null]] })
  call.changed('settings')
  return barId
}

function openBar(call: Call, barId: number): BarRow {
  const bar = barById(call, barId)
  if (bar.liftedAt !== null) throw new Conflict(`bar:${barId}`, { at: bar.liftedAt })
  return bar
}
