/** Keeps the session awake while somebody really types or points, and locks the desk when nobody has for a while. */
import { useEffect } from 'react'
import { api } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { lock, noteSessionLost } from '../../api/session.ts'

const TOUCH_EVERY_MS = 60_000
const LOOK_EVERY_MS = 5_000
const REAL_INPUT = ['keydown', 'pointerdown', 'wheel'] as const

export function useIdleLock(idleLockMinutes: number): void {
  useEffect(() => {
    let usedAt = Date.now()
    let touchedAt = Date.now()
    const onInput = (event: Event): void => {
      if (!event.isTrusted) return
      usedAt = Date.now()
      if (usedAt - touchedAt < TOUCH_EVERY_MS) return
      touchedAt = usedAt
      api.session.touch({}).catch((error: unknown) => {
        const problem = problemOf(error)
        if (problem.kind === 'notSignedIn') noteSessionLost(problem.reason)
      })
    }
    const timer = setInterval(() => {
      if (Date.now() - usedAt > idleLockMinutes * 60_000) void lock()
    }, LOOK_EVERY_MS)
    for (const name of REAL_INPUT) window.addEventListener(name, onInput, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      for (const name of REAL_INPUT) window.removeEventListener(name, onInput, { capture: true })
    }
  }, [idleLockMinutes])
}
