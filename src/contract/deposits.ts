/**
 * The afternoon's way to the bank (R3-49): released cheques that our own people deposit at a branch, on one printed list,
 * confirmed with the bank's slip. Not before both signatures (R3-50).
 */
import { z } from 'zod'
import { changing, command, creating, query } from './base.ts'
import { LeafRow } from './cheques.ts'
import { BusinessDate, Instant } from './dates.ts'
import { FileId, LeafId, Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'

export const DepositState = z.enum(['open', 'deposited', 'withdrawn'])
export type DepositState = z.output<typeof DepositState>

export const DepositRow = z
  .object({
    depositId: z.int(),
    version: Version,
    state: DepositState,
    branch: z.string(),
    carrier: z.string(),
    businessDate: BusinessDate,
    leaves: z.array(LeafRow),
    fileId: FileId,
    madeBy: z.string(),
    madeAt: Instant,
    slip: z.string().nullable(),
    endedBy: z.string().nullable(),
    endedAt: Instant.nullable(),
  })
  .strict()
export type DepositRow = z.output<typeof DepositRow>

const Done = z.object({ depositId: z.int(), version: Version, state: DepositState }).strict()
const aDeposit = { depositId: z.int().min(1) }

export const deposits = {
  /** Released leaves that wait to be taken to the bank, then the lists, newest first. */
  list: query('cheques.print', 'cheques.release', 'ledger.read')
    .input(z.object({ after: z.int().nullable(), pageSize: z.int().min(1).max(LIMITS.pageRows) }).strict())
    .output(z.object({ waiting: z.array(LeafRow), rows: z.array(DepositRow), more: z.boolean() }).strict()),
  /** Draws the list and puts these leaves on it. */
  make: command({ permissions: ['cheques.print', 'cheques.release'] })
    .input(
      creating({
        branch: requiredLine(LIMITS.shortTextChars),
        carrier: requiredLine(LIMITS.nameChars),
        leaves: z.array(LeafId).min(1).max(LIMITS.chequesPerRun),
      }),
    )
    .output(Done),
  /** The bank has taken them in: all leaves of the list are deposited. */
  confirm: command({ permissions: ['cheques.print', 'cheques.release'] })
    .input(changing({ ...aDeposit, slip: requiredLine(LIMITS.shortTextChars) }))
    .output(Done),
  /** The list was not taken to the bank: its leaves wait for another. */
  withdraw: command({ permissions: ['cheques.print', 'cheques.release'] })
    .input(changing({ ...aDeposit }))
    .output(Done),
}
