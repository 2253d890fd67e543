/** Delegates own roles, or proposes it for somebody who is away. */
import { Checkbox, Fieldset, Select, SimpleGrid, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Api } from '../../api/client.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { DateField } from '../../ui/date-field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import classes from './delegations.module.css'

type People = Awaited<ReturnType<Api['delegations']['people']>>

export function DelegationForm({ onClose }: { onClose(): void }) {
  const t = useText()
  const me = useMe()
  const noteProposed = useProposedNote()
  const people = useApi(['delegations.people'], () => api.delegations.people({}), { topics: ['operators'] })
  const [delegatorId, setDelegator] = useState<number>(me.operatorId)
  const [delegateId, setDelegate] = useState<number | null>(null)
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [days, setDays] = useState({ from: '', to: '' })
  const [reason, setReason] = useState('')
  const add = useCommand(api.delegations.add, {
    onDone: (answer) => {
      noteProposed(answer)
      onClose()
    },
  })
  const delegator = people.data?.find((each) => each.operatorId === delegatorId)
  const complete = delegateId !== null && roles.length > 0 && days.from !== '' && days.to !== '' && reason.trim() !== ''
  const send = (): void =>
    void add.run({ delegatorId, delegateId, roles: [...roles], ...days, reason: reason.trim() } as never)
  return (
    <FormDialog
      size="lg"
      title={t('delegations.add')}
      submit={t('delegations.submit')}
      busy={add.busy}
      refusal={add.refusal}
      disabled={!complete}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="md">
        <PeopleFields
          people={people.data ?? []}
          delegatorId={delegatorId}
          delegateId={delegateId}
          onDelegator={(id) => {
            setDelegator(id)
            setRoles([])
          }}
          onDelegate={setDelegate}
        />
        <RoleChoice own={delegator?.roles ?? []} roles={roles} onChange={setRoles} />
        <SimpleGrid cols={2}>
          <DateField
            required
            label={t('delegations.form.from')}
            value={days.from}
            onChange={(from) => setDays({ ...days, from })}
          />
          <DateField
            required
            label={t('delegations.form.to')}
            value={days.to}
            onChange={(to) => setDays({ ...days, to })}
          />
        </SimpleGrid>
        <Textarea
          required
          label={t('proposals.reason')}
          maxLength={LIMITS.commentChars}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}

type PeopleFieldsProps = {
  people: People
  delegatorId: number
  delegateId: number | null
  onDelegator(id: number): void
  onDelegate(id: number): void
}

function PeopleFields({ people, delegatorId, delegateId, onDelegator, onDelegate }: PeopleFieldsProps) {
  const t = useText()
  const me = useMe()
  return (
    <SimpleGrid cols={2}>
      <PersonField
        label={t('delegations.form.delegator')}
        description={t('delegations.form.delegatorHint')}
        people={people}
        value={delegatorId}
        disabled={!me.permissions.includes('admin.operators')}
        onChange={onDelegator}
      />
      <PersonField
        label={t('delegations.form.delegate')}
        description={t('delegations.form.delegateHint')}
        people={people.filter((each) => each.operatorId !== delegatorId)}
        value={delegateId}
        onChange={onDelegate}
      />
    </SimpleGrid>
  )
}

type PersonFieldProps = {
  label: string
  description: string
  people: People
  value: number | null
  disabled?: boolean
  onChange(id: number): void
}

function PersonField({ label, description, people, value, disabled = false, onChange }: PersonFieldProps) {
  return (
    <Select
      searchable
      required
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      disabled={disabled}
      data={people.map((each) => ({ value: String(each.operatorId), label: each.displayName }))}
      value={value === null ? null : String(value)}
      onChange={(text) => text && onChange(Number(text))}
    />
  )
}

type RoleChoiceProps = { own: readonly Role[]; roles: readonly Role[]; onChange(roles: readonly Role[]): void }

/** Only what the delegator has; the administrator's role is never delegated. */
function RoleChoice({ own, roles, onChange }: RoleChoiceProps) {
  const t = useText()
  const word = useWords()
  const toggle = (role: Role): void =>
    onChange(roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role])
  const offered = own.filter((role) => role !== 'administrator')
  return (
    <Fieldset legend={t('delegations.form.roles')}>
      {offered.length === 0 && <p className={classes.dimmed}>{t('delegations.form.noRoles')}</p>}
      <SimpleGrid cols={2} spacing="sm">
        {offered.map((role) => (
          <Checkbox
            key={role}
            label={word('role', role)}
            checked={roles.includes(role)}
            onChange={() => toggle(role)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  )
}
