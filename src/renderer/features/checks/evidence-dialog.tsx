/** An answer to a manual check, or the clearing of one that failed: a sentence, a file, or both (R2-09, R2-109). */
import { SegmentedControl, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CheckLine } from '../../../contract/checks.ts'
import type { FileInfo } from '../../../contract/files.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { figureSentence } from './check-words.ts'

export type EvidenceDialogProps = {
  what: 'answer' | 'resolve'
  line: CheckLine
  requestId: number
  onClose(): void
}

export function EvidenceDialog({ what, line, requestId, onClose }: EvidenceDialogProps) {
  const t = useText()
  const [passed, setPassed] = useState<'passed' | 'failed' | null>(null)
  const [text, setText] = useState('')
  const [file, setFile] = useState<FileInfo | null>(null)
  const upload = useUpload()
  const answer = useCommand(api.checks.answer, { onDone: onClose })
  const resolve = useCommand(api.checks.resolve, { onDone: onClose })
  const { check } = line
  const given = { requestId: requestId as never, check, text: text.trim(), fileId: file?.fileId ?? null }
  const figures = figureSentence(line, t)
  const send = (): void => {
    if (what === 'resolve') void resolve.run(given)
    else if (passed !== null) void answer.run({ ...given, passed: passed === 'passed' })
  }
  const nothing = text.trim() === '' && file === null
  return (
    <FormDialog
      title={t(`checks.${what}.title`, { check: t(`checks.name.${check}`) })}
      submit={t(`checks.${what}.submit`)}
      tone={what === 'resolve' ? 'second' : 'accent'}
      busy={answer.busy || resolve.busy}
      refusal={answer.refusal ?? resolve.refusal ?? (upload.problem === null ? null : { sentence: upload.problem })}
      disabled={nothing || (what === 'answer' && passed === null) || upload.sending !== null}
      onSubmit={send}
      onClose={onClose}
    >
      {figures !== null && <Text size="sm">{figures}</Text>}
      {what === 'answer' && (
        <SegmentedControl
          value={passed ?? ''}
          onChange={(value) => setPassed(value as 'passed')}
          data={(['passed', 'failed'] as const).map((value) => ({ value, label: t(`checks.answer.${value}`) }))}
        />
      )}
      <Textarea
        label={t(`checks.${what}.how`)}
        data-autofocus
        autosize
        minRows={2}
        maxLength={LIMITS.commentChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FileDrop
        compact
        hint={file?.name ?? t('checks.file')}
        sending={upload.sending}
        onFile={(chosen) => void upload.send(chosen).then((kept) => kept && setFile(kept))}
      />
      {what === 'resolve' && (
        <Text size="xs" c="dimmed">
          {t('checks.resolve.covers')}
        </Text>
      )}
    </FormDialog>
  )
}
