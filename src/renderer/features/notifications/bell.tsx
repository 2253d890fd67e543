/** The bell above every page: messages to this person, the unread ones counted; what it shows while open is read. */
import { Indicator, Popover, ScrollArea, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Notice } from '../../../contract/notifications.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import classes from './notifications.module.css'

export function Bell() {
  const t = useText()
  const [opened, popover] = useDisclosure(false)
  /** What was unread when it was opened stays marked while it is open. */
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set())
  const { data } = useApi(['notifications.mine'], () => api.notifications.mine({}), {
    topics: ['notifications'],
    everyMs: 60_000,
  })
  const read = useCommand(api.notifications.markRead)
  const unread = data?.unread ?? 0
  const rows = data?.rows ?? []
  const newest = rows[0]?.notificationId
  const open = (): void => {
    popover.open()
    setFresh(new Set())
  }
  // Also what arrives while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: one reading per newest message
  useEffect(() => {
    if (!opened || newest === undefined || unread === 0) return
    const seen = rows.filter((row) => row.readAt === null).map((row) => row.notificationId)
    setFresh((before) => new Set([...before, ...seen]))
    void read.run({ upTo: newest })
  }, [opened, newest, unread])
  return (
    <Popover opened={opened} onChange={(next) => !next && popover.close()} position="bottom-end" width={380} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.bell}
          aria-label={unread === 0 ? t('notifications.bell') : t('notifications.bellUnread', { n: unread })}
          onClick={opened ? popover.close : open}
        >
          <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={16} color="red">
            <IconBell size={18} aria-hidden />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notifications.bell')}>
        {rows.length === 0 ? (
          <EmptyState icon={<IconBell size={22} />} sentence={t('notifications.nothing')} />
        ) : (
          <ScrollArea.Autosize mah={460}>
            {rows.map((row) => (
              <Message
                key={row.notificationId}
                row={row}
                isNew={fresh.has(row.notificationId) || row.readAt === null}
                onOpen={popover.close}
              />
            ))}
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Message({ row, isNew, onOpen }: { row: Notice; isNew: boolean; onOpen(): void }) {
  const t = useText()
  const [, go] = useLocation()
  const follow = (): void => {
    onOpen()
    if (row.route !== '') go(row.route)
  }
  return (
    <UnstyledButton className={classes.message} data-new={isNew || undefined} onClick={follow}>
      <span className={classes.messageHead}>
        <strong>{row.subject}</strong>
        <InstantText at={row.createdAt} />
      </span>
      <span className={classes.messageBody}>{row.body}</span>
      {isNew && <span className={classes.unseen}>{t('notifications.new')}</span>}
    </UnstyledButton>
  )
}
