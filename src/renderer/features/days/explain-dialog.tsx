/** Writes down why the bank and the books differ; without it the day cannot be signed off (R2-70). */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { DayReport, DayRow } from '../../../contract/days.ts'
import type { FileInfo } from '../../../contract/files.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'

export function ExplainDialog({ report, row, onClose }: { report: DayReport; row: DayRow; onClose(): void }) {
  const t = useText()
  const [explanation, setExplanation] = useState(row.explanation ?? '')
  const [file, setFile] = useState<FileInfo | null>(null)
  const upload = useUpload()
  const explain = useCommand(api.days.explainVariance, { onDone: onClose })
  const { date, version } = report
  const { bankAccountId } = row
  return (
    <FormDialog
      title={t('days.report.explainTitle', { amount: moneyWords(row.varianceMinor ?? 0, row.currency) })}
      submit={t('days.report.explainSubmit')}
      busy={explain.busy}
      refusal={explain.refusal ?? (upload.problem === null ? null : { sentence: upload.problem })}
      disabled={explanation.trim() === '' || upload.sending !== null}
      onSubmit={() =>
        void explain.run({
          date,
          expectedVersion: version,
          bankAccountId,
          explanation: explanation.trim(),
          evidenceFileId: file?.fileId ?? null,
        })
      }
      onClose={onClose}
    >
      <strong>{row.name}</strong>
      <Textarea
        required
        data-autofocus
        label={t('days.report.explainText')}
        description={t('days.report.explainHint')}
        maxLength={LIMITS.commentChars}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
      <FileDrop
        compact
        hint={file?.name ?? t('days.report.explainFile')}
        sending={upload.sending}
        onFile={(chosen) => void upload.send(chosen).then((kept) => kept && setFile(kept))}
      />
    </FormDialog>
  )
}
