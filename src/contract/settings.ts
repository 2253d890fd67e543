/** Settings of the desk: a closed list of keys, each with its schema; every change is audited. */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BankAccountId, ProposalId, Version } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { Currency, NonNegativeMinor } from './money.ts'
import { proposed } from './proposals.ts'

export const SETTINGS = {
  'desk.name': requiredLine(80),
  'desk.timeZone': requiredLine(60),
  /** The workflow profile of new requests when none is named (K-01). */
  'desk.profile': Code,
  'desk.batchCut': z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  'session.idleLockMinutes': z.int().min(1).max(240),
  'session.stepUpMinutes': z.int().min(1).max(30),
  'session.lockOutTries': z.int().min(3).max(20),
  'session.lockOutMinutes': z.int().min(1).max(1440),
  'withdrawal.minimumLevelGeneral': z.int().min(0).max(10_000),
  'withdrawal.defaultFeeMinor': z.int().min(0).max(1_000_000_00),
  'withdrawal.dueHours': z
    .int()
    .min(1)
    .max(24 * 60),
  /** R2-10, R2-108 */
  'checks.minimumAgeDays': z.int().min(0).max(365),
  'checks.destinationAgeDays': z.int().min(0).max(365),
  /** R2-107 */
  'checks.duplicateFields': z.enum(['amountMethodDestination', 'amountDestination', 'amount']),
  'checks.duplicateDays': z.int().min(1).max(365),
  'checks.repeatDays': z.int().min(0).max(90),
  /** R3-73, R3-74: more than this, in minor units. */
  'checks.initialDepositMinor': z.int().min(0).max(1_000_000_000_00),
  'checks.initialDepositCurrency': Currency,
  'checks.nameScore': z.int().min(50).max(100),
  'checks.unusualFactor': z.int().min(1).max(100),
  /** R4-17…R4-19: how users may withdraw. */
  'incentives.bankTransfer': z.enum(['on', 'off']),
  'incentives.giftCards': z.enum(['on', 'off']),
  /** R4-15: in minor units; 0 = no limit. */
  'incentives.unverifiedLimitMinor': z.int().min(0).max(1_000_000_000_00),
  'incentives.limitCurrency': Currency,
  /** A new or changed payout destination needs a second person, and so many hours before money may go there. */
  'destinations.secondPerson': z.enum(['yes', 'no']),
  'destinations.coolingOffHours': z.int().min(0).max(720),
  'cheques.wordsLanguage': z.enum(['english', 'chinese']),
  /** A cheque older than this need not be paid (six months in Hong Kong). */
  'cheques.validityMonths': z.int().min(1).max(24),
  /** Without a server, e-mails wait in the outbox. */
  'mail.host': line(120),
  /** By which interface bank-securities transfers leave: by file, or by the simulator that moves no money. */
  'transfers.bank': z.enum(['file', 'simulator']),
  'mail.port': z.int().min(1).max(65_535),
  'mail.security': z.enum(['none', 'startTls', 'tls']),
  'mail.user': line(120),
  'mail.from': line(120),
  /** Whether leaves may be printed from the file, without a calibrated printer. */
  'cheques.printByHand': z.enum(['refused', 'allowed']),
} as const
export type SettingKey = keyof typeof SETTINGS

/** Settings that concern money, rights or the business day are changed by two people. */
export const SETTING_BY_TWO: Record<SettingKey, boolean> = {
  'desk.name': false,
  'desk.profile': true,
  'desk.timeZone': true,
  'desk.batchCut': true,
  'session.idleLockMinutes': true,
  'session.stepUpMinutes': true,
  'session.lockOutTries': true,
  'session.lockOutMinutes': true,
  'withdrawal.minimumLevelGeneral': true,
  'withdrawal.defaultFeeMinor': true,
  'withdrawal.dueHours': true,
  'checks.minimumAgeDays': true,
  'checks.destinationAgeDays': true,
  'checks.duplicateFields': true,
  'checks.duplicateDays': true,
  'checks.repeatDays': true,
  'checks.initialDepositMinor': true,
  'checks.initialDepositCurrency': true,
  'checks.nameScore': true,
  'checks.unusualFactor': true,
  'incentives.bankTransfer': true,
  'incentives.giftCards': true,
  'incentives.unverifiedLimitMinor': true,
  'incentives.limitCurrency': true,
  'destinations.secondPerson': true,
  'destinations.coolingOffHours': true,
  'cheques.wordsLanguage': false,
  'cheques.validityMonths': true,
  'transfers.bank': true,
  'mail.host': true,
  'mail.port': true,
  'mail.security': true,
  'mail.user': true,
  'mail.from': true,
  'cheques.printByHand': true,
}
export const SettingKey = z.enum(Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]])

export const BankAccount = z
  .object({
    bankAccountId: BankAccountId,
    version: Version,
    name: z.string(),
    bankName: z.string(),
    bankCode: z.string(),
    bic: z.string(),
    accountNumber: z.string(),
    currency: Currency,
    ownerName: z.string(),
    ownerTown: z.string(),
    ownerCountry: z.string(),
  })
  .strict()
export type BankAccount = z.output<typeof BankAccount>

export const settings = {
  list: query('admin.settings', 'audit.read')
    .input(Nothing)
    .output(
      z.array(
        z
          .object({ key: SettingKey, value: z.union([z.string(), z.int()]), version: Version, changedBy: z.string() })
          .strict(),
      ),
    ),
  set: command({ permissions: ['admin.settings'] })
    .input(changing({ key: SettingKey, value: z.union([z.string().max(200), z.int()]) }))
    .output(z.object({ key: SettingKey, version: Version, ...proposed, proposalId: ProposalId.nullable() }).strict()),
  bankAccounts: query('admin.settings', 'batches.build', 'cheques.print', 'statements.import', 'ledger.read')
    .input(Nothing)
    .output(z.array(BankAccount)),
  addBankAccount: command({ permissions: ['admin.settings'] })
    .input(
      creating({
        name: requiredLine(80),
        bankName: requiredLine(LIMITS.nameChars),
        bankCode: z.string().regex(/^\d{3}$/),
        bic: z.string().regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/),
        accountNumber: requiredLine(34),
        currency: Currency,
        ownerName: requiredLine(LIMITS.nameChars),
        ownerTown: requiredLine(35),
        ownerCountry: z.string().regex(/^[A-Z]{2}$/),
        openingBalanceMinor: NonNegativeMinor,
        note: line(LIMITS.commentChars),
      }),
    )
    .output(z.object({ bankAccountId: BankAccountId.nullable(), ...proposed }).strict()),
}
