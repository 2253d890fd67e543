/**
 * One step on many requests. First everything that it would concern: count, sum per currency, each row with what an approval of it covers,
 * and what would be refused with its reason. What is sent is the version and digest of each row as it stood here (law 5). Then the run.
 */
import { Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { add } from '../../../contract/money.ts'
import type { RequestRow } from '../../../contract/requests.ts'
import type { SelectedRow } from '../../../contract/selections.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { CommentField, ReasonField, type Wanted, WantedDocuments } from './action-fields.tsx'
import type { MassVerdict } from './mass-verdict.ts'
import { SelectionRun } from './selection-run.tsx'
import { SelectionTable } from './selection-table.tsx'

export type SelectionDialogProps = { verdict: MassVerdict<RequestRow>; onClose(): void; onDone(): void }

export function SelectionDialog({ verdict, onClose, onDone }: SelectionDialogProps) {
  const { actionLabel } = useProfile()
  const { action } = verdict
  const [jobId, setJobId] = useState<number | null>(null)
  const label = actionLabel(action.action)
  if (jobId === null)
    return <Review verdict={verdict} label={label} onStarted={(id) => setJobId(id)} onClose={onClose} />
  return (
    <SelectionRun
      jobId={jobId}
      label={label}
      onClose={() => {
        onDone()
        onClose()
      }}
    />
  )
}

/** Rows judged at once; the limit of one call. */
const AT_ONCE = 100

/** What the engine says of every row, read once: what is on the screen must not move while it is read. */
function useJudged({ action, can, cannot }: MassVerdict<RequestRow>) {
  const requestIds = [...can, ...cannot].map(({ requestId }) => requestId)
  return useApi(['selections.judge', action.action, requestIds.join()], async () => {
    const rows: SelectedRow[] = []
    for (let at = 0; at < requestIds.length; at += AT_ONCE) {
      const part = await api.selections.judge({
        action: action.action,
        requestIds: requestIds.slice(at, at + AT_ONCE),
      })
      rows.push(...part.rows)
    }
    return rows
  })
}

type ReviewProps = {
  verdict: MassVerdict<RequestRow>
  label: string
  onStarted(jobId: number): void
  onClose(): void
}

function Review({ verdict, label, onStarted, onClose }: ReviewProps) {
  const t = useText()
  const { profile, action } = verdict
  const needs = action.requires
  const judged = useJudged(verdict)
  const [comment, setComment] = useState('')
  const [documents, setDocuments] = useState<readonly Wanted[]>([])
  const [reasonCode, setReasonCode] = useState<string | null>(null)
  const start = useCommand(api.selections.start, { onDone: ({ jobId }) => onStarted(jobId) })
  const rows = judged.data
  const can = (rows ?? []).filter(({ blockedBy }) => blockedBy === null)
  const given =
    (!needs.includes('comment') || comment.trim() !== '') &&
    (!needs.includes('documents') || documents.length > 0) &&
    (!needs.includes('reasonCode') || reasonCode !== null)
  const ready = given && can.length > 0
  const send = (): void =>
    void start.run({
      action: action.action,
      comment: comment.trim(),
      documents: [...documents],
      reasonCode,
      requests: can.map(({ requestId, version, contentDigest }) => ({
        requestId,
        expectedVersion: version,
        contentDigest,
      })),
    })
  const n = verdict.can.length + verdict.cannot.length
  return (
    <FormDialog
      title={t('selections.title', { action: label, n })}
      size={1080}
      submit={can.length === 0 ? label : t('selections.submit', { action: label, n: can.length, sums: sumsOf(can) })}
      tone={action.tone === 'refuse' ? 'late' : 'accent'}
      busy={start.busy}
      refusal={start.refusal}
      disabled={!ready}
      focusSubmit={needs.every((need) => need === 'stepUp')}
      onSubmit={send}
      onClose={onClose}
    >
      {judged.problem !== null && <ErrorNote sentence={judged.problem} onRetry={judged.reload} />}
      {rows === undefined && judged.problem === null && <ReviewSkeleton />}
      {rows !== undefined && <Judged rows={rows} approves={action.tone === 'approve' || action.tone === 'complete'} />}
      {needs.includes('reasonCode') && (
        <ReasonField action={action.action} of={profile} value={reasonCode} onChange={setReasonCode} />
      )}
      {needs.includes('documents') && <WantedDocuments value={documents} onChange={setDocuments} />}
      <CommentField
        value={comment}
        needed={needs.includes('comment')}
        onChange={setComment}
        onSend={() => ready && !start.busy && send()}
      />
      {needs.includes('stepUp') && (
        <Text size="xs" c="dimmed">
          {t('selections.stepUp')}
        </Text>
      )}
    </FormDialog>
  )
}

function Judged({ rows, approves }: { rows: readonly SelectedRow[]; approves: boolean }) {
  const t = useText()
  const can = rows.filter(({ blockedBy }) => blockedBy === null)
  const cannot = rows.filter(({ blockedBy }) => blockedBy !== null)
  return (
    <>
      {can.length > 0 && (
        <>
          <Text size="sm" fw={500}>
            {t(approves ? 'selections.exactly' : 'selections.these', { n: can.length, sums: sumsOf(can) })}
          </Text>
          <SelectionTable rows={can} label={t('selections.willBeDone')} />
        </>
      )}
      {cannot.length > 0 && (
        <>
          <Text size="sm" fw={500}>
            {t('selections.cannot', { n: cannot.length })}
          </Text>
          <SelectionTable rows={cannot} label={t('selections.willNotBeDone')} />
        </>
      )}
    </>
  )
}

function ReviewSkeleton() {
  return (
    <Stack gap={6} aria-hidden>
      {[0, 1, 2, 3].map((line) => (
        <Skeleton key={line} height={26} />
      ))}
    </Stack>
  )
}

/** `1,204,500.00 HKD · 30,000.00 USD` */
export function sumsOf(rows: readonly Pick<SelectedRow, 'amountMinor' | 'currency'>[]): string {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  return currencies
    .map((currency) => {
      const own = rows.filter((row) => row.currency === currency).map(({ amountMinor }) => amountMinor)
      return moneyWords(add(...own), currency)
    })
    .join(' · ')
}
