/** Says when the engine does not answer, and what to do if it stays that way. */
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { line } from '../../api/client.ts'
import { useText } from '../../i18n/text.tsx'
import classes from './session.module.css'

/** A break shorter than this is not worth a word. */
const QUIET_MS = 700
const STUCK_MS = 15_000

export function EngineBanner() {
  const t = useText()
  const state = useSyncExternalStore(line.subscribe, line.state)
  const downForMs = useTimeSince(state !== 'up')
  if (downForMs < QUIET_MS) return null
  const words = state === 'connecting' ? 'session.engineConnecting' : 'session.engineDown'
  return (
    <div role="alert" className={classes.banner}>
      <IconPlugConnectedX size={16} aria-hidden />
      {t(downForMs < STUCK_MS ? words : 'session.engineStuck')}
    </div>
  )
}

/** Milliseconds for which something has been so, to the second; 0 while it is not. */
function useTimeSince(is: boolean): number {
  const [lengthMs, setLengthMs] = useState(0)
  useEffect(() => {
    setLengthMs(0)
    if (!is) return
    const began = Date.now()
    const timer = setInterval(() => setLengthMs(Date.now() - began), QUIET_MS)
    return () => clearInterval(timer)
  }, [is])
  return lengthMs
}
