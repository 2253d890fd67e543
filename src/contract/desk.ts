/** The frame around every page: rail counts, clock strip, home figures, search and the stream of what changed. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { RequestId } from './ids.ts'
import { requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { Department } from './permissions.ts'

/** What changed, never how: the window reads again (batched). */
export const Topic = z.enum([
  'requests',
  'customers',
  'channels',
  'emergencies',
  'batches',
  'cheques',
  'statements',
  'days',
  'audits',
  'ledger',
  'operators',
  'settings',
  'calendars',
  'timeline',
  'signers',
  'views',
  'proposals',
  'notifications',
  'jobs',
  'session',
])
export type Topic = z.output<typeof Topic>
export const ChangeEvent = z.object({ topics: z.array(Topic), requestIds: z.array(RequestId) }).strict()
export type ChangeEvent = z.output<typeof ChangeEvent>

export const desk = {
  changes: query().output(eventIterator(ChangeEvent)),
  /** Counts beside the entries of the rail; counts stop at the cap. */
  counts: query()
    .input(Nothing)
    .output(
      z
        .object({
          mine: z.int(),
          departments: z.array(z.object({ department: Department, open: z.int(), overdue: z.int() }).strict()),
          batchesWaiting: z.int(),
          batchesToRelease: z.int(),
          chequesWaiting: z.int(),
          chequesToConfirm: z.int(),
          chequesToSign: z.int(),
          linesUnmatched: z.int(),
          /** Failed payments that wait for a person (R2-34). */
          failuresToDecide: z.int(),
          /** Changes of rights and settings that this person may decide. */
          changesToConfirm: z.int(),
          cap: z.int(),
        })
        .strict(),
    ),
  clock: query()
    .input(Nothing)
    .output(
      z
        .object({
          deskName: z.string(),
          timeZone: z.string(),
          now: Instant,
          today: BusinessDate,
          nextCutAt: Instant,
          demo: z.boolean(),
        })
        .strict(),
    ),
  home: query()
    .input(Nothing)
    .output(
      z
        .object({
          flow: z.array(z.object({ hour: z.int(), created: z.int(), closed: z.int() }).strict()),
          ageing: z.array(
            z
              .object({ department: Department, today: z.int(), twoDays: z.int(), older: z.int(), overdue: z.int() })
              .strict(),
          ),
          paidOut: z.array(
            z
              .object({
                kind: z.enum(['wire', 'cheque']),
                currency: Currency,
                count: z.int(),
                amountMinor: AmountMinor,
              })
              .strict(),
          ),
          halfDone: z.array(
            z
              .object({ what: z.string(), subject: z.string(), owner: z.string(), sinceAt: Instant, route: z.string() })
              .strict(),
          ),
        })
        .strict(),
    ),
  search: query()
    .input(z.object({ text: requiredLine(80) }).strict())
    .output(
      z
        .object({
          hits: z.array(
            z
              .object({
                kind: z.enum(['request', 'customer', 'cheque']),
                title: z.string(),
                detail: z.string(),
                route: z.string(),
              })
              .strict(),
          ),
        })
        .strict(),
    ),
}
