/** SQL of settings and bank accounts. */
import type { SettingKey } from '../../../../contract/settings.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type BankAccountRow, bankAccounts as bankAccountsTable } from './schema.ts'

export type SettingRow = { key: SettingKey; value: string; version: number; changedBy: string }

export function storedSettings(call: Call): SettingRow[] {
  return call.db.all<SettingRow>('SELECT key, value, version, changed_by AS "changedBy" FROM settings ORDER BY key')
}

/** Writes a setting whatever its version; used when a desk is set up. */
export function putSetting(call: Call, setting: { key: SettingKey; value: string | number; by: string }): void {
  call.db.run(
    `INSERT INTO settings (key, value, changed_by, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    setting.key,
    JSON.stringify(setting.value),
    setting.by,
    call.now,
  )
  call.afterCommit(() => call.services.settings.reload())
}

/** A setting that was changed since it was seen is a conflict (law 6). */
export function requireSettingVersion(call: Call, at: { key: SettingKey; version: number }): void {
  const current = call.db.value<number>('SELECT version FROM settings WHERE key = ?', at.key) ?? 1
  if (current !== at.version) throw new Conflict(`setting:${at.key}`, { version: current })
}

/** Writes a setting at the version that was seen; a setting never stored has version 1. Returns the next version. */
export function changeSetting(call: Call, at: { key: SettingKey; version: number }, value: string | number): number {
  requireSettingVersion(call, at)
  call.db.run(
    `INSERT INTO settings (key, value, version, changed_by, changed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    at.key,
    JSON.stringify(value),
    at.version + 1,
    call.actor.displayName,
    call.now,
  )
  call.afterCommit(() => call.services.settings.reload())
  return at.version + 1
}

const SELECT = `SELECT ${columnsOf(bankAccountsTable)} FROM bank_accounts`

export function bankAccounts(call: Call): BankAccountRow[] {
  return call.db.all<BankAccountRow>(`${SELECT} ORDER BY name, id`)
}

export function bankAccountById(call: Call, id: number): BankAccountRow {
  return (
    call.db.get<BankAccountRow>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `bank account ${id}` })
  )
}

/** The bank account of an account number as a statement writes it: blanks, hyphens and case do not count. */
export function bankAccountByNumber(call: Call, accountNumber: string): BankAccountRow | undefined {
  const plain = (text: string) => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  return bankAccounts(call).find((account) => plain(account.accountNumber) === plain(accountNumber))
}

export function insertBankAccount(call: Call, row: typeof bankAccountsTable.$inferInsert): number {
  return call.db.insert(bankAccountsTable, row)
}

export function nextBankAccountId(call: Call): number {
  return call.db.value<number>('SELECT coalesce(max(id), 0) + 1 FROM bank_accounts') ?? 1
}
