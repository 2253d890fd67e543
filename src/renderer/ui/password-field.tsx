/** A field for a password, with the eye that shows it named in the language of the screen. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useText } from '../i18n/text.tsx'

export function PasswordField(props: PasswordInputProps) {
  const t = useText()
  return <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': t('shared.showPassword') }} />
}
