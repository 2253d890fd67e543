/** The request beside the queue on wide screens. */
import { ActionIcon } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../i18n/text.tsx'
import classes from './queue.module.css'
import { RequestCard } from './request-card.tsx'

/** Whoever walks fast through the list does not ask for every card on the way. */
const WALK_MS = 120

export function RequestPane({ requestId, onClose }: { requestId: number; onClose(): void }) {
  const t = useText()
  const [, go] = useLocation()
  const [shown] = useDebouncedValue(requestId, WALK_MS)
  return (
    <aside className={classes.pane} aria-label={t('requests.queue.pane')}>
      <div className={classes.paneTools}>
        <ActionIcon size="md" aria-label={t('requests.queue.openPage')} onClick={() => go(`/requests/${requestId}`)}>
          <IconArrowsDiagonal size={16} />
        </ActionIcon>
        <ActionIcon size="md" aria-label={t('requests.queue.closePane')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <RequestCard requestId={shown} beside onActed={() => undefined} />
    </aside>
  )
}
