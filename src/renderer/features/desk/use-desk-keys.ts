/** Keys that work on every page: the palette, the help page, and `G` followed by a letter for going somewhere. */
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Department } from '../../../contract/permissions.ts'
import { lock } from '../../api/session.ts'
import { placeOfKey } from './place-of-key.ts'

/** A letter counts as the second of two keys for this long. */
const SECOND_KEY_MS = 1_200

/** True while a key belongs to a field, a menu or a dialog and not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role=dialog],[role=menu],[role=listbox]') !== null) return true
  const field = target.closest('input,textarea,select')
  return field !== null && field.getAttribute('type') !== 'checkbox'
}

export function useDeskKeys(options: { onPalette(): void; department: Department | null }): void {
  const [, go] = useLocation()
  const goneAt = useRef(0)
  const latest = useRef(options)
  latest.current = options
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const control = event.ctrlKey || event.metaKey
      if (control && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current.onPalette()
      } else if (control && event.altKey && event.key.toLowerCase() === 'l') {
        event.preventDefault()
        void lock()
      } else if (!control && !event.altKey && !isTyping(event.target)) {
        const to = placeOfKey(event.key, Date.now() - goneAt.current < SECOND_KEY_MS, latest.current.department)
        goneAt.current = event.key === 'g' ? Date.now() : 0
        if (to === null) return
        event.preventDefault()
        // The second key of two belongs to nobody else.
        event.stopImmediatePropagation()
        if (to === 'palette') latest.current.onPalette()
        else go(to)
      }
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [go])
}
