/** The frame around every page: rail, clock strip, palette, the desk's time, and the stream of what changed. */
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { api } from '../../api/client.ts'
import { useMe, useSession } from '../../api/session.ts'
import { useApi, useChanges } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { DeskTimeProvider } from '../../ui/clock-context.tsx'
import { EmergencyBanner } from '../emergencies/emergency-banner.tsx'
import { ClockStrip } from './clock-strip.tsx'
import classes from './desk-frame.module.css'
import { PageCommandsProvider } from './page-commands.tsx'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { useDeskKeys } from './use-desk-keys.ts'

const CLOCK_EVERY_MS = 60_000
const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function DeskFrame({ children }: { children: ReactNode }) {
  const t = useText()
  const { department } = useMe()
  const { phase } = useSession()
  const [paletteOpened, palette] = useDisclosure(false)
  const { clock, time } = useDeskClock()
  useChanges(useQueryClient(), phase === 'signedIn')
  useDeskKeys({ onPalette: palette.open, department })
  return (
    <DeskTimeProvider value={time}>
      <PageCommandsProvider>
        <button type="button" className={classes.skip} onClick={() => document.getElementById('page')?.focus()}>
          {t('desk.skip')}
        </button>
        <div className={classes.frame}>
          <Rail deskName={clock?.deskName ?? t('session.product')} />
          <ClockStrip clock={clock} onSearch={palette.open} />
          <main id="page" className={classes.page} tabIndex={-1}>
            <EmergencyBanner />
            {children}
          </main>
        </div>
        <Palette opened={paletteOpened} onClose={palette.close} />
      </PageCommandsProvider>
    </DeskTimeProvider>
  )
}

function useDeskClock() {
  const { data } = useApi(
    ['desk.clock'],
    async () => {
      const clock = await api.desk.clock({})
      return { ...clock, aheadMs: clock.now - Date.now() }
    },
    { topics: ['settings'], everyMs: CLOCK_EVERY_MS },
  )
  const timeZone = data?.timeZone ?? LOCAL_ZONE
  const aheadMs = data?.aheadMs ?? 0
  const time = useMemo(() => ({ timeZone, aheadMs }), [timeZone, aheadMs])
  return { clock: data, time }
}
