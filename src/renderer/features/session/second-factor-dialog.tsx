/** Enrols an authenticator: password, code to scan, first six digits. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { reloadMe, useMe } from '../../api/session.ts'
import { sendWithStepUp } from '../../api/step-up.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { CodeField } from './code-field.tsx'
import { QrCode } from './qr-code.tsx'
import classes from './session.module.css'
import { useAttempt } from './use-attempt.ts'

type Secret = { secret: string; uri: string }

export function SecondFactorDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useText()
  const [secret, setSecret] = useState<Secret | null>(null)
  useEffect(() => {
    if (opened) setSecret(null)
  }, [opened])
  return (
    <Modal opened={opened} onClose={onClose} title={t('session.secondFactor')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('session.secondFactorWhy')}
        </Text>
        {secret ? <Confirm secret={secret} onDone={onClose} /> : <Begin onSecret={setSecret} />}
      </Stack>
    </Modal>
  )
}

function Begin({ onSecret }: { onSecret(secret: Secret): void }) {
  const t = useText()
  const { hasSecondFactor } = useMe()
  const [password, setPassword] = useState('')
  const { busy, refusal, attempt } = useAttempt()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void attempt(async () => onSecret(await sendWithStepUp(api.session.beginSecondFactor, { password })))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {hasSecondFactor && <Text size="sm">{t('session.secondFactorReplace')}</Text>}
        <PasswordField
          label={t('session.currentPassword')}
          autoComplete="current-password"
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalNote refusal={refusal} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={password === ''}>
            {t('session.secondFactorBegin')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Groups of four are easier to type from the screen. */
function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}

function Confirm({ secret, onDone }: { secret: Secret; onDone(): void }) {
  const t = useText()
  const [code, setCode] = useState('')
  const confirm = useCommand(api.session.confirmSecondFactor, {
    onDone: () => {
      void reloadMe()
      notifications.show({ color: 'green', message: t('session.secondFactorDone') })
      onDone()
    },
    onProblem: () => setCode(''),
  })
  const send = (digits: string): void => {
    setCode(digits)
    void confirm.run({ code: digits })
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t('session.secondFactorScan')}</Text>
      <Group align="center" gap="lg" wrap="nowrap">
        <QrCode text={secret.uri} label={t('session.qr')} />
        <div>
          <Text size="xs" c="dimmed">
            {t('session.secondFactorSecret')}
          </Text>
          <div className={classes.secret}>{inFours(secret.secret)}</div>
          <CopyText text={secret.secret} maxChars={9} />
        </div>
      </Group>
      <Text size="sm">{t('session.codeHint')}</Text>
      <CodeField value={code} onChange={setCode} onComplete={send} invalid={confirm.refusal !== null} />
      <RefusalNote refusal={confirm.refusal} />
    </Stack>
  )
}
