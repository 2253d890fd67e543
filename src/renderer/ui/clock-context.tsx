/** The desk's time zone and clock for everything that shows a moment; the frame fills it, tests may fix it. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

export type DeskTime = {
  timeZone: string
  /** Milliseconds by which the engine's clock is ahead of this machine's. */
  aheadMs: number
}

const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
const ClockContext = createContext<DeskTime>({ timeZone: LOCAL_ZONE, aheadMs: 0 })

export function DeskTimeProvider({ value, children }: { value: DeskTime; children: ReactNode }) {
  return <ClockContext value={value}>{children}</ClockContext>
}

/** The desk's zone; `local` gives the zone of the person in front of the screen (R1-66). */
export function useTimeZone(zone: 'desk' | 'local' = 'desk'): string {
  const { timeZone } = useContext(ClockContext)
  return zone === 'local' ? LOCAL_ZONE : timeZone
}

/** The engine's time now, in milliseconds, renewed at every step of the given length. */
export function useNow(everyMs: number = 30_000): number {
  const { aheadMs } = useContext(ClockContext)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + aheadMs
}
