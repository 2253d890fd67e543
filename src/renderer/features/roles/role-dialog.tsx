/** A new role, or another name, other permissions or the end of one; it waits for a second person. */
import { Checkbox, SimpleGrid, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { PERMISSIONS, type Permission } from '../../../contract/permissions.ts'
import type { RoleFacts } from '../../../contract/roles.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { translate, useText } from '../../i18n/text.tsx'
import { useWords, wordsOf } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { isNamed, labelOf, type NameDraft, NameFields, ReasonField, type Usual } from './name-fields.tsx'
import classes from './roles.module.css'

type Draft = NameDraft & { permissions: readonly Permission[]; retired: boolean }

/** The word that the program has for a built-in role or department. */
export function usualName(kind: 'role' | 'department', key: string): Usual {
  const [en, zh] = [wordsOf(translate('en'))(kind, key), wordsOf(translate('zh-Hant'))(kind, key)]
  return en === key ? null : { en, zh }
}

function draftOf(role: RoleFacts | undefined): Draft {
  const usual = role ? usualName('role', role.role) : null
  return {
    en: role?.label?.en ?? usual?.en ?? '',
    zh: role?.label?.['zh-Hant'] ?? usual?.zh ?? '',
    key: role?.role ?? '',
    reason: '',
    permissions: role?.permissions ?? [],
    retired: role?.retired ?? false,
  }
}

export function RoleDialog({ role, onClose }: { role?: RoleFacts; onClose(): void }) {
  const t = useText()
  const [draft, setDraft] = useState(() => draftOf(role))
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const noteProposed = useProposedNote()
  const onDone = (answer: { applied: boolean }): void => {
    noteProposed(answer)
    onClose()
  }
  const add = useCommand(api.roles.addRole, { onDone })
  const update = useCommand(api.roles.changeRole, { onDone })
  const send = (): void => {
    const content = { permissions: [...draft.permissions], reason: draft.reason.trim() }
    const label = labelOf(draft, role?.builtIn ? usualName('role', role.role) : null)
    if (role) {
      const at = { role: role.role, expectedVersion: role.version }
      void update.run({ ...at, ...content, label, retired: draft.retired })
    } else if (label) void add.run({ role: draft.key, ...content, label })
  }
  return (
    <FormDialog
      size="xl"
      tone="second"
      title={role ? t('roles.form.changeTitle', { name: draftOf(role).en }) : t('roles.form.addTitle')}
      submit={t('roles.form.submit')}
      busy={add.busy || update.busy}
      refusal={add.refusal ?? update.refusal}
      disabled={!isNamed(draft)}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="md">
        <NameFields draft={draft} isNew={!role} onChange={change} />
        <PermissionFields draft={draft} before={role?.permissions ?? null} onChange={change} />
        {role && role.role !== 'administrator' && (
          <Switch
            label={t('roles.form.retired')}
            description={t('roles.form.retiredHint')}
            checked={draft.retired}
            onChange={(event) => change({ retired: event.currentTarget.checked })}
          />
        )}
        <ReasonField draft={draft} onChange={change} />
      </Stack>
    </FormDialog>
  )
}

/** Permissions belong together by the word before the dot. */
const GROUPS: readonly (readonly [string, readonly Permission[]])[] = [
  ...Map.groupBy(PERMISSIONS, (each) => each.split('.')[0] ?? ''),
]

type FieldsProps = {
  draft: Draft
  /** What the role allows now; null for a new one. */
  before: readonly Permission[] | null
  onChange(part: Partial<Draft>): void
}

function PermissionFields({ draft, before, onChange }: FieldsProps) {
  const t = useText()
  const word = useWords()
  const has = (each: Permission): boolean => draft.permissions.includes(each)
  const toggle = (each: Permission): void =>
    onChange({
      permissions: has(each) ? draft.permissions.filter((one) => one !== each) : [...draft.permissions, each],
    })
  const moved = (each: Permission): 'added' | 'taken' | undefined => {
    if (before === null || before.includes(each) === has(each)) return undefined
    return has(each) ? 'added' : 'taken'
  }
  return (
    <fieldset className={classes.permissions}>
      <legend>{t('roles.form.permissions', { n: draft.permissions.length })}</legend>
      <SimpleGrid cols={3} spacing="xs" verticalSpacing={6}>
        {GROUPS.flatMap(([, each]) => each).map((permission) => (
          <Checkbox
            key={permission}
            size="xs"
            label={word('permission', permission)}
            data-moved={moved(permission)}
            className={classes.permission}
            checked={has(permission)}
            onChange={() => toggle(permission)}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  )
}
