/** A step on a selection while it runs and after: progress that can be stopped, then one result per row, to copy or to save. */
import { Button, CopyButton, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { IconCheck, IconCircleX, IconHandStop } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { requestNumber } from '../../../contract/ids.ts'
import type { JobRow } from '../../../contract/jobs.ts'
import { formatMoney } from '../../../contract/money.ts'
import type { SelectionResult } from '../../../contract/selections.ts'
import { api } from '../../api/client.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { downloadFile } from '../../api/files.ts'
import { useApi } from '../../api/use-api.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import type { Tone } from '../../ui/tone.ts'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './selection.module.css'

const LOOK_EVERY_MS = 250

export function SelectionRun({ jobId, label, onClose }: { jobId: number; label: string; onClose(): void }) {
  const t = useText()
  const [ended, setEnded] = useState(false)
  const {
    data: job,
    problem,
    reload,
  } = useApi(['jobs.get', jobId], () => api.jobs.get({ jobId }), {
    topics: ['jobs'],
    ...(ended ? {} : { everyMs: LOOK_EVERY_MS }),
  })
  useEffect(() => {
    if (job && job.state !== 'running') setEnded(true)
  }, [job])
  return (
    <Modal
      opened
      onClose={onClose}
      size={960}
      title={t('selections.running', { action: label })}
      closeOnClickOutside={false}
      closeOnEscape={ended}
      closeButtonProps={{ 'aria-label': t('shared.close') }}
    >
      <Stack gap="md">
        {problem !== null && <ErrorNote sentence={problem} onRetry={reload} />}
        {ended && job ? (
          <Results job={job} onClose={onClose} />
        ) : (
          <Running label={label} job={job} onStop={() => void api.jobs.cancel({ jobId }).finally(reload)} />
        )}
      </Stack>
    </Modal>
  )
}

function Running({ label, job, onStop }: { label: string; job: JobRow | undefined; onStop(): void }) {
  const t = useText()
  const [done, total] = [job?.done ?? 0, job?.total ?? 0]
  return (
    <>
      <Progress
        value={total === 0 ? 0 : (done / total) * 100}
        aria-label={t('selections.running', { action: label })}
      />
      <Text size="sm" aria-live="polite">
        {t('selections.progress', { done, total })}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop}>
          {t('selections.stop')}
        </Button>
      </Group>
    </>
  )
}

const LOOK: Record<SelectionResult['outcome'], { tone: Tone; icon: typeof IconCheck }> = {
  done: { tone: 'done', icon: IconCheck },
  refused: { tone: 'late', icon: IconCircleX },
  waiting: { tone: 'neutral', icon: IconHandStop },
}

function Results({ job, onClose }: { job: JobRow; onClose(): void }) {
  const t = useText()
  const { jobId, fileId, state } = job
  const { data, problem, reload } = useApi(['selections.results', jobId], () => api.selections.results({ jobId }))
  const lines = useResultLines(data?.rows ?? [])
  const count = (outcome: SelectionResult['outcome']) => lines.filter((line) => line.outcome === outcome).length
  const [done, refused, waiting] = [count('done'), count('refused'), count('waiting')]
  const worst = waiting > 0 ? 'waiting' : refused > 0 ? 'refused' : 'done'
  const { icon: Icon, tone } = LOOK[worst]
  const title = `selections.end.${state === 'done' ? 'done' : state === 'cancelled' ? 'stopped' : 'failed'}` as const
  return (
    <>
      {problem !== null && <ErrorNote sentence={problem} onRetry={reload} />}
      {data && (
        <Verdict tone={tone} icon={<Icon size={18} />} title={t(title)}>
          {t('selections.end.counts', { done, refused, waiting })}
        </Verdict>
      )}
      <ResultTable lines={lines} />
      <Group justify="flex-end" gap="sm">
        <CopyButton value={lines.map(({ text }) => text).join('\n')} timeout={1500}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} disabled={lines.length === 0}>
              {t(copied ? 'shared.copied' : 'selections.copy')}
            </Button>
          )}
        </CopyButton>
        {fileId !== null && (
          <Button variant="default" onClick={() => void downloadFile(fileId)}>
            {t('selections.save')}
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          {t('shared.close')}
        </Button>
      </Group>
    </>
  )
}

type ResultLine = SelectionResult & { words: string; text: string }

/** Results in words; what needs a look stands first. */
function useResultLines(rows: readonly SelectionResult[]): readonly ResultLine[] {
  const t = useText()
  const language = useLanguage()
  const { statusLabel } = useProfile()
  const order = ['refused', 'waiting', 'done']
  return rows
    .map((row) => {
      const { refusal, status, requestId, customerName, amountMinor, currency } = row
      const words =
        refusal !== null
          ? describeRefusal(refusal, language)
          : status === null
            ? t('selections.result.waiting')
            : t('selections.result.done', { status: statusLabel(status) })
      const amount = `${formatMoney(amountMinor, currency)} ${currency}`
      return { ...row, words, text: [requestNumber(requestId), customerName, amount, words].join('\t') }
    })
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
}

function ResultTable({ lines }: { lines: readonly ResultLine[] }) {
  const t = useText()
  return (
    <section className={classes.scroll} data-tall aria-label={t('selections.column.result')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('requests.column.requestId')}</th>
            <th scope="col">{t('requests.column.customerName')}</th>
            <th scope="col" className={classes.figure}>
              {t('requests.column.amount')}
            </th>
            <th scope="col">{t('requests.column.currency')}</th>
            <th scope="col">{t('selections.column.result')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ requestId, customerName, amountMinor, currency, outcome, words }) => {
            const { icon: Icon, tone } = LOOK[outcome]
            return (
              <tr key={requestId}>
                <td>{requestNumber(requestId)}</td>
                <td className={classes.words}>{customerName}</td>
                <td className={classes.figure}>{formatMoney(amountMinor, currency)}</td>
                <td>{currency}</td>
                <td className={classes.reason} data-refused={outcome === 'refused' || undefined}>
                  <Icon size={14} aria-hidden color={`var(--tone-${tone})`} /> {words}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
