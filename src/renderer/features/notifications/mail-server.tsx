/** The mail server: its settings, its password, and a line to see whether it takes messages. */
import { Button, Group, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { SettingKey } from '../../../contract/settings.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { SettingLine } from '../settings/setting-line.tsx'
import classes from './notifications.module.css'

const KEYS: readonly SettingKey[] = ['mail.host', 'mail.port', 'mail.security', 'mail.user', 'mail.from']

export function MailServer() {
  const t = useText()
  const { permissions } = useMe()
  const mayWrite = permissions.includes('admin.settings')
  const list = useApi(['settings.list'], () => api.settings.list({}), { topics: ['settings'] })
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  if (!list.data) return <Skeleton height={320} />
  const settings = list.data.filter(({ key }) => KEYS.includes(key))
  return (
    <SectionCard flush label={t('notifications.tab.server')}>
      {settings.map((setting) => (
        <SettingLine key={`${setting.key}-${setting.version}`} setting={setting} mayWrite={mayWrite} />
      ))}
      {mayWrite && <Password />}
      {mayWrite && <TestMail />}
    </SectionCard>
  )
}

function Password() {
  const t = useText()
  const [password, setPassword] = useState('')
  const set = useCommand(api.notifications.setMailPassword, {
    onDone: () => {
      setPassword('')
      notifications.show({ color: 'teal', message: t('notifications.passwordKept') })
    },
  })
  return (
    <div className={classes.bar}>
      <PasswordInput
        w={320}
        label={t('notifications.password')}
        description={t('notifications.passwordHint')}
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Group gap="sm">
        <RefusalNote refusal={set.refusal} />
        <Button variant="default" loading={set.busy} onClick={() => void set.run({ password })}>
          {t(password === '' ? 'notifications.passwordRemove' : 'notifications.passwordSave')}
        </Button>
      </Group>
    </div>
  )
}

function TestMail() {
  const t = useText()
  const [address, setAddress] = useState('')
  const test = useCommand(api.notifications.testMail, {
    onDone: () => notifications.show({ color: 'teal', message: t('notifications.testSent') }),
  })
  return (
    <div className={classes.bar}>
      <TextInput
        w={320}
        label={t('notifications.testAddress')}
        description={t('notifications.testHint')}
        maxLength={120}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value.trim())}
      />
      <Group gap="sm">
        <RefusalNote refusal={test.refusal} />
        <Button
          variant="default"
          loading={test.busy}
          disabled={!/^[^\s@]+@[^\s@]+$/.test(address)}
          onClick={() => void test.run({ address })}
        >
          {t('notifications.testSend')}
        </Button>
      </Group>
    </div>
  )
}
