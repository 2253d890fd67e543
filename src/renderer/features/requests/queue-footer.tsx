/** The line under the queue: what the keys do, where the page stands, next, previous, rows per page (R1-11). */
import { ActionIcon, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import classes from './queue.module.css'

/** R1-11: at most 100. */
export const PAGE_SIZES = [25, 50, 100] as const

export type QueueFooterProps = {
  range: { from: number; to: number }
  total: { count: number; capped: boolean } | undefined
  pageSize: number
  onPageSize(size: number): void
  onNext: (() => void) | null
  onPrevious: (() => void) | null
}

export function QueueFooter({ range, total, pageSize, onPageSize, onNext, onPrevious }: QueueFooterProps) {
  const t = useText()
  const hints: readonly [string, string][] = [
    ['↓', t('desk.help.move')],
    ['Enter', t('desk.help.open')],
    ['X', t('desk.help.select')],
    ['P R D', t('queue.key.act')],
  ]
  const count = total && (total.capped ? t('requests.queue.capped', { n: total.count }) : groupedCount(total.count))
  return (
    <footer className={classes.foot}>
      {hints.map(([keys, words]) => (
        <span key={keys} className={classes.hint}>
          <KeyHint keys={keys} />
          {words}
        </span>
      ))}
      <div className={classes.footEnd}>
        {count !== undefined && range.to > 0 && (
          <span>{t('requests.queue.range', { from: range.from, to: range.to, total: count })}</span>
        )}
        <ActionIcon
          size="sm"
          variant="transparent"
          aria-label={t('shared.previous')}
          disabled={onPrevious === null}
          onClick={onPrevious ?? undefined}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          variant="transparent"
          aria-label={t('shared.next')}
          disabled={onNext === null}
          onClick={onNext ?? undefined}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
        <Select
          size="xs"
          w={72}
          aria-label={t('shared.pageSize')}
          data={PAGE_SIZES.map(String)}
          value={String(pageSize)}
          onChange={(size) => size !== null && onPageSize(Number(size))}
        />
      </div>
    </footer>
  )
}
