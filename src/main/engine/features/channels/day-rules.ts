/** What makes the data of the day unfit: timeline, arrival tables and registers of signers, without a ledger. */
import type { ArrivalTable } from '../../../../contract/arrivals.ts'
import type { SignerRegister } from '../../../../contract/signers.ts'
import type { Timeline } from '../../../../contract/timeline.ts'

const twice = (keys: readonly (string | number)[], what: string): string[] =>
  [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) => `${what} ${key} is there twice`)

export function problemsOfTimeline({ tasks }: Timeline): string[] {
  const backwards = tasks.flatMap(({ task, from, until }) => {
    if (until === null) return []
    const open = until.open <= from.open ? [`${task} ends at ${until.open}, before it begins`] : []
    const half = from.half !== null && until.half !== null && until.half <= from.half
    return half ? [...open, `${task} ends at ${until.half} on half days, before it begins`] : open
  })
  const missing = tasks.some(({ work }) => work === 'moveToProcessing')
    ? []
    : ['no task moves yesterday’s queue to Processing']
  return [
    ...twice(
      tasks.map(({ task }) => task),
      'task',
    ),
    ...backwards,
    ...missing,
  ]
}

export function problemsOfArrivals({ rows }: ArrivalTable): string[] {
  const backwards = rows.filter(({ from, to }) => from >= to).map(({ from, to }) => `${from} is not before ${to}`)
  const overlaps = rows.flatMap((row, index) =>
    rows
      .slice(index + 1)
      .filter(
        (other) =>
          other.margin === row.margin &&
          other.automatic === row.automatic &&
          (other.large === null || row.large === null || other.large === row.large) &&
          other.from < row.to &&
          row.from < other.to,
      )
      .map((other) => `${row.from}–${row.to} and ${other.from}–${other.to} overlap`),
  )
  return [...backwards, ...overlaps]
}

export function problemsOfSigners({ signers }: SignerRegister): string[] {
  const backwards = signers
    .filter(({ from, to }) => to !== null && to < from)
    .map(({ from, to }) => `${to} is before ${from}`)
  const few = signers.length > 0 && signers.filter(({ role }) => role === 'primary').length < 2
  return [
    ...twice(
      signers.map(({ operatorId }) => operatorId),
      'operator',
    ),
    ...backwards,
    ...(few ? ['a bank needs two primary signers'] : []),
  ]
}
