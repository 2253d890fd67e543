/** Two fields for a new password with a sentence about its strength. */
import { Stack, Text } from '@mantine/core'
import { useText } from '../../i18n/text.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { inkOf } from '../../ui/tone.ts'
import { strengthOf } from './password-strength.ts'

export type NewPassword = { password: string; repeated: string }

/** True when both fields hold the same password and the engine will take it. */
export function isUsable({ password, repeated }: NewPassword, userName: string): boolean {
  return strengthOf(password, userName).ok && password === repeated
}

export type NewPasswordFieldsProps = {
  value: NewPassword
  onChange(value: NewPassword): void
  userName: string
  label: string
}

export function NewPasswordFields({ value, onChange, userName, label }: NewPasswordFieldsProps) {
  const t = useText()
  const { password, repeated } = value
  const strength = strengthOf(password, userName)
  const differs = repeated !== '' && repeated !== password
  return (
    <Stack gap="sm">
      <div>
        <PasswordField
          label={label}
          autoComplete="new-password"
          value={password}
          aria-describedby="password-strength"
          onChange={(event) => onChange({ password: event.currentTarget.value, repeated })}
        />
        <Text
          id="password-strength"
          size="xs"
          mt={4}
          aria-live="polite"
          style={{ color: password === '' ? 'var(--mantine-color-dimmed)' : inkOf(strength.ok ? 'done' : 'wait') }}
        >
          {t(strength.key, strength.figures)}
        </Text>
      </div>
      <PasswordField
        label={t('session.repeat')}
        autoComplete="new-password"
        value={repeated}
        error={differs ? t('session.repeatDiffers') : null}
        onChange={(event) => onChange({ password, repeated: event.currentTarget.value })}
      />
    </Stack>
  )
}
