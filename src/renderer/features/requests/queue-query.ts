/**
 * The queue's filters and order as they stand in the address, so that a view can be linked to and gone back to. What is
 * not in the address has its usual value: open requests, soonest due first.
 */

import { type BusinessDate, isCalendarDate } from '../../../contract/dates.ts'
import type { OperatorId } from '../../../contract/ids.ts'
import { type AmountMinor, CURRENCIES, type Currency, minor } from '../../../contract/money.ts'
import { DEPARTMENTS, type Department } from '../../../contract/permissions.ts'
import {
  type Priority,
  REQUEST_FLAGS,
  type RequestFilter,
  type RequestFlag,
  type RequestSort,
} from '../../../contract/queue.ts'
import type { Method } from '../../../contract/transactions.ts'

/** What the person at the screen can choose. */
export type QueueChoice = {
  statuses: readonly string[]
  currencies: readonly Currency[]
  methods: readonly Method[]
  priorities: readonly Priority[]
  overdueOnly: boolean
  closedToo: boolean
  search: string
  sort: RequestSort
  profiles: readonly string[]
  steps: readonly string[]
  templates: readonly string[]
  assigned: 'any' | 'nobody' | 'somebody' | number
  /** Minor units of the one chosen currency. */
  amount: { from: number | null; to: number | null }
  created: Days
  due: Days
  changed: Days
  flags: readonly RequestFlag[]
  /** The named view that this began as. */
  view: string | null
}

/** Two days, both included; an empty text is open. */
export type Days = { from: string; to: string }
const NO_DAYS: Days = { from: '', to: '' }
const DAYS = ['created', 'due', 'changed'] as const
const CODES = ['profiles', 'steps', 'templates'] as const
const PARAM = { profiles: 'profile', steps: 'step', templates: 'template' } as const

/** Nothing narrowed down. */
export const USUAL_CHOICE: Omit<QueueChoice, 'sort' | 'closedToo' | 'view'> = {
  statuses: [],
  currencies: [],
  methods: [],
  priorities: [],
  overdueOnly: false,
  search: '',
  profiles: [],
  steps: [],
  templates: [],
  assigned: 'any',
  amount: { from: null, to: null },
  created: NO_DAYS,
  due: NO_DAYS,
  changed: NO_DAYS,
  flags: [],
}

export const METHODS = ['wireTransfer', 'cheque', 'creditCard'] as const satisfies readonly Method[]
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Priority[]
const SORTS = ['due', 'created', 'amount', 'changed'] as const
const SEARCH_CHARS = 80
const STATUSES = 20

export const USUAL_SORT: RequestSort = { by: 'due', descending: false }

/** Reads the query of an address; whatever it does not know is left out. */
export function readChoice(query: string): QueueChoice {
  const params = new URLSearchParams(query)
  const list = (name: string): string[] => (params.get(name) ?? '').split(',').filter(Boolean)
  const by = SORTS.find((each) => each === params.get('sort')) ?? USUAL_SORT.by
  return {
    statuses: codes(list('status')),
    currencies: CURRENCIES.filter((each) => list('currency').includes(each)),
    methods: METHODS.filter((each) => list('method').includes(each)),
    priorities: PRIORITIES.filter((each) => list('priority').includes(each)),
    overdueOnly: params.get('overdue') === '1',
    closedToo: params.get('closed') === '1',
    search: (params.get('q') ?? '').slice(0, SEARCH_CHARS),
    sort: { by, descending: params.has('desc') ? params.get('desc') === '1' : by !== 'due' },
    profiles: codes(list('profile')).slice(0, 10),
    steps: codes(list('step')),
    templates: codes(list('template')),
    assigned: readAssigned(params.get('assigned')),
    amount: readPair(params.get('amount'), (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null)),
    created: readDays(params.get('created')),
    due: readDays(params.get('due')),
    changed: readDays(params.get('changed')),
    flags: REQUEST_FLAGS.filter((each) => list('flag').includes(each)),
    view: codes(list('view'))[0] ?? null,
  }
}

const codes = (texts: readonly string[]): string[] =>
  texts.filter((code) => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(code)).slice(0, STATUSES)

function readAssigned(text: string | null): QueueChoice['assigned'] {
  if (text === 'nobody' || text === 'somebody') return text
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 'any'
}

/** `from..to`, either side may be empty. */
function readPair<T>(text: string | null, read: (part: string) => T | null): { from: T | null; to: T | null } {
  const [from = '', to = ''] = (text ?? '').split('..')
  return { from: read(from), to: read(to) }
}

function readDays(text: string | null): Days {
  const { from, to } = readPair(text, (part) => (isCalendarDate(part) ? part : ''))
  return { from: from ?? '', to: to ?? '' }
}

