/** Verifies the audit chain with progress. */
import { verifySteps } from '../audit/verify.ts'
import type { JobAbout } from './worker.ts'

export async function verifyAudit({ connection, progress }: JobAbout) {
  const total = connection.value<number>('SELECT coalesce(max(sequence), 0) FROM audit') ?? 0
  const steps = verifySteps(connection)
  for (;;) {
    const step = steps.next()
    if (step.done) {
      const verdict = step.value
      const result: Record<string, string | number> = verdict.intact
        ? { verdict: 'intact', records: verdict.records, head: verdict.head }
        : { verdict: 'broken', records: verdict.records, record: verdict.sequence, problem: verdict.problem }
      return { result, file: null }
    }
    progress(step.value.done, total)
  }
}
