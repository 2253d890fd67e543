/** Withdrawal requests: queues, the request card, and what may be done with it (R1-01…R1-20, R1-34…R1-77). */
import { z } from 'zod'
import { changing, command, creating, query } from './base.ts'
import { CheckName } from './check-list.ts'
import { AvailableAmount, DestinationDetails, TradingFigures } from './customers.ts'
import { BusinessDate, Instant } from './dates.ts'
import { DocumentKind, DocumentRow } from './documents.ts'
import {
  AccountId,
  BatchId,
  CommandId,
  CustomerId,
  DestinationId,
  InstructionId,
  JobId,
  LeafId,
  OperatorId,
  RequestId,
  Version,
} from './ids.ts'
import { Code, LIMITS, line, prose, requiredLine } from './limits.ts'
import { ListKey } from './list-key.ts'
import { AmountMinor, Currency, NonNegativeMinor, PositiveMinor } from './money.ts'
import { Department } from './permissions.ts'
import { CommonState, Requirement } from './profile.ts'
import { GRID_COLUMNS, GridColumn, Priority, RequestCursor, RequestFilter, RequestSort } from './queue.ts'
import { RefusalData } from './refusals.ts'
import { Changed, requestChannel } from './request-channel.ts'
import { Method, TransactionRow } from './transactions.ts'

export {
  DateRange,
  GRID_COLUMNS,
  GridColumn,
  Priority,
  REQUEST_FLAGS,
  RequestCursor,
  RequestFilter,
  RequestFlag,
  RequestSort,
} from './queue.ts'

/** A row of the grid (R1-09). */
export const RequestRow = z
  .object({
    requestId: RequestId,
    version: Version,
    profile: Code,
    profileVersion: Version,
    status: Code,
    common: CommonState,
    /** Where it stands beside its status, in profiles that have steps (R3-09). */
    step: Code.nullable(),
    template: Code.nullable(),
    department: Department.nullable(),
    priority: Priority,
    customerId: CustomerId,
    customerNumber: z.string(),
    customerName: z.string(),
    customerNameChinese: z.string(),
    accountId: AccountId,
    accountNumber: z.string(),
    method: Method,
    amountMinor: AmountMinor,
    executeMinor: AmountMinor,
    currency: Currency,
    createdAt: Instant,
    changedAt: Instant,
    /** The earliest of the clocks that run (O-18). */
    dueAt: Instant,
    clocks: z
      .object({ regulatory: Instant.nullable(), priority: Instant.nullable(), step: Instant.nullable() })
      .strict(),
    /** Payee, bank and account in one line. */
    destination: z.string(),
    assignedTo: z.string().nullable(),
    /** True while Complete is running: sent, not yet known to be paid (law 7). */
    beingSent: z.boolean(),
    externalReference: z.string(),
  })
  .strict()
export type RequestRow = z.output<typeof RequestRow>

/** What the signed-in person may do now, and why the rest is missing. */
export const OfferedAction = z
  .object({
    action: Code,
    /** null = allowed now; otherwise the reason it is not (permission, department, guard with its figure). */
    blockedBy: RefusalData.nullable(),
    /** The usual next step; another action of the same kind asks for a comment (R1-38). */
    primary: z.boolean(),
    needs: z.array(Requirement),
    to: Code,
    departmentAfter: Department.nullable(),
    stepAfter: Code.nullable(),
  })
  .strict()
export type OfferedAction = z.output<typeof OfferedAction>

export const Check = z
  .object({
    check: z.enum([
      'available',
      'documents',
      'margin',
      'retentionCall',
      'payeeName',
      'destinationAge',
      'recheckDocuments',
      'recheckBalance',
      'recheckCall',
    ]),
    state: z.enum(['passed', 'warning', 'failed', 'toDo']),
    /** Figures of the sentence on the screen, ready to be shown. */
    figures: z.record(z.string(), z.union([z.string(), z.int()])),
    answer: z.enum(['yes', 'no']).nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: Instant.nullable(),
  })
  .strict()
export type Check = z.output<typeof Check>

export const TimelineEntry = z
  .object({
    at: Instant,
    by: z.string(),
    kind: z.enum(['created', 'action', 'comment', 'transaction', 'document', 'money', 'system']),
    /** Action code, status or event code; the window has the words. */
    code: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    text: z.string(),
    copiedToCustomer: z.boolean(),
  })
  .strict()

