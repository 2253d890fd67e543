/** Proposes the next version of a channel: switch, cut-off, automatic withdrawal and its limits; a second person confirms (R3-81). */
import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { Channel } from '../../../contract/channels.ts'
import { formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import type { KeptChannel } from './channel-facts.tsx'
import { labelIn } from './channel-words.ts'

export function ChangeChannel({ kept }: { kept: KeptChannel }) {
  const t = useText()
  const me = useMe()
  const [open, dialog] = useDisclosure(false)
  if (!me.permissions.includes('admin.settings')) return null
  return (
    <>
      <Button size="compact-xs" variant="light" leftSection={<IconPencil size={13} />} onClick={dialog.open}>
        {t('channels.change.open')}
      </Button>
      {open && <ChangeDialog kept={kept} onClose={dialog.close} />}
    </>
  )
}

function ChangeDialog({ kept, onClose }: { kept: KeptChannel; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const note = useProposedNote()
  const [draft, setDraft] = useState<Channel>(kept.channel)
  const [reason, setReason] = useState('')
  const propose = useCommand(api.channels.propose, {
    onDone: (answer) => {
      note(answer)
      onClose()
    },
  })
  const set = (part: Partial<Channel>): void => setDraft((before) => ({ ...before, ...part }))
  const same = JSON.stringify(draft) === JSON.stringify(kept.channel)
  return (
    <FormDialog
      tone="second"
      title={t('channels.change.title', { channel: labelIn(draft.name, language) })}
      submit={t('channels.change.submit')}
      busy={propose.busy}
      refusal={propose.refusal}
      disabled={same || reason.trim() === ''}
      onSubmit={() =>
        void propose.run({
          kind: 'channel',
          key: draft.key,
          expectedVersion: kept.version,
          definition: JSON.stringify(draft),
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <Stack gap="sm">
        <Switch
          label={t('channels.change.enabled')}
          checked={draft.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        {!draft.enabled && <Hint draft={draft} set={set} />}
        <TextInput
          label={t('channels.list.cutOff')}
          placeholder="11:00"
          value={draft.cutOff ?? ''}
          onChange={(event) => set({ cutOff: event.currentTarget.value || null })}
        />
        <Hours draft={draft} set={set} />
        <Automatic draft={draft} set={set} />
        <Limits draft={draft} set={set} />
        <TextInput
          required
          label={t('channels.change.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}

type Part = { draft: Channel; set(part: Partial<Channel>): void }

function Hint({ draft, set }: Part) {
  const t = useText()
  const hint = draft.hint ?? { en: '', 'zh-Hant': '' }
  return (
    <Group grow>
      {(['en', 'zh-Hant'] as const).map((language) => (
        <TextInput
          key={language}
          label={t(`channels.change.hint.${language}`)}
          value={hint[language]}
          onChange={(event) => set({ hint: { ...hint, [language]: event.currentTarget.value } })}
        />
      ))}
    </Group>
  )
}

/** R3-81: the hours in which the channel serves; none = round the clock. */
function Hours({ draft, set }: Part) {
  const t = useText()
  const [first = { from: '', to: '' }, ...rest] = draft.serviceHours
  const change = (part: Partial<typeof first>): void => {
    const next = { ...first, ...part }
    set({ serviceHours: next.from === '' && next.to === '' ? rest : [next, ...rest] })
  }
  return (
    <Group grow>
      <TextInput
        type="time"
        label={t('channels.change.hoursFrom')}
        value={first.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('channels.change.hoursTo')}
        value={first.to}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </Group>
  )
}

function Automatic({ draft, set }: Part) {
  const t = useText()
  const { automatic } = draft
  if (automatic === null) return null
  return (
    <Group align="end">
      <Switch
        label={t('channels.change.automatic')}
        checked={automatic.enabled}
        onChange={(event) => set({ automatic: { ...automatic, enabled: event.currentTarget.checked } })}
      />
      <NumberInput
        label={t('channels.change.dailyCount')}
        min={1}
        max={1_000}
        allowDecimal={false}
        value={automatic.dailyCount}
        onChange={(value) => set({ automatic: { ...automatic, dailyCount: Number(value) } })}
      />
    </Group>
  )
}

function Limits({ draft, set }: Part) {
  const t = useText()
  const [texts, setTexts] = useState(() =>
    draft.thresholds.map(({ bound, currency }) => formatMoney(bound.amountMinor, currency)),
  )
  return draft.thresholds.map((threshold, index) => {
    const { limit, house, currency, bound } = threshold
    const read = readAmount(texts[index] ?? '', currency, { t })
    return (
      <MoneyInput
        key={`${limit}-${house}-${currency}`}
        label={`${t(`channels.threshold.${limit}`)} · ${house}`}
        currency={currency}
        value={texts[index] ?? ''}
        error={read.ok ? null : read.sentence}
        onChange={(text) => {
          setTexts((before) => before.map((each, at) => (at === index ? text : each)))
          const next = readAmount(text, currency, { t })
          if (!next.ok) return
          const changed = { ...threshold, bound: { ...bound, amountMinor: next.amountMinor } }
          set({ thresholds: draft.thresholds.map((each, at) => (at === index ? changed : each)) })
        }}
      />
    )
  })
}
