/** Every step of a leaf that needs one line of text: burnt, voided, asked, stopped, returned, handed over. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { LeafRow } from '../../../contract/cheques.ts'
import type { BusinessDate } from '../../../contract/dates.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import type { TextKey } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export type ReasonKind = 'spoil' | 'void' | 'askVoid' | 'askStop' | 'stop' | 'return' | 'handOver'
export type LeafReasonDialogProps = { leaf: LeafRow; kind: ReasonKind; onClose(): void }

type Words = { title: TextKey; explain: TextKey | null; label: TextKey; submit: TextKey }

const WORDS: Record<ReasonKind, Words> = {
  spoil: {
    title: 'cheques.good.spoil',
    explain: null,
    label: 'cheques.good.spoilReason',
    submit: 'cheques.good.spoilSubmit',
  },
  void: {
    title: 'cheques.void.title',
    explain: 'cheques.void.explain',
    label: 'cheques.void.reason',
    submit: 'cheques.void.submit',
  },
  askVoid: {
    title: 'cheques.ask.voidTitle',
    explain: 'cheques.ask.explain',
    label: 'cheques.ask.reason',
    submit: 'cheques.ask.void',
  },
  askStop: {
    title: 'cheques.ask.stopTitle',
    explain: 'cheques.ask.explain',
    label: 'cheques.ask.reason',
    submit: 'cheques.ask.stop',
  },
  stop: {
    title: 'cheques.stop.title',
    explain: 'cheques.stop.explain',
    label: 'cheques.stop.reference',
    submit: 'cheques.stop.submit',
  },
  return: {
    title: 'cheques.return.title',
    explain: 'cheques.return.explain',
    label: 'cheques.return.reason',
    submit: 'cheques.return.submit',
  },
  handOver: {
    title: 'cheques.handOver.title',
    explain: 'cheques.handOver.explain',
    label: 'cheques.handOver.to',
    submit: 'cheques.handOver.submit',
  },
}

export function LeafReasonDialog({ leaf, kind, onClose }: LeafReasonDialogProps) {
  const t = useText()
  const [text, setText] = useState(kind === 'void' ? (leaf.reason ?? '') : '')
  const clock = useApi(['desk.clock'], () => api.desk.clock({}), { enabled: kind === 'void' })
  const [day, setDay] = useState<string | null>(null)
  const sending = useLeafStep(onClose)
  const words = WORDS[kind]
  const { number } = leaf
  return (
    <FormDialog
      tone={kind === 'handOver' ? 'accent' : kind.startsWith('ask') ? 'second' : 'late'}
      title={t(words.title, { number })}
      submit={t(words.submit, { number })}
      busy={sending.busy}
      refusal={sending.refusal}
      disabled={text.trim() === ''}
      onSubmit={() => void sending.send(leaf, { kind, text: text.trim(), day })}
      onClose={onClose}
    >
      {words.explain !== null && <p style={{ margin: 0 }}>{t(words.explain)}</p>}
      <Textarea
        required
        data-autofocus
        label={t(words.label)}
        maxLength={LIMITS.shortTextChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {kind === 'void' && clock.data && (
        <DateField
          label={t('cheques.void.effective')}
          w={180}
          value={day ?? clock.data.today}
          maxDate={clock.data.today}
          onChange={setDay}
        />
      )}
    </FormDialog>
  )
}

type Step = { kind: ReasonKind; text: string; day: string | null }

/** Sends the command of a kind; the slip of a hand-over is saved at once. */
function useLeafStep(onDone: () => void) {
  const options = { onDone }
  const download = useDownload()
  const spoil = useCommand(api.cheques.spoil, options)
  const voiding = useCommand(api.cheques.void, options)
  const ask = useCommand(api.cheques.ask, options)
  const stop = useCommand(api.cheques.stop, options)
  const back = useCommand(api.cheques.return, options)
  const handOver = useCommand(api.cheques.handOver, {
    onDone: ({ fileId }) => {
      void download.save(fileId)
      onDone()
    },
  })
  const all = [spoil, voiding, ask, stop, back, handOver]
  const send = ({ leafId, version }: LeafRow, { kind, text, day }: Step): Promise<unknown> => {
    const at = { leafId, expectedVersion: version }
    switch (kind) {
      case 'spoil':
        return spoil.run({ ...at, reason: text })
      case 'void':
        return voiding.run({ ...at, reason: text, effectiveDate: day as BusinessDate | null })
      case 'askVoid':
        return ask.run({ ...at, action: 'void', reason: text })
      case 'askStop':
        return ask.run({ ...at, action: 'stop', reason: text })
      case 'stop':
        return stop.run({ ...at, bankReference: text })
      case 'return':
        return back.run({ ...at, bankReason: text })
      case 'handOver':
        return handOver.run({ leaves: [leafId], toName: text })
    }
  }
  return {
    send,
    busy: all.some(({ busy }) => busy),
    refusal: all.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  }
}
