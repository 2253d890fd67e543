/** How a queue is asked for: filters, order, cursor and columns (R1-08…R1-11, R2-02, R2-03, R3-01). */
import { z } from 'zod'
import { BusinessDate } from './dates.ts'
import { OperatorId, RequestId } from './ids.ts'
import { Code, line } from './limits.ts'
import { Currency, NonNegativeMinor } from './money.ts'
import { Department } from './permissions.ts'
import { Method } from './transactions.ts'

export const Priority = z.enum(['low', 'normal', 'high', 'urgent'])
export type Priority = z.output<typeof Priority>

/** What may be asked for beside the states: customers of high risk, payments on their way. */
export const REQUEST_FLAGS = ['highRisk', 'beingSent'] as const
export const RequestFlag = z.enum(REQUEST_FLAGS)
export type RequestFlag = z.output<typeof RequestFlag>
export const DateRange = z.object({ from: BusinessDate.nullable(), to: BusinessDate.nullable() }).strict()
export type DateRange = z.output<typeof DateRange>

export const RequestFilter = z
  .object({
    view: z.enum(['mine', 'department', 'all']),
    department: Department.nullable(),
    statuses: z.array(Code).max(20),
    currencies: z.array(Currency).max(20),
    methods: z.array(Method).max(5),
    priorities: z.array(Priority).max(4),
    overdueOnly: z.boolean(),
    openOnly: z.boolean(),
    /** Number, customer name or number, account, external reference. */
    search: line(80),
    // What follows restricts only where it is given.
    profiles: z.array(Code).max(10).optional(),
    steps: z.array(Code).max(20).optional(),
    templates: z.array(Code).max(20).optional(),
    /** Who has taken it: nobody, anybody, or this person. */
    assigned: z.union([z.enum(['nobody', 'somebody']), OperatorId]).optional(),
    /** Minor units of the one chosen currency. */
    amount: z
      .object({ fromMinor: NonNegativeMinor.nullable(), toMinor: NonNegativeMinor.nullable() })
      .strict()
      .optional(),
    /** Days of the desk's zone, both included. */
    created: DateRange.optional(),
    due: DateRange.optional(),
    changed: DateRange.optional(),
    flags: z.array(RequestFlag).max(REQUEST_FLAGS.length).optional(),
  })
  .strict()
  // Amounts of different currencies are never compared (law 9).
  .refine((filter) => !filter.amount || filter.currencies.length === 1, {
    path: ['amount'],
    message: 'an amount is asked for in one currency',
  })
export type RequestFilter = z.output<typeof RequestFilter>
export const RequestSort = z
  .object({ by: z.enum(['due', 'created', 'amount', 'changed']), descending: z.boolean() })
  .strict()
export type RequestSort = z.output<typeof RequestSort>
/** Keyset cursor: the sort key and id of the last row shown. */
export const RequestCursor = z.object({ key: z.int(), requestId: RequestId }).strict()

export const GRID_COLUMNS = [
  'requestId',
  'customerName',
  'customerNumber',
  'accountNumber',
  'status',
  'priority',
  'department',
  'method',
  'amount',
  'executeAmount',
  'currency',
  'createdAt',
  'changedAt',
  'dueAt',
  'assignedTo',
  'externalReference',
] as const
export const GridColumn = z.enum(GRID_COLUMNS)
export type GridColumn = z.output<typeof GridColumn>
