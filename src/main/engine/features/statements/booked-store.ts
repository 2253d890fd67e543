/** SQL of lines that were booked by hand and of legs of transfers between own accounts. */
import type { OtherKind } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type StatementLine, statementLines } from './schema.ts'

/** Lines of an account from which is learned; older ones say little about today. */
const REMEMBERED = 500
/** Legs that are looked at; more of one amount say nothing. */
const LEGS = 1_000

export type BookedLine = { direction: string; counterparty: string; text: string; as: OtherKind; memo: string }

/** The last lines of an account that were booked by hand as something with a journal, the newest first. */
export function bookedBefore(call: Call, bankAccountId: number): BookedLine[] {
  return call.db.all<BookedLine>(
    `SELECT l.direction, l.counterparty, l.text, j.kind AS "as", j.memo FROM statement_lines l INDEXED BY statement_lines_booked
     JOIN journals j ON j.id = l.journal_id
     WHERE l.bank_account_id = ? AND l.match_kind = 'other' AND j.kind IN ('bankCharge', 'interest', 'customerDeposit', 'other')
     ORDER BY l.id DESC LIMIT ?`,
    bankAccountId,
    REMEMBERED,
  )
}

/** Lines of these amounts that are open or were booked as a leg of a transfer. */
export function legsOfAmounts(call: Call, amounts: readonly number[]): StatementLine[] {
  if (amounts.length === 0) return []
  const columns = columnsOf(statementLines)
  const wanted = JSON.stringify(amounts)
  return [
    ...call.db.all<StatementLine>(
      `SELECT ${columns} FROM statement_lines INDEXED BY statement_lines_open
       WHERE match_kind IS NULL AND amount_minor IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?`,
      wanted,
      LEGS,
    ),
    ...call.db.all<StatementLine>(
      `SELECT ${columns} FROM statement_lines INDEXED BY statement_lines_transfers
       WHERE match_way = 'transfer' AND amount_minor IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?`,
      wanted,
      LEGS,
    ),
  ]
}
