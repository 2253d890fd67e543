/** The head of a page: its name, what there is in figures, and what can be done with the whole of it. */
import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page-header.module.css'

export type PageHeaderProps = {
  title: ReactNode
  /** One line of figures beside or under the name. */
  figures?: ReactNode
  /** Buttons on the right. */
  actions?: ReactNode
  /** What stands before the name: a way back, an icon. */
  before?: ReactNode
}

export function PageHeader({ title, figures, actions, before }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <Group gap="sm" wrap="nowrap" className={classes.name}>
        {before}
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {figures !== undefined && <div className={classes.figures}>{figures}</div>}
      </Group>
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </header>
  )
}

/** The body of a page: the one padding and the one width that every page has. */
export function PageBody({ children, wide = true }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes.body} data-wide={wide || undefined}>
      {children}
    </div>
  )
}
