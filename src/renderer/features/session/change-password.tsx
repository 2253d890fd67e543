/** A new password: by choice in a dialog, or before anything else when an administrator set the present one. */
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { reloadMe, signOut, useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { isUsable, NewPasswordFields } from './new-password-fields.tsx'

export function ChangePasswordDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useText()
  return (
    <Modal opened={opened} onClose={onClose} title={t('session.changePassword')}>
      <ChangePasswordForm onDone={onClose} />
    </Modal>
  )
}

/** Instead of the desk, until the person has a password of their own. */
export function MustChangePasswordPage() {
  const t = useText()
  return (
    <EntryFrame withLanguage={false}>
      <div>
        <Title order={1} size="h3">
          {t('session.mustChange')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('session.mustChangeHint')}
        </Text>
      </div>
      <ChangePasswordForm onDone={() => undefined} />
      <Button variant="subtle" color="gray" onClick={() => void signOut()}>
        {t('session.signOut')}
      </Button>
    </EntryFrame>
  )
}

function ChangePasswordForm({ onDone }: { onDone(): void }) {
  const t = useText()
  const { userName } = useMe()
  const [currentPassword, setCurrentPassword] = useState('')
  const [secret, setSecret] = useState({ password: '', repeated: '' })
  const change = useCommand(api.session.changePassword, {
    onDone: () => {
      void reloadMe()
      notifications.show({ color: 'green', message: t('session.passwordChanged') })
      onDone()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void change.run({ currentPassword, newPassword: secret.password })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PasswordField
          label={t('session.currentPassword')}
          autoComplete="current-password"
          data-autofocus
          value={currentPassword}
          onChange={(event) => setCurrentPassword(event.currentTarget.value)}
        />
        <NewPasswordFields label={t('session.newPassword')} userName={userName} value={secret} onChange={setSecret} />
        <RefusalNote refusal={change.refusal} />
        <Group justify="flex-end">
          <Button type="submit" loading={change.busy} disabled={currentPassword === '' || !isUsable(secret, userName)}>
            {t('session.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
