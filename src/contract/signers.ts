/**
 * Authorised signers per bank (R3-17…R3-21): who may approve in online banking, since when, who stands in for whom, and on which days
 * somebody is away. The register is data with versions that two people change; an absence is said by one.
 */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { OperatorId } from './ids.ts'
import { Code, LIMITS, requiredLine } from './limits.ts'

export const RegisteredSigner = z
  .object({
    operatorId: OperatorId,
    /** A backup signs on days on which a primary signer is away (R3-19). */
    role: z.enum(['primary', 'backup']),
    /** The days on which the bank holds the rights of this person. */
    from: BusinessDate,
    to: BusinessDate.nullable(),
  })
  .strict()
export type RegisteredSigner = z.output<typeof RegisteredSigner>

/** The signers of one bank; the key is its clearing code. */
export const SignerRegister = z.object({ key: Code, signers: z.array(RegisteredSigner).max(40) }).strict()
export type SignerRegister = z.output<typeof SignerRegister>

/** A day or days on which a person cannot sign. */
export const Absence = z
  .object({
    absenceId: z.int().positive(),
    operatorId: OperatorId,
    name: z.string(),
    from: BusinessDate,
    to: BusinessDate,
    reason: z.string(),
    saidBy: z.string(),
    saidAt: Instant,
  })
  .strict()
export type Absence = z.output<typeof Absence>

export const SignerRow = z
  .object({
    operatorId: OperatorId,
    name: z.string(),
    role: RegisteredSigner.shape.role,
    from: BusinessDate,
    to: BusinessDate.nullable(),
    /** The bank holds the rights today. */
    inForce: z.boolean(),
    absentUntil: BusinessDate.nullable(),
    /** May sign for this bank today: present, and for a backup, needed. */
    signsToday: z.boolean(),
  })
  .strict()
export type SignerRow = z.output<typeof SignerRow>

export const BankSigners = z
  .object({
    bankCode: Code,
    bankName: z.string(),
    /** 0: the bank has no register yet, and everybody who may release signs. */
    version: z.int(),
    madeBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    signers: z.array(SignerRow),
    /** R3-20: the next day, today included, on which two can sign; nothing = not within the days looked at. */
    signingDay: BusinessDate.nullable(),
  })
  .strict()
export type BankSigners = z.output<typeof BankSigners>

export const signers = {
  list: query('batches.build', 'batches.release', 'admin.settings', 'audit.read')
    .input(Nothing)
    .output(
      z
        .object({
          today: BusinessDate,
          banks: z.array(BankSigners),
          absences: z.array(Absence),
          /** Who may be entered: everybody who may release. */
          people: z.array(z.object({ operatorId: OperatorId, name: z.string() }).strict()),
        })
        .strict(),
    ),
  /** Somebody is away: who it is says it, or somebody who plans. Backups of the banks concerned are told. */
  sayAbsent: command({ permissions: ['batches.release', 'batches.build', 'admin.settings'] })
    .input(
      creating({
        operatorId: OperatorId,
        from: BusinessDate,
        to: BusinessDate,
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.object({ absenceId: z.int().positive(), told: z.int() }).strict()),
  /** Back earlier, or said by mistake. */
  endAbsence: command({ permissions: ['batches.release', 'batches.build', 'admin.settings'] })
    .input(creating({ absenceId: z.int().positive() }))
    .output(z.object({ absenceId: z.int().positive() }).strict()),
}
