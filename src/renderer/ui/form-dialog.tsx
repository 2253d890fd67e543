/**
 * A dialog with a form: fields, the refusal of the last try, cancel and one button that names what it does. Show it only
 * while it is open, so that every opening starts with fresh fields.
 */
import { Button, Group, Modal, type ModalProps, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useText } from '../i18n/text.tsx'
import { RefusalNote } from './error-note.tsx'

export type FormDialogProps = {
  title: string
  /** Verb with object and figure. */
  submit: string
  onSubmit(): void
  onClose(): void
  children: ReactNode
  busy?: boolean
  refusal?: { sentence: string } | null
  /** Nothing can be sent yet. */
  disabled?: boolean
  /** Red for what destroys or refuses, violet for a second person's step. */
  tone?: 'accent' | 'late' | 'second'
  size?: ModalProps['size']
  /** Nothing has to be filled in: Enter alone confirms. */
  focusSubmit?: boolean
}

const COLOR = { accent: 'teal', late: 'red', second: 'violet' } as const

/** Takes the focus also while it waits, so that no key reaches the page behind; what may not be sent is not sent. */
const focusedFirst = (disabled: boolean) => ({
  'data-autofocus': true,
  ...(disabled ? { 'data-disabled': true, 'aria-disabled': true } : {}),
})

export function FormDialog(props: FormDialogProps) {
  const { title, submit, onSubmit, onClose, children, busy = false, refusal = null, disabled = false } = props
  const t = useText()
  const send = (event: FormEvent): void => {
    event.preventDefault()
    // A dialog inside another's tree must not send the outer form as well.
    event.stopPropagation()
    if (!busy && !disabled) onSubmit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': t('shared.close') }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {children}
          <RefusalNote refusal={refusal} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('shared.cancel')}
            </Button>
            <Button
              type="submit"
              {...(props.focusSubmit ? focusedFirst(disabled) : { disabled })}
              color={COLOR[props.tone ?? 'accent']}
              loading={busy}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
