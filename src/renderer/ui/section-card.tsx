/** A titled part of a page on its own ground. */
import type { ReactNode } from 'react'
import classes from './section-card.module.css'

export type SectionCardProps = {
  title?: ReactNode
  /** On the right of the title: a figure, a small button. */
  aside?: ReactNode
  children: ReactNode
  /** Without inner padding, for tables that reach the edges. */
  flush?: boolean
  label?: string
}

export function SectionCard({ title, aside, children, flush = false, label }: SectionCardProps) {
  return (
    <section className={classes.card} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
      {(title !== undefined || aside !== undefined) && (
        <div className={classes.head}>
          <h2 className={classes.title}>{title}</h2>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        </div>
      )}
      <div className={flush ? classes.flush : classes.content}>{children}</div>
    </section>
  )
}

/** Label and value pairs, one under the other. */
export function FieldList({ children }: { children: ReactNode }) {
  return <dl className={classes.fields}>{children}</dl>
}

export function Field({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
