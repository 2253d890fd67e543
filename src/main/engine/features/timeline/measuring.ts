/** What each kind of work finds in the books: what it waits for, and what of it is finished today. */

import type { BusinessDate } from '../../../../contract/dates.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { TimelineWait, TimelineWork } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import { allChannels, batchClosesAt, calendarOfChannel, channelByKey } from '../channels/index.ts'
import { unregisteredDeposits } from '../risk/index.ts'
import { markedNow, requestsToMark } from './marking.ts'
import { requestsToMove } from './moving.ts'
import {
  batchesAtBank,
  batchesOut,
  leavesDepositedSince,
  leavesIn,
  leavesToDeposit,
  liveBatches,
  type Money,
  waitingBefore,
  waitingChannels,
} from './store.ts'

export type Measured = {
  waits: TimelineWait[]
  finished: number
  amounts: { currency: Currency; amountMinor: AmountMinor }[]
  href: string
}

type Wait = [what: TimelineWait['what'], count: number]

const found = (
  href: string,
  waits: readonly Wait[],
  rest: { finished?: number; money?: readonly Money[] } = {},
): Measured => ({
  waits: waits.filter(([, count]) => count > 0).map(([what, count]) => ({ what, count })),
  finished: rest.finished ?? 0,
  amounts: summed(rest.money ?? []),
  href,
})

export function measure(call: Call, work: TimelineWork, date: BusinessDate): Measured {
  return MEASURES[work](call, date)
}

const MEASURES: Record<TimelineWork, (call: Call, date: BusinessDate) => Measured> = {
  moveToProcessing(call, date) {
    const { due, unexecuted } = requestsToMove(call, date)
    return found('/queue/operations', [
      ['paymentsToMove', due.length],
      ['requestsToExecute', unexecuted],
    ])
  },
  sameDayWindow(call, date) {
    const money = waitingOn(call, 'wire', date)
    return found('/batches', [['paymentsNotInBatch', counted(money)]], { money })
  },
  batchCut(call, date) {
    const money = waitingOn(call, 'wire', date)
    return found('/batches', [['paymentsNotInBatch', counted(money)]], { money })
  },
  exportFiles(call, date) {
    const batches = batchesBy(call, date)
    const money = waitingOn(call, 'wire', date)
    return found(
      '/batches',
      [
        ['paymentsNotInBatch', counted(money)],
        ['batchesNotCut', batches('open', 'cut')],
        ['batchesNotReleased', batches('written', 'releasedOnce')],
        ['batchesNotExported', batches('released')],
      ],
      { finished: batchesOut(call, date), money },
    )
  },
  uploadFiles(call, date) {
    const batches = batchesBy(call, date)
    const at = bankSteps(call, date)
    return found(
      '/batches',
      [
        ['batchesNotExported', batches('released')],
        ['batchesNotUploaded', at((steps, state) => steps === 0 && state === 'exported')],
      ],
      { finished: at((steps, state) => steps > 0 || state === 'accepted') },
    )
  },
  authoriseFiles(call, date) {
    const at = bankSteps(call, date)
    return found(
      '/batches',
      [['batchesNotAuthorised', at((steps, state) => steps > 0 && steps < BOTH_APPROVED && state === 'exported')]],
      { finished: at((steps, state) => steps >= BOTH_APPROVED || state === 'accepted') },
    )
  },
  markProcessed(call, date) {
    const at = bankSteps(call, date)
    const toMark = requestsToMark(call).filter(({ confirmed }) => confirmed).length
    return found(
      '/timeline/marking',
      [
        ['batchesNotConfirmed', at((_, state) => state === 'exported')],
        ['requestsNotMarked', toMark],
      ],
      { finished: markedNow(call) },
    )
  },
  bstCutOff: (call) => found('/transfers', [['transfersToPress', counted(waitingTransfers(call))]]),
  depositCheques(call, date) {
    return found(
      '/cheques',
      [
        ['chequesNotPrinted', counted(waitingOn(call, 'cheque', date))],
        ['chequesNotSigned', leavesIn(call, ['printed', 'signedOnce', 'signedTwice'])],
        ['chequesNotDeposited', leavesToDeposit(call)],
      ],
      { finished: leavesDepositedSince(call, startOfDay(date, call.services.settings.get('desk.timeZone'))) },
    )
  },
  registerDeposits: (call) => depositsFound(unregisteredDeposits(call)),
}

/** R3-55: deposits that are not in the register. */
export function depositsFound(deposits: readonly { currency: string; amountMinor: number }[]): Measured {
  const money = deposits.map(({ currency, amountMinor }) => ({ currency, amountMinor, count: 1 }))
  return found('/risk/deposits', [['depositsNotRegistered', money.length]], { money })
}

const counted = (money: readonly Money[]): number => money.reduce((sum, { count }) => sum + count, 0)

function summed(money: readonly Money[]) {
  const sums = new Map<string, number>()
  for (const { currency, amountMinor } of money) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor)
  return [...sums].map(([currency, amountMinor]) => ({
    currency: currency as Currency,
    amountMinor: amountMinor as AmountMinor,
  }))
}

/** Imported, and approved by two: three steps. */
const BOTH_APPROVED = 3

function bankSteps(call: Call, date: BusinessDate): (which: (steps: number, state: string) => boolean) => number {
  const at = batchesAtBank(call, date)
  return (which) => at.filter(({ steps, state }) => which(steps, state)).reduce((sum, { count }) => sum + count, 0)
}

function batchesBy(call: Call, date: BusinessDate): (...states: string[]) => number {
  const live = liveBatches(call, date)
  return (...states) => live.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
}

/** Payments that wait and belong to the batch of a day or of an earlier one (R3-11). Channels that execute by themselves have none. */
export function waitingOn(call: Call, kind: 'wire' | 'cheque', date: BusinessDate): Money[] {
  return waitingByChannel(call, date, kind)
}

export function waitingByChannel(
  call: Call,
  date: BusinessDate,
  kind: 'wire' | 'cheque' = 'wire',
): (Money & { channel: string | null })[] {
  return waitingChannels(call).flatMap((key) => {
    const channel = key === null ? null : channelByKey(call, key)
    if (channel?.executionMode === 'conditional') return []
    const cutOff = channel === null || channel.cutOff === null ? null : calendarOfChannel(call, channel)
    const before = cutOff === null || channel === null ? Number.MAX_SAFE_INTEGER : batchClosesAt(cutOff, channel, date)
    return waitingBefore(call, kind, { channel: key, before }).map((money) => ({ ...money, channel: key }))
  })
}

/** Transfers that wait for a person or for their window. */
function waitingTransfers(call: Call): Money[] {
  return allChannels(call)
    .filter(({ executionMode }) => executionMode === 'conditional')
    .flatMap(({ key }) => waitingBefore(call, 'wire', { channel: key, before: Number.MAX_SAFE_INTEGER }))
}
