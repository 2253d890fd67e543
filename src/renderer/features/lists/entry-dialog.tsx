/** A new entry of a list, or another name or the end of one. */
import { Select, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { LIST_BY_TWO, type ListEntry, type ListName } from '../../../contract/lists.ts'
import { Method } from '../../../contract/transactions.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { isNamed, labelOf, type NameDraft, NameFields, ReasonField } from '../roles/name-fields.tsx'
import { entryName } from './entry-list.tsx'

type Draft = NameDraft & { retired: boolean; pays: Method | null }

function draftOf(list: ListName, entry: ListEntry | undefined): Draft {
  const pays = list === 'withdrawalMethod' ? (entry?.pays ?? 'wireTransfer') : null
  if (!entry) return { en: '', zh: '', key: '', reason: '', retired: false, pays }
  const { key, retired } = entry
  return { en: entryName(entry, 'en'), zh: entryName(entry, 'zh-Hant'), key, reason: '', retired, pays }
}

export function EntryDialog({ list, entry, onClose }: { list: ListName; entry?: ListEntry; onClose(): void }) {
  const t = useText()
  const [draft, setDraft] = useState(() => draftOf(list, entry))
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const noteProposed = useProposedNote()
  const onDone = (answer: { applied: boolean }): void => {
    noteProposed(answer)
    onClose()
  }
  const add = useCommand(api.lists.add, { onDone })
  const update = useCommand(api.lists.change, { onDone })
  const send = (): void => {
    const reason = draft.reason.trim()
    const bare = entry && entryName({ ...entry, label: null }, 'en')
    const usual = entry?.builtIn && bare ? { en: bare, zh: entryName({ ...entry, label: null }, 'zh-Hant') } : null
    const label = labelOf(draft, usual)
    if (entry)
      void update.run({ list, key: entry.key, expectedVersion: entry.version, label, retired: draft.retired, reason })
    else if (label) void add.run({ list, key: draft.key, label, pays: draft.pays, reason })
  }
  return (
    <FormDialog
      size="lg"
      tone={LIST_BY_TWO[list] ? 'second' : 'accent'}
      title={entry ? t('roles.form.changeTitle', { name: draftOf(list, entry).en }) : t('lists.addTitle')}
      submit={t(LIST_BY_TWO[list] ? 'roles.form.submit' : entry ? 'operators.form.save' : 'lists.submit')}
      busy={add.busy || update.busy}
      refusal={add.refusal ?? update.refusal}
      disabled={!isNamed(draft)}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="md">
        <NameFields draft={draft} isNew={!entry} onChange={change} />
        {draft.pays !== null && !entry && <PaysField pays={draft.pays} onChange={(pays) => change({ pays })} />}
        {entry && (
          <Switch
            label={t('roles.form.retired')}
            description={t('lists.retiredHint')}
            checked={draft.retired}
            onChange={(event) => change({ retired: event.currentTarget.checked })}
          />
        )}
        <ReasonField draft={draft} onChange={change} />
      </Stack>
    </FormDialog>
  )
}

function PaysField({ pays, onChange }: { pays: Method; onChange(pays: Method): void }) {
  const t = useText()
  const word = useWords()
  return (
    <Select
      label={t('lists.pays')}
      description={t('lists.paysHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={Method.options.map((each) => ({ value: each, label: word('payment', each) }))}
      value={pays}
      onChange={(value) => {
        const found = Method.options.find((each) => each === value)
        if (found) onChange(found)
      }}
    />
  )
}
