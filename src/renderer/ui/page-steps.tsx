/** Pages of a keyset list: forward with the cursor of the last row, back along the cursors already used. */
import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../i18n/text.tsx'

export type Cursors<Cursor> = {
  /** Where the page that is shown begins; null = at the start. */
  after: Cursor | null
  /** Number of the page, from 0. */
  page: number
  next(cursor: Cursor): void
  previous(): void
}

/** Cursors of a list; another `list` (filter, search, sort) starts at the first page again. */
export function useCursors<Cursor>(list: string): Cursors<Cursor> {
  const [kept, setKept] = useState<{ list: string; stack: readonly Cursor[] }>({ list, stack: [] })
  const stack = kept.list === list ? kept.stack : []
  return {
    after: stack.at(-1) ?? null,
    page: stack.length,
    next: (cursor) => setKept({ list, stack: [...stack, cursor] }),
    previous: () => setKept({ list, stack: stack.slice(0, -1) }),
  }
}

export type PageStepsProps<Cursor> = {
  cursors: Cursors<Cursor>
  /** Cursor of the last row when there are more rows. */
  next: Cursor | null
}

/** The two buttons; nothing at all while everything fits on one page. */
export function PageSteps<Cursor>({ cursors, next }: PageStepsProps<Cursor>) {
  const t = useText()
  if (cursors.page === 0 && next === null) return null
  return (
    <Group gap="xs" justify="flex-end">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconChevronLeft size={14} />}
        disabled={cursors.page === 0}
        onClick={cursors.previous}
      >
        {t('shared.previous')}
      </Button>
      <Button
        size="xs"
        variant="default"
        rightSection={<IconChevronRight size={14} />}
        disabled={next === null}
        onClick={() => next !== null && cursors.next(next)}
      >
        {t('shared.next')}
      </Button>
    </Group>
  )
}
