/**
 * The queue's filters and order as they stand in the address, so that a view can be linked to and gone back to. What is
 * not in the address has its usual value: open requests, soonest due first.
 */
import { CURRENCIES, type Currency } from '../../../contract/money.ts'
import { DEPARTMENTS, type Department } from '../../../contract/permissions.ts'
import type { Priority, RequestFilter, RequestSort } from '../../../contract/requests.ts'
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
}

export const METHODS = ['wireTransfer', 'cheque', 'creditCard'] as const satisfies readonly Method[]
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Priority[]
const SORTS = ['due', 'created', 'amount'] as const
const SEARCH_CHARS = 80
const STATUSES = 20

export const USUAL_SORT: RequestSort = { by: 'due', descending: false }

/** Reads the query of an address; whatever it does not know is left out. */
export function readChoice(query: string): QueueChoice {
  const params = new URLSearchParams(query)
  const list = (name: string): string[] => (params.get(name) ?? '').split(',').filter(Boolean)
  const by = SORTS.find((each) => each === params.get('sort')) ?? USUAL_SORT.by
  return {
    statuses: list('status')
      .filter((code) => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(code))
      .slice(0, STATUSES),
    currencies: CURRENCIES.filter((each) => list('currency').includes(each)),
    methods: METHODS.filter((each) => list('method').includes(each)),
    priorities: PRIORITIES.filter((each) => list('priority').includes(each)),
    overdueOnly: params.get('overdue') === '1',
    closedToo: params.get('closed') === '1',
    search: (params.get('q') ?? '').slice(0, SEARCH_CHARS),
    sort: { by, descending: params.has('desc') ? params.get('desc') === '1' : by !== 'due' },
  }
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
  const { by, descending } = choice.sort
  put('sort', by === USUAL_SORT.by ? '' : by)
  put('desc', descending === (by !== 'due') ? '' : descending ? '1' : '0')
  return params.toString()
}

/** True when a person has narrowed the list down; the order alone does not. */
export function isNarrowed(choice: QueueChoice): boolean {
  const { statuses, currencies, methods, priorities, overdueOnly, search } = choice
  return [statuses, currencies, methods, priorities].some((list) => list.length > 0) || overdueOnly || search !== ''
}

export type QueueView = 'mine' | 'all' | Department

/** The view of an address; null when there is none of that name. */
export function viewOf(name: string): QueueView | null {
  if (name === 'mine' || name === 'all') return name
  return DEPARTMENTS.find((department) => department === name) ?? null
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
  }
}

/** The order after a click on a column: the other way round, or the column's own usual way. */
export function sortedBy(sort: RequestSort, by: RequestSort['by']): RequestSort {
  if (sort.by === by) return { by, descending: !sort.descending }
  return { by, descending: by !== 'due' }
}
