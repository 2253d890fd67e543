/** One figure with its name; a link when there is a list behind it. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './stat-tile.module.css'
import { inkOf, type Tone } from './tone.ts'

export type StatTileProps = {
  label: string
  figure: ReactNode
  /** A second line: what part of the figure is late, since when. */
  note?: ReactNode
  tone?: Tone
  icon?: ReactNode
  href?: string
}

export function StatTile({ label, figure, note, tone = 'neutral', icon, href }: StatTileProps) {
  const content = (
    <>
      <span className={classes.label}>
        {icon}
        {label}
      </span>
      <span className={classes.figure} style={tone === 'neutral' ? undefined : { color: inkOf(tone) }}>
        {figure}
      </span>
      {note !== undefined && <span className={classes.note}>{note}</span>}
    </>
  )
  return href === undefined ? (
    <div className={classes.tile}>{content}</div>
  ) : (
    <Link href={href} className={classes.tile} data-link>
      {content}
    </Link>
  )
}
