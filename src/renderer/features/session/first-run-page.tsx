/** First start of a ledger: name of the desk, its zone, its first administrator. There is no default password. */
import { Button, Divider, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import { UserName } from '../../../contract/session.ts'
import { newCommandId } from '../../api/command-id.ts'
import { firstRun } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { isUsable, NewPasswordFields } from './new-password-fields.tsx'
import { useAttempt } from './use-attempt.ts'

const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function FirstRunPage({ version }: { version: string }) {
  const t = useText()
  const [desk, setDesk] = useState({ deskName: '', timeZone: LOCAL_ZONE })
  const [person, setPerson] = useState({ displayName: '', userName: '' })
  const [secret, setSecret] = useState({ password: '', repeated: '' })
  const commandId = useRef(newCommandId())
  const { busy, refusal, attempt } = useAttempt()
  const nameFault = person.userName !== '' && !UserName.safeParse(person.userName).success
  const ready =
    desk.deskName.trim() !== '' &&
    person.displayName.trim() !== '' &&
    person.userName !== '' &&
    !nameFault &&
    isUsable(secret, person.userName)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const input = { commandId: commandId.current, ...desk, ...person, password: secret.password }
    void attempt(() => firstRun(input))
  }
  return (
    <EntryFrame version={version}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Title order={1} size="h3">
              {t('session.firstRun')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('session.firstRunHint')}
            </Text>
          </div>
          <DeskFields value={desk} onChange={setDesk} />
          <Divider label={t('session.you')} labelPosition="left" />
          <PersonFields value={person} nameFault={nameFault} onChange={setPerson} />
          <NewPasswordFields
            label={t('session.password')}
            userName={person.userName}
            value={secret}
            onChange={setSecret}
          />
          <RefusalNote refusal={refusal} />
          <Button type="submit" loading={busy} disabled={!ready}>
            {t('session.createDesk', { desk: desk.deskName.trim() || '…' })}
          </Button>
        </Stack>
      </form>
    </EntryFrame>
  )
}

type Desk = { deskName: string; timeZone: string }

function DeskFields({ value, onChange }: { value: Desk; onChange(value: Desk): void }) {
  const t = useText()
  const zones = useMemo(() => [...new Set([LOCAL_ZONE, 'Asia/Hong_Kong', ...Intl.supportedValuesOf('timeZone')])], [])
  return (
    <>
      <TextInput
        label={t('session.deskName')}
        description={t('session.deskNameHint')}
        maxLength={80}
        autoFocus
        value={value.deskName}
        onChange={(event) => onChange({ ...value, deskName: event.currentTarget.value })}
      />
      <Select
        label={t('session.timeZone')}
        description={t('session.timeZoneHint')}
        searchable
        limit={60}
        data={zones}
        value={value.timeZone}
        onChange={(timeZone) => timeZone !== null && onChange({ ...value, timeZone })}
      />
    </>
  )
}

type Named = { displayName: string; userName: string }
type PersonFieldsProps = { value: Named; nameFault: boolean; onChange(value: Named): void }

function PersonFields({ value, nameFault, onChange }: PersonFieldsProps) {
  const t = useText()
  return (
    <>
      <TextInput
        label={t('session.displayName')}
        autoComplete="name"
        maxLength={80}
        value={value.displayName}
        onChange={(event) => onChange({ ...value, displayName: event.currentTarget.value })}
      />
      <TextInput
        label={t('session.userName')}
        description={t('session.userNameHint')}
        autoComplete="username"
        autoCapitalize="none"
        value={value.userName}
        error={nameFault ? t('session.userNameFault') : null}
        onChange={(event) => onChange({ ...value, userName: event.currentTarget.value })}
      />
    </>
  )
}
