/** The books on the screen: accounts, journals with their postings, the one reversal of a mistake, the proof. */
import type { AccountKind } from '../../../../contract/ledger.ts'
import type { Currency } from '../../../../contract/money.ts'
import { checkLedger } from '../../audit/proof.ts'
import type { Handlers } from '../../call.ts'
import { reverse } from '../../ledger/books.ts'
import { refuse } from '../../refuse.ts'
import { journalRows } from './journal-rows.ts'
import { accountPage, journalPage } from './store.ts'

/** Journals that a person may reverse by hand; those of payments are undone where the payment is. */
const REVERSIBLE = ['bank.opening', 'customer.opening', 'bankCharge', 'interest', 'customerDeposit', 'other']

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

  reverse(call, { journalId, reason }) {
    const [original] = journalPage(call.db, { accountId: null, requestId: null, before: journalId + 1, limit: 1 })
    if (original?.journalId !== journalId) refuse('NOT_FOUND', { what: `journal ${journalId}` })
    if (!REVERSIBLE.includes(original.kind)) refuse('JOURNAL_OF_PAYMENT', { journal: journalId, kind: original.kind })
    const reversal = reverse(call.db, journalId, { memo: reason, stamp: call.stamp })
    call.audit({
      action: 'ledger.reverse',
      subject: `journal:${journalId}`,
      reason,
      changes: [['reversedBy', null, String(reversal)]],
    })
    call.changed('ledger')
    return { journalId: reversal }
  },

  check(call) {
    const { figures, ...check } = checkLedger(call.db)
    return {
      ...check,
      figures: { ...figures, sums: figures.sums.map((sum) => ({ ...sum, currency: sum.currency as Currency })) },
    }
  },
}
