/** What other features may ask of the blacklist. */
import type { BarKind } from '../../../../contract/blacklist.ts'
import type { Call } from '../../call.ts'
import { barValue } from './rules.ts'
import { barOf } from './store.ts'

export { applyBarLift } from './lifting.ts'

/** Why somebody or something is barred from payouts, or null (R3-75). */
export function barFor(call: Call, wanted: readonly { kind: BarKind; value: string }[]) {
  const bar = barOf(
    call,
    wanted.map(({ kind, value }) => ({ kind, value: barValue(kind, value) })),
  )
  return bar ? { kind: bar.kind as BarKind, value: bar.value, reason: bar.reason } : null
}
