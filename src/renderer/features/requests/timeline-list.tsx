/** The Main area (R1-18): the principal events of the request and its comments, latest first. */
import { Text, Tooltip } from '@mantine/core'
import {
  IconArrowRight,
  IconCash,
  IconCirclePlus,
  IconCoin,
  IconFileText,
  IconMessage,
  IconSettingsAutomation,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { RequestCard } from '../../../contract/requests.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import classes from './card.module.css'
import { eventWords } from './event-words.ts'

type Event = RequestCard['timeline'][number]

const ICON: Record<Event['kind'], ReactNode> = {
  created: <IconCirclePlus size={15} />,
  action: <IconArrowRight size={15} />,
  comment: <IconMessage size={15} />,
  transaction: <IconCoin size={15} />,
  document: <IconFileText size={15} />,
  money: <IconCash size={15} />,
  system: <IconSettingsAutomation size={15} />,
}

export function TimelineList({ events }: { events: readonly Event[] }) {
  const t = useText()
  if (events.length === 0) return <Text c="dimmed">{t('requests.timeline.none')}</Text>
  return (
    <ol className={classes.timeline} aria-label={t('requests.timeline.title')}>
      {events.map((event) => (
        <EventLine key={`${event.at} ${event.code} ${event.by} ${event.text}`} event={event} />
      ))}
    </ol>
  )
}

function EventLine({ event }: { event: Event }) {
  const t = useText()
  const profile = useProfile()
  const moved = event.from !== null && event.to !== null && event.from !== event.to
  return (
    <li className={classes.event}>
      <span className={classes.eventIcon} aria-hidden>
        {ICON[event.kind]}
      </span>
      <div>
        <b>{eventWords(event.code, t, profile)}</b>
        {moved && (
          <Text span size="xs" c="dimmed">
            {'  '}
            {t('requests.timeline.from', {
              from: profile.statusLabel(event.from ?? ''),
              to: profile.statusLabel(event.to ?? ''),
            })}
          </Text>
        )}
        {event.copiedToCustomer && (
          <Tooltip label={t('requests.comment.copied')}>
            <Text span size="xs" fw={700} ml={6}>
              W
            </Text>
          </Tooltip>
        )}
        {event.text !== '' && <div className={classes.eventText}>{event.text}</div>}
      </div>
      <span className={classes.eventWhen}>
        {event.by} · <InstantText at={event.at} />
      </span>
    </li>
  )
}
