/**
 * A workflow profile: statuses, departments, steps, actions, transitions, approvals and policies as data. The engine runs it and
 * the status matrix on the screen is drawn from the same data (R1-52, K-01).
 */
import { z } from 'zod'
import { CheckBinding } from './check-list.ts'
import { Code, LIMITS } from './limits.ts'
import { Currency } from './money.ts'
import { Department, Permission, Role } from './permissions.ts'

/** A word in every language of the desk. */
export const Label = z
  .object({ en: z.string().min(1).max(LIMITS.nameChars), 'zh-Hant': z.string().min(1).max(LIMITS.nameChars) })
  .strict()
export type Label = z.output<typeof Label>

/** The common state that reports across desks use; the stored status is the profile's own. */
export const CommonState = z.enum([
  'inReview',
  'waitingForInformation',
  'approvedNotSent',
  'succeeded',
  'failed',
  'rejected',
  'cancelled',
])
export type CommonState = z.output<typeof CommonState>

export const ProfileStatus = z
  .object({ status: Code, label: Label, common: CommonState, final: z.boolean(), stage: z.int().min(1).max(9) })
  .strict()

/** R3-09: where a request stands beside its status, such as Audit, Confirm, Remittance; R0-14: Pending, In Review. */
export const ProfileStep = z
  .object({
    step: Code,
    label: Label,
    /** What acts on this step needs, if it needs anything of its own (R3-05, R3-06). */
    permission: Permission.nullable(),
    /** Overrides the status's common state while the request is on this step. */
    common: CommonState.nullable(),
    slaMinutes: z
      .int()
      .min(1)
      .max(60 * 24 * 30)
      .nullable(),
  })
  .strict()

/** R3-22: which steps a request goes through, chosen by its account and by whether it looks abnormal. */
export const ProfileTemplate = z
  .object({
    template: Code,
    label: Label,
    steps: z.array(Code).min(1).max(20),
    account: z.enum(['normal', 'omnibus', 'fund']),
    abnormal: z.boolean(),
  })
  .strict()
export type ProfileTemplate = z.output<typeof ProfileTemplate>

/** Conditions that the engine knows by name; a profile can only name these. */
export const Guard = z.enum([
  'documentsListed',
  'recheckAnswered',
  'balanceCovered',
  'balanceSufficient',
  'destinationOnFile',
  /** R3-28, R3-29: a channel is fixed and everything that it asks for is known to hold. */
  'channelChosen',
  'routeByOpenTrades',
  'transactionsApproved',
  'totalWithinRequested',
  'notMaker',
  'asRead',
  /** The system decides the target: more approvals are needed than are there, or this is the last one (R2-83, R2-84). */
  'approvalsPending',
  'approvalsComplete',
  /** Every approval that the amount needs was given for exactly this content. */
  'approvalsGiven',
])
export type Guard = z.output<typeof Guard>

/** What a transition does besides changing status and holder. */
export const Effect = z.enum([
  'holdFunds',
  'createDrafts',
  'createPayments',
  'startComplete',
  'startPayment',
  'releaseFunds',
  'wantDocuments',
  'claim',
])
export type Effect = z.output<typeof Effect>

/** What must be given with an action. */
export const Requirement = z.enum(['comment', 'documents', 'stepUp', 'reasonCode', 'reference'])
export type Requirement = z.output<typeof Requirement>

export const ActionDefinition = z
  .object({
    action: Code,
    label: Label,
    /** One key on the keyboard. */
    key: z.string().length(1),
    tone: z.enum(['forward', 'back', 'refuse', 'approve', 'complete', 'neutral']),
    permission: Permission.nullable(),
    /** R1-50 number, for the matrix. */
    permissionNumber: z.int().min(1).max(5).nullable(),
    requires: z.array(Requirement),
    /** Who may, beside the permission; nobody in particular when empty (R0-01, R2-29). */
    roles: z.array(Role).max(10).default([]),
  })
  .strict()
export type ActionDefinition = z.output<typeof ActionDefinition>

