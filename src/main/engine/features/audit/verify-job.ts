/** Verifies the audit chain with progress. */
import { readHead } from '../../audit/chain.ts'
import { verifySteps } from '../../audit/verify.ts'
import type { JobAbout } from '../../jobs/runner.ts'

export async function verifyAudit({ connection, progress }: JobAbout) {
  const total = readHead(connection).sequence
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
