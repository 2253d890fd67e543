/** A storm: the plan beforehand, carried out in one transaction, on record with every line, and taken back while nothing has left. */
import type { BusinessDate, Instant } from '../../../../contract/dates.ts'
import type { Storm, StormLine } from '../../../../contract/storms.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { batchById, rebuildOn } from '../batches/index.ts'
import { closeOpen, reopenClosed } from '../calendars/index.ts'
import { type PreparedList, prepareList } from './export.ts'
import { planOf, STORM_CALENDARS } from './planning.ts'
import { insertStorm, liftStorm, type NamedStorm, recentStorms, stormById, stormInForce } from './store.ts'

export const stormsPreparations: Preparations<'storms'> = {
  export: (call, { stormId }) => prepareList(call, toStorm(stormById(call, stormId))),
}

export const stormsHandlers: Handlers<'storms'> = {
  plan(call, { fromMinute }) {
    const inForce = stormInForce(call, call.today)
    return {
      today: call.today,
      lines: inForce ? [] : planOf(call, call.today, fromMinute),
      inForce: inForce ? toStorm(inForce) : null,
      past: recentStorms(call)
        .filter(({ id }) => id !== inForce?.id)
        .map(toStorm),
    }
  },

  announce(call, { fromMinute, kind, reason }) {
    const date = call.today
    const before = stormInForce(call, date)
    if (before) refuse('STORM_IN_FORCE', { by: before.by, date, from: clock(before.fromMinute) })
    // The plan is made while the day is still open: it is what the person saw.
    const plan = planOf(call, date, fromMinute)
    const calendars = closeOpen(call, STORM_CALENDARS, { date, fromMinute, kind, reason })
    if (calendars.length === 0) refuse('STORM_DAY_SHUT', { date, from: clock(fromMinute) })
    const lines = plan.map((line) => carryOut(call, line, reason))
    const row = { date, fromMinute, kind, reason, lines: JSON.stringify(lines), calendars: JSON.stringify(calendars) }
    const stormId = insertStorm(call, { ...row, madeBy: call.actor.operatorId, at: call.now })
    const moved = lines.filter(({ to }) => to !== null).length
    call.audit({
      action: `storm.${kind}`,
      subject: `storm:${stormId}`,
      reason,
      changes: [
        ['closes', null, `${date} ${clock(fromMinute)}`],
        ['moved', null, String(moved)],
        ['stays', null, String(lines.length - moved)],
      ],
    })
    tellAll(call)
    return { stormId, version: 1, moved }
  },

  lift(call, { stormId, expectedVersion, reason }) {
    const stored = stormById(call, stormId)
    if (stored.liftedAt !== null) refuse('STORM_LIFTED', { date: stored.date, by: stored.lifter ?? '—' })
    if (stored.version !== expectedVersion) throw new Conflict(`storm:${stormId}`, { version: stored.version })
    const storm = toStorm(stored)
    const made = storm.lines.flatMap(({ movedTo }) => (movedTo === null ? [] : [batchById(call, movedTo)]))
    const left = made.find(({ state }) => state !== 'open' && state !== 'written' && state !== 'withdrawn')
    if (left) refuse('STORM_LEFT', { batch: left.id })
    reopenClosed(call, JSON.parse(stored.calendars) as string[], { date: storm.date, reason })
    const back = made.filter(({ state }) => state !== 'withdrawn')
    for (const batch of back) rebuildOn(call, batch, { valueDate: storm.date, reason })
    liftStorm(call, { id: stormId, version: expectedVersion, reason })
    call.audit({
      action: 'storm.lift',
      subject: `storm:${stormId}`,
      reason,
      changes: [['back', null, String(back.length)]],
    })
    tellAll(call)
    return { stormId, version: expectedVersion + 1, back: back.length }
  },

  export(call, { stormId }) {
    const { name, bytes, rows } = call.prepared<PreparedList>()
    const { fileId } = keepFile(call, { name, mediaType: XLSX, bytes })
    call.audit({ action: 'storm.export', subject: `storm:${stormId}`, changes: [['rows', null, String(rows)]] })
    return { fileId, name, rows }
  },
}
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A batch becomes one of the next day, under the plan's reason; what is computed from calendars moves by itself. */
function carryOut(call: Call, line: StormLine, reason: string): StormLine {
  if (line.what !== 'batch' || line.to === null) return line
  const rebuilt = rebuildOn(call, batchById(call, Number(line.subject)), { valueDate: line.to, reason })
  return { ...line, movedTo: rebuilt.id }
}

function tellAll(call: Call): void {
  for (const topic of ['timeline', 'calendars', 'batches', 'channels', 'emergencies'] as const) call.changed(topic)
}

function toStorm(stored: NamedStorm): Storm {
  const { id, version, date, fromMinute, kind, reason, by, at, lines, lifter, liftedAt } = stored
  return {
    stormId: id,
    version,
    date: date as BusinessDate,
    fromMinute,
    kind: kind as Storm['kind'],
    reason,
    by,
    at: at as Instant,
    lines: JSON.parse(lines) as StormLine[],
    liftedBy: lifter,
    liftedAt: liftedAt as Instant | null,
  }
}
