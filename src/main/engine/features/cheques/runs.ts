/** Print runs: what was sent, what the printer says, what is answered for; sent again from a page on after a jam. */
import type { LeafState, RunState } from '../../../../contract/cheques.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { Device } from '../../../../contract/printers.ts'
import type { Call, Handlers } from '../../call.ts'
import type { SpoolState } from '../../engine-interface.ts'
import { fileBytes } from '../../files/store.ts'
import { ADVICE_PAGE } from '../../formats/cheques/draw-advice.ts'
import { refuse } from '../../refuse.ts'
import { operatorById } from '../operators/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { stockOf } from '../stocks/index.ts'
import { auditLeaf, burnLeaf, requireLeafState, toLeafRow } from './leaves.ts'
import { requirePrinter, trayOf } from './printing.ts'
import { changeRun, leavesOfRun, openRuns, runAt, runById } from './run-store.ts'
import type { Leaf, Run } from './schema.ts'
import { bookById, changeLeaf, closeAnsweredRun } from './store.ts'

type RunHandlers = Pick<
  Handlers<'cheques'>,
  'runs' | 'printAdvices' | 'sendRun' | 'pauseRun' | 'confirmRun' | 'spoilRun'
>

export const runHandlers: RunHandlers = {
  runs: (call) => {
    const spools = call.prepared<ReadonlyMap<number, SpoolState>>()
    return openRuns(call).map((run) => toRun(call, run, spools.get(run.id) ?? null))
  },

  sendRun(call, input) {
    const run = sendable(runAt(call, input))
    const intended = changeRun(call, run, {
      state: 'intended',
      firstPage: input.fromPage,
      spoolId: null,
      problem: null,
    })
    audit(call, intended, { action: 'chequeRun.send', changes: [['fromPage', null, String(input.fromPage)]] })
    const order = {
      printer: run.printer ?? '',
      tray: trayOf(run),
      title: `Cheques, run ${run.id}`,
      pages: input.fromPage === 1 ? null : { first: input.fromPage, last: run.pages },
      pdf: fileBytes(call, run.fileId),
    }
    call.afterCommit(() => call.services.printing.send(run.id, order))
    return done(intended)
  },

  printAdvices(call, { runId, device }) {
    const { fileId, numbers } = advicesOf(call, runId)
    const title = `Advices, run ${runId}`
    const order = { printer: device.printer, tray: trayOf(device), title, pages: null, pdf: fileBytes(call, fileId) }
    call.audit({
      action: 'chequeRun.printAdvices',
      subject: `chequeRun:${runId}`,
      changes: [
        ['printer', null, device.printer],
        ['leaves', null, numbers.join(', ')],
      ],
    })
    // A sheet without a number may be printed again: whether it came out is seen in the tray.
    call.afterCommit(() => void call.services.printing.print(order).catch(() => undefined))
    return { fileId, leaves: numbers.length }
  },

  pauseRun(call, input) {
    const run = runAt(call, input)
    if (run.state !== 'sent') refuse('RUN_STATE', { run: run.id, status: run.state })
    const paused = changeRun(call, run, { state: 'paused' })
    audit(call, paused, { action: 'chequeRun.pause' })
    const { spoolId } = run
    if (spoolId) call.afterCommit(() => call.services.printing.cancel(spoolId))
    return done(paused)
  },

  confirmRun(call, { good, ...at }) {
    const run = runAt(call, at)
    for (const leaf of waitingIn(call, run, good)) confirmLeaf(call, leaf)
    closeAnsweredRun(call, run.id)
    return done(runById(call, run.id))
  },

  spoilRun(call, { spoiled, reason, ...at }) {
    const run = runAt(call, at)
    for (const leaf of waitingIn(call, run, spoiled)) burnLeaf(call, leaf, { action: 'spoil', reason })
    // What is still with the printer would come out as paper that nobody waits for.
    const { spoolId } = run
    if (run.state === 'sent' && spoolId && leavesOfRun(call, run.id).every(({ state }) => state !== 'reserved')) {
      call.afterCommit(() => call.services.printing.cancel(spoolId))
    }
    closeAnsweredRun(call, run.id)
    return done(runById(call, run.id))
  },
}

