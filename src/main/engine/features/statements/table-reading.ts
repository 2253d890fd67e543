/**
 * How a table of columns is read: as a person states it, else as it was kept for files with the same columns, else as its
 * content proposes. The account and the currency that the file does not name are those of the chosen bank account.
 */
import type { BankAccountId } from '../../../../contract/ids.ts'
import { CsvProfile, type StatementReading, type StatementTable } from '../../../../contract/statement-profiles.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { inspectTable, type TableLook } from '../../formats/statements/inspect.ts'
import { bankAccountById } from '../settings/index.ts'
import { keepProfile, keptProfile } from './profile-store.ts'

/** A table and the profile in use. */
export type TableInUse = { layout: string; table: StatementTable }

/** `null` for a file that is no table. Refuses NOT_FOUND when there is no such bank account. */
export function tableInUse(call: Call, bytes: Uint8Array, stated: StatementReading | null): TableInUse | null {
  const look = inspectTable(bytes)
  if (look === null || look.profile === null) return null
  const layout = layoutOf(look)
  const kept = stated?.profile ? undefined : keptProfile(call, layout, stated?.bankAccountId ?? null)
  const bankAccountId = stated?.bankAccountId ?? ((kept?.bankAccountId ?? null) as BankAccountId | null)
  const profile = stated?.profile ?? (kept ? CsvProfile.parse(JSON.parse(kept.profile)) : look.profile)
  const source = stated?.profile ? 'stated' : kept ? 'kept' : 'proposed'
  return {
    layout,
    table: {
      profile: bankAccountId === null ? profile : completed(call, profile, bankAccountId),
      source,
      bankAccountId,
      columns: look.columns,
      rows: look.rows,
      questions: source === 'proposed' ? look.questions.map(({ message }) => message) : [],
    },
  }
}

/** Files whose columns have the same names are read alike; without names it is their number. */
function layoutOf({ profile, columns }: TableLook): string {
  return digestOf([profile?.delimiter ?? '', profile?.headerRow === null ? columns.length : columns])
}

function completed(call: Call, profile: CsvProfile, bankAccountId: number): CsvProfile {
  const { accountNumber, currency } = bankAccountById(call, bankAccountId)
  return {
    ...profile,
    account: profile.columns.account === null ? (profile.account ?? accountNumber) : profile.account,
    currency: profile.columns.currency === null ? (profile.currency ?? currency) : profile.currency,
  }
}

/** Keeps what was stated or confirmed, for the next file of the account with these columns. */
export function keepTable(call: Call, { layout, table }: TableInUse, bankAccountId: number): void {
  const kept = keptProfile(call, layout, bankAccountId)
  const profile = JSON.stringify({ ...table.profile, account: null })
  if (kept?.profile === profile) return
  keepProfile(call, { bankAccountId, layout, profile })
  call.audit({
    action: 'statement.profile',
    subject: `bankAccount:${bankAccountId}`,
    changes: [['profile', kept ? digestOf(JSON.parse(kept.profile)) : null, digestOf(JSON.parse(profile))]],
  })
}
