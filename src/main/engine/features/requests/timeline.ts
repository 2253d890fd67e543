/** The Main area of the card (R1-18): the principal events of a request, read from its audit records, newest first. */
import type { Call } from '../../call.ts'
import { auditTexts } from './store.ts'

type Kind = 'created' | 'action' | 'comment' | 'transaction' | 'document' | 'money' | 'system'
type AuditRecord = {
  at: number
  actor: string
  action: string
  reason?: string
  changes?: [string, string | null, string | null][]
}

const LIMIT = 300

export function timelineOf(call: Call, requestId: number) {
  const rows = auditTexts(call, requestId, LIMIT)
  return rows.map((text) => {
    const record = JSON.parse(text) as AuditRecord
    const status = record.changes?.find(([field]) => field === 'status')
    return {
      at: record.at,
      by: record.actor,
      kind: kindOf(record.action),
      code: record.action,
      from: status?.[1] ?? null,
      to: status?.[2] ?? null,
      text: record.reason ?? '',
      copiedToCustomer: record.changes?.some(([field]) => field === 'copiedToCustomer') ?? false,
    }
  })
}

function kindOf(action: string): Kind {
  if (action === 'request.create') return 'created'
  if (action === 'request.comment') return 'comment'
  if (action.startsWith('transaction.')) return 'transaction'
  if (action.startsWith('document.')) return 'document'
  if (/^(batch|cheque|statement|payment|request\.(completed|partiallyCompleted|paymentFailed))/.test(action))
    return 'money'
  return action.startsWith('request.') ? 'action' : 'system'
}
