/** Branded identifiers: a request's number cannot be passed where a batch's is wanted. */
import { z } from 'zod'

const numeric = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

export const OperatorId = numeric.brand<'OperatorId'>()
export type OperatorId = z.output<typeof OperatorId>
export const CustomerId = numeric.brand<'CustomerId'>()
export type CustomerId = z.output<typeof CustomerId>
/** A customer's trading account: where the money comes from. */
export const AccountId = numeric.brand<'AccountId'>()
export type AccountId = z.output<typeof AccountId>
export const DestinationId = numeric.brand<'DestinationId'>()
export type DestinationId = z.output<typeof DestinationId>
export const RequestId = numeric.brand<'RequestId'>()
export type RequestId = z.output<typeof RequestId>
export const TransactionId = numeric.brand<'TransactionId'>()
export type TransactionId = z.output<typeof TransactionId>
export const DocumentId = numeric.brand<'DocumentId'>()
export type DocumentId = z.output<typeof DocumentId>
export const InstructionId = numeric.brand<'InstructionId'>()
export type InstructionId = z.output<typeof InstructionId>
export const BatchId = numeric.brand<'BatchId'>()
export type BatchId = z.output<typeof BatchId>
export const LeafId = numeric.brand<'LeafId'>()
export type LeafId = z.output<typeof LeafId>
export const ChequeBookId = numeric.brand<'ChequeBookId'>()
export type ChequeBookId = z.output<typeof ChequeBookId>
export const BankAccountId = numeric.brand<'BankAccountId'>()
export type BankAccountId = z.output<typeof BankAccountId>
export const StatementId = numeric.brand<'StatementId'>()
export type StatementId = z.output<typeof StatementId>
export const StatementLineId = numeric.brand<'StatementLineId'>()
export type StatementLineId = z.output<typeof StatementLineId>
export const JournalId = numeric.brand<'JournalId'>()
export type JournalId = z.output<typeof JournalId>
export const LedgerAccountId = numeric.brand<'LedgerAccountId'>()
export type LedgerAccountId = z.output<typeof LedgerAccountId>
export const EmergencyId = numeric.brand<'EmergencyId'>()
export type EmergencyId = z.output<typeof EmergencyId>
export const RegularAuditId = numeric.brand<'RegularAuditId'>()
export type RegularAuditId = z.output<typeof RegularAuditId>
export const AuditFindingId = numeric.brand<'AuditFindingId'>()
export type AuditFindingId = z.output<typeof AuditFindingId>
export const FileId = numeric.brand<'FileId'>()
export type FileId = z.output<typeof FileId>
export const CalendarId = numeric.brand<'CalendarId'>()
export type CalendarId = z.output<typeof CalendarId>
export const DelegationId = numeric.brand<'DelegationId'>()
export type DelegationId = z.output<typeof DelegationId>
/** A message of the outbox. */
export const NotificationId = numeric.brand<'NotificationId'>()
export type NotificationId = z.output<typeof NotificationId>
/** A change of rights or money settings that waits for a second person. */
export const ProposalId = numeric.brand<'ProposalId'>()
export type ProposalId = z.output<typeof ProposalId>
export const ViewId = numeric.brand<'ViewId'>()
export type ViewId = z.output<typeof ViewId>
export const JobId = numeric.brand<'JobId'>()
export type JobId = z.output<typeof JobId>

/** Made when a form opens and kept with the draft, so that a repeated command has one effect (law 3). */
export const CommandId = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/)

/** The version of a thing that the operator saw; a command on another version is a conflict (law 6). */
export const Version = z.int().min(1)

/** The number people say and write: `WD-1042`. */
export function requestNumber(id: number): string {
  return `WD-${id}`
}
