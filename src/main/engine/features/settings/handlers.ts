/** Settings and bank accounts of the desk. */

import type { Currency } from '../../../../contract/money.ts'
import { SETTINGS, type SettingKey } from '../../../../contract/settings.ts'
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { proposeBankAccount, setOrPropose } from './changing.ts'
import { bankAccounts, storedSettings } from './store.ts'

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
    return setOrPropose(call, { key, value: parsed.data, expectedVersion })
  },

  bankAccounts: (call) =>
    bankAccounts(call).map(({ id, ledgerAccountId: _, currency, ...row }) => ({
      ...row,
      bankAccountId: id,
      currency: currency as Currency,
    })),

  addBankAccount(call, { commandId: _, ...account }) {
    const { proposalId, applied } = proposeBankAccount(call, account)
    return { bankAccountId: applied, proposalId, applied: applied !== null }
  },
}

function refuseUnknownZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    refuse('SETTING_INVALID', { key: 'desk.timeZone', value: zone, why: 'no such time zone' })
  }
}