export const RequestInstruction = z
  .object({
    instructionId: InstructionId,
    kind: z.enum(['wire', 'cheque']),
    amountMinor: AmountMinor,
    currency: Currency,
    state: Code,
    batchId: BatchId.nullable(),
    leafId: LeafId.nullable(),
    reference: z.string(),
  })
  .strict()

export const RequestCard = z
  .object({
    row: RequestRow,
    /** Digest of what an approval would cover (law 5). */
    contentDigest: z.string(),
    reason: z.string(),
    /** R0-07: what was asked for by the desk's own lists; null where nothing was said. */
    withdrawalType: z.string().nullable(),
    methodEntry: z.string().nullable(),
    createdBy: z.string(),
    destinationId: DestinationId.nullable(),
    destination: DestinationDetails.nullable(),
    feeMinor: NonNegativeMinor,
    feeEditable: z.boolean(),
    heldMinor: AmountMinor,
    heldSince: Instant.nullable(),
    available: AvailableAmount,
    figures: TradingFigures,
    marginLevelPercent: z.number().nullable(),
    contact: z.object({ email: z.string(), phone: z.string(), country: z.string() }).strict(),
    retentionCall: z.object({ outcome: z.string(), by: z.string(), at: Instant }).strict().nullable(),
    checks: z.array(Check),
    actions: z.array(OfferedAction),
    documents: z.array(DocumentRow),
    transactions: z.array(TransactionRow),
    transactionsEditable: z.boolean(),
    instructions: z.array(RequestInstruction),
    timeline: z.array(TimelineEntry),
    claimedBy: z.object({ operatorId: OperatorId, name: z.string() }).strict().nullable(),
    /** Failed checks keep it waiting: until they are cleared, or until a day (R2-17). */
    heldByChecks: z
      .object({
        kind: z.enum(['held', 'deferred']),
        since: Instant,
        until: BusinessDate.nullable(),
        checks: z.array(CheckName),
      })
      .strict()
      .nullable(),
  })
  .strict()
export type RequestCard = z.output<typeof RequestCard>

