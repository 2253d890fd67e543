/** The audit log on the screen: newest first, of one request or of the whole desk. */
import { addDays } from '../../../../contract/dates.ts'
import type { Currency } from '../../../../contract/money.ts'
import { dayRoot } from '../../audit/day-root.ts'
import type { Call, Handlers } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import { refuse } from '../../refuse.ts'
import { auditPage, type StoredRecord } from './store.ts'

export const auditHandlers: Handlers<'audit'> = {
  list(call, { requestId, subject, actor, before, pageSize }) {
    if (requestId === null && !call.actor.permissions.has('audit.read'))
      refuse('PERMISSION_MISSING', { permission: 'audit.read', by: call.actor.displayName })
    const { rows, more } = auditPage(call.db, { requestId, subject, actor, before, limit: pageSize })
    return { rows: rows.map(toAuditRow), more }
  },

  verify: (call) => ({ jobId: call.services.jobs.start(call, { kind: 'verifyAudit', input: {} }) }),

  dayRoot(call, input) {
    const { records, root, head } = rootOfDay(call, input.date, input.records ?? undefined)
    return { date: input.date, records, root, head }
  },
}

/** Digest over a business day's audit records, or over its first `most` ones. */
export function rootOfDay(call: Call, date: string, most?: number) {
  const zone = call.services.settings.get('desk.timeZone')
  return dayRoot(call.db, { from: startOfDay(date, zone), until: startOfDay(addDays(date, 1), zone), most })
}

function toAuditRow({ sequence, hash, record }: StoredRecord) {
  return {
    sequence,
    at: record.at,
    actor: record.actor,
    role: record.role,
    address: record.address,
    action: record.action,
    subject: record.subject,
    requestId: record.requestId ?? null,
    amountMinor: record.amountMinor ?? null,
    currency: (record.currency ?? null) as Currency | null,
    balanceBeforeMinor: record.balanceBeforeMinor ?? null,
    balanceAfterMinor: record.balanceAfterMinor ?? null,
    reason: record.reason ?? '',
    changes: (record.changes ?? []).map(([field, before, after]) => ({ field, before, after })),
    hash,
  }
}
