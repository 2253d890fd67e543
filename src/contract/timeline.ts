/**
 * The day of the desk (R3-10): its tasks with their times as data, and where each of them stands now. What the desk does by itself
 * it does once a day, also after it was away (R3-14); what people do is read from the books, never ticked.
 */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { ChannelCalendar, ClockTime } from './channels.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BatchId, FileId, RequestId, Version } from './ids.ts'
import { Code, LIMITS } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { Label } from './workflow.ts'

/** What a task does, or what its state is read from. */
export const TIMELINE_WORK = [
  'moveToProcessing',
  'sameDayWindow',
  'batchCut',
  'exportFiles',
  'uploadFiles',
  'authoriseFiles',
  'markProcessed',
  'bstCutOff',
  'depositCheques',
  'registerDeposits',
] as const
export const TimelineWork = z.enum(TIMELINE_WORK)
export type TimelineWork = z.output<typeof TimelineWork>

/** What the desk does by itself when its time has come. */
export const OWN_WORK: readonly TimelineWork[] = ['moveToProcessing', 'batchCut', 'bstCutOff', 'registerDeposits']

/** A time of an open day and of a half day; nothing = not on such a day. */
export const DayTime = z.object({ open: ClockTime, half: ClockTime.nullable() }).strict()
export type DayTime = z.output<typeof DayTime>

export const TimelineTask = z
  .object({
    task: Code,
    name: Label,
    work: TimelineWork,
    calendar: ChannelCalendar,
    from: DayTime,
    /** After this it is late; nothing = it has the rest of the day. */
    until: DayTime.nullable(),
  })
  .strict()
export type TimelineTask = z.output<typeof TimelineTask>

export const Timeline = z.object({ key: z.literal('default'), tasks: z.array(TimelineTask).min(1).max(40) }).strict()
export type Timeline = z.output<typeof Timeline>

/**
 * `later`: its time has not come; `now`: it has, and there is something to do; `late`: and its end has passed; `quiet`: there was
 * nothing to do; `stopped`: a storm shut the day before it.
 */
export const TASK_STATES = ['notToday', 'later', 'now', 'late', 'done', 'quiet', 'stopped'] as const
export const TaskState = z.enum(TASK_STATES)
export type TaskState = z.output<typeof TaskState>

/** What a task still waits for, each with its number. */
export const TIMELINE_WAITS = [
  'paymentsToMove',
  'requestsToExecute',
  'paymentsNotInBatch',
  'batchesNotCut',
  'batchesNotReleased',
  'batchesNotExported',
  'batchesNotUploaded',
  'batchesNotAuthorised',
  'batchesNotConfirmed',
  'requestsNotMarked',
  'transfersToPress',
  'chequesNotPrinted',
  'chequesNotSigned',
  'chequesNotDeposited',
  'depositsNotRegistered',
] as const
export const TimelineWait = z.object({ what: z.enum(TIMELINE_WAITS), count: z.int().min(0) }).strict()
export type TimelineWait = z.output<typeof TimelineWait>

export const TaskRun = z
  .object({
    at: Instant,
    /** Nothing: the desk itself. */
    by: z.string().nullable(),
    dueAt: Instant,
    moved: z.int(),
    found: z.int(),
  })
  .strict()
export type TaskRun = z.output<typeof TaskRun>

export const TaskToday = z
  .object({
    task: Code,
    name: Label,
    work: TimelineWork,
    /** Done by the desk itself. */
    own: z.boolean(),
    state: TaskState,
    /** The first of those whose time has not come. */
    next: z.boolean(),
    fromAt: Instant.nullable(),
    untilAt: Instant.nullable(),
    waits: z.array(TimelineWait),
    /** What of it is finished today, such as files that were exported. */
    finished: z.int(),
    amounts: z.array(z.object({ currency: Currency, amountMinor: AmountMinor }).strict()),
    /** The day to which a stopped or missing task goes. */
    movesTo: BusinessDate.nullable(),
    runs: z.array(TaskRun),
    href: z.string(),
  })
  .strict()
export type TaskToday = z.output<typeof TaskToday>

/** A request whose payment the bank has confirmed, or not yet: a batch in effect or accepted, a cheque deposited (R3-13). */
export const MarkRow = z
  .object({
    requestId: RequestId,
    version: Version,
    payeeName: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    channel: Code.nullable(),
    batchId: BatchId.nullable(),
    leafNumber: z.string().nullable(),
    confirmed: z.boolean(),
  })
  .strict()
export type MarkRow = z.output<typeof MarkRow>

const Part = z.object({ count: z.int(), amountMinor: AmountMinor }).strict()
/** How far the payments of a day are, per channel and currency. */
export const CHANNEL_PARTS = ['waiting', 'building', 'released', 'out', 'confirmed', 'settled'] as const
export const ChannelDay = z
  .object({
    channel: Code.nullable(),
    name: Label.nullable(),
    currency: Currency,
    waiting: Part,
    building: Part,
    released: Part,
    out: Part,
    confirmed: Part,
    settled: Part,
  })
  .strict()
export type ChannelDay = z.output<typeof ChannelDay>

export const timeline = {
  today: query(
    'withdrawals.access',
    'batches.build',
    'batches.release',
    'cashTasksOut.remit',
    'ledger.read',
    'audit.read',
  )
    .input(Nothing)
    .output(
      z
        .object({
          date: BusinessDate,
          now: Instant,
          kind: z.enum(['open', 'half', 'closed']),
          nextDate: BusinessDate,
          tasks: z.array(TaskToday),
          definition: Timeline,
          version: z.int(),
          madeBy: z.string().nullable(),
          approvedBy: z.string().nullable(),
        })
        .strict(),
    ),
  /** R3-14: runs a task of the desk again; what is done already stays as it is. */
  runAgain: command({ permissions: ['cashTasksOut.remit', 'batches.build', 'admin.settings'] })
    .input(creating({ task: Code }))
    .output(z.object({ moved: z.int(), found: z.int() }).strict()),
  /** The day's wires per channel and currency, from waiting to settled (R2-111). */
  byChannel: query('batches.build', 'batches.release', 'cashTasksOut.remit', 'ledger.read', 'audit.read')
    .input(z.object({ date: BusinessDate }).strict())
    .output(z.array(ChannelDay)),
  /** The same as a workbook. */
  exportByChannel: command({ permissions: ['batches.build', 'batches.release', 'ledger.read', 'audit.read'] })
    .input(creating({ date: BusinessDate }))
    .output(z.object({ fileId: FileId, name: z.string(), rows: z.int() }).strict()),
  /** Requests in Processing whose payment has left: what the bank has confirmed first. */
  toMark: query('cashTasksOut.remit', 'batches.build', 'ledger.read', 'audit.read')
    .input(Nothing)
    .output(z.object({ rows: z.array(MarkRow), confirmed: z.int() }).strict()),
  /** R3-13: marks them as processed, all or none; only what is Processing and confirmed by the bank (R3-99). */
  markProcessed: command({ permissions: ['cashTasksOut.remit', 'batches.build'], stepUp: true })
    .input(
      creating({
        requests: z
          .array(z.object({ requestId: RequestId, expectedVersion: Version }).strict())
          .min(1)
          .max(LIMITS.markedRequests),
      }),
    )
    .output(z.object({ marked: z.int() }).strict()),
}
