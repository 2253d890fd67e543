/** A reason of a workflow: new, with another name or effect, or taken off; it waits for a second person as the workflow's next version. */
import { MultiSelect, SegmentedControl, SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { ReasonCode } from '../../../contract/profile.ts'
import type { Profile } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/
type Draft = {
  code: string
  en: string
  zh: string
  money: ReasonCode['money']
  actions: readonly string[]
  gone: boolean
  note: string
}
type Props = { profile: Profile; code: ReasonCode | null; onClose(): void }

function draftOf(profile: Profile, code: ReasonCode | null): Draft {
  const refusing = profile.actions.filter(({ requires }) => requires.includes('reasonCode'))
  return {
    code: code?.code ?? '',
    en: code?.label.en ?? '',
    zh: code?.label['zh-Hant'] ?? '',
    money: code?.money ?? 'restores',
    actions: code?.actions ?? refusing.map(({ action }) => action),
    gone: false,
    note: '',
  }
}

/** The profile's list with this one new, changed or taken off. */
function listWith(profile: Profile, before: ReasonCode | null, draft: Draft): ReasonCode[] {
  const { code, en, zh, money, actions, gone } = draft
  const entry: ReasonCode = {
    code,
    label: { en: en.trim(), 'zh-Hant': zh.trim() },
    money,
    actions: [...actions],
  }
  if (before === null) return [...profile.reasonCodes, entry]
  return profile.reasonCodes.flatMap((each) => (each.code === before.code ? (gone ? [] : [entry]) : [each]))
}

export function ReasonCodeDialog({ profile, code, onClose }: Props) {
  const t = useText()
  const [draft, setDraft] = useState(() => draftOf(profile, code))
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const noteProposed = useProposedNote()
  const save = useCommand(api.workflow.changeReasonCodes, {
    onDone: (answer) => {
      noteProposed(answer)
      onClose()
    },
  })
  const taken = code === null && profile.reasonCodes.some((each) => each.code === draft.code)
  const complete =
    CODE.test(draft.code) &&
    !taken &&
    draft.en.trim() !== '' &&
    draft.zh.trim() !== '' &&
    draft.actions.length > 0 &&
    draft.note.trim() !== ''
  const send = (): void =>
    void save.run({
      profile: profile.profile,
      version: profile.version,
      reasonCodes: listWith(profile, code, draft),
      note: draft.note.trim(),
    })
  return (
    <FormDialog
      size="lg"
      tone="second"
      title={code ? t('roles.form.changeTitle', { name: code.label.en }) : t('lists.reason.addTitle')}
      submit={t('roles.form.submit')}
      busy={save.busy}
      refusal={save.refusal}
      disabled={!complete}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="md">
        <NameOfReason draft={draft} isNew={code === null} taken={taken} onChange={change} />
        <EffectOfReason profile={profile} draft={draft} onChange={change} />
        {code && (
          <Switch
            label={t('lists.reason.gone')}
            description={t('lists.reason.goneHint')}
            checked={draft.gone}
            onChange={(event) => change({ gone: event.currentTarget.checked })}
          />
        )}
        <Textarea
          required
          label={t('shared.why')}
          maxLength={LIMITS.commentChars}
          value={draft.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </Stack>
    </FormDialog>
  )
}

type FieldsProps = { draft: Draft; onChange(part: Partial<Draft>): void }

function NameOfReason({ draft, isNew, taken, onChange }: FieldsProps & { isNew: boolean; taken: boolean }) {
  const t = useText()
  return (
    <SimpleGrid cols={isNew ? 3 : 2}>
      {isNew && (
        <TextInput
          required
          data-autofocus
          label={t('roles.form.key')}
          maxLength={40}
          value={draft.code}
          error={taken ? t('lists.reason.taken') : undefined}
          onChange={(event) => onChange({ code: event.currentTarget.value.toUpperCase().replace(/\s+/gu, '_') })}
        />
      )}
      <TextInput
        required
        label={t('roles.form.nameEn')}
        maxLength={LIMITS.nameChars}
        value={draft.en}
        onChange={(event) => onChange({ en: event.currentTarget.value })}
      />
      <TextInput
        required
        lang="zh-Hant"
        label={t('roles.form.nameZhHant')}
        maxLength={LIMITS.nameChars}
        value={draft.zh}
        onChange={(event) => onChange({ zh: event.currentTarget.value })}
      />
    </SimpleGrid>
  )
}

function EffectOfReason({ profile, draft, onChange }: FieldsProps & { profile: Profile }) {
  const t = useText()
  const language = useLanguage()
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('lists.reason.money')}
        </Text>
        <SegmentedControl
          aria-label={t('lists.reason.money')}
          data={(['restores', 'holds'] as const).map((each) => ({
            value: each,
            label: t(`lists.reason.money.${each}`),
          }))}
          value={draft.money}
          onChange={(value) => onChange({ money: value === 'holds' ? 'holds' : 'restores' })}
        />
      </div>
      <MultiSelect
        required
        label={t('lists.reason.actions')}
        data={profile.actions.map(({ action, label }) => ({ value: action, label: label[language] }))}
        value={[...draft.actions]}
        onChange={(actions) => onChange({ actions })}
      />
    </>
  )
}
