/** The whole audit log, newest first, with filters; its verification, and the root of a day (R1-63…68, R2-77…80). */
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import classes from './audit.module.css'
import { AuditFilters, type Filter, NO_FILTER } from './audit-filters.tsx'
import { AuditLog } from './audit-log.tsx'
import { DayRoot } from './day-root.tsx'
import { VerifyAudit } from './verify-audit.tsx'

const ALL_TOPICS = [
  'requests',
  'customers',
  'batches',
  'cheques',
  'statements',
  'days',
  'ledger',
  'operators',
  'settings',
] as const

export default function AuditPage() {
  const t = useText()
  const [filter, setFilter] = useState<Filter>(NO_FILTER)
  const cursors = useCursors<number>(JSON.stringify(filter))
  const { after: before } = cursors
  const list = useApi(
    ['audit.list', filter, before],
    () => api.audit.list({ ...filter, before, pageSize: LIMITS.auditPageRows / 2 }),
    { topics: ALL_TOPICS, keepPrevious: true },
  )
  const last = list.data?.rows.at(-1)
  return (
    <PageBody>
      <PageHeader title={t('audit.title')} figures={t('audit.lead')} />
      <div className={classes.proofs}>
        <VerifyAudit />
        <DayRoot />
      </div>
      <AuditFilters filter={filter} onFilter={setFilter} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <AuditLog rows={list.data?.rows} filtered={filter !== NO_FILTER} onClear={() => setFilter(NO_FILTER)} />
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.sequence : null} />
    </PageBody>
  )
}
