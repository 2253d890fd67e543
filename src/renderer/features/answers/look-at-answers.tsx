/** What a file of answers says and would do; it is taken whole, with a word where something was found. */
import { Button, Group, Skeleton, Stack, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHistory } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { AnswerPreview } from '../../../contract/answers.ts'
import type { FileInfo } from '../../../contract/files.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { AnswerRows } from './answer-rows.tsx'

type Taken = Awaited<ReturnType<typeof api.answers.take>>
type LookProps = { file: FileInfo; onAnother(): void; onTaken(taken: Taken): void }

export function LookAtAnswers({ file, onAnother, onTaken }: LookProps) {
  const t = useText()
  // The same bytes may be looked at again after they were taken: every look asks anew.
  const [lookedAt] = useState(() => Date.now())
  const preview = useApi(['answers.preview', file.fileId, lookedAt], () => api.answers.preview({ fileId: file.fileId }))
  const another = (
    <Button variant="default" onClick={onAnother}>
      {t('answers.another')}
    </Button>
  )
  if (preview.problem !== null) return <ErrorNote sentence={preview.problem} action={another} />
  if (!preview.data) return <Skeleton height={240} />
  const { data } = preview
  const takeable = data.outcome !== 'refused' && data.takenBefore === null && data.rows.length > 0
  return (
    <Stack gap="md">
      <PreviewVerdict preview={data} name={file.name} />
      {data.findings.length > 0 && data.outcome !== 'refused' && (
        <SectionCard title={t('answers.findings', { count: data.findings.length })}>
          <ul>
            {data.findings.map(({ place, message }) => (
              <li key={`${place} ${message}`}>{message}</li>
            ))}
          </ul>
        </SectionCard>
      )}
      {takeable ? <Take file={file} preview={data} another={another} onTaken={onTaken} /> : <div>{another}</div>}
      {data.rows.length > 0 && <AnswerRows rows={data.rows} />}
    </Stack>
  )
}

function PreviewVerdict({ preview, name }: { preview: AnswerPreview; name: string }) {
  const t = useText()
  const { takenBefore, outcome, findings, rows, format } = preview
  if (takenBefore !== null) {
    return (
      <Verdict tone="wait" icon={<IconHistory size={22} />} title={t('answers.takenBefore', { by: takenBefore.by })}>
        <InstantText at={takenBefore.at} />
      </Verdict>
    )
  }
  if (outcome === 'refused') {
    return (
      <Verdict tone="late" icon={<IconCircleX size={22} />} title={t('answers.refused', { name })}>
        {findings.map(({ message }) => message).join(' ')}
      </Verdict>
    )
  }
  const calm = outcome === 'clean' && rows.length > 0
  return (
    <Verdict
      tone={calm ? 'done' : 'wait'}
      icon={calm ? <IconCircleCheck size={22} /> : <IconAlertTriangle size={22} />}
      title={t('answers.says', { count: rows.length, name })}
    >
      {format}
    </Verdict>
  )
}

type TakeProps = { file: FileInfo; preview: AnswerPreview; another: ReactNode; onTaken(taken: Taken): void }

function Take({ file, preview, another, onTaken }: TakeProps) {
  const t = useText()
  const [why, setWhy] = useState('')
  const take = useCommand(api.answers.take, { onDone: onTaken })
  const needsWord = preview.outcome === 'findings'
  return (
    <Stack gap="sm">
      {needsWord && (
        <Textarea
          label={t('answers.why')}
          maxLength={LIMITS.commentChars}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      <Group gap="sm">
        <Button
          loading={take.busy}
          disabled={needsWord && why.trim() === ''}
          onClick={() => void take.run({ fileId: file.fileId, acceptFindings: why.trim() })}
        >
          {t('answers.take', { count: preview.rows.length })}
        </Button>
        {another}
      </Group>
      <RefusalNote refusal={take.refusal} />
    </Stack>
  )
}
