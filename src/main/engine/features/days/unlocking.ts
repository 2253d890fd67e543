/**
 * Opening a signed-off day again: one person says why, another one confirms; the latest signed day first, because each closing is
 * the opening of the next. The signed report, its sheet and its signatures stay in the archive (R2-71).
 */
import type { Call } from '../../call.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { archivesOf, insertArchive } from './finding-store.ts'
import type { Day } from './schema.ts'
import { type DayState, stateAfter } from './states.ts'
import { changeDay, dayAt, dayOf, signaturesOf, signedAfter } from './store.ts'

type Unlock = { date: string; digest: string; version: number; reason: string }

/** The state that unlocking leads to. Refuses DAY_NOT_SIGNED_OFF and DAY_LATER_SIGNED. */
function unlocked(call: Call, day: Day): DayState {
  const to = stateAfter(day.state as DayState, 'unlock')
  if (to === null) return refuse('DAY_NOT_SIGNED_OFF', { date: day.date })
  const later = signedAfter(call, day.date)
  if (later !== undefined) refuse('DAY_LATER_SIGNED', { date: day.date, later })
  return to
}

export function proposeUnlock(
  call: Call,
  { date, expectedVersion, digest, reason }: { date: string; expectedVersion: number; digest: string; reason: string },
) {
  const day = dayAt(call, { date, expectedVersion })
  unlocked(call, day)
  if (day.digest !== digest) refuse('CONTENT_CHANGED', { date })
  const payload: Unlock = { date, digest, version: day.version, reason }
  return propose(
    call,
    {
      kind: 'day.unlock',
      subject: `day:${date}`,
      title: date,
      before: { state: day.state },
      after: { state: 'open', digest, signedBy: signaturesOf(call, date, digest).map(({ by }) => by) },
      payload,
      reason,
      always: true,
    },
    applyUnlock,
  )
}

/** Confirmed: a day that has moved on since makes the change stale. */
export function applyUnlock(call: Call, { payload, madeBy, madeByName }: StoredProposal): number {
  const { date, digest, version, reason } = payload as Unlock
  const day = dayOf(call, date)
  if (day.version !== version || day.digest !== digest) throw new Conflict(`day:${date}`, { version: day.version })
  const to = unlocked(call, day)
  const { report, preparedBy, pdfFileId, xlsxFileId } = day
  if (report === null) throw new Error(`${date} is signed off without a report`)
  insertArchive(call, {
    date,
    digest,
    report,
    preparedBy,
    pdfFileId,
    xlsxFileId,
    reason,
    unlockAskedBy: madeBy,
    unlockConfirmedBy: call.actor.operatorId,
    unlockedAt: call.now,
  })
  const cleared = { report: null, digest: null, preparedBy: null, pdfFileId: null, xlsxFileId: null }
  const opened = changeDay(call, day, { to, ...cleared })
  call.audit({
    action: 'day.unlock',
    subject: `day:${date}`,
    reason,
    changes: [
      ['state', day.state, to],
      ['digest', digest, null],
      ['madeBy', null, madeByName],
      ['confirmedBy', null, call.actor.displayName],
    ],
  })
  call.changed('days')
  return opened.version
}

/** Signed reports of a day that were opened again, with who had signed them. */
export function archivedReports(call: Call, date: string) {
  return archivesOf(call, date).map((archive) => ({
    ...archive,
    signatures: signaturesOf(call, date, archive.digest).map(({ by, at, digest }) => ({ by, at, digest })),
  }))
}
