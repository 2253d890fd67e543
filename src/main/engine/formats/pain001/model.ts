/**
 * One internal record of a credit transfer file, whatever version is written or read. The two writers and the reader
 * speak this record alone, so that what was approved, what was written and what was read back can be compared.
 */
import type { Currency } from '../../../../contract/money.ts'

/** Versions the desk writes. */
export type PainVersion = '03' | '09'

export const PAIN_NAMESPACE: Readonly<Record<PainVersion, string>> = {
  '03': 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03',
  '09': 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
}

/** Address in parts: from 14 November 2026 town and country stand in their own elements, with at most two free lines. */
export type PostalAddress = {
  readonly street?: string
  /** Building number, at most 16 characters. */
  readonly building?: string
  readonly postCode?: string
  readonly town?: string
  /** ISO 3166 code of two letters. */
  readonly country?: string
  readonly lines?: readonly string[]
}

export type AccountId =
  | { readonly kind: 'iban'; readonly iban: string }
  | { readonly kind: 'other'; readonly id: string }

/** Member of a clearing system: system `HKNCC` and member `004`, always text. */
export type ClearingMember = { readonly system?: string; readonly id: string }

export type Agent = {
  readonly bic?: string
  readonly clearingMember?: ClearingMember
  readonly name?: string
}

export type Party = { readonly name: string; readonly address?: PostalAddress }

export const CHARGE_BEARERS = ['DEBT', 'CRED', 'SHAR', 'SLEV'] as const
export type ChargeBearer = (typeof CHARGE_BEARERS)[number]

export type Payment = {
  readonly instructionId?: string
  readonly endToEndId: string
  /** Version-4 UUID in lower case; carried from version .09 on. */
  readonly uetr?: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly creditor: Party
  readonly creditorAgent?: Agent
  readonly creditorAccount?: AccountId
  readonly remittance?: string
  /** ISO external purpose code of at most four characters. */
  readonly purpose?: string
}

export type PaymentBlock = {
  readonly blockId: string
  /** `YYYY-MM-DD`. */
  readonly executionDate: string
  readonly debtor: Party
  readonly debtorAccount: AccountId
  readonly debtorAgent: Agent
  /** The one currency of the block's payments. */
  readonly currency: Currency
  readonly chargeBearer?: ChargeBearer
  /** True: one entry for the block on the statement; false: one per payment. */
  readonly batchBooking?: boolean
  readonly serviceLevel?: string
  readonly payments: readonly Payment[]
}

export type PaymentFile = {
  readonly messageId: string
  /** ISO date and time as it stands in the file, for example `2025-11-21T11:02:33+08:00`. */
  readonly createdAt: string
  readonly initiatingParty: { readonly name: string; readonly id?: string }
  readonly blocks: readonly PaymentBlock[]
}
