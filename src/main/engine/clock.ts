/** The only place of the engine that asks the time. Tests pass their own clock. */
import type { Instant } from '../../contract/dates.ts'

export type Clock = () => Instant

export const systemClock: Clock = () => Date.now() as Instant
