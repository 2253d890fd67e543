/** Asks for the one thing that a step needs: why. The step itself is the caller's command. */
import { Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { LIMITS } from '../../contract/limits.ts'
import { useText } from '../i18n/text.tsx'
import { FormDialog, type FormDialogProps } from './form-dialog.tsx'

type Props = Pick<FormDialogProps, 'title' | 'submit' | 'tone' | 'busy' | 'refusal' | 'onClose'> & {
  onReason(reason: string): void
  /** What the reason is called here; “Why” otherwise. */
  label?: string
  /** Asked for, but not demanded. */
  optional?: boolean
  /** The engine takes one line. */
  oneLine?: boolean
  /** What the step does, above the field. */
  children?: ReactNode
}

export function ReasonDialog({ onReason, label, optional = false, oneLine = false, children, ...dialog }: Props) {
  const t = useText()
  const [text, setText] = useState('')
  const reason = (oneLine ? text.replace(/\s+/gu, ' ') : text).trim()
  return (
    <FormDialog {...dialog} disabled={!optional && reason === ''} onSubmit={() => onReason(reason)}>
      {children}
      <Textarea
        required={!optional}
        data-autofocus
        label={label ?? t('shared.why')}
        maxLength={LIMITS.commentChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
