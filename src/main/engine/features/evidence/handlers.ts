/** Starts the making of an evidence pack. */
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import type { EvidenceInput } from './make-job.ts'
import { subjectExists } from './store.ts'

export const evidenceHandlers: Handlers<'evidence'> = {
  make(call, { subject }) {
    if (subject.kind === 'request' && !subjectExists(call.db, 'requests', subject.requestId))
      refuse('NOT_FOUND', { what: `WD-${subject.requestId}` })
    if (subject.kind === 'batch' && !subjectExists(call.db, 'batches', subject.batchId))
      refuse('NOT_FOUND', { what: `batch ${subject.batchId}` })
    if (subject.kind === 'day' && subject.date > call.today)
      refuse('NOT_BUSINESS_DATE', { date: subject.date, why: 'it has not begun' })
    const input: EvidenceInput = {
      subject,
      madeBy: call.actor.displayName,
      madeAt: call.now,
      deskName: call.services.settings.get('desk.name'),
      timeZone: call.services.settings.get('desk.timeZone'),
    }
    return { jobId: call.services.jobs.start(call, { kind: 'makeEvidence', input }) }
  },
}
