/** What went wrong, as a sentence with its next step. */
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.tsx'
import classes from './error-note.module.css'

export type ErrorNoteProps = {
  sentence: string
  onRetry?: (() => void) | undefined
  /** Another next step than trying again. */
  action?: ReactNode
}

export function ErrorNote({ sentence, onRetry, action }: ErrorNoteProps) {
  const t = useText()
  return (
    <div role="alert" className={classes.note}>
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <span className={classes.sentence}>{sentence}</span>
      {action}
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('shared.retry')}
        </Button>
      )}
    </div>
  )
}

/** The refusal of a command where there is one; nothing otherwise. */
export function RefusalNote({ refusal, action }: { refusal: { sentence: string } | null; action?: ReactNode }) {
  return refusal === null ? null : <ErrorNote sentence={refusal.sentence} action={action} />
}
