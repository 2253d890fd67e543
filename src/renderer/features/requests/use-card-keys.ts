/** The card's keys: every step by the profile's own letter, N for a comment, M for claiming. */
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { isTyping } from '../desk/use-desk-keys.ts'

export type Claim = { mine: boolean; busy: boolean; toggle(): void }
type CardKeys = { onAct(action: string): void; onComment(): void }

/** Listens while the card is shown; returns the way to claim the request or let it go. */
export function useCardKeys(card: RequestCard, { onAct, onComment }: CardKeys): Claim {
  const { action } = useProfile()
  const claim = useClaim(card)
  const latest = useRef({ card, onAct, onComment, claim, action })
  latest.current = { card, onAct, onComment, claim, action }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const now = latest.current
      const key = event.key.toLowerCase()
      const step = now.card.actions.find((each) => each.blockedBy === null && now.action(each.action)?.key === key)
      if (step) now.onAct(step.action)
      else if (key === 'n') now.onComment()
      else if (key === 'm') now.claim.toggle()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return claim
}

function useClaim({ row, claimedBy }: RequestCard): Claim {
  const me = useMe()
  const mine = claimedBy?.operatorId === me.operatorId
  const claim = useCommand(api.requests.claim, {
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence }),
  })
  return {
    mine,
    busy: claim.busy,
    toggle: () => {
      if (row.department === null) return
      void claim.run({ requestId: row.requestId, expectedVersion: row.version, claim: !mine })
    },
  }
}
