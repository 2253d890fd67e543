/**
 * A workflow profile: statuses, departments and transitions as data. The engine runs it and the status matrix
 * on the screen is drawn from the same data (R1-52).
 */
import { z } from 'zod'
import { Nothing, query } from './base.ts'
import { Code } from './limits.ts'
import { Department, Permission } from './permissions.ts'

/** A word in every language of the desk. */
export const Label = z.object({ en: z.string().min(1), 'zh-Hant': z.string().min(1) }).strict()
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

/** Conditions that the engine knows by name; a profile can only name these. */
export const Guard = z.enum([
  'documentsListed',
  'recheckAnswered',
  'balanceCovered',
  'routeByOpenTrades',
  'transactionsApproved',
  'totalWithinRequested',
  'notMaker',
])
export type Guard = z.output<typeof Guard>
/** What a transition does besides changing status and holder. */
export const Effect = z.enum(['holdFunds', 'createDrafts', 'startComplete', 'releaseFunds', 'wantDocuments'])
export type Effect = z.output<typeof Effect>

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
    requires: z.array(z.enum(['comment', 'documents', 'stepUp'])),
  })
  .strict()
export type ActionDefinition = z.output<typeof ActionDefinition>

export const Transition = z
  .object({
    id: Code,
    from: Code,
    heldBy: z.array(Department).min(1),
    action: Code,
    to: Code,
    departmentAfter: Department.nullable(),
    performer: z.union([Department, z.enum(['any', 'customer'])]),
    guards: z.array(Guard),
    effects: z.array(Effect),
    /** Whether the rule set states the transition or only implies it. */
    mark: z.enum(['stated', 'targetInferred', 'inferred']),
    basis: z.string(),
  })
  .strict()
export type Transition = z.output<typeof Transition>

export const Profile = z
  .object({
    profile: Code,
    version: z.int().min(1),
    label: Label,
    initial: z.object({ status: Code, department: Department }).strict(),
    statuses: z.array(ProfileStatus).min(2),
    departments: z.array(z.object({ department: Department, label: Label, short: Label }).strict()),
    actions: z.array(ActionDefinition).min(1),
    transitions: z.array(Transition).min(1),
    policies: z
      .object({
        balanceComparison: z.enum(['strict', 'inclusive']),
        holdAt: z.enum(['submission', 'approval', 'execution']),
        feeLock: z.enum(['onTransactionApproval', 'onBackofficeApprove']),
        openedStatuses: z.array(Code),
        availableRule: z.enum(['first', 'second', 'smaller']),
        routeByOpenTrades: z.enum(['soft', 'hard']),
        dueHours: z
          .int()
          .min(1)
          .max(24 * 60),
      })
      .strict(),
  })
  .strict()
export type Profile = z.output<typeof Profile>

export const ProfileSummary = z
  .object({
    profile: Code,
    version: z.int().min(1),
    label: Label,
    /** Whether new requests of this profile take this version. */
    state: z.enum(['active', 'superseded']),
    /** The profile of new requests when none is named. */
    isDesk: z.boolean(),
  })
  .strict()
export type ProfileSummary = z.output<typeof ProfileSummary>

export const workflow = {
  /** One profile as data: the desk's own, a named one in force, or the version that a request runs on. */
  profile: query()
    .input(z.object({ profile: Code.optional(), version: z.int().min(1).optional() }).strict())
    .output(Profile),
  /** The profiles in force, as data; the desk's own first. */
  inForce: query().input(Nothing).output(z.array(Profile)),
  /** Every version of every profile. */
  profiles: query().input(Nothing).output(z.array(ProfileSummary)),
}
