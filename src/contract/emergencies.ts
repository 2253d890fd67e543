/**
 * Emergency controls (R2-102…R2-106): pause processing, switch a provider to manual, freeze an account, suspend a customer. One person
 * may raise one at any time; it takes two to lift it.
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { EmergencyId, Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'

export const EMERGENCY_KINDS = ['pause', 'provider', 'freeze', 'suspend'] as const
export const EmergencyKind = z.enum(EMERGENCY_KINDS)
export type EmergencyKind = z.output<typeof EmergencyKind>

export const Emergency = z
  .object({
    emergencyId: EmergencyId,
    version: Version,
    kind: EmergencyKind,
    /** Whom or what it is about, in words: a provider, an account number, a customer; nothing for the desk as a whole. */
    about: z.string(),
    reason: z.string(),
    by: z.string(),
    at: Instant,
    /** The first of the two people who lift it. */
    liftAskedBy: z.string().nullable(),
    liftAskedByMe: z.boolean(),
    liftReason: z.string(),
    liftedBy: z.string().nullable(),
    liftedAt: Instant.nullable(),
    /** How many pending requests a suspension put on hold; nothing = they are being held now, or it is no suspension. */
    heldRequests: z.int().nullable(),
  })
  .strict()
export type Emergency = z.output<typeof Emergency>

const Done = z.object({ emergencyId: EmergencyId, version: Version, lifted: z.boolean() }).strict()

export const emergencies = {
  /** What is in force now: everybody sees it. */
  active: query().input(Nothing).output(z.array(Emergency)),
  list: query('batches.build', 'batches.release', 'cashTasksOut.remit', 'admin.settings', 'audit.read', 'days.sign')
    .input(Nothing)
    .output(z.object({ emergencies: z.array(Emergency), providers: z.array(z.string()) }).strict()),
  raise: command({ permissions: ['batches.release', 'cashTasksOut.remit', 'admin.settings', 'days.sign'] })
    .input(
      creating({
        kind: EmergencyKind,
        /** Provider, account number or customer number; empty for a pause. */
        about: z.string().trim().max(LIMITS.shortTextChars),
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(Done),
  /** The first call asks for it, the second one, by another person, lifts it. */
  lift: command({ permissions: ['batches.release', 'cashTasksOut.remit', 'admin.settings', 'days.sign'], stepUp: true })
    .input(changing({ emergencyId: EmergencyId, reason: requiredLine(LIMITS.commentChars) }))
    .output(Done),
}