/** Leaves of a run that nobody has answered for. Refuses RUN_LEAF for any other. */
function waitingIn(call: Call, run: Run, ids: readonly number[]): Leaf[] {
  const leaves = new Map(leavesOfRun(call, run.id).map((leaf) => [leaf.id, leaf]))
  return ids.map((id) => {
    const leaf = leaves.get(id)
    if (leaf?.state === 'reserved') return leaf
    return refuse('RUN_LEAF', { number: leaf?.number ?? String(id), run: run.id })
  })
}

/** A leaf that somebody looked at and found good. */
export function confirmLeaf(call: Call, leaf: Leaf): Leaf {
  const to: LeafState = requireLeafState(leaf, 'confirm')
  const holder = call.actor.displayName
  const confirmed = changeLeaf(call, leaf, { to, printedAt: call.now, holder })
  auditLeaf(call, confirmed, { action: 'cheque.confirm', from: leaf.state })
  return confirmed
}

/** Asks the print system about every job that it has. */
export async function prepareRuns(call: Call): Promise<ReadonlyMap<number, SpoolState>> {
  const states = new Map<number, SpoolState>()
  for (const { id, state, spoolId } of openRuns(call)) {
    if (state === 'sent' && spoolId) states.set(id, await call.services.printing.state(spoolId))
  }
  return states
}

/** The printer is there with the right paper before a run is sent again. */
export async function prepareSend(call: Call, input: { runId: number; expectedVersion: number }): Promise<void> {
  const run = sendable(runAt(call, input))
  await requirePrinter(call, { printer: run.printer ?? '' }, stockOf(call, bookById(call, run.bookId).stock))
}

/** A plain A4 sheet lies in the printer before an advice is sent there: cheque paper is too dear for letters. */
export async function prepareAdvices(call: Call, { runId, device }: { runId: number; device: Device }): Promise<void> {
  advicesOf(call, runId)
  await requirePrinter(call, device, { name: 'A4', page: ADVICE_PAGE })
}

/** The file with the advices of a run and whose they are. Refuses NOT_FOUND for a run whose stubs say it all. */
function advicesOf(call: Call, runId: number): { fileId: number; numbers: string[] } {
  const advised = leavesOfRun(call, runById(call, runId).id).filter(({ adviceFileId }) => adviceFileId !== null)
  const fileId = advised[0]?.adviceFileId ?? refuse('NOT_FOUND', { what: `advice of print run ${runId}` })
  return { fileId, numbers: advised.map(({ number }) => number) }
}

/** A run that may be sent again. One that is being handed over or is answered for may not. */
function sendable(run: Run): Run {
  const may = run.printer !== null && ['sent', 'failed', 'unknown', 'paused'].includes(run.state)
  return may ? run : refuse('RUN_STATE', { run: run.id, status: run.state })
}

type RunRecord = { action: string; changes?: [string, string | null, string | null][] }

function audit(call: Call, run: Run, { action, changes = [] }: RunRecord): void {
  call.audit({ action, subject: `chequeRun:${run.id}`, changes: [['state', null, run.state], ...changes] })
  call.changed('cheques')
}

function toRun(call: Call, run: Run, spool: SpoolState | null) {
  const { id, bookId, calibrationId: _, madeBy, leaves: __, state, spoolId: ___, ...rest } = run
  const leaves = leavesOfRun(call, id)
  const { name, currency } = bankAccountById(call, bookById(call, bookId).bankAccountId)
  const waiting = leaves.filter((leaf) => leaf.state === 'reserved')
  return {
    ...rest,
    runId: id,
    state: state as RunState,
    spool,
    account: name,
    nextPage: waiting[0]?.page ?? run.pages,
    totalMinor: leaves.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0) as AmountMinor,
    currency: currency as Currency,
    good: leaves.filter((leaf) => leaf.state !== 'reserved' && leaf.state !== 'spoiled').length,
    spoiled: leaves.filter((leaf) => leaf.state === 'spoiled').length,
    leaves: leaves.map((leaf) => toLeafRow(call, leaf)),
    madeBy: operatorById(call, madeBy).displayName,
  }
}

function done({ id, version, state }: Run) {
  return { runId: id, version, state: state as RunState }
}
