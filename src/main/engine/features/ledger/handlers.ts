/** The books on the screen: accounts, journals with their postings, the one reversal of a mistake, the proof. */
import type { AccountKind } from '../../../../contract/ledger.ts'
import type { Currency } from '../../../../contract/money.ts'
import { checkLedger } from '../../audit/proof.ts'
import type { Handlers } from '../../call.ts'
import { journalRows } from './journal-rows.ts'
import { proposeReversal } from './reversing.ts'
import { accountPage } from './store.ts'

export const ledgerHandlers: Handlers<'ledger'> = {
  accounts(call, { kinds, search, after, pageSize }) {
    const rows = accountPage(call.db, { kinds, search, after: after ?? 0, limit: pageSize + 1 })
    return {
      rows: rows
        .slice(0, pageSize)
        .map((row) => ({ ...row, kind: row.kind as AccountKind, currency: row.currency as Currency })),
      more: rows.length > pageSize,
    }
  },

  journals(call, { ledgerAccountId, requestId, before, pageSize }) {
    const rows = journalRows(call.db, {
      accountId: ledgerAccountId,
      requestId,
      before: before ?? Number.MAX_SAFE_INTEGER,
      limit: pageSize + 1,
    })
    return { rows: rows.slice(0, pageSize), more: rows.length > pageSize }
  },

  reverse: (call, { journalId, reason }) => ({ proposalId: proposeReversal(call, { journalId, reason }).proposalId }),

  check(call) {
    const { figures, ...check } = checkLedger(call.db)
    return {
      ...check,
      figures: { ...figures, sums: figures.sums.map((sum) => ({ ...sum, currency: sum.currency as Currency })) },
    }
  },
}
