/** A password that somebody else will have to change: shown as typed, because it is handed over in person. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useText } from '../../i18n/text.tsx'

export type FirstPasswordProps = { label: string; value: string; onChange(password: string): void }

export function FirstPassword({ label, value, onChange }: FirstPasswordProps) {
  const t = useText()
  return (
    <TextInput
      required
      label={label}
      description={t('operators.form.passwordHint')}
      autoComplete="off"
      maxLength={200}
      value={value}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={
        <Tooltip label={t('operators.form.propose')}>
          <ActionIcon aria-label={t('operators.form.propose')} onClick={() => onChange(proposedPassword())}>
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Small letters and digits that nobody confuses when they are read out: no 0, 1, l or o. */
const READABLE = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_CHARS = 4

/** `h4kd-9xtm-…`: four groups of four, 80 bits of chance. */
function proposedPassword(): string {
  // 32 characters divide 256 evenly, so that every one is equally likely.
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * GROUP_CHARS))
  const chars = Array.from(bytes, (byte) => READABLE[byte % READABLE.length] ?? '')
  return Array.from({ length: GROUPS }, (_, group) =>
    chars.slice(group * GROUP_CHARS, (group + 1) * GROUP_CHARS).join(''),
  ).join('-')
}
