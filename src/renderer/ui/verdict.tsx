/** The outcome of a check in one glance: icon, colour and a sentence, with details under it. */
import type { ReactNode } from 'react'
import { groundOf, inkOf, type Tone } from './tone.ts'
import classes from './verdict.module.css'

export type VerdictProps = { tone: Tone; icon: ReactNode; title: string; children?: ReactNode }

export function Verdict({ tone, icon, title, children }: VerdictProps) {
  return (
    <div role="status" className={classes.verdict} style={{ color: inkOf(tone), background: groundOf(tone) }}>
      <span aria-hidden className={classes.icon}>
        {icon}
      </span>
      <div className={classes.body}>
        <p className={classes.title} style={{ color: inkOf(tone) }}>
          {title}
        </p>
        {children}
      </div>
    </div>
  )
}
