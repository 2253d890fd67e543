/** When money should be there, as a table per bank with service hours of its own (R3-68…R3-71): data with versions. */
import { z } from 'zod'
import { ClockTime, House } from './channels.ts'
import { Label } from './workflow.ts'

export const ArrivalPromise = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('within'), minutes: z.int().min(1).max(1_440) }).strict(),
  z.object({ kind: z.literal('before'), day: z.enum(['same', 'next']), time: ClockTime }).strict(),
])
export type ArrivalPromise = z.output<typeof ArrivalPromise>

export const ArrivalRow = z
  .object({
    margin: z.boolean(),
    /** Of a day of the channel; the start is inside, the end is not (R3-70). */
    from: ClockTime,
    to: ClockTime,
    automatic: z.boolean(),
    /** Above the bank's large amount; nothing = whatever the amount. */
    large: z.boolean().nullable(),
    arrival: ArrivalPromise,
  })
  .strict()
export type ArrivalRow = z.output<typeof ArrivalRow>

export const ArrivalTable = z
  .object({
    key: House,
    name: Label,
    rows: z.array(ArrivalRow).min(1).max(60),
    /** All other times, days without service included. */
    otherwise: z.object({ automatic: ArrivalPromise, byHand: ArrivalPromise }).strict(),
  })
  .strict()
export type ArrivalTable = z.output<typeof ArrivalTable>
