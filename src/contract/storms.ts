/**
 * Typhoon signal 8 and the black rainstorm: the day shuts early, and what was planned for the rest of it moves. The plan says what
 * moves before it is carried out, is kept with every line, and can be taken back as long as nothing of it has left.
 */
import { z } from 'zod'
import { changing, command, creating, query } from './base.ts'
import { ClosureKind, MinuteOfDay } from './calendars.ts'
import { BusinessDate, Instant } from './dates.ts'
import { FileId, Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { Label } from './workflow.ts'

/** What moves: a batch that was not released twice, a payment in no batch, a bank-securities transfer, a task of the day; or stays. */
export const STORM_LINES = ['batch', 'payment', 'transfer', 'task', 'staysReleased'] as const
export const StormLine = z
  .object({
    what: z.enum(STORM_LINES),
    /** `Batch 7`, `WD-12`, the name of a task. */
    subject: z.string(),
    name: Label.nullable(),
    route: z.string(),
    amountMinor: AmountMinor.nullable(),
    currency: Currency.nullable(),
    from: BusinessDate,
    /** Nothing: it stays, and a person has to decide. */
    to: BusinessDate.nullable(),
    /** The batch that takes its place. */
    movedTo: z.int().nullable(),
  })
  .strict()
export type StormLine = z.output<typeof StormLine>

export const Storm = z
  .object({
    stormId: z.int().positive(),
    version: Version,
    date: BusinessDate,
    fromMinute: MinuteOfDay,
    kind: ClosureKind,
    reason: z.string(),
    by: z.string(),
    at: Instant,
    lines: z.array(StormLine),
    liftedBy: z.string().nullable(),
    liftedAt: Instant.nullable(),
  })
  .strict()
export type Storm = z.output<typeof Storm>

export const storms = {
  /** What would move if the day shut at this minute, and what is in force today. */
  plan: query('batches.build', 'batches.release', 'cashTasksOut.remit', 'admin.settings', 'audit.read')
    .input(z.object({ fromMinute: MinuteOfDay }).strict())
    .output(
      z
        .object({ today: BusinessDate, lines: z.array(StormLine), inForce: Storm.nullable(), past: z.array(Storm) })
        .strict(),
    ),
  /** Shuts the rest of today on the business, banking and trading calendars, and moves what was planned for it. */
  announce: command({ permissions: ['batches.build', 'admin.settings'], stepUp: true })
    .input(creating({ fromMinute: MinuteOfDay, kind: ClosureKind, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ stormId: z.int(), version: Version, moved: z.int() }).strict()),
  /** The signal was lowered: the calendars open again, and what was moved comes back; only while nothing of it has left. */
  lift: command({ permissions: ['batches.build', 'admin.settings'], stepUp: true })
    .input(changing({ stormId: z.int().positive(), reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ stormId: z.int(), version: Version, back: z.int() }).strict()),
  /** What moved, as a workbook. */
  export: command({ permissions: ['batches.build', 'batches.release', 'admin.settings', 'audit.read'] })
    .input(creating({ stormId: z.int().positive() }))
    .output(z.object({ fileId: FileId, name: z.string(), rows: z.int() }).strict()),
}
