/** The filter of the transactions ledger, kept in the address so that a figure can link to what it is made of. */

import { CURRENCIES } from '../../../contract/money.ts'
import type { MovementFilter } from '../../../contract/movements.ts'
import { CommonState } from '../../../contract/workflow.ts'

export const NO_FILTER: MovementFilter = {
  search: '',
  customerId: null,
  requestId: null,
  ledgerAccountId: null,
  batchId: null,
  chequeNumber: '',
  channel: null,
  from: null,
  to: null,
  currency: null,
  leastMinor: null,
  mostMinor: null,
  state: null,
}

const NUMBERS = ['customerId', 'requestId', 'ledgerAccountId', 'batchId', 'leastMinor', 'mostMinor'] as const

/** Reads a filter from an address; what cannot be read is left out. */
export function filterFrom(search: URLSearchParams): MovementFilter {
  const filter: Record<string, unknown> = { ...NO_FILTER }
  for (const name of NUMBERS) {
    const text = search.get(name)
    if (text !== null && /^\d{1,15}$/.test(text)) filter[name] = Number(text)
  }
  for (const name of ['search', 'chequeNumber'] as const) filter[name] = (search.get(name) ?? '').slice(0, 80)
  for (const name of ['from', 'to'] as const) {
    const text = search.get(name)
    if (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)) filter[name] = text
  }
  filter.channel = ['wire', 'cheque'].find((each) => each === search.get('channel')) ?? null
  filter.currency = CURRENCIES.find((each) => each === search.get('currency')) ?? null
  filter.state = [...CommonState.options, 'none' as const].find((each) => each === search.get('state')) ?? null
  return filter as MovementFilter
}

/** The address of a filter. */
export function addressOf(filter: Partial<MovementFilter> & { name?: string }): string {
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return given.length === 0 ? '/movements' : `/movements?${search}`
}

export function isNarrowed(filter: MovementFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== '')
}

/** How many of the filters behind the button are on. */
export function hiddenCount({
  channel,
  currency,
  leastMinor,
  mostMinor,
  batchId,
  chequeNumber,
}: MovementFilter): number {
  return [channel, currency, leastMinor, mostMinor, batchId, chequeNumber || null].filter((each) => each !== null)
    .length
}