/** What the desk itself reports of a request: its payments ended, its approval was voided by a change, a check holds it. */
export const SystemEvent = z.enum([
  'paid',
  'partlyPaid',
  'paymentFailed',
  'approvalVoided',
  'checkHeld',
  'deferred',
  /** What held it is cleared; the day that it was deferred to has come. */
  'checkCleared',
  'deferralOver',
  /** The bank itself said that a payment arrived, without a statement. */
  'confirmed',
  /** The morning of the day whose batch a queued payment belongs to (R3-10). */
  'dayBegins',
  /** A person marks what the bank has confirmed; the statement has still to show the debit (R3-13, law 7). */
  'bankConfirmed',
  /** A failed payment leaves again under the approvals that stand (R2-33, R2-36). */
  'retried',
  /** R3-77: the balance changed between submission and deduction, so that the amount cannot be taken any more. */
  'deductionFailed',
])
export type SystemEvent = z.output<typeof SystemEvent>

export const Transition = z
  .object({
    id: Code,
    from: Code,
    heldBy: z.array(Department).min(1),
    action: Code,
    to: Code,
    departmentAfter: Department.nullable(),
    performer: z.union([Department, z.enum(['any', 'customer', 'system'])]),
    guards: z.array(Guard),
    effects: z.array(Effect),
    /** The message to the customer, by its template, in the transaction of the change (R2-19, R2-22, R3-25). */
    notice: Code.nullable().default(null),
    /** The steps on which the transition exists; every one when empty. */
    steps: z.array(Code).max(20).default([]),
    /** A step, the same one, the template's next one, or none. */
    stepAfter: z.union([z.enum(['same', 'next', 'none']), Code]).default('same'),
    /** For the performer `system`: what happens on which event. */
    on: SystemEvent.nullable().default(null),
    /** Whether the rule set states the transition or only implies it. */
    mark: z.enum(['stated', 'targetInferred', 'inferred']),
    basis: z.string().max(400),
  })
  .strict()
export type Transition = z.output<typeof Transition>

/** How many people of a role must approve; `alsoBy` are the higher roles that may stand in (R2-115). */
export const ApprovalNeed = z
  .object({ role: Role, count: z.int().min(1).max(9), alsoBy: z.array(Role).max(5).default([]) })
  .strict()
export type ApprovalNeed = z.output<typeof ApprovalNeed>

const edge = z.int().max(1_000_000_000_000_000)

/** One row of an amount table: above, up to, in this currency, who must approve (R2-48, R2-53, R2-81). */
export const ApprovalBand = z
  .object({
    currency: Currency,
    /** Exclusive; 0 for the first row. */
    aboveMinor: edge.min(0),
    /** Inclusive; null for the last row. */
    upToMinor: edge.min(1).nullable(),
    order: z.enum(['ordered', 'parallel']),
    needs: z.array(ApprovalNeed).min(1).max(6),
  })
  .strict()
export type ApprovalBand = z.output<typeof ApprovalBand>

export const ApprovalTable = z
  .object({
    action: Code,
    bands: z.array(ApprovalBand).max(120),
    /** What a currency without rows needs; null refuses it, because nothing is converted (K-20). */
    otherwise: z.array(ApprovalNeed).min(1).max(6).nullable(),
  })
  .strict()
export type ApprovalTable = z.output<typeof ApprovalTable>

/** R2-86: amount tables of financial actions that are no steps of a request, such as adjustments and bulk adjustments. */
export const FinancialTable = ApprovalTable.omit({ action: true })
  .extend({ subject: z.enum(['adjustment', 'bulkAdjustment']) })
  .strict()

/** O-04, K-30: why a request was refused, and what becomes of its money. */
export const ReasonCode = z
  .object({
    code: Code,
    label: Label,
    money: z.enum(['restores', 'holds']),
    /** The actions that offer it. */
    actions: z.array(Code).min(1).max(20),
  })
  .strict()
export type ReasonCode = z.output<typeof ReasonCode>

/** O-18: the regulatory deadline and the one that follows from the priority; the step's own is at the step. */
export const Clocks = z
  .object({
    regulatoryHours: z
      .int()
      .min(1)
      .max(24 * 60)
      .nullable(),
    priority: z
      .array(
        z
          .object({ priority: z.enum(['low', 'normal', 'high', 'urgent']), businessDays: z.int().min(0).max(60) })
          .strict(),
      )
      .max(4),
  })
  .strict()

