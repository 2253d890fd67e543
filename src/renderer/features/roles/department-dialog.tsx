/** A new department, another name or the end of one; it waits for a second person. */
import { Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import type { DepartmentFacts } from '../../../contract/roles.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { isNamed, labelOf, type NameDraft, NameFields, ReasonField } from './name-fields.tsx'
import { usualName } from './role-dialog.tsx'

type Draft = NameDraft & { retired: boolean }

function draftOf(facts: DepartmentFacts | undefined): Draft {
  const usual = facts ? usualName('department', facts.department) : null
  return {
    en: facts?.label?.en ?? usual?.en ?? '',
    zh: facts?.label?.['zh-Hant'] ?? usual?.zh ?? '',
    key: facts?.department ?? '',
    reason: '',
    retired: facts?.retired ?? false,
  }
}

export function DepartmentDialog({ facts, onClose }: { facts?: DepartmentFacts; onClose(): void }) {
  const t = useText()
  const [draft, setDraft] = useState(() => draftOf(facts))
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const noteProposed = useProposedNote()
  const onDone = (answer: { applied: boolean }): void => {
    noteProposed(answer)
    onClose()
  }
  const add = useCommand(api.roles.addDepartment, { onDone })
  const update = useCommand(api.roles.changeDepartment, { onDone })
  const send = (): void => {
    const reason = draft.reason.trim()
    const label = labelOf(draft, facts?.builtIn ? usualName('department', facts.department) : null)
    if (facts) {
      const at = { department: facts.department, expectedVersion: facts.version }
      void update.run({ ...at, label, retired: draft.retired, reason })
    } else if (label) void add.run({ department: draft.key, label, reason })
  }
  return (
    <FormDialog
      size="lg"
      tone="second"
      title={facts ? t('roles.form.changeTitle', { name: draftOf(facts).en }) : t('roles.department.addTitle')}
      submit={t('roles.form.submit')}
      busy={add.busy || update.busy}
      refusal={add.refusal ?? update.refusal}
      disabled={!isNamed(draft)}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="md">
        <NameFields draft={draft} isNew={!facts} onChange={change} />
        {facts && (
          <Switch
            label={t('roles.form.retired')}
            description={t('roles.department.retiredHint')}
            checked={draft.retired}
            onChange={(event) => change({ retired: event.currentTarget.checked })}
          />
        )}
        <ReasonField draft={draft} onChange={change} />
      </Stack>
    </FormDialog>
  )
}
