/** An empty screen: what would be here, and the one button that fills it. */
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

export type EmptyStateProps = {
  icon: ReactNode
  /** What would be here, in one sentence. */
  sentence: string
  hint?: string
  action?: ReactNode
}

export function EmptyState({ icon, sentence, hint, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <p className={classes.sentence}>{sentence}</p>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {action}
    </div>
  )
}