export const requests = {
  list: query('withdrawals.access')
    .input(
      z
        .object({
          filter: RequestFilter,
          sort: RequestSort,
          after: RequestCursor.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(RequestRow), next: RequestCursor.nullable() }).strict()),
  /** Totals of a filter; counts stop at `cap`, sums are per currency of the counted rows. */
  totals: query('withdrawals.access')
    .input(z.object({ filter: RequestFilter }).strict())
    .output(
      z
        .object({
          count: z.int(),
          capped: z.boolean(),
          overdue: z.int(),
          sums: z.array(z.object({ currency: Currency, amountMinor: AmountMinor }).strict()),
        })
        .strict(),
    ),
  get: query('withdrawals.access')
    .input(z.object({ requestId: RequestId }).strict())
    .output(RequestCard),
  /** Manual creation from the customer card (R1-85…92). */
  create: command({ permissions: ['withdrawals.create'] })
    .input(
      creating({
        /** The desk's own when none is named. */
        profile: Code.optional(),
        /** By hand only a stricter one than the customer's own (R3-22). */
        template: Code.optional(),
        customerId: CustomerId,
        accountId: AccountId,
        destinationId: DestinationId.nullable(),
        method: Method,
        /** A method of the desk's own list, where it is not named like the way of paying (R0-03). */
        methodEntry: ListKey.optional(),
        /** R0-07 */
        withdrawalType: ListKey.optional(),
        amountMinor: PositiveMinor,
        currency: Currency,
        priority: Priority,
        reason: line(LIMITS.shortTextChars),
        comment: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(Changed),
  /** Performs one action of the profile (R1-16, R1-34). */
  act: command({ permissions: ['withdrawals.access'] })
    .input(
      changing({
        requestId: RequestId,
        action: Code,
        comment: prose(LIMITS.commentChars),
        documents: z.array(DocumentKind).max(LIMITS.documentsPerRequest),
        /** For approvals: digest of the content on the screen (law 5). */
        contentDigest: z.string().max(64).nullable(),
        /** O-04: why, from the profile's list. */
        reasonCode: Code.nullable().optional(),
        /** R2-28: the number under which it was paid outside. */
        reference: line(LIMITS.shortTextChars).optional(),
        /** R1-43: continue although the balance does not cover the withdrawal was shown. */
        acknowledgeShortBalance: z.boolean(),
      }),
    )
    .output(Changed),
  /** The same action on a selection; every row is judged on its own. */
  actOnMany: command({ permissions: ['withdrawals.access'] })
    .input(
      z
        .object({
          commandId: CommandId,
          action: Code,
          comment: prose(LIMITS.commentChars),
          documents: z.array(DocumentKind).max(LIMITS.documentsPerRequest),
          reasonCode: Code.nullable().optional(),
          requests: z
            .array(
              z
                .object({
                  requestId: RequestId,
                  expectedVersion: Version,
                  contentDigest: z.string().max(64).nullable(),
                })
                .strict(),
            )
            .min(1)
            .max(LIMITS.bulkRows),
        })
        .strict(),
    )
    .output(
      z
        .object({
          results: z.array(
            z.object({ requestId: RequestId, done: Changed.nullable(), refusal: RefusalData.nullable() }).strict(),
          ),
        })
        .strict(),
    ),
  /** R1-73…77: all or nothing; one ineligible record refuses the whole selection. */
  massEdit: command({ permissions: ['withdrawals.massUpdate'] })
    .input(
      z
        .object({
          commandId: CommandId,
          department: z.enum(['dealing', 'backoffice']),
          requests: z
            .array(z.object({ requestId: RequestId, expectedVersion: Version }).strict())
            .min(1)
            .max(LIMITS.bulkRows),
        })
        .strict(),
    )
    .output(z.object({ changed: z.array(Changed) }).strict()),
  comment: command({ permissions: ['withdrawals.comment'] })
    .input(creating({ requestId: RequestId, text: requiredLine(LIMITS.commentChars), copyToCustomer: z.boolean() }))
    .output(Changed),
  claim: command({ permissions: ['withdrawals.access'] })
    .input(changing({ requestId: RequestId, claim: z.boolean() }))
    .output(Changed),
  /** Does what the checks of the request say now: holds it, defers it, or lets it come back. */
  lookAgain: command({ permissions: ['withdrawals.access'] })
    .input(changing({ requestId: RequestId }))
    .output(Changed),
  setPriority: command({ permissions: ['withdrawals.access'] })
    .input(changing({ requestId: RequestId, priority: Priority }))
    .output(Changed),
  /** R1-40: only while Dealing or Backoffice holds the request. */
  setFee: command({ permissions: ['withdrawals.passToDepartment', 'withdrawals.approve'] })
    .input(changing({ requestId: RequestId, feeMinor: NonNegativeMinor }))
    .output(Changed),
  ...requestChannel,
  /** Pays another destination of the customer; what was approved for the former one is void (law 5). */
  changeDestination: command({
    permissions: ['withdrawals.create', 'withdrawals.hold', 'withdrawals.passToDepartment', 'cashTasksOut.confirm'],
  })
    .input(changing({ requestId: RequestId, destinationId: DestinationId, comment: requiredLine(LIMITS.commentChars) }))
    .output(Changed),
  /** R1-37: outcome of the retention call. */
  recordCall: command({ permissions: ['withdrawals.passToDepartment'] })
    .input(changing({ requestId: RequestId, outcome: requiredLine(LIMITS.commentChars) }))
    .output(Changed),
  /** R1-41: the three questions of the Backoffice re-check. */
  answerRecheck: command({ permissions: ['withdrawals.approve'] })
    .input(
      changing({
        requestId: RequestId,
        answers: z
          .object({ documents: z.enum(['yes', 'no']), balance: z.enum(['yes', 'no']), call: z.enum(['yes', 'no']) })
          .strict(),
      }),
    )
    .output(Changed),
  /** R1-69…72: every row of the filter in the visible columns; a job writes the file. */
  export: command({ permissions: ['withdrawals.export'] })
    .input(
      z
        .object({
          commandId: CommandId,
          format: z.enum(['csv', 'xlsx']),
          filter: RequestFilter,
          sort: RequestSort,
          columns: z.array(GridColumn).min(1).max(GRID_COLUMNS.length),
        })
        .strict(),
    )
    .output(z.object({ jobId: JobId }).strict()),
}
