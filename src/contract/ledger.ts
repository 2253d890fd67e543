/** The books as they stand: accounts, journals, postings. Nothing here changes them but a reversal. */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { JournalId, LedgerAccountId, ProposalId, RequestId } from './ids.ts'
import { LIMITS, line, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

export const AccountKind = z.enum([
  'bank',
  'customer',
  'inTransit',
  'feeIncome',
  'bankCharges',
  'suspense',
  'adjustment',
  'interest',
])
export type AccountKind = z.output<typeof AccountKind>

export const LedgerAccountRow = z
  .object({
    ledgerAccountId: LedgerAccountId,
    kind: AccountKind,
    name: z.string(),
    currency: Currency,
    /** Debits minus credits: assets positive, what is owed to customers negative. */
    balanceMinor: AmountMinor,
    heldMinor: AmountMinor,
  })
  .strict()

export const JournalRow = z
  .object({
    journalId: JournalId,
    kind: z.string(),
    date: BusinessDate,
    at: Instant,
    by: z.string(),
    requestId: RequestId.nullable(),
    memo: z.string(),
    reverses: JournalId.nullable(),
    reversedBy: JournalId.nullable(),
    postings: z.array(
      z
        .object({
          ledgerAccountId: LedgerAccountId,
          accountName: z.string(),
          amountMinor: AmountMinor,
          currency: Currency,
        })
        .strict(),
    ),
  })
  .strict()
export type JournalRow = z.output<typeof JournalRow>

export const LedgerCheck = z
  .object({
    passed: z.boolean(),
    findings: z.array(z.object({ code: z.string(), place: z.string(), message: z.string() }).strict()),
    figures: z
      .object({
        journals: z.int(),
        postings: z.int(),
        accounts: z.int(),
        activeHolds: z.int(),
        auditRecords: z.int(),
        auditHead: z.string(),
        sums: z.array(z.object({ currency: Currency, sumMinor: AmountMinor }).strict()),
      })
      .strict(),
  })
  .strict()
export type LedgerCheck = z.output<typeof LedgerCheck>

export const ledger = {
  accounts: query('ledger.read')
    .input(
      z
        .object({
          kinds: z.array(AccountKind).max(8),
          search: line(80),
          after: LedgerAccountId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(LedgerAccountRow), more: z.boolean() }).strict()),
  journals: query('ledger.read')
    .input(
      z
        .object({
          ledgerAccountId: LedgerAccountId.nullable(),
          requestId: RequestId.nullable(),
          before: JournalId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(JournalRow), more: z.boolean() }).strict()),
  /** A mistake is reversed, once, by a linked journal (law 1) that another person confirms (law 4). */
  reverse: command({ permissions: ['ledger.adjust'], stepUp: true })
    .input(creating({ journalId: JournalId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ proposalId: ProposalId }).strict()),
  check: query('ledger.read', 'audit.read').input(Nothing).output(LedgerCheck),
}
