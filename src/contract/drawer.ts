/**
 * The drawer with the blank leaves: counted every day and signed by two people, and the paper of dead leaves destroyed
 * before the eyes of a second person (law 4).
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { LeafRow } from './cheques.ts'
import { BusinessDate, Instant } from './dates.ts'
import { ChequeBookId, LeafId, Version } from './ids.ts'
import { LIMITS, line, requiredLine } from './limits.ts'

/** One book in the drawer: what the register expects, and what was counted. */
export const CountLine = z
  .object({
    bookId: ChequeBookId,
    account: z.string(),
    range: z.string(),
    /** The number on top. */
    next: z.string().nullable(),
    expected: z.int(),
    counted: z.int().nullable(),
  })
  .strict()
export type CountLine = z.output<typeof CountLine>

export const DrawerCount = z
  .object({
    countId: z.int(),
    version: Version,
    businessDate: BusinessDate,
    lines: z.array(CountLine),
    /** Counted less expected, over all books. */
    difference: z.int(),
    reason: z.string(),
    digest: z.string(),
    countedBy: z.string(),
    countedAt: Instant,
    signedBy: z.string().nullable(),
    signedAt: Instant.nullable(),
  })
  .strict()
export type DrawerCount = z.output<typeof DrawerCount>

export const Destruction = z
  .object({
    destructionId: z.int(),
    version: Version,
    state: z.enum(['asked', 'done']),
    how: z.string(),
    leaves: z.array(LeafRow),
    askedBy: z.string(),
    askedAt: Instant,
    seenBy: z.string().nullable(),
    seenAt: Instant.nullable(),
  })
  .strict()
export type Destruction = z.output<typeof Destruction>

export const drawer = {
  /** What must lie in the drawer now, and the last counts. */
  get: query('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
    .input(Nothing)
    .output(
      z
        .object({
          expected: z.array(CountLine),
          counts: z.array(DrawerCount),
          /** Dead leaves whose paper is still there. */
          dead: z.array(LeafRow),
          destructions: z.array(Destruction),
        })
        .strict(),
    ),
  /** One person counted; every book with blank leaves has its figure. A difference needs a reason. */
  count: command({ permissions: ['cheques.print', 'cheques.release'] })
    .input(
      creating({
        lines: z
          .array(z.object({ bookId: ChequeBookId, counted: z.int().min(0).max(10_000) }).strict())
          .min(1)
          .max(500),
        reason: line(LIMITS.commentChars),
      }),
    )
    .output(z.object({ countId: z.int(), difference: z.int() }).strict()),
  /** Another person counted the same. */
  sign: command({ permissions: ['cheques.print', 'cheques.sign', 'cheques.release'], stepUp: true })
    .input(changing({ countId: z.int().min(1), digest: z.string().length(64) }))
    .output(z.object({ countId: z.int(), version: Version }).strict()),
  /** Puts dead leaves on a list to be destroyed. */
  askDestruction: command({ permissions: ['cheques.print', 'cheques.release'] })
    .input(
      creating({
        leaves: z.array(LeafId).min(1).max(LIMITS.chequesPerRun),
        how: requiredLine(LIMITS.shortTextChars),
      }),
    )
    .output(z.object({ destructionId: z.int(), version: Version }).strict()),
  /** Another person saw the paper destroyed. */
  confirmDestruction: command({ permissions: ['cheques.print', 'cheques.sign', 'cheques.release'], stepUp: true })
    .input(changing({ destructionId: z.int().min(1) }))
    .output(z.object({ destructionId: z.int(), version: Version }).strict()),
}
