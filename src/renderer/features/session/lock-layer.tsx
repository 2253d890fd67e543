/** Covers the work while the desk is locked; the work itself stays as it was. */
import { Button, Stack, Text, Title } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { signOut, unlock } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { EntryFrame } from './entry-frame.tsx'
import classes from './session.module.css'
import { useAttempt } from './use-attempt.ts'

export function LockLayer({ displayName }: { displayName: string }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const { busy, refusal, attempt } = useAttempt()
  useEffect(() => {
    document.body.dataset.locked = ''
    return () => {
      delete document.body.dataset.locked
    }
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void attempt(() => unlock(password))
  }
  // Beside everything else in the body, which is hidden as long as the desk is locked (global.css).
  return createPortal(
    <div id="lock-layer" className={classes.lock}>
      <EntryFrame withLanguage={false}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {t('session.locked')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('session.lockedHint', { name: displayName })}
              </Text>
            </div>
            <PasswordField
              label={t('session.password')}
              autoComplete="current-password"
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <RefusalNote refusal={refusal} />
            <Button type="submit" loading={busy} disabled={password === ''}>
              {t('session.unlock')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => void signOut()}>
              {t('session.otherPerson')}
            </Button>
          </Stack>
        </form>
      </EntryFrame>
    </div>,
    document.body,
  )
}
