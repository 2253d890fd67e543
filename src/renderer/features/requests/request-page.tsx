/** A request on its own page, with the way through the list that it was opened from. */
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useParams } from 'wouter'
import type { ActionDefinition } from '../../../contract/workflow.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useOfferCommands } from '../desk/page-commands.tsx'
import { NoSuchPage } from '../desk/page-guard.tsx'
import { isTyping } from '../desk/use-desk-keys.ts'
import { type Neighbours, neighboursOf, useWalk } from './queue-walk.ts'
import { RequestCard, useRequestCard } from './request-card.tsx'
import classes from './request-page.module.css'

export default function RequestPage() {
  const { id } = useParams<{ id: string }>()
  const requestId = /^\d{1,15}$/.test(id) ? Number(id) : 0
  return requestId < 1 ? <NoSuchPage /> : <RequestScreen requestId={requestId} />
}

function RequestScreen({ requestId }: { requestId: number }) {
  const [, go] = useLocation()
  const walk = useWalk()
  const neighbours = neighboursOf(walk, requestId)
  const open = useCallback((id: number | null) => id !== null && go(`/requests/${id}`), [go])
  useWalkKeys(requestId, neighbours, open)
  useCardCommands(requestId)
  // After a step the next request of the list is what the person wants to see.
  const onActed = (): void => {
    if (neighbours?.next != null) open(neighbours.next)
  }
  return (
    <>
      <WalkBar neighbours={neighbours} from={walk?.from ?? '/queue/all'} onOpen={open} />
      <RequestCard requestId={requestId} onActed={onActed} />
    </>
  )
}

type WalkBarProps = { neighbours: Neighbours | null; from: string; onOpen(id: number | null): void }

function WalkBar({ neighbours, from, onOpen }: WalkBarProps) {
  const t = useText()
  const [, go] = useLocation()
  return (
    <Group className={classes.walk} gap="sm">
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={15} />}
        onClick={() => go(from)}
      >
        {t('requests.card.toQueue')}
      </Button>
      {neighbours && (
        <>
          <ActionIcon
            size="sm"
            aria-label={t('requests.card.previous')}
            disabled={neighbours.previous === null}
            onClick={() => onOpen(neighbours.previous)}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={t('requests.card.next')}
            disabled={neighbours.next === null}
            onClick={() => onOpen(neighbours.next)}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
          <Text size="xs" c="dimmed">
            {t('requests.card.position', { at: neighbours.at, n: neighbours.of })}
          </Text>
        </>
      )}
    </Group>
  )
}

/** J and K walk the list, as do `]` and `[`; a step of the card that owns the letter goes first. */
function useWalkKeys(requestId: number, neighbours: Neighbours | null, open: (id: number | null) => void): void {
  const { data: card } = useRequestCard(requestId)
  const { action } = useProfile(card?.row)
  const latest = useRef({ neighbours, open, card, action })
  latest.current = { neighbours, open, card, action }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const now = latest.current
      const taken = new Set<string>(
        now.card?.actions.flatMap(({ action: name, blockedBy }) =>
          blockedBy === null ? [keyOf(now.action(name))] : [],
        ),
      )
      const key = event.key.toLowerCase()
      if (key === ']' || (key === 'j' && !taken.has('j'))) now.open(now.neighbours?.next ?? null)
      else if (key === '[' || (key === 'k' && !taken.has('k'))) now.open(now.neighbours?.previous ?? null)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function keyOf(definition: ActionDefinition | undefined): string {
  return definition?.key ?? ''
}

/** Offers the open steps of the card in the palette; they are taken by their own key. */
function useCardCommands(requestId: number): void {
  const { data: card } = useRequestCard(requestId)
  const { action, actionLabel } = useProfile(card?.row)
  const open = (card?.actions ?? []).filter(({ blockedBy }) => blockedBy === null)
  const commands = open.map((offered) => {
    const key = keyOf(action(offered.action))
    return {
      id: offered.action,
      label: actionLabel(offered.action),
      key: key.toUpperCase(),
      run: () => pressKey(key),
    }
  })
  useOfferCommands(commands, `${requestId} ${commands.map(({ id, label }) => id + label).join(' ')}`)
}

/** Takes a step as its key does, once the palette has closed. */
function pressKey(key: string): void {
  setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true })), 0)
}
