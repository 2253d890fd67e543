/** Channels, routing and banks as the ledger has them now, parsed; and what a new ledger starts with. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ArrivalTable } from '../../../../contract/arrivals.ts'
import { BankRegistry, Channel, type ChannelDataKind, Routing } from '../../../../contract/channels.ts'
import { FailurePolicy } from '../../../../contract/failure-policy.ts'
import { UploadLayout } from '../../../../contract/layouts.ts'
import { SignerRegister } from '../../../../contract/signers.ts'
import { Timeline } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import type { Connection } from '../../db/connection.ts'
import { refuse } from '../../refuse.ts'
import { datumAt, type NamedDatum, newestDatum, newestOf, seedDatum, seededKeys } from './store.ts'

/** A definition that was parsed when it was taken; the ledger holds no other. */
const parsed = new WeakMap<Connection, Map<string, unknown>>()

function definitionOf<T>(call: Call, datum: NamedDatum): T {
  const cache = parsed.get(call.db) ?? new Map<string, unknown>()
  parsed.set(call.db, cache)
  const key = `${datum.kind}:${datum.key}:${datum.version}`
  if (!cache.has(key)) cache.set(key, JSON.parse(datum.definition))
  return cache.get(key) as T
}

export type Kept<T> = { definition: T; version: number; madeBy: string | null; approvedBy: string | null; at: number }

function keptOf<T>(call: Call, datum: NamedDatum): Kept<T> {
  const { version, madeByName: madeBy, approvedByName: approvedBy, at } = datum
  return { definition: definitionOf<T>(call, datum), version, madeBy, approvedBy, at }
}

export const keptChannels = (call: Call): Kept<Channel>[] =>
  newestOf(call, 'channel').map((datum) => keptOf<Channel>(call, datum))

export const allChannels = (call: Call): Channel[] => keptChannels(call).map(({ definition }) => definition)

/** The channel of a key. Refuses NOT_FOUND. */
export function channelByKey(call: Call, key: string): Channel {
  const datum = newestDatum(call, 'channel', key) ?? refuse('NOT_FOUND', { what: `channel ${key}` })
  return definitionOf<Channel>(call, datum)
}

function only<T>(call: Call, kind: ChannelDataKind, key: string): Kept<T> {
  const datum = newestDatum(call, kind, key)
  if (!datum) throw new Error(`the ledger has no ${kind} ${key}`)
  return keptOf<T>(call, datum)
}

export const keptRouting = (call: Call): Kept<Routing> => only<Routing>(call, 'routing', 'default')
/** R2-31: why payments fail and what follows from it. */
export const keptFailures = (call: Call): Kept<FailurePolicy> => only<FailurePolicy>(call, 'failures', 'default')
export const keptBanks = (call: Call): Kept<BankRegistry> => only<BankRegistry>(call, 'banks', 'HK')

export const keptTimeline = (call: Call): Kept<Timeline> => only<Timeline>(call, 'timeline', 'default')

/** The signers of a bank, by its clearing code; nothing where the bank has no register. */
export function keptSigners(call: Call, bankCode: string): Kept<SignerRegister> | undefined {
  const datum = newestDatum(call, 'signers', bankCode)
  return datum && keptOf<SignerRegister>(call, datum)
}

/** The arrival table of a bank, where it has one (R3-68, R3-69). */
export function arrivalsOf(call: Call, house: string): ArrivalTable | undefined {
  const datum = newestDatum(call, 'arrivals', house)
  return datum && definitionOf<ArrivalTable>(call, datum)
}

/** The newest version of an upload layout with its number. Refuses NOT_FOUND. */
export function newestLayout(call: Call, key: string): Kept<UploadLayout> {
  return keptOf<UploadLayout>(call, newestDatum(call, 'layout', key) ?? refuse('NOT_FOUND', { what: `layout ${key}` }))
}

/** Layouts of lists of cheques, by key; the others are for payments. */
export function chequeLayouts(call: Call): UploadLayout[] {
  return newestOf(call, 'layout')
    .map((datum) => definitionOf<UploadLayout>(call, datum))
    .filter(({ cheques }) => cheques !== undefined)
}

export const keptLayouts = (call: Call): Kept<UploadLayout>[] =>
  newestOf(call, 'layout').map((datum) => keptOf<UploadLayout>(call, datum))

/** A layout as it was at a version: what a file was written by. */
export function layoutAtVersion(call: Call, key: string, version: number): UploadLayout {
  const datum = datumAt(call, { kind: 'layout', key, version }) ?? refuse('NOT_FOUND', { what: `layout ${key}` })
  return definitionOf<UploadLayout>(call, datum)
}

/** Gives a ledger what the program brings along and the ledger does not have: the first version of every channel. */
export function seedChannels(connection: Connection, from: { resourcesDir: string; now: number }): void {
  const folder = join(from.resourcesDir, 'channels')
  const known = seededKeys(connection)
  const inside = FOLDERS.flatMap((each) => readdirSync(join(folder, each)).map((name) => `${each}/${name}`))
  const missing = [...readdirSync(folder), ...inside]
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, ...kindOf(name) }))
    .filter(({ kind, key }) => !known.has(`${kind}:${key}`))
  if (missing.length === 0) return
  connection.begin()
  try {
    for (const { name, kind, key } of missing) {
      const definition = SCHEMAS[kind].parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      seedDatum(connection, { kind, key, definition, at: from.now })
    }
    connection.commit()
  } catch (error) {
    connection.rollback()
    throw error
  }
}

export const SCHEMAS = {
  channel: Channel,
  routing: Routing,
  banks: BankRegistry,
  layout: UploadLayout,
  signers: SignerRegister,
  timeline: Timeline,
  arrivals: ArrivalTable,
  failures: FailurePolicy,
} as const

const KIND_OF_FOLDER: Readonly<Record<string, ChannelDataKind>> = { layouts: 'layout', arrivals: 'arrivals' }
const FOLDERS = Object.keys(KIND_OF_FOLDER)

function kindOf(name: string): { kind: ChannelDataKind; key: string } {
  if (name === 'routing.json') return { kind: 'routing', key: 'default' }
  if (name === 'failures.json') return { kind: 'failures', key: 'default' }
  if (name === 'banks.json') return { kind: 'banks', key: 'HK' }
  if (name === 'timeline.json') return { kind: 'timeline', key: 'default' }
  const [inFolder = '', file] = name.split('/')
  if (file !== undefined) return { kind: KIND_OF_FOLDER[inFolder] ?? 'layout', key: file.replace(/\.json$/, '') }
  return { kind: 'channel', key: name.replace(/\.json$/, '') }
}
