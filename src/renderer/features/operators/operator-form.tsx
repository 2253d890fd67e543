/** Adds an operator or changes one: roles in words with what they allow, department, signing group. */
import { Checkbox, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Operator } from '../../../contract/operators.ts'
import { type Role, SigningGroup } from '../../../contract/permissions.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { useRights } from '../roles/use-rights.tsx'
import { FirstPassword } from './first-password.tsx'
import classes from './operators.module.css'

const USER_NAME = /^[a-z][a-z0-9._-]{1,31}$/

type Draft = {
  userName: string
  displayName: string
  email: string
  password: string
  roles: readonly Role[]
  department: Operator['department']
  signingGroup: Operator['signingGroup']
  active: boolean
}

export function OperatorForm({ operator, onClose }: { operator?: Operator; onClose(): void }) {
  const t = useText()
  const [draft, setDraft] = useState<Draft>(() => draftOf(operator))
  const noteProposed = useProposedNote()
  const onDone = (answer: { applied: boolean }): void => {
    noteProposed(answer)
    onClose()
  }
  const create = useCommand(api.operators.create, { onDone })
  const update = useCommand(api.operators.update, { onDone })
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const { userName, password, active } = draft
  const profile = {
    displayName: draft.displayName.trim(),
    email: draft.email.trim(),
    department: draft.department,
    roles: [...draft.roles],
    signingGroup: draft.signingGroup,
  }
  const complete =
    profile.displayName !== '' &&
    profile.roles.length > 0 &&
    (operator !== undefined || (USER_NAME.test(userName) && password !== ''))
  const send = (): void => {
    if (operator) {
      const { operatorId, version } = operator
      void update.run({ operatorId, expectedVersion: version, active, ...profile })
    } else void create.run({ userName, initialPassword: password, ...profile })
  }
  return (
    <FormDialog
      size="lg"
      title={operator ? t('operators.form.editTitle', { name: operator.displayName }) : t('operators.form.createTitle')}
      submit={submitWords({ operator, name: profile.displayName }, t)}
      busy={create.busy || update.busy}
      refusal={create.refusal ?? update.refusal}
      disabled={!complete}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="md">
        <PersonFields draft={draft} change={change} isNew={!operator} />
        <RoleFields draft={draft} change={change} operator={operator} />
        <PlaceFields draft={draft} change={change} />
        {operator && (
          <Switch
            label={t('operators.form.active')}
            checked={active}
            onChange={(event) => change({ active: event.currentTarget.checked })}
          />
        )}
      </Stack>
    </FormDialog>
  )
}

function draftOf(operator: Operator | undefined): Draft {
  return {
    userName: operator?.userName ?? '',
    displayName: operator?.displayName ?? '',
    email: operator?.email ?? '',
    password: '',
    roles: operator?.roles ?? [],
    department: operator?.department ?? null,
    signingGroup: operator?.signingGroup ?? null,
    active: operator?.active ?? true,
  }
}

type Named = { operator: Operator | undefined; name: string }

function submitWords({ operator, name }: Named, t: ReturnType<typeof useText>): string {
  if (operator) return t('operators.form.save')
  return name === '' ? t('operators.form.createEmpty') : t('operators.form.create', { name })
}

type FieldsProps = { draft: Draft; change(part: Partial<Draft>): void }

function PersonFields({ draft, change, isNew }: FieldsProps & { isNew: boolean }) {
  const t = useText()
  const { userName } = draft
  return (
    <>
      <SimpleGrid cols={2}>
        <TextInput
          required
          data-autofocus
          label={t('operators.form.displayName')}
          maxLength={80}
          value={draft.displayName}
          onChange={(event) => change({ displayName: event.currentTarget.value })}
        />
        <TextInput
          required
          disabled={!isNew}
          label={t('operators.form.userName')}
          description={isNew ? t('operators.form.userNameHint') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={32}
          value={userName}
          error={isNew && userName !== '' && !USER_NAME.test(userName) ? t('operators.form.userNameBad') : undefined}
          onChange={(event) => change({ userName: event.currentTarget.value.toLowerCase() })}
        />
        <TextInput
          type="email"
          label={t('operators.form.email')}
          description={t('operators.form.emailHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={120}
          value={draft.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
      </SimpleGrid>
      {isNew && (
        <FirstPassword
          label={t('operators.form.password')}
          value={draft.password}
          onChange={(password) => change({ password })}
        />
      )}
    </>
  )
}

function RoleFields({ draft, change, operator }: FieldsProps & { operator: Operator | undefined }) {
  const t = useText()
  const word = useWords()
  const me = useMe()
  const { roles } = useRights()
  const offered = roles.filter(({ role, retired }) => !retired || draft.roles.includes(role))
  // A built-in role is explained by its sentence, one that the desk made or changed by what it allows.
  const mayOf = (role: Role, permissions: readonly string[]): string => {
    const key = `operators.role.${role}.may`
    return isTextKey(key) ? t(key) : permissions.map((each) => word('permission', each)).join(', ')
  }
  const own = operator?.operatorId === me.operatorId
  const toggle = (role: Role): void =>
    change({ roles: draft.roles.includes(role) ? draft.roles.filter((each) => each !== role) : [...draft.roles, role] })
  return (
    <fieldset className={classes.roles}>
      <legend>{t('operators.form.roles')}</legend>
      {own && <p className={classes.dimmed}>{t('operators.form.ownRoles')}</p>}
      <SimpleGrid cols={2} spacing="sm">
        {offered.map(({ role, permissions }) => (
          <Checkbox
            key={role}
            label={word('role', role)}
            description={mayOf(role, permissions)}
            checked={draft.roles.includes(role)}
            disabled={own}
            onChange={() => toggle(role)}
          />
        ))}
      </SimpleGrid>
      {draft.roles.length === 0 && <p className={classes.late}>{t('operators.form.rolesNeeded')}</p>}
    </fieldset>
  )
}

function PlaceFields({ draft, change }: FieldsProps) {
  const t = useText()
  const word = useWords()
  const { departments } = useRights()
  const offered = departments.filter((each) => !each.retired || each.department === draft.department)
  return (
    <SimpleGrid cols={2}>
      <Select
        label={t('operators.form.department')}
        description={t('operators.form.departmentHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[
          { value: '', label: t('operators.form.departmentNone') },
          ...offered.map(({ department }) => ({ value: department, label: word('department', department) })),
        ]}
        value={draft.department ?? ''}
        onChange={(value) => change({ department: value || null })}
      />
      <Select
        label={t('operators.form.group')}
        description={t('operators.form.groupHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[{ value: '', label: t('operators.form.groupNone') }, ...SigningGroup.options]}
        value={draft.signingGroup ?? ''}
        onChange={(value) => change({ signingGroup: SigningGroup.options.find((each) => each === value) ?? null })}
      />
    </SimpleGrid>
  )
}
