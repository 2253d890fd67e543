/** Records what the bank answered about one payment that has left, with evidence (law 7). */
import { Radio, Stack, Textarea } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstructionRow } from '../../../contract/batches.ts'
import type { FileInfo } from '../../../contract/files.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

const RESULTS = ['failed', 'unknown'] as const
type Result = (typeof RESULTS)[number]

export function ResultDialog({ instruction, onClose }: { instruction: InstructionRow; onClose(): void }) {
  const t = useText()
  const [result, setResult] = useState<Result | null>(null)
  const [text, setText] = useState('')
  const [evidence, setEvidence] = useState<FileInfo | null>(null)
  const upload = useUpload()
  const record = useCommand(api.batches.recordResult, { onDone: onClose })
  const send = (): void => {
    if (result === null) return
    const { instructionId, version } = instruction
    const evidenceFileId = evidence?.fileId ?? null
    void record.run({ instructionId, expectedVersion: version, result, evidenceFileId, text: text.trim() })
  }
  const attach = async (file: File): Promise<void> => setEvidence((await upload.send(file)) ?? null)
  return (
    <FormDialog
      tone="late"
      title={t('batches.result.title', { request: requestNumber(instruction.requestId) })}
      submit={
        result === null
          ? t('batches.result.record')
          : t('batches.result.submit', { result: t(`batches.instruction.${result}`) })
      }
      busy={record.busy}
      refusal={record.refusal}
      disabled={result === null}
      onSubmit={send}
      onClose={onClose}
    >
      <Radio.Group value={result} onChange={(value) => setResult(RESULTS.find((each) => each === value) ?? null)}>
        <Stack gap={6}>
          {RESULTS.map((each) => (
            <Radio key={each} value={each} label={t(`batches.result.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('batches.result.text')}
        maxLength={LIMITS.commentChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Stack gap={4}>
        <span>{t('batches.result.evidence')}</span>
        {evidence && (
          <span>
            <IconPaperclip size={14} aria-hidden /> {evidence.name}
          </span>
        )}
        <FileDrop compact sending={upload.sending} onFile={(file) => void attach(file)} />
        {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
      </Stack>
    </FormDialog>
  )
}
