/** Lists that were made, newest first: exported again as the same bytes, and what the bank said to each. */
import { Button, Group, SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { IconDownload, IconListCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { IssueFile, IssueFileState } from '../../../contract/issue-files.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './cheques.module.css'

const TONE: Record<IssueFileState, Tone> = { made: 'wait', exported: 'wait', taken: 'done', refused: 'late' }
const PAGE_ROWS = 20

export function IssueHistory() {
  const t = useText()
  const cursors = useCursors<number>('issueFiles')
  const { after } = cursors
  const list = useApi(['issueFiles.list', after], () => api.issueFiles.list({ after, pageSize: PAGE_ROWS }), {
    topics: ['cheques'],
    keepPrevious: true,
  })
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  if (!list.data) return <Skeleton height={160} />
  const { rows, more } = list.data
  return (
    <>
      <SectionCard flush title={t('issueFiles.history')}>
        {rows.length === 0 ? (
          <EmptyState icon={<IconListCheck size={24} />} sentence={t('issueFiles.none')} />
        ) : (
          rows.map((file) => <Item key={file.issueFileId} file={file} />)
        )}
      </SectionCard>
      <PageSteps cursors={cursors} next={more ? (rows.at(-1)?.issueFileId ?? null) : null} />
    </>
  )
}

function Item({ file }: { file: IssueFile }) {
  const t = useText()
  const { sequence, state, account, issued, void: voided, stopped, exports, fileName } = file
  return (
    <div className={classes.depositItem}>
      <div className={classes.depositFacts}>
        <strong>{t('issueFiles.number', { sequence })}</strong> {account} · {file.madeBy} ·{' '}
        <InstantText at={file.madeAt} />
        <div className={classes.dimmed}>
          {t('issueFiles.counts', { issued, void: voided, stopped })} · {fileName} · <CopyText text={file.sha256} />
          {exports > 0 && ` · ${t('issueFiles.exports', { count: exports })}`}
        </div>
      </div>
      <div className={classes.depositTotals}>
        <MoneyText amountMinor={file.totalMinor} currency={file.currency} strong />
      </div>
      <ToneBadge tone={TONE[state]} label={t(`issueFiles.state.${state}`)} />
      <Steps file={file} />
    </div>
  )
}

function Steps({ file }: { file: IssueFile }) {
  const t = useText()
  const { permissions } = useMe()
  const download = useDownload()
  const [answering, setAnswering] = useState(false)
  const { issueFileId, version, state, exports, bankSays, answeredBy } = file
  const give = useCommand(api.issueFiles.export)
  const mayExport = permissions.includes('cheques.release') || permissions.includes('cheques.print')
  const save = async (): Promise<void> => {
    const given = await give.run({ issueFileId, expectedVersion: version })
    if (given) await download.save(given.fileId)
  }
  return (
    <Group gap="xs" justify="flex-end">
      {bankSays !== null && (
        <span className={classes.dimmed}>
          {bankSays} · {answeredBy}
        </span>
      )}
      {mayExport && (
        <Button
          size="xs"
          variant={exports === 0 ? 'filled' : 'default'}
          leftSection={<IconDownload size={14} />}
          loading={give.busy || download.busy}
          onClick={() => void save()}
        >
          {t(exports === 0 ? 'issueFiles.export' : 'issueFiles.exportAgain')}
        </Button>
      )}
      {state === 'exported' && permissions.includes('cheques.release') && (
        <Button size="xs" onClick={() => setAnswering(true)}>
          {t('issueFiles.answer')}
        </Button>
      )}
      <RefusalNote refusal={give.refusal} />
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
      {answering && <AnswerDialog file={file} onClose={() => setAnswering(false)} />}
    </Group>
  )
}

function AnswerDialog({ file, onClose }: { file: IssueFile; onClose(): void }) {
  const t = useText()
  const [says, setSays] = useState<'taken' | 'refused'>('taken')
  const [text, setText] = useState('')
  const answer = useCommand(api.issueFiles.answer, { onDone: onClose })
  const { issueFileId, version, sequence } = file
  const taken = says === 'taken'
  return (
    <FormDialog
      title={t('issueFiles.answerTitle', { sequence })}
      submit={t('issueFiles.record')}
      tone={taken ? 'accent' : 'late'}
      busy={answer.busy}
      refusal={answer.refusal}
      disabled={text.trim() === ''}
      onSubmit={() => void answer.run({ issueFileId, expectedVersion: version, taken, bankSays: text.trim() })}
      onClose={onClose}
    >
      <SegmentedControl
        data={[
          { value: 'taken', label: t('issueFiles.taken') },
          { value: 'refused', label: t('issueFiles.refused') },
        ]}
        value={says}
        onChange={(value) => setSays(value as 'taken' | 'refused')}
      />
      {!taken && <p style={{ margin: 0 }}>{t('issueFiles.refusedExplain')}</p>}
      <TextInput
        required
        data-autofocus
        label={t(taken ? 'issueFiles.receipt' : 'issueFiles.refusal')}
        maxLength={LIMITS.shortTextChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
