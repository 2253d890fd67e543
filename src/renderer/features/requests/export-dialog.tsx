/** Export of the whole list in the columns on the screen (R1-69…R1-72): a job with progress that can be stopped. */
import { Button, Group, Modal, Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { GridColumn, RequestFilter, RequestSort } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { downloadFile } from '../../api/files.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type Format = 'csv' | 'xlsx'
export type ExportDialogProps = {
  filter: RequestFilter
  sort: RequestSort
  columns: readonly GridColumn[]
  total: { count: number; capped: boolean } | undefined
  onClose(): void
}

export function ExportDialog({ filter, sort, columns, total, onClose }: ExportDialogProps) {
  const t = useText()
  const [format, setFormat] = useState<Format>('csv')
  const [jobId, setJobId] = useState<number | null>(null)
  const start = useCommand(api.requests.export, { onDone: (started) => setJobId(started.jobId) })
  if (jobId !== null) return <ExportJob jobId={jobId} onClose={onClose} onAgain={() => setJobId(null)} />
  const count = total
    ? total.capped
      ? t('requests.queue.capped', { n: total.count })
      : groupedCount(total.count)
    : '…'
  return (
    <FormDialog
      title={t('requests.export.title')}
      submit={t('requests.export.submit', { format: format.toUpperCase() })}
      busy={start.busy}
      refusal={start.refusal}
      focusSubmit
      onSubmit={() => void start.run({ format, filter, sort, columns: [...columns] })}
      onClose={onClose}
    >
      <Text size="sm">{t('requests.export.what', { n: count, columns: columns.length })}</Text>
      <SegmentedControl
        aria-label={t('requests.export.format')}
        value={format}
        onChange={(value) => setFormat(value as Format)}
        data={[
          { value: 'csv', label: t('requests.export.csv') },
          { value: 'xlsx', label: t('requests.export.xlsx') },
        ]}
      />
    </FormDialog>
  )
}

const LOOK_EVERY_MS = 400

export type ExportJobProps = { title?: string; jobId: number; onClose(): void; onAgain(): void }

/** A running export with its progress; the file is saved when it is done. */
export function ExportJob({ title, jobId, onClose, onAgain }: ExportJobProps) {
  const t = useText()
  const name = title ?? t('requests.export.title')
  const [ended, setEnded] = useState(false)
  const {
    data: job,
    problem,
    reload,
  } = useApi(['jobs.get', jobId], () => api.jobs.get({ jobId }), {
    topics: ['jobs'],
    ...(ended ? {} : { everyMs: LOOK_EVERY_MS }),
  })
  const saved = useRef(false)
  useEffect(() => {
    if (!job || job.state === 'running') return
    setEnded(true)
    if (job.state !== 'done' || job.fileId === null || saved.current) return
    saved.current = true
    void downloadFile(job.fileId)
  }, [job])
  const share = job?.total ? (job.done / job.total) * 100 : 0
  const why = job?.result.why ?? job?.result.error ?? ''
  return (
    <Modal opened onClose={onClose} title={name} closeOnClickOutside={ended}>
      <Stack gap="md">
        {problem !== null && <ErrorNote sentence={problem} onRetry={reload} />}
        {(!job || job.state === 'running') && (
          <>
            <Progress value={share} animated={!job?.total} aria-label={name} />
            <Text size="sm" aria-live="polite">
              {job?.total
                ? t('requests.export.running', { done: job.done, total: job.total })
                : t('requests.export.runningSome', { done: job?.done ?? 0 })}
            </Text>
          </>
        )}
        {job?.state === 'done' && <Text size="sm">{t('requests.export.done', { file: job.fileName ?? '' })}</Text>}
        {job?.state === 'failed' && (
          <ErrorNote sentence={t('requests.export.failed', { why: String(why) })} onRetry={onAgain} />
        )}
        {job?.state === 'cancelled' && <Text size="sm">{t('requests.export.cancelled')}</Text>}
        <Group justify="flex-end" gap="sm">
          {!ended && (
            <Button variant="default" onClick={() => void api.jobs.cancel({ jobId }).finally(reload)}>
              {t('requests.export.stop')}
            </Button>
          )}
          {job?.state === 'done' && job.fileId !== null && (
            <Button variant="default" onClick={() => job.fileId !== null && void downloadFile(job.fileId)}>
              {t('requests.export.again')}
            </Button>
          )}
          {ended && <Button onClick={onClose}>{t('shared.close')}</Button>}
        </Group>
      </Stack>
    </Modal>
  )
}
