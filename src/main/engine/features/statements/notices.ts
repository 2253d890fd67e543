/**
 * Interim reports and advices (camt.052, camt.054, MT942): kept as what the bank announced, with no balance to go on from and no
 * journal. Their movements are booked when the statement of the day says them, once; the announcement ends at that line.
 */

import { addDays } from '../../../../contract/dates.ts'
import type { BankNotice } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { confirmed, NOTICE_DAYS } from './notice-rules.ts'
import {
  confirmNotice,
  hasOpenNotices,
  insertNotice,
  type ListedNotice,
  linesSince,
  listedNotices,
  openNotices,
} from './notice-store.ts'
import type { PlannedNotices, Reading } from './reading.ts'

/** Newest announcements on the list. */
const LISTED = 500

export type KeptNotices = { notices: number; known: number }

/** Keeps what a file announces; what was announced before is counted and left. */
export function keepNotices(call: Call, reading: Reading): KeptNotices {
  const kept = { notices: 0, known: 0 }
  for (const planned of reading.notices) {
    const before = { ...kept }
    for (const line of planned.lines) kept[keepNotice(call, reading, { planned, line }) ? 'notices' : 'known']++
    const number = planned.statement.number ?? planned.statement.statementId
    call.audit({
      action: 'statement.notice',
      subject: `file:${reading.fileId}`,
      changes: [
        ['bankAccount', null, planned.bankAccount.accountNumber],
        ['number', null, number],
        ['file', null, reading.sha256],
        ['lines', null, String(kept.notices - before.notices)],
      ],
    })
  }
  return kept
}

function keepNotice(
  call: Call,
  reading: Reading,
  { planned, line }: { planned: PlannedNotices; line: PlannedNotices['lines'][number] },
): boolean {
  const { bookingDate, valueDate, direction, amountMinor, currency } = line.parts
  const { bankReference, ownReference, counterparty, text } = line.parts
  const { statement, bankAccount } = planned
  return insertNotice(call, {
    bankAccountId: bankAccount.id,
    fileId: reading.fileId,
    kind: statement.kind === 'advice' ? 'advice' : 'interim',
    number: statement.number ?? statement.statementId,
    identity: line.identity,
    status: line.status,
    ...{ bookingDate, valueDate, direction, amountMinor, currency, bankReference, ownReference, counterparty, text },
    takenAt: call.now,
    takenBy: call.actor.operatorId,
  })
}

/** Ends announcements of these accounts at the lines that say the same. Returns how many. */
export function confirmNotices(call: Call, bankAccountIds: Iterable<number>): number {
  let count = 0
  for (const id of bankAccountIds) {
    if (!hasOpenNotices(call, id)) continue
    const open = openNotices(call, id)
    const first = open.map(({ bookingDate, valueDate }) => bookingDate ?? valueDate ?? call.today).sort()[0]
    for (const pair of confirmed(open, linesSince(call, id, first ?? call.today))) {
      confirmNotice(call, pair)
      count++
    }
  }
  return count
}

export function noticeRows(call: Call): BankNotice[] {
  return listedNotices(call, LISTED).map((row) => toRow(call, row))
}

function toRow(call: Call, { id, lineId, bankAccountId: _, ...row }: ListedNotice): BankNotice {
  const day = row.bookingDate ?? row.valueDate
  const isLate = lineId === null && day !== null && addDays(day, NOTICE_DAYS) < call.today
  return { ...row, noticeId: id, state: lineId !== null ? 'confirmed' : isLate ? 'missing' : 'announced' } as BankNotice
}