/** R2-04: the first rule of which every condition holds gives the priority. */
export const PriorityRule = z
  .object({
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    label: Label,
    all: z
      .array(
        z
          .object({
            fact: z.enum(['amountAbove', 'amountBelow', 'rankIs', 'riskIs', 'newCustomer', 'flagged']),
            currency: Currency.optional(),
            amountMinor: z.int().min(0).optional(),
            is: Code.optional(),
          })
          .strict(),
      )
      .max(6),
  })
  .strict()
export type PriorityRule = z.output<typeof PriorityRule>

/** Where the rule sets contradict each other, each profile says what holds (K-02 … K-32). */
export const Policies = z
  .object({
    /** K-03 */
    balanceComparison: z.enum(['strict', 'inclusive']),
    /** K-02: when money is set apart; it is posted only at execution. */
    holdAt: z.enum(['submission', 'approval', 'execution']),
    feeLock: z.enum(['onTransactionApproval', 'onBackofficeApprove']),
    openedStatuses: z.array(Code).max(40),
    availableRule: z.enum(['first', 'second', 'smaller']),
    routeByOpenTrades: z.enum(['soft', 'hard']),
    dueHours: z
      .int()
      .min(1)
      .max(24 * 60),
    /** K-05 */
    onNameMismatch: z.enum(['hold', 'reject', 'flag']),
    /** K-06 */
    onInsufficientAtReview: z.enum(['warn', 'reject']),
    /** K-07 */
    allowedDestinationKinds: z.array(z.enum(['bankAccount', 'cheque', 'card', 'eWallet', 'giftCard'])).max(5),
    /** K-08 */
    methodDefault: z.enum(['lastDeposit', 'chosen']),
    /** K-10 */
    maxOpenRequests: z.int().min(1).max(1000).nullable(),
    duplicate: z
      .object({
        fields: z.array(z.enum(['amount', 'method', 'destination'])).max(3),
        windowHours: z
          .int()
          .min(1)
          .max(24 * 365)
          .nullable(),
      })
      .strict()
      .nullable(),
    /** K-11 */
    executionMode: z.enum(['manual', 'automatic', 'conditional']),
    /** K-12 */
    customerCancel: z.boolean(),
    /** K-14: whether less than was asked for may be paid. */
    allowPartial: z.boolean(),
    /** R0-07: whether the type of a withdrawal must be said when one is recorded by hand. */
    withdrawalType: z.enum(['required', 'optional']).default('optional'),
    /** K-29 */
    editVoidsApproval: z.boolean(),
    /** K-23 */
    debtBlocksWithdrawal: z.boolean(),
    /** K-32 */
    createdBy: z
      .array(z.enum(['customer', 'operator']))
      .min(1)
      .max(2),
    /** R1-60: where a step back leads that asks another department's holder for documents; null = as its transition says. */
    documentsReturnTo: Code.nullable().default(null),
  })
  .strict()
export type Policies = z.output<typeof Policies>

export const Profile = z
  .object({
    profile: Code,
    version: z.int().min(1),
    label: Label,
    initial: z.object({ status: Code, department: Department }).strict(),
    statuses: z.array(ProfileStatus).min(2).max(60),
    departments: z.array(z.object({ department: Department, label: Label, short: Label }).strict()).max(20),
    steps: z.array(ProfileStep).max(20).default([]),
    templates: z.array(ProfileTemplate).max(20).default([]),
    actions: z.array(ActionDefinition).min(1).max(60),
    transitions: z.array(Transition).min(1).max(400),
    checks: z.array(CheckBinding).max(80).default([]),
    approvals: z.array(ApprovalTable).max(10).default([]),
    financialApprovals: z.array(FinancialTable).max(10).default([]),
    reasonCodes: z.array(ReasonCode).max(40).default([]),
    clocks: Clocks.default({ regulatoryHours: null, priority: [] }),
    priorityRules: z.array(PriorityRule).max(20).default([]),
    policies: Policies,
  })
  .strict()
export type Profile = z.output<typeof Profile>
