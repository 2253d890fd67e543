/** Six digits from an authenticator; in a demo ledger the digits are offered, because nobody holds its authenticators. */
import { Button, Group, PinInput, Stack, Text } from '@mantine/core'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'

export type CodeFieldProps = {
  value: string
  onChange(code: string): void
  /** Called with all six digits. */
  onComplete(code: string): void
  invalid?: boolean
  /** Offers the demo code; only where the person already has a second factor. */
  withDemoCode?: boolean
}

/** Where the dialog puts the focus. */
const FIRST = { 'data-autofocus': true }

export function CodeField({ value, onChange, onComplete, invalid = false, withDemoCode = false }: CodeFieldProps) {
  const t = useText()
  return (
    <Stack gap="xs">
      <PinInput
        length={6}
        type="number"
        oneTimeCode
        getInputProps={(index) => (index === 0 ? FIRST : {})}
        size="md"
        aria-label={t('session.code')}
        value={value}
        error={invalid}
        onChange={onChange}
        onComplete={onComplete}
      />
      {withDemoCode && <DemoCode onUse={onComplete} />}
    </Stack>
  )
}

const DEMO_CODE_MS = 5_000

function DemoCode({ onUse }: { onUse(code: string): void }) {
  const t = useText()
  const { data } = useApi(['session.demoCode'], () => api.session.demoCode({}), { everyMs: DEMO_CODE_MS })
  const code = data?.code
  if (code == null) return null
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed">
        {t('session.demoCode', { code })}
      </Text>
      <Button size="compact-sm" variant="light" onClick={() => onUse(code)}>
        {t('session.demoCodeUse')}
      </Button>
    </Group>
  )
}
