/** Settings and bank accounts of the desk. */

import type { Currency } from '../../../../contract/money.ts'
import { SETTINGS, type SettingKey } from '../../../../contract/settings.ts'
import type { Handlers } from '../../call.ts'
import { accountOf } from '../../ledger/books.ts'
import { refuse } from '../../refuse.ts'
import { SETTING_DEFAULTS } from '../../settings-cache.ts'
import { bankAccounts, changeSetting, insertBankAccount, nextBankAccountId, storedSettings } from './store.ts'

export const settingsHandlers: Handlers<'settings'> = {
  list(call) {
    const stored = new Map(storedSettings(call).map((row) => [row.key, row]))
    return (Object.keys(SETTINGS) as SettingKey[]).map((key) => ({
      key,
      value: call.services.settings.get(key),
      version: stored.get(key)?.version ?? 1,
      changedBy: stored.get(key)?.changedBy ?? '',
    }))
  },

  set(call, { key, value, expectedVersion }) {
    const parsed = SETTINGS[key].safeParse(value)
    if (!parsed.success) refuse('SETTING_INVALID', { key, value, why: parsed.error.issues[0]?.message ?? '' })
    if (key === 'desk.timeZone') refuseUnknownZone(String(parsed.data))
    if (key === 'desk.profile' && !call.services.profiles.find(String(parsed.data)))
      refuse('SETTING_INVALID', { key, value, why: 'no such profile' })
    const before = call.services.settings.get(key) ?? SETTING_DEFAULTS[key]
    const version = changeSetting(call, { key, version: expectedVersion }, parsed.data)
    call.audit({
      action: 'setting.set',
      subject: `setting:${key}`,
      changes: [[key, String(before), String(parsed.data)]],
    })
    call.changed('settings')
    return { key, version }
  },

  bankAccounts: (call) =>
    bankAccounts(call).map(({ id, ledgerAccountId: _, currency, ...row }) => ({
      ...row,
      bankAccountId: id,
      currency: currency as Currency,
    })),

  addBankAccount(call, input) {
    const taken = bankAccounts(call).some((account) => account.accountNumber === input.accountNumber)
    if (taken) refuse('ACCOUNT_NUMBER_TAKEN', { number: input.accountNumber })
    const { commandId: _, openingBalanceMinor, note, ...facts } = input
    // The ledger account is owned by the bank account's number, which is only known after the insert of the account.
    const ownerId = nextBankAccountId(call)
    const bank = accountOf(call.db, { kind: 'bank', ownerId, currency: input.currency, name: input.name })
    const bankAccountId = insertBankAccount(call, { id: ownerId, ...facts, ledgerAccountId: bank.id })
    if (openingBalanceMinor > 0) {
      const counter = accountOf(call.db, {
        kind: 'adjustment',
        ownerId: 0,
        currency: input.currency,
        name: `Opening balances ${input.currency}`,
      })
      call.post({
        kind: 'bank.opening',
        memo: `Opening balance of ${input.name}`,
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
      currency: input.currency,
      balanceBeforeMinor: 0,
      balanceAfterMinor: openingBalanceMinor,
      reason: note,
      changes: [['accountNumber', null, input.accountNumber]],
    })
    call.changed('settings')
    return { bankAccountId }
  },
}

function refuseUnknownZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    refuse('SETTING_INVALID', { key: 'desk.timeZone', value: zone, why: 'no such time zone' })
  }
}
