/** SQL of the profiles by which tables of a bank account are read. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type StatementProfile, statementProfiles } from './schema.ts'

/** The newest profile that was kept for a layout; of one account when it is named. */
export function keptProfile(call: Call, layout: string, bankAccountId: number | null): StatementProfile | undefined {
  return call.db.get<StatementProfile>(
    `SELECT ${columnsOf(statementProfiles)} FROM statement_profiles
     WHERE layout = ? AND bank_account_id = coalesce(?, bank_account_id) ORDER BY id DESC LIMIT 1`,
    layout,
    bankAccountId,
  )
}

export function keepProfile(call: Call, row: { bankAccountId: number; layout: string; profile: string }): void {
  call.db.insert(statementProfiles, { ...row, keptAt: call.now, keptBy: call.actor.operatorId })
}
