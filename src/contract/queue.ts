/** How a queue is asked for: filters, order, cursor and columns (R1-08…R1-11, R2-02, R2-03, R3-01). */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { CommandId, OperatorId, RequestId, Version, ViewId } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { Currency, NonNegativeMinor } from './money.ts'
import { Department } from './permissions.ts'
import { Label } from './profile.ts'
import { RefusalData } from './refusals.ts'
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
  'profile',
  'step',
  'template',
  'destination',
  'regulatoryDue',
  'priorityDue',
  'stepDue',
] as const
export const GridColumn = z.enum(GRID_COLUMNS)
export type GridColumn = z.output<typeof GridColumn>

const viewContent = {
  filter: RequestFilter,
  sort: RequestSort,
  /** Empty = the usual ones. */
  columns: z.array(GridColumn).max(GRID_COLUMNS.length),
}

/** A named way to look at the queue: one that comes with a profile, or one that somebody keeps (R0-09, R0-13, R2-01, R3-01). */
export const QueueView = z
  .object({
    view: Code,
    /** Of a kept one. */
    viewId: ViewId.nullable(),
    version: Version.nullable(),
    label: Label,
    profile: Code.nullable(),
    onRail: z.boolean(),
    shared: z.boolean(),
    mine: z.boolean(),
    owner: z.string(),
    ...viewContent,
  })
  .strict()
export type QueueView = z.output<typeof QueueView>

const kept = { name: requiredLine(LIMITS.shortTextChars), shared: z.boolean(), ...viewContent }
const KeptView = z.object({ viewId: ViewId, version: Version }).strict()

export const queue = {
  /** Those of the profiles in use, one's own, and what colleagues share. */
  views: query('withdrawals.access').input(Nothing).output(z.array(QueueView)),
  /** How much waits in the views that have a place in the rail. */
  counts: query('withdrawals.access')
    .input(Nothing)
    .output(z.array(z.object({ view: Code, open: z.int(), overdue: z.int() }).strict())),
  /** Late and still open, with who was told; the newest word first. */
  late: query('withdrawals.access')
    .input(Nothing)
    .output(
      z.array(
        z
          .object({
            requestId: RequestId,
            customerName: z.string(),
            department: Department.nullable(),
            clock: z.enum(['regulatory', 'priority', 'step']),
            dueAt: Instant,
            toldAt: Instant,
            told: z.array(z.string()),
          })
          .strict(),
      ),
    ),
  saveView: command({ permissions: ['withdrawals.access'] })
    .input(creating(kept))
    .output(KeptView),
  changeView: command({ permissions: ['withdrawals.access'] })
    .input(changing({ viewId: ViewId, ...kept }))
    .output(KeptView),
  removeView: command({ permissions: ['withdrawals.access'] })
    .input(changing({ viewId: ViewId }))
    .output(z.object({ viewId: ViewId }).strict()),
  /** Who may be given a request of these departments. */
  assignees: query('withdrawals.access')
    .input(z.object({ departments: z.array(Department).min(1).max(20) }).strict())
    .output(z.array(z.object({ operatorId: OperatorId, name: z.string(), department: Department }).strict())),
  /** R2-110: takes a selection, gives it to somebody, or lets it go (null); each row is judged on its own. */
  assign: command({ permissions: ['withdrawals.access'] })
    .input(
      z
        .object({
          commandId: CommandId,
          operatorId: OperatorId.nullable(),
          requests: z
            .array(z.object({ requestId: RequestId, expectedVersion: Version }).strict())
            .min(1)
            .max(LIMITS.bulkRows),
        })
        .strict(),
    )
    .output(
      z
        .object({
          results: z.array(
            z.object({ requestId: RequestId, version: Version.nullable(), refusal: RefusalData.nullable() }).strict(),
          ),
        })
        .strict(),
    ),
}
