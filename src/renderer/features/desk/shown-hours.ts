/** Which hours of the day a chart shows: office hours, and whatever was worked outside them. */

export type HourFlow = { hour: number; created: number; closed: number }

const OPENING_HOUR = 8
const CLOSING_HOUR = 19

export function shownHours(flow: readonly HourFlow[]): readonly HourFlow[] {
  const worked = flow.filter(({ created, closed }) => created + closed > 0).map(({ hour }) => hour)
  const first = Math.min(OPENING_HOUR, ...worked)
  const last = Math.max(CLOSING_HOUR, ...worked)
  return flow.filter(({ hour }) => hour >= first && hour <= last)
}
