/** The one check service: looks, judges, keeps. Requests call it when they are made and when something is done with them. */
import { CHECK_MOMENTS, CHECKS, type CheckBinding, type CheckMoment } from '../../../../contract/check-list.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { destinationById } from '../customers/index.ts'
import { type CheckSubject, lookAt } from './looking.ts'
import {
  type CheckHolding,
  countAt,
  holdingAt,
  isLive,
  type Line,
  lineOf,
  obstacleAt,
  type Place,
} from './rules/judging.ts'
import type { Look, Verdict } from './rules/look.ts'
import { RULES } from './rules/registry.ts'
import { insertResults, type ResultListRow, resultsOf } from './store.ts'

/** What a profile asks to be checked. */
export function bindingsOf(
  call: Call,
  subject: Pick<CheckSubject, 'profile' | 'profileVersion'>,
): readonly CheckBinding[] {
  return call.services.profiles.of(subject).data.checks
}

/** Digest of what is judged: an answer or resolution covers exactly this content (law 5). */
export function contentOf(call: Call, subject: CheckSubject): string {
  const { customerId, accountId, destinationId, amountMinor, currency, method } = subject
  const destination = destinationId === null ? null : destinationById(call, destinationId).digest
  return digestOf({ customerId, accountId, destination, amountMinor, currency, method })
}

function judgeOne(look: Look, binding: CheckBinding): Verdict | null {
  return RULES[binding.check]?.(look) ?? null
}

/** One line per check of the profile, as it stands now. A closed request shows what was found. */
export function linesOf(call: Call, subject: CheckSubject, options: { closed?: boolean } = {}): Line<ResultListRow>[] {
  return bindingsOf(call, subject).length === 0 ? [] : looked(call, subject, options).lines
}

type Looked = { lines: Line<ResultListRow>[]; content: string }

function looked(call: Call, subject: CheckSubject, options: { closed?: boolean } = {}): Looked {
  const bindings = bindingsOf(call, subject)
  const look = lookAt(call, subject)
  const stored = subject.requestId === null ? [] : resultsOf(call, subject.requestId)
  const content = contentOf(call, subject)
  const fresh = (binding: CheckBinding) =>
    !options.closed &&
    (subject.requestId === null || isLive(binding) || !stored.some((one) => one.name === binding.check))
  const lines = bindings.map((binding) =>
    lineOf({ binding, verdict: fresh(binding) ? judgeOne(look, binding) : null, stored, content }),
  )
  return { lines, content }
}

/** What was found at a moment, about which content. */
export type Checked = { moment: CheckMoment; lines: readonly Line<ResultListRow>[]; content: string }
const NOTHING: Checked = { moment: 'review', lines: [], content: '' }

/** What was found at a moment. Refuses CHECK_REFUSED and CHECKS_OPEN (R2-09). */
export function judgeChecks(call: Call, subject: CheckSubject, moment: CheckMoment): Checked {
  if (bindingsOf(call, subject).length === 0) return NOTHING
  const { lines, content } = looked(call, subject)
  const place = { moment, status: subject.status, step: subject.step ?? null }
  refuseObstacle(lines, place)
  const here = lines.filter((line) => line.binding.moments.includes(moment) && countAt(line, place))
  return { moment, lines: here.filter((line) => line.at === null), content }
}

const BEFORE: readonly CheckMoment[] = ['pageLoad', 'submission', 'confirmation']

/** A request that is wanted: the client's moments in their order (R3-74). What holds or flags is kept for the review. */
export function judgeNew(call: Call, subject: CheckSubject): Checked[] {
  if (bindingsOf(call, subject).length === 0) return []
  const { lines, content } = looked(call, subject)
  return BEFORE.map((moment) => {
    const here = lines.filter((line) => line.binding.moments.includes(moment))
    const refusing = here.find((line) => line.state === 'failed' && line.outcome === 'refuse')
    if (refusing) sayNo('CHECK_REFUSED', refusing, 1)
    return { moment, lines: here.filter(({ state }) => state !== 'toDo'), content }
  })
}

/** What keeps a request waiting where it is, as far as the moments of what can be done there go. */
export function whatHolds(call: Call, subject: CheckSubject, moments: readonly CheckMoment[]): CheckHolding | null {
  if (moments.length === 0 || bindingsOf(call, subject).length === 0) return null
  const places = moments.map((moment) => ({ moment, status: subject.status, step: subject.step ?? null }))
  return holdingAt(linesOf(call, subject), places)
}

function refuseObstacle(lines: readonly Line[], at: Place): void {
  const obstacle = obstacleAt(lines, at)
  if (obstacle) sayNo(obstacle.refused ? 'CHECK_REFUSED' : 'CHECKS_OPEN', obstacle.first, obstacle.count)
}

function sayNo(code: 'CHECK_REFUSED' | 'CHECKS_OPEN', line: Line, count: number): never {
  const { check } = line.binding
  const facts = CHECKS[check]
  refuse(code, {
    check,
    next: check,
    count,
    rule: facts.code === null ? facts.rules : `${facts.rules}, ${facts.code}`,
    found: line.state === 'toDo' ? 'notAnswered' : (line.figures.found ?? 'unknown'),
    needed: line.figures.needed ?? 'allRight',
  })
}

/** Keeps what was found with the request: results, inputs, time and person (R2-09). */
export function keepChecks(call: Call, requestId: number, { moment, lines, content }: Checked): void {
  const automatic = lines.filter(({ binding }) => CHECKS[binding.check].kind === 'automatic')
  const rows = automatic.map(({ binding, outcome, state, figures }) => ({
    requestId,
    name: binding.check,
    kind: 'run',
    moment,
    outcome,
    state: state === 'passed' ? 'passed' : 'failed',
    figures: JSON.stringify(figures),
    content,
    text: '',
    at: call.now,
    operatorId: call.actor.operatorId,
  }))
  insertResults(call, rows)
}

/** The moment to note with an answer: the first of the binding's that is still to come. */
export function momentOf(binding: CheckBinding): CheckMoment {
  return CHECK_MOMENTS.find((moment) => binding.moments.includes(moment)) ?? 'review'
}
