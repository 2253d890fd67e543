/** From results, answers and resolutions to one line per check, and from the lines to what still stands in the way. Pure. */
import {
  CHECK_OUTCOMES,
  CHECKS,
  type CheckBinding,
  type CheckMoment,
  type CheckName,
  type CheckOutcome,
} from '../../../../../contract/check-list.ts'
import type { Figures, Verdict } from './look.ts'

export type StoredResult = {
  id: number
  name: string
  kind: string
  outcome: string
  state: string
  figures: string
  content: string
  at: number
}

export type Line<R extends StoredResult = StoredResult> = {
  binding: CheckBinding
  outcome: CheckOutcome
  state: 'passed' | 'failed' | 'resolved' | 'toDo'
  figures: Figures
  at: number | null
  answer: R | null
  resolution: R | null
}

const LIVE: readonly CheckMoment[] = ['review', 'approval', 'execution']

/** A limit or a rule may be stricter than the profile, never milder. */
export function strictest(a: CheckOutcome, b: CheckOutcome | undefined): CheckOutcome {
  return b === undefined || CHECK_OUTCOMES.indexOf(a) <= CHECK_OUTCOMES.indexOf(b) ? a : b
}

/** A check of the moments before the request exists keeps what was found then (R3-74); the others are looked at anew. */
export function isLive(binding: CheckBinding): boolean {
  return binding.moments.some((moment) => LIVE.includes(moment))
}

export type LineAbout<R extends StoredResult> = {
  binding: CheckBinding
  /** What the rule says now; null for manual checks and for those whose moment is past. */
  verdict: Verdict | null
  stored: readonly R[]
  /** Digest of what is judged. */
  content: string
}

export function lineOf<R extends StoredResult>({ binding, verdict, stored, content }: LineAbout<R>): Line<R> {
  const own = stored.filter(({ name }) => name === binding.check)
  if (CHECKS[binding.check].kind === 'manual') return manualLine(binding, own, content)
  const run = own.findLast(({ kind }) => kind === 'run') ?? null
  const found = verdict ?? (run ? { state: run.state as 'passed', figures: JSON.parse(run.figures) as Figures } : null)
  const base = { binding, answer: null, at: verdict ? null : (run?.at ?? null) }
  if (found === null) return { ...base, outcome: binding.outcome, state: 'toDo', figures: {}, resolution: null }
  const outcome = verdict
    ? strictest(binding.outcome, verdict.effect)
    : strictest(binding.outcome, run?.outcome as CheckOutcome)
  const resolution = resolutionOf(own, { content, outcome, after: 0 })
  const state = found.state === 'failed' && resolution ? 'resolved' : found.state
  return { ...base, outcome, state, figures: found.figures, resolution: state === 'resolved' ? resolution : null }
}

function manualLine<R extends StoredResult>(binding: CheckBinding, own: readonly R[], content: string): Line<R> {
  const answer = own.findLast((result) => result.kind === 'answer' && result.content === content) ?? null
  const base = { binding, outcome: binding.outcome, figures: {}, at: answer?.at ?? null, answer }
  if (answer === null) return { ...base, state: 'toDo', resolution: null }
  const resolution = resolutionOf(own, { content, outcome: binding.outcome, after: answer.id })
  if (answer.state === 'passed') return { ...base, state: 'passed', resolution: null }
  return { ...base, state: resolution ? 'resolved' : 'failed', resolution }
}

/** What refuses is never resolved, whatever was stored. */
function resolutionOf<R extends StoredResult>(
  own: readonly R[],
  { content, outcome, after }: { content: string; outcome: CheckOutcome; after: number },
): R | null {
  if (outcome === 'refuse') return null
  return own.findLast((one) => one.kind === 'resolution' && one.content === content && one.id > after) ?? null
}

/** Whether a line keeps the request from going on: open manual checks and failures do, flags only while they are to do. */
export function blocks(line: Line): boolean {
  if (line.state === 'toDo') return CHECKS[line.binding.check].kind === 'manual'
  return line.state === 'failed' && line.outcome !== 'flag'
}

/** Where a request is when something is done with it. */
export type Place = { moment: CheckMoment; status: string | null; step: string | null }

/** The checks that count at a place: its moment's own, and what an earlier one left open for approval and execution. */
export function countAt(line: Line, at: Place): boolean {
  const { moments, statuses, steps } = line.binding
  if (moments.includes(at.moment)) {
    const here = (wanted: readonly string[] | undefined, is: string | null) =>
      wanted === undefined || (is !== null && wanted.includes(is))
    return at.moment !== 'review' || (here(statuses, at.status) && here(steps, at.step))
  }
  return (at.moment === 'approval' || at.moment === 'execution') && line.state === 'failed' && !isLive(line.binding)
}

export type Obstacle = { refused: boolean; first: Line; count: number }

/** What stands in the way at a moment: a refusal before anything that can be cleared. */
export function obstacleAt(lines: readonly Line[], at: Place): Obstacle | null {
  const open = lines.filter((line) => countAt(line, at) && blocks(line))
  const refusing = open.find((line) => line.state === 'failed' && line.outcome === 'refuse')
  const first = refusing ?? open[0]
  return first ? { refused: refusing !== undefined, first, count: open.length } : null
}

/** What keeps a request waiting: every failed check that holds, or else every one that queues for the next day. */
export type CheckHolding = { outcome: 'hold' | 'nextDay'; checks: CheckName[] }

/** Null when nothing does; also when something refuses the request anyway, because then a person has to end it. */
export function holdingAt(lines: readonly Line[], places: readonly Place[]): CheckHolding | null {
  const failed = lines.filter((line) => line.state === 'failed' && places.some((at) => countAt(line, at)))
  if (failed.some(({ outcome }) => outcome === 'refuse')) return null
  for (const outcome of ['hold', 'nextDay'] as const) {
    const own = failed.filter((line) => line.outcome === outcome).map(({ binding }) => binding.check)
    if (own.length > 0) return { outcome, checks: [...new Set(own)] }
  }
  return null
}
