/**
 * A button for a step that cannot be taken back: it says once more exactly what will happen, then does it. The dialog
 * stays open with the refusal when the step is refused.
 */
import { Button, type ButtonProps, Group, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.tsx'
import { RefusalNote } from './error-note.tsx'

export type ConfirmActionProps = {
  /** Verb with object and figure: “Delete the transaction of 250.00 HKD”. */
  label: string
  /** A shorter word for the button, where a row of a table already says what it is about. */
  button?: string
  /** What will happen, in full. */
  children: ReactNode
  /** Resolves with true when it was done; the dialog then closes. */
  onConfirm(): Promise<boolean>
  busy?: boolean
  refusal?: { sentence: string } | null
  /** Red for what destroys or refuses, violet for a second person's step. */
  tone?: 'accent' | 'late' | 'second'
  disabled?: boolean
  icon?: ReactNode
  variant?: ButtonProps['variant']
  size?: ButtonProps['size']
  onOpen?(): void
}

const COLOR = { accent: 'teal', late: 'red', second: 'violet' } as const

export function ConfirmAction(props: ConfirmActionProps) {
  const { label, children, onConfirm, busy = false, refusal = null, tone = 'accent', disabled = false } = props
  const t = useText()
  const [opened, dialog] = useDisclosure(false)
  const confirm = async (): Promise<void> => {
    if (await onConfirm()) dialog.close()
  }
  return (
    <>
      <Button
        color={COLOR[tone]}
        variant={props.variant ?? 'filled'}
        size={props.size ?? 'sm'}
        disabled={disabled}
        leftSection={props.icon}
        onClick={() => {
          props.onOpen?.()
          dialog.open()
        }}
      >
        {props.button ?? label}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={label}>
        <Stack gap="md">
          <div>{children}</div>
          <RefusalNote refusal={refusal} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={dialog.close}>
              {t('shared.cancel')}
            </Button>
            <Button color={COLOR[tone]} loading={busy} onClick={confirm} data-autofocus>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
