/** Settings and bank accounts are changed by two people where they concern money, rights or the business day. */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import { SETTING_BY_TWO, type SettingKey } from '../../../../contract/settings.ts'
import type { Call } from '../../call.ts'
import { accountOf } from '../../ledger/books.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import { bankAccounts, changeSetting, insertBankAccount, nextBankAccountId, requireSettingVersion } from './store.ts'

type SettingChange = { key: SettingKey; value: string | number; expectedVersion: number }

/** Sets at once what one person may set, and proposes the rest. */
export function setOrPropose(call: Call, change: SettingChange) {
  const { key, value, expectedVersion } = change
  requireSettingVersion(call, { key, version: expectedVersion })
  if (!SETTING_BY_TWO[key]) return { key, version: writeSetting(call, change), proposalId: null, applied: true }
  const before = call.services.settings.get(key)
  if (before === value) return { key, version: expectedVersion, proposalId: null, applied: true }
  const { proposalId, applied } = propose(
    call,
    {
      kind: 'setting.set',
      subject: `setting:${key}`,
      title: key,
      before: { [key]: before },
      after: { [key]: value },
      payload: change,
    },
    applySetting,
  )
  return { key, version: applied ?? expectedVersion, proposalId, applied: applied !== null }
}

/** A setting that moved on since it was proposed makes the change stale. */
export function applySetting(call: Call, { payload }: StoredProposal): number {
  return writeSetting(call, payload as SettingChange)
}

function writeSetting(call: Call, { key, value, expectedVersion }: SettingChange): number {
  const before = call.services.settings.get(key)
  const version = changeSetting(call, { key, version: expectedVersion }, value)
  call.audit({
    action: 'setting.set',
    subject: `setting:${key}`,
    changes: [[key, String(before), String(value)]],
  })
  call.changed('settings')
  return version
}

export type NewBankAccount = {
  name: string
  bankName: string
  bankCode: string
  bic: string
  accountNumber: string
  currency: Currency
  ownerName: string
  ownerTown: string
  ownerCountry: string
  openingBalanceMinor: number
  note: string
}

/** Where the desk's money leaves from is never one person's word. */
export function proposeBankAccount(call: Call, account: NewBankAccount) {
  refuseTakenNumber(call, account.accountNumber)
  const { openingBalanceMinor, note, ...facts } = account
  const opening = `${formatMoney(openingBalanceMinor, account.currency)} ${account.currency}`
  return propose(
    call,
    {
      kind: 'bankAccount.add',
      subject: `bankAccount:${account.accountNumber}`,
      title: account.name,
      before: {},
      after: { ...facts, openingBalance: opening },
      payload: account,
      reason: note,
    },
    applyBankAccount,
  )
}

export function applyBankAccount(call: Call, { payload }: StoredProposal): number {
  const { openingBalanceMinor, note, ...facts } = payload as NewBankAccount
  refuseTakenNumber(call, facts.accountNumber)
  // The ledger account is owned by the bank account's number, which is only known after the insert of the account.
  const ownerId = nextBankAccountId(call)
  const bank = accountOf(call.db, { kind: 'bank', ownerId, currency: facts.currency, name: facts.name })
  const bankAccountId = insertBankAccount(call, { id: ownerId, ...facts, ledgerAccountId: bank.id })
  if (openingBalanceMinor > 0) {
    const counter = accountOf(call.db, {
      kind: 'adjustment',
      ownerId: 0,
      currency: facts.currency,
      name: `Opening balances ${facts.currency}`,
    })
    call.post({
      kind: 'bank.opening',
      memo: `Opening balance of ${facts.name}`,
      postings: [
        { accountId: bank.id, amountMinor: openingBalanceMinor },
        { accountId: counter.id, amountMinor: -openingBalanceMinor },
      ],
    })
  }
  call.audit({
    action: 'bankAccount.add',
    subject: `bankAccount:${bankAccountId}`,
    amountMinor: openingBalanceMinor,
    currency: facts.currency,
    balanceBeforeMinor: 0,
    balanceAfterMinor: openingBalanceMinor,
    reason: note,
    changes: [['accountNumber', null, facts.accountNumber]],
  })
  call.changed('settings')
  return bankAccountId
}

function refuseTakenNumber(call: Call, accountNumber: string): void {
  const taken = bankAccounts(call).some((account) => account.accountNumber === accountNumber)
  if (taken) refuse('ACCOUNT_NUMBER_TAKEN', { number: accountNumber })
}
