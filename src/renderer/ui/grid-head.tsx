/** The head of a grid: select all of the page, names of the columns, order. */
import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react'
import { useText } from '../i18n/text.tsx'
import classes from './data-grid.module.css'
import type { GridColumn } from './grid-columns.ts'

export type GridHeadProps<Row> = {
  columns: readonly GridColumn<Row>[]
  sort: { by: string; descending: boolean; onChange(by: string): void } | undefined
  selection: { shown: boolean; all: boolean; some: boolean; none: boolean; onToggle(): void } | null
}

export function GridHead<Row>({ columns, sort, selection }: GridHeadProps<Row>) {
  const t = useText()
  return (
    <thead className={classes.thead}>
      <tr className={classes.head}>
        {selection && (
          <th scope="col" className={classes.check}>
            {selection.shown && (
              <Checkbox
                size="xs"
                aria-label={t('shared.selectPage')}
                checked={selection.all}
                indeterminate={selection.some}
                disabled={selection.none}
                onChange={selection.onToggle}
              />
            )}
          </th>
        )}
        {columns.map((column) => (
          <th
            scope="col"
            key={column.id}
            className={classes.title}
            data-align={column.align}
            aria-sort={sort?.by === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined}
          >
            <HeadTitle column={column} sort={sort} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function HeadTitle<Row>({ column, sort }: { column: GridColumn<Row>; sort: GridHeadProps<Row>['sort'] }) {
  const t = useText()
  if (!column.sortable || !sort) return column.title
  return (
    <UnstyledButton
      className={classes.sort}
      aria-label={t('shared.sortBy', { column: column.title })}
      onClick={() => sort.onChange(column.id)}
    >
      {column.title}
      {sort.by !== column.id && <IconSelector size={13} className={classes.unsorted} aria-hidden />}
      {sort.by === column.id &&
        (sort.descending ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
    </UnstyledButton>
  )
}
