/** Keys that work on every page: the palette, the help page, and `G` followed by a letter for going somewhere. */
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Department } from '../../../contract/permissions.ts'
import { lock } from '../../api/session.ts'

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

/** Where a key leads: `?` and `/` alone, the others as the second key after `G`. */
export function placeOfKey(key: string, afterG: boolean, department: Department | null): string | null {
  if (key === '?') return '/help'
  if (key === '/') return 'palette'
  if (!afterG) return null
  switch (key) {
    case 'h':
      return '/'
    case 'm':
      return '/queue/mine'
    case 'q':
      return department === null || department === 'finance' ? '/queue/all' : `/queue/${department}`
    case 'c':
      return '/customers'
    default:
      return null
  }
}
