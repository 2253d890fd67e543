/** Keys of the queue itself: turning the page, and acting on what is selected or under the keyboard. */
import { useEffect, useRef, useState } from 'react'
import type { RequestRow } from '../../../contract/requests.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { isTyping } from '../desk/use-desk-keys.ts'
import { type MassVerdict, massVerdicts } from './mass-verdict.ts'
import type { Queue } from './use-queue.ts'

/**
 * The letter of a step (P, R, D …) asks for it on the selection, or on the row under the keyboard; Enter confirms. Keys that belong to a
 * dialog, a field or the card beside the list stay theirs.
 */
export function useRowKeys(selected: readonly RequestRow[], active: RequestRow | undefined) {
  const me = useMe()
  const { profiles } = useProfile()
  const [verdict, setVerdict] = useState<MassVerdict<RequestRow> | null>(null)
  const rows = selected.length > 0 ? selected : active ? [active] : []
  const latest = useRef({ rows, me, profiles, verdict })
  latest.current = { rows, me, profiles, verdict }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const now = latest.current
      if (now.verdict !== null || now.rows.length === 0) return
      const verdicts = now.profiles.flatMap((profile) => massVerdicts(profile, now.me, now.rows))
      const found = verdicts.find(({ action }) => action.key === event.key.toLowerCase())
      if (!found) return
      event.preventDefault()
      setVerdict(found)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return { verdict, open: setVerdict, close: () => setVerdict(null) }
}

/** `]` and `[` turn the page. */
export function usePageKeys({ toNext, toPrevious }: Queue): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === ']') toNext?.()
      if (event.key === '[') toPrevious?.()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [toNext, toPrevious])
}
