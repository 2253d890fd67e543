/** Channels, routing, banks and layouts are changed by two people; what does not hold together is refused before anybody confirms it. */
import type { ArrivalTable } from '../../../../contract/arrivals.ts'
import type { BankRegistry, Channel, ChannelDataKind, Routing } from '../../../../contract/channels.ts'
import type { FailurePolicy } from '../../../../contract/failure-policy.ts'
import type { UploadLayout } from '../../../../contract/layouts.ts'
import type { SignerRegister } from '../../../../contract/signers.ts'
import type { Timeline } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import { problemsOfLayout } from '../../formats/uploads/check.ts'
import { figuresThatDiffer, propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, InvalidInput, refuse } from '../../refuse.ts'
import { problemsOfArrivals, problemsOfSigners, problemsOfTimeline } from './day-rules.ts'
import { allChannels, SCHEMAS } from './registry.ts'
import { problemsOfChannel, problemsOfFailures, problemsOfRouting } from './rules.ts'
import { addVersion, newestDatum } from './store.ts'

export type ChannelChange = {
  kind: ChannelDataKind
  key: string
  expectedVersion: number
  definition: string
  reason: string
}

/** Puts the next version before a second person. Refuses CHANNEL_DATA_UNFIT with the first thing that does not hold together. */
export function proposeChange(call: Call, change: ChannelChange) {
  const definition = parsedOf(change)
  const before = newestDatum(call, change.kind, change.key)
  const version = before?.version ?? 0
  if (version !== change.expectedVersion) throw new Conflict(`${change.kind}:${change.key}`, { version })
  requireFit(call, change.kind, definition)
  const { kind, key, expectedVersion, reason } = change
  return propose(
    call,
    {
      kind: 'channel.change',
      subject: `${kind}:${key}`,
      title: key,
      ...figuresThatDiffer(before && JSON.parse(before.definition), definition),
      payload: { kind, key, expectedVersion, reason, definition: JSON.stringify(definition) },
      reason,
    },
    applyChange,
  )
}

/** The confirmed version takes effect; one that moved on since makes the change stale. */
export function applyChange(call: Call, { madeBy, payload }: StoredProposal): number {
  const { kind, key, expectedVersion, definition, reason } = payload as ChannelChange
  const datum = { kind, key, expectedVersion, definition: JSON.parse(definition) as unknown, note: reason }
  requireFit(call, kind, datum.definition)
  const { operatorId } = call.actor
  // While a desk has one administrator nobody confirms, and the version says so.
  const version = addVersion(call, datum, { madeBy, approvedBy: operatorId === madeBy ? null : operatorId })
  call.audit({
    action: 'channel.change',
    subject: `${kind}:${key}`,
    reason,
    changes: [['version', String(expectedVersion), String(version)]],
  })
  call.changed('channels')
  call.changed('timeline')
  call.changed('signers')
  return version
}

function parsedOf({ kind, key, definition }: ChannelChange): unknown {
  let read: unknown
  try {
    read = JSON.parse(definition)
  } catch {
    throw new InvalidInput([{ path: 'definition', message: 'this is no JSON' }])
  }
  const parsed = SCHEMAS[kind].safeParse(read)
  if (!parsed.success) {
    throw new InvalidInput(
      parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message })),
    )
  }
  if ((parsed.data as { key: string }).key !== key)
    throw new InvalidInput([{ path: 'key', message: `must stay ${key}` }])
  return parsed.data
}

function requireFit(call: Call, kind: ChannelDataKind, definition: unknown): void {
  const problems = {
    channel: () => problemsOfChannel(definition as Channel),
    routing: () => problemsOfRouting(definition as Routing, allChannels(call)),
    banks: () => twins((definition as BankRegistry).banks.map(({ code }) => code)),
    failures: () => problemsOfFailures(definition as FailurePolicy),
    layout: () =>
      problemsOfLayout(definition as UploadLayout).map(
        ({ path, intended, found }) => `${path}: ${intended}, found ${found}`,
      ),
    signers: () => problemsOfSigners(definition as SignerRegister),
    timeline: () => problemsOfTimeline(definition as Timeline),
    arrivals: () => problemsOfArrivals(definition as ArrivalTable),
  }[kind]()
  const first = problems[0]
  if (first) refuse('CHANNEL_DATA_UNFIT', { what: kind, why: first, count: problems.length })
}

const twins = (codes: readonly string[]): string[] =>
  codes.filter((code, index) => codes.indexOf(code) !== index).map((code) => `${code} is there twice`)
