/**
 * What a bank says about payments that were sent to it (pain.002): a status for the whole message, for each block of
 * payments and for single payments, each with reasons. Codes are kept as written; unknown ones are shown, not mapped.
 */
import type { Finding, Outcome } from '../statements/model.ts'

export type StatusReason = {
  /** ISO code (`AC01`, `NARR`), or the bank's own, or `null` when only text is given. */
  code: string | null
  text: string[]
}

export type ReportedTransaction = {
  place: string
  status: string | null
  reasons: StatusReason[]
  originalEndToEndId: string | null
  originalInstructionId: string | null
  originalTransactionId: string | null
  originalUetr: string | null
  bankReference: string | null
  /** As written, with zone. */
  acceptedAt: string | null
  amountText: string | null
  currency: string | null
}

export type ReportedBlock = {
  place: string
  /** `null` for transactions that a report lists without a block. */
  originalBlockId: string | null
  status: string | null
  reasons: StatusReason[]
  statedCount: string | null
  transactions: ReportedTransaction[]
}

export type StatusReport = {
  place: string
  messageId: string | null
  createdAt: string | null
  originalMessageId: string | null
  originalMessageName: string | null
  statedCount: string | null
  groupStatus: string | null
  groupReasons: StatusReason[]
  blocks: ReportedBlock[]
}

export type StatusReportFile = { outcome: Outcome; format: string; findings: Finding[]; reports: StatusReport[] }

/**
 * What a status means for the desk. `received` is not accepted for execution, `accepted` is not paid, `settled` is paid;
 * `silent` means that the report says nothing about this payment, which is no acceptance.
 */
export type StatusMeaning =
  | 'received'
  | 'accepted'
  | 'accepted-with-change'
  | 'accepted-without-posting'
  | 'settled'
  | 'partly'
  | 'waiting'
  | 'rejected'
  | 'cancelled'
  | 'unknown-code'
  | 'silent'

const MEANINGS: Record<string, StatusMeaning> = {
  RCVD: 'received',
  ACTC: 'received',
  ACCP: 'accepted',
  ACSP: 'accepted',
  ACWC: 'accepted-with-change',
  ACWP: 'accepted-without-posting',
  ACSC: 'settled',
  ACCC: 'settled',
  PART: 'partly',
  PDNG: 'waiting',
  RJCT: 'rejected',
  CANC: 'cancelled',
}

/** The meaning of a status code; codes outside the list are never guessed. */
export function meaningOf(status: string | null): StatusMeaning {
  if (status === null) return 'silent'
  return Object.hasOwn(MEANINGS, status) ? (MEANINGS[status] ?? 'unknown-code') : 'unknown-code'
}
