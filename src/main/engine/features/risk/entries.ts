/** Register entries as the contract says them. */
import type { Assessment, RiskEntry, RiskKind } from '../../../../contract/risk.ts'
import type { Call } from '../../call.ts'
import type { EntryListRow } from './store.ts'

export function toEntry(call: Call, row: EntryListRow): RiskEntry {
  const assessment = row.assessment as Assessment
  return {
    entryId: row.id,
    kind: row.kind as RiskKind,
    customerId: row.customerId as RiskEntry['customerId'],
    customerNumber: row.customerNumber,
    customerName: row.customerName,
    requestId: row.requestId as RiskEntry['requestId'],
    orderId: row.orderId,
    region: row.region,
    date: row.businessDate as RiskEntry['date'],
    at: row.at as RiskEntry['at'],
    by: row.by,
    own: row.operatorId === call.actor.operatorId,
    answers: { reason: row.answerReason, address: row.answerAddress, repeat: row.answerRepeat },
    assessment,
    note: row.note,
    waiting: row.decision === null && (assessment === 'uncertain' || assessment === 'reject'),
    decision:
      row.decision === null
        ? null
        : {
            decision: row.decision as 'go' | 'noGo',
            by: row.decidedByName ?? '',
            at: (row.decidedAt ?? 0) as RiskEntry['at'],
            note: row.decisionNote ?? '',
          },
  }
}
