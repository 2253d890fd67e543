/** Asks for the one-time code in place, on behalf of whatever command needs it. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useStepUpAsked } from '../../api/step-up.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { CodeField } from './code-field.tsx'
import { useAttempt } from './use-attempt.ts'

const CODE_CHARS = 6

export function StepUpDialog({ onSetUp }: { onSetUp(): void }) {
  const t = useText()
  const me = useMe()
  const asked = useStepUpAsked()
  const [code, setCode] = useState('')
  const { busy, refusal, attempt } = useAttempt()
  useEffect(() => {
    if (asked) setCode('')
  }, [asked])
  const send = async (digits: string): Promise<void> => {
    setCode(digits)
    if (await attempt(() => api.session.stepUp({ code: digits }))) asked?.answer(true)
    else setCode('')
  }
  return (
    <Modal opened={asked !== null} onClose={() => asked?.answer(false)} title={t('session.stepUp')} zIndex={400}>
      {me.hasSecondFactor ? (
        <Stack gap="md">
          <Text size="sm">{t('session.stepUpHint')}</Text>
          <CodeField value={code} onChange={setCode} onComplete={send} invalid={refusal !== null} withDemoCode />
          <RefusalNote refusal={refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => asked?.answer(false)}>
              {t('shared.cancel')}
            </Button>
            <Button loading={busy} disabled={code.length < CODE_CHARS} onClick={() => void send(code)}>
              {t('session.stepUpGo')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="md">
          <Text size="sm">{t('session.stepUpNone')}</Text>
          <Button
            onClick={() => {
              asked?.answer(false)
              onSetUp()
            }}
          >
            {t('session.stepUpSetUp')}
          </Button>
        </Stack>
      )}
    </Modal>
  )
}
