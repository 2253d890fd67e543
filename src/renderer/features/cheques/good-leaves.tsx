/** "Which leaves are good?": every run whose leaves are not all answered for, with what the printer says about it (law 11). */
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { RunCard } from './run-card.tsx'

export function GoodLeaves() {
  const runs = useApi(['cheques.runs'], () => api.cheques.runs({}), { topics: ['cheques'] })
  if (runs.problem !== null) return <ErrorNote sentence={runs.problem} onRetry={runs.reload} />
  return (
    <>
      {(runs.data ?? []).slice(0, LIMITS.pageRows).map((run) => (
        <RunCard key={run.runId} run={run} onLook={runs.reload} />
      ))}
    </>
  )
}