/** Writes a choice as a query, leaving out what is usual. */
export function writeChoice(choice: QueueChoice): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string): void => {
    if (value !== '') params.set(name, value)
  }
  put('status', choice.statuses.join(','))
  put('currency', choice.currencies.join(','))
  put('method', choice.methods.join(','))
  put('priority', choice.priorities.join(','))
  put('overdue', choice.overdueOnly ? '1' : '')
  put('closed', choice.closedToo ? '1' : '')
  put('q', choice.search.trim())
  for (const name of CODES) put(PARAM[name], choice[name].join(','))
  put('assigned', choice.assigned === 'any' ? '' : String(choice.assigned))
  const pair = (from: string | number | null, to: string | number | null) =>
    (from ?? '') === '' && (to ?? '') === '' ? '' : `${from ?? ''}..${to ?? ''}`
  put('amount', pair(choice.amount.from, choice.amount.to))
  for (const name of DAYS) put(name, pair(choice[name].from, choice[name].to))
  put('flag', choice.flags.join(','))
  put('view', choice.view ?? '')
  const { by, descending } = choice.sort
  put('sort', by === USUAL_SORT.by ? '' : by)
  put('desc', descending === (by !== 'due') ? '' : descending ? '1' : '0')
  return params.toString()
}

/** True when a person has narrowed the list down; the order alone does not. */
export function isNarrowed(choice: QueueChoice): boolean {
  const { statuses, currencies, methods, priorities, overdueOnly, search } = choice
  const lists = [statuses, currencies, methods, priorities]
  return lists.some((list) => list.length > 0) || overdueOnly || search !== '' || moreChosen(choice) > 0
}

/** How many of the rarer filters are in force. */
export function moreChosen(choice: QueueChoice): number {
  const lists = [choice.profiles, choice.steps, choice.templates, choice.flags].filter((list) => list.length > 0)
  const days = DAYS.filter((name) => choice[name].from !== '' || choice[name].to !== '')
  const amount = choice.amount.from !== null || choice.amount.to !== null
  return lists.length + days.length + (amount ? 1 : 0) + (choice.assigned === 'any' ? 0 : 1)
}

export type QueueView = 'mine' | 'all' | Department

/** The view of an address; null when there is none of that name. `own` are the departments of the desk's workflows. */
export function viewOf(name: string, own: readonly Department[] = []): QueueView | null {
  if (name === 'mine' || name === 'all') return name
  return [...DEPARTMENTS, ...own].find((department) => department === name) ?? null
}

/** The filter that the engine is asked for. */
export function filterOf(view: QueueView, choice: QueueChoice): RequestFilter {
  const isDepartment = view !== 'mine' && view !== 'all'
  return {
    view: isDepartment ? 'department' : view,
    department: isDepartment ? view : null,
    statuses: [...choice.statuses],
    currencies: [...choice.currencies],
    methods: [...choice.methods],
    priorities: [...choice.priorities],
    overdueOnly: choice.overdueOnly,
    // A closed status that is asked for by name is shown without another tick.
    openOnly: !choice.closedToo && choice.statuses.length === 0,
    search: choice.search.trim(),
    ...rarerOf(choice),
  }
}

/** The rarer filters, only those that are in force. */
function rarerOf(choice: QueueChoice): Partial<RequestFilter> {
  const found: Partial<RequestFilter> = {}
  for (const name of CODES) if (choice[name].length > 0) found[name] = [...choice[name]]
  for (const name of DAYS) {
    const { from, to } = choice[name]
    if (from !== '' || to !== '')
      found[name] = { from: (from || null) as BusinessDate | null, to: (to || null) as BusinessDate | null }
  }
  if (choice.assigned !== 'any') found.assigned = choice.assigned as OperatorId
  if (choice.flags.length > 0) found.flags = [...choice.flags]
  const { from, to } = choice.amount
  // Amounts of different currencies are never compared.
  if ((from !== null || to !== null) && choice.currencies.length === 1) {
    found.amount = { fromMinor: asMinor(from), toMinor: asMinor(to) }
  }
  return found
}

const asMinor = (value: number | null): AmountMinor | null => (value === null ? null : minor(value))

/** The choice that a filter of the engine stands for: the way back from a kept view. */
export function choiceOf(filter: RequestFilter, sort: RequestSort, view: string | null): QueueChoice {
  const days = (range: { from: string | null; to: string | null } | undefined): Days => ({
    from: range?.from ?? '',
    to: range?.to ?? '',
  })
  return {
    statuses: filter.statuses,
    currencies: filter.currencies,
    methods: filter.methods,
    priorities: filter.priorities,
    overdueOnly: filter.overdueOnly,
    closedToo: !filter.openOnly && filter.statuses.length === 0,
    search: filter.search,
    sort,
    profiles: filter.profiles ?? [],
    steps: filter.steps ?? [],
    templates: filter.templates ?? [],
    assigned: filter.assigned ?? 'any',
    amount: { from: filter.amount?.fromMinor ?? null, to: filter.amount?.toMinor ?? null },
    created: days(filter.created),
    due: days(filter.due),
    changed: days(filter.changed),
    flags: filter.flags ?? [],
    view,
  }
}

/** The place of the queue that a filter belongs to. */
export function placeOf(filter: RequestFilter): QueueView {
  return filter.view === 'department' && filter.department !== null
    ? filter.department
    : filter.view === 'mine'
      ? 'mine'
      : 'all'
}

/** The order after a click on a column: the other way round, or the column's own usual way. */
export function sortedBy(sort: RequestSort, by: RequestSort['by']): RequestSort {
  if (sort.by === by) return { by, descending: !sort.descending }
  return { by, descending: by !== 'due' }
}
