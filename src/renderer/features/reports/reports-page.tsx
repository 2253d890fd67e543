/** Payout reports: choose a period, make the report, look at it, save it (R2-74…R2-76). */
import { Button, Group, Loader, SegmentedControl, Text } from '@mantine/core'
import { IconFileTypeXls, IconReportAnalytics } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { addDays, type BusinessDate, businessDateOf } from '../../../contract/dates.ts'
import type { ReportRow } from '../../../contract/reports.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ReportView } from './report-view.tsx'
import classes from './reports.module.css'

const LOOK_EVERY_MS = 400

export default function ReportsPage() {
  const t = useText()
  const list = useApi(['reports.list'], () => api.reports.list({}), { topics: ['jobs'] })
  const [chosen, setChosen] = useState<number | null>(null)
  const shown = chosen ?? list.data?.[0]?.jobId ?? null
  return (
    <PageBody>
      <PageHeader title={t('reports.title')} figures={t('reports.lead')} />
      <div className={classes.page}>
        <MakeReport onMade={setChosen} />
        {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
        {list.data?.length === 0 && (
          <SectionCard>
            <EmptyState icon={<IconReportAnalytics size={24} />} sentence={t('reports.none')} />
          </SectionCard>
        )}
        {list.data && list.data.length > 0 && (
          <div className={classes.split}>
            <Made rows={list.data} shown={shown} onChoose={setChosen} />
            <div className={classes.report}>{shown !== null && <Shown jobId={shown} />}</div>
          </div>
        )}
      </div>
    </PageBody>
  )
}

type Preset = 'today' | 'week' | 'month'
const DAYS_OF: Record<Preset, number> = { today: 1, week: 7, month: 30 }

function MakeReport({ onMade }: { onMade(jobId: number): void }) {
  const t = useText()
  const today = businessDateOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [preset, setPreset] = useState<Preset | null>('week')
  const [period, setPeriod] = useState({ from: addDays(today, -6), to: today })
  const [jobId, setJobId] = useState<number | null>(null)
  const make = useCommand(api.reports.make, { onDone: (started) => setJobId(started.jobId) })
  const change = (next: Partial<typeof period>) => {
    setPreset(null)
    setPeriod({ ...period, ...next })
  }
  return (
    <SectionCard label={t('reports.make')}>
      <Group gap="md" align="flex-end">
        <SegmentedControl
          size="sm"
          value={preset ?? ''}
          onChange={(value) => {
            const chosen = value as Preset
            setPreset(chosen)
            setPeriod({ from: addDays(today, 1 - DAYS_OF[chosen]), to: today })
          }}
          data={(['today', 'week', 'month'] as const).map((value) => ({ value, label: t(`reports.preset.${value}`) }))}
        />
        <DateField
          label={t('reports.from')}
          w={150}
          value={period.from}
          onChange={(from) => change({ from: from as BusinessDate })}
        />
        <DateField
          label={t('reports.to')}
          w={150}
          value={period.to}
          onChange={(to) => change({ to: to as BusinessDate })}
        />
        <Button loading={make.busy || jobId !== null} onClick={() => void make.run(period)}>
          {t('reports.make')}
        </Button>
        {jobId !== null && (
          <Making
            key={jobId}
            jobId={jobId}
            onEnd={(done) => {
              setJobId(null)
              if (done) onMade(jobId)
            }}
          />
        )}
      </Group>
      <RefusalNote refusal={make.refusal} />
    </SectionCard>
  )
}

function Making({ jobId, onEnd }: { jobId: number; onEnd(done: boolean): void }) {
  const t = useText()
  const { data: job } = useApi(['jobs.get', jobId], () => api.jobs.get({ jobId }), {
    topics: ['jobs'],
    everyMs: LOOK_EVERY_MS,
  })
  const state = job?.state
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the state changes
  useEffect(() => {
    if (state === 'done') onEnd(true)
    if (state === 'cancelled') onEnd(false)
  }, [state])
  if (state === 'failed') return <ErrorNote sentence={t('reports.failed', { why: String(job?.result.why ?? '') })} />
  return (
    <Group gap="xs" aria-live="polite">
      <Loader size="xs" />
      <Text size="sm">{t('reports.making', { done: job?.done ?? 0 })}</Text>
    </Group>
  )
}

type MadeProps = { rows: readonly ReportRow[]; shown: number | null; onChoose(jobId: number): void }

function Made({ rows, shown, onChoose }: MadeProps) {
  const t = useText()
  const language = useLanguage()
  return (
    <SectionCard title={t('reports.made')} label={t('reports.made')}>
      <div className={classes.made}>
        {rows.map(({ jobId, from, to, madeAt, by }) => (
          <button
            key={jobId}
            type="button"
            className={classes.one}
            aria-pressed={jobId === shown}
            onClick={() => onChoose(jobId)}
          >
            <strong>
              {from === to
                ? dateText(from, language)
                : t('reports.period', { from: dateText(from, language), to: dateText(to, language) })}
            </strong>
            <span className={classes.dimmed}>
              {by} · <InstantText at={madeAt} />
            </span>
          </button>
        ))}
      </div>
    </SectionCard>
  )
}

function Shown({ jobId }: { jobId: number }) {
  const t = useText()
  const language = useLanguage()
  const download = useDownload()
  const { data, problem, reload } = useApi(['reports.get', jobId], () => api.reports.get({ jobId }), {
    keepPrevious: true,
  })
  if (problem !== null) return <ErrorNote sentence={problem} onRetry={reload} />
  if (!data) return null
  const { fileId } = data.row
  return (
    <>
      <Group justify="space-between">
        <strong>
          {t('reports.period', { from: dateText(data.row.from, language), to: dateText(data.row.to, language) })}
        </strong>
        {fileId !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileTypeXls size={16} />}
            disabled={download.busy}
            onClick={() => void download.save(fileId)}
          >
            {t('reports.save')}
          </Button>
        )}
      </Group>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
      <ReportView report={data.report} />
    </>
  )
}
