/** The report of one day: what is still missing, opening + movements = closing, two signatures, the archive (R2-67…71). */
import { ActionIcon, Group, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link, useParams } from 'wouter'
import { addDays } from '../../../contract/dates.ts'
import type { DayReport } from '../../../contract/days.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { EvidenceButton } from '../evidence/evidence-button.tsx'
import { DayActions } from './day-actions.tsx'
import { DayBalances } from './day-balances.tsx'
import { DayChecks } from './day-checks.tsx'
import { DayMoney } from './day-money.tsx'
import { DayRequests } from './day-requests.tsx'
import { DaySignatures } from './day-signatures.tsx'
import { DayTrace } from './day-trace.tsx'
import classes from './days.module.css'
import { TONE_OF_DAY } from './states.ts'

export default function DayPage() {
  const date = useParams().date ?? ''
  const report = useApi(['days.get', date], () => api.days.get({ date }), {
    topics: ['days', 'statements', 'ledger', 'batches', 'cheques', 'requests', 'proposals'],
  })
  if (report.problem !== null) {
    return (
      <PageBody>
        <ErrorNote sentence={report.problem} onRetry={report.reload} />
      </PageBody>
    )
  }
  if (!report.data) {
    return (
      <PageBody>
        <Skeleton height={32} width={360} />
        <div className={classes.top}>
          <Skeleton height={240} />
          <Skeleton height={240} />
        </div>
        <Skeleton height={180} />
      </PageBody>
    )
  }
  return <Report report={report.data} />
}

function Report({ report }: { report: DayReport }) {
  return (
    <PageBody>
      <ReportHeader report={report} />
      <div className={classes.top}>
        <DayChecks report={report} />
        <DaySignatures report={report} />
      </div>
      <DayBalances report={report} />
      <DayTrace report={report} />
      <div className={classes.bottom}>
        <DayRequests report={report} />
        <DayMoney report={report} />
      </div>
    </PageBody>
  )
}

function ReportHeader({ report }: { report: DayReport }) {
  const t = useText()
  const language = useLanguage()
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const isToday = clock.data === undefined || report.date >= clock.data.today
  return (
    <PageHeader
      before={
        <ActionIcon component={Link} href="/days" aria-label={t('days.report.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      }
      title={t('days.report.title', { date: dateText(report.date, language, true) })}
      figures={
        <Group gap="sm">
          <ToneBadge tone={TONE_OF_DAY[report.state]} label={t(`days.state.${report.state}`)} />
          <ActionIcon
            component={Link}
            href={`/days/${addDays(report.date, -1)}`}
            aria-label={t('days.report.previous')}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          {!isToday && (
            <ActionIcon component={Link} href={`/days/${addDays(report.date, 1)}`} aria-label={t('days.report.next')}>
              <IconChevronRight size={16} />
            </ActionIcon>
          )}
        </Group>
      }
      actions={
        <>
          <EvidenceButton subject={{ kind: 'day', date: report.date }} />
          <DayActions report={report} />
        </>
      }
    />
  )
}
