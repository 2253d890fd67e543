/** Verifies the whole log: a job beside the desk, with its progress, its verdict, and a way to stop it. */
import { Button, Group, Progress } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconShieldSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { JobRow } from '../../../contract/jobs.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './audit.module.css'

const POLL_MS = 400
const QUIET_MS = 60_000

export function VerifyAudit() {
  const t = useText()
  const [jobId, setJobId] = useState<number | null>(null)
  const [running, setRunning] = useState(false)
  const verify = useCommand(api.audit.verify, {
    onDone: (answer) => {
      setJobId(answer.jobId)
      setRunning(true)
    },
  })
  const job = useApi(
    ['jobs.get', jobId],
    async () => {
      const row = await api.jobs.get({ jobId: jobId ?? 0 })
      setRunning(row.state === 'running')
      return row
    },
    { topics: ['jobs'], enabled: jobId !== null, everyMs: running ? POLL_MS : QUIET_MS },
  )
  return (
    <SectionCard title={t('audit.verify.title')}>
      <div className={classes.stack}>
        <span className={classes.dimmed}>{t('audit.verify.explain')}</span>
        {job.data && <Outcome job={job.data} />}
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconShieldSearch size={16} />}
            loading={verify.busy}
            disabled={running}
            onClick={() => void verify.run({})}
          >
            {t('audit.verify.start')}
          </Button>
          {running && jobId !== null && (
            <Button variant="subtle" color="red" onClick={() => void api.jobs.cancel({ jobId }).then(job.reload)}>
              {t('audit.verify.cancel')}
            </Button>
          )}
        </Group>
        <RefusalNote refusal={verify.refusal} />
      </div>
    </SectionCard>
  )
}

function Outcome({ job }: { job: JobRow }) {
  const t = useText()
  const records = Number(job.result.records ?? job.done)
  if (job.state === 'running') {
    return (
      <div aria-live="polite">
        {job.total === null
          ? t('audit.verify.runningOpen', { done: job.done })
          : t('audit.verify.running', { done: job.done, total: job.total })}
        <Progress value={job.total ? (job.done / job.total) * 100 : 0} size="sm" animated />
      </div>
    )
  }
  if (job.state === 'cancelled') return <span>{t('audit.verify.cancelled', { done: job.done })}</span>
  if (job.state === 'done' && job.result.verdict === 'intact') {
    return (
      <Verdict tone="done" icon={<IconCircleCheck size={20} />} title={t('audit.verify.done', { done: records })} />
    )
  }
  const why =
    job.state === 'failed'
      ? String(job.result.why ?? '')
      : t('audit.verify.breaksAt', { record: Number(job.result.record ?? 0), intact: records })
  return (
    <Verdict tone="late" icon={<IconCircleX size={20} />} title={t('audit.verify.failed', { why })}>
      {t('audit.verify.failedText')}
    </Verdict>
  )
}
