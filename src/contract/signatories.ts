/**
 * Who signs cheques, and how many of whom: mandates in group A or B with their days and specimen, and rules that say which two
 * signatures an amount needs. Both are changed by two people.
 */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { FileId, OperatorId } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { SigningGroup } from './permissions.ts'
import { proposed } from './proposals.ts'

/** Which two groups together: both orders are the same. */
export const Combination = z.enum(['A+A', 'A+B', 'B+B'])
export type Combination = z.output<typeof Combination>

/** Whether a signature of a group leads to a wanted pair after those that are there. */
export function pairFits(
  wanted: readonly Combination[],
  earlier: readonly SigningGroup[],
  group: SigningGroup,
): boolean {
  if (earlier.length === 0) return wanted.some((pair) => pair.includes(group))
  const pair = [...earlier, group].sort().join('+')
  return wanted.some((combination) => combination === pair)
}

export const Mandate = z
  .object({
    mandateId: z.int(),
    operatorId: OperatorId,
    name: z.string(),
    group: SigningGroup,
    validFrom: BusinessDate,
    /** The last day; `null`: until it is ended. */
    validTo: BusinessDate.nullable(),
    specimenFileId: FileId.nullable(),
    /** In force today. */
    valid: z.boolean(),
    madeAt: Instant,
  })
  .strict()
export type Mandate = z.output<typeof Mandate>

export const SigningRule = z
  .object({
    ruleId: z.int(),
    currency: Currency,
    /** From this amount on; the band ends where the next rule of the currency begins. */
    fromMinor: AmountMinor,
    combinations: z.array(Combination).min(1),
    validFrom: BusinessDate,
    validTo: BusinessDate.nullable(),
    valid: z.boolean(),
    madeAt: Instant,
  })
  .strict()
export type SigningRule = z.output<typeof SigningRule>

const Days = { validFrom: BusinessDate, validTo: BusinessDate.nullable() }
const Proposed = z.object(proposed).strict()

export const signatories = {
  list: query('cheques.print', 'cheques.sign', 'cheques.release', 'admin.operators', 'audit.read')
    .input(Nothing)
    .output(
      z
        .object({
          mandates: z.array(Mandate),
          rules: z.array(SigningRule),
          /** People with a signing group who may be given a mandate. */
          people: z.array(
            z.object({ operatorId: OperatorId, name: z.string(), group: SigningGroup.nullable() }).strict(),
          ),
        })
        .strict(),
    ),
  /** As soon as a person has a mandate, only mandates count for that person. */
  addMandate: command({ permissions: ['admin.operators'] })
    .input(
      creating({
        operatorId: OperatorId,
        group: SigningGroup,
        ...Days,
        specimenFileId: FileId.nullable().default(null),
      }),
    )
    .output(Proposed),
  endMandate: command({ permissions: ['admin.operators'] })
    .input(creating({ mandateId: z.int().min(1), validTo: BusinessDate }))
    .output(Proposed),
  /** As soon as a currency has a rule in force, only rules count for it; before that one of A and one of B sign. */
  addRule: command({ permissions: ['admin.operators'] })
    .input(
      creating({
        currency: Currency,
        fromMinor: AmountMinor,
        combinations: z.array(Combination).min(1).max(3),
        ...Days,
      }),
    )
    .output(Proposed),
  endRule: command({ permissions: ['admin.operators'] })
    .input(creating({ ruleId: z.int().min(1), validTo: BusinessDate }))
    .output(Proposed),
}
