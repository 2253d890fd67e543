/** The verdict on one line of a spot check, and the second review that closes it. */
import { SegmentedControl, Switch, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { SpotCheck, SpotLine } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type Verdict = 'consistent' | 'abnormal'

export function ReviewDialog({ check, line, onClose }: { check: SpotCheck; line: SpotLine; onClose(): void }) {
  const t = useText()
  const [verdict, setVerdict] = useState<Verdict | null>(line.verdict)
  const [note, setNote] = useState(line.note)
  const [escalate, setEscalate] = useState(line.escalated)
  const review = useCommand(api.risk.reviewLine, { onDone: onClose })
  const { spotCheckId, version } = check
  const send = (): void => {
    if (verdict === null) return
    const said = { verdict, note: note.trim(), escalate }
    void review.run({ spotCheckId, lineId: line.lineId, expectedVersion: version, ...said })
  }
  return (
    <FormDialog
      title={t('risk.spot.reviewOf', { customer: line.customerName })}
      submit={t('risk.spot.reviewSubmit')}
      busy={review.busy}
      refusal={review.refusal}
      disabled={verdict === null || (verdict === 'abnormal' && note.trim() === '')}
      onSubmit={send}
      onClose={onClose}
    >
      <Text size="sm">{t('risk.spot.reviewHow')}</Text>
      <SegmentedControl
        value={verdict ?? ''}
        onChange={(value) => setVerdict(value as Verdict)}
        data={(['consistent', 'abnormal'] as const).map((value) => ({
          value,
          label: t(`risk.spot.verdict.${value}`),
        }))}
      />
      <Textarea
        label={t('risk.spot.note')}
        data-autofocus
        maxLength={LIMITS.commentChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Switch
        label={t('risk.spot.escalate')}
        checked={escalate}
        onChange={(event) => setEscalate(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}

export function CloseDialog({ check, onClose }: { check: SpotCheck; onClose(): void }) {
  const t = useText()
  const [note, setNote] = useState('')
  const close = useCommand(api.risk.close, { onDone: onClose })
  return (
    <FormDialog
      title={`${t('risk.spot.close')}: ${check.month}`}
      submit={t('risk.spot.closeSubmit')}
      tone="second"
      busy={close.busy}
      refusal={close.refusal}
      disabled={note.trim() === ''}
      onSubmit={() =>
        void close.run({
          spotCheckId: check.spotCheckId,
          expectedVersion: check.version,
          note: note.replace(/\s+/gu, ' ').trim(),
        })
      }
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('risk.spot.closeHint')}
      </Text>
      <Textarea
        label={t('risk.spot.closeNote')}
        data-autofocus
        maxLength={LIMITS.commentChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
