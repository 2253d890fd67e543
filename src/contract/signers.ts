/**
 * Authorised signers per bank (R3-17…R3-21): who may approve in online banking, since when, who stands in for whom, and on which days
 * somebody is away. The register is data with versions that two people change; an absence is said by one.
 */
import { z } from 'zod'
import { BusinessDate } from './dates.ts'
import { OperatorId } from './ids.ts'
import { Code } from './limits.ts'

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
