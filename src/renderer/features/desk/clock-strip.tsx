/** The strip above every page: search, the desk's business time, the next cut-off, whether this is a demo. */
import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useNow, useTimeZone } from '../../ui/clock-context.tsx'
import { ageText, clockText, dateText } from '../../ui/instant-format.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { HelpLink } from '../help/help-link.tsx'
import { Bell } from '../notifications/bell.tsx'
import classes from './desk-frame.module.css'
import { UserMenu } from './user-menu.tsx'

export type DeskClock = { timeZone: string; today: string; nextCutAt: number; demo: boolean }

const SOON_MS = 30 * 60_000
const SECOND_MS = 1_000

export function ClockStrip({ clock, onSearch }: { clock: DeskClock | undefined; onSearch(): void }) {
  const t = useText()
  return (
    <header className={classes.strip}>
      <UnstyledButton className={classes.search} onClick={onSearch}>
        <IconSearch size={15} aria-hidden />
        <span className={classes.searchWords}>{t('desk.search')}</span>
        <KeyHint keys="Ctrl+K" />
      </UnstyledButton>
      <div className={classes.clock}>
        {clock?.demo && (
          <Tooltip label={t('desk.demoHint')}>
            <span>
              <ToneBadge tone="wait" label={t('desk.demo')} />
            </span>
          </Tooltip>
        )}
        {clock && <BusinessTime clock={clock} />}
      </div>
      <HelpLink />
      <Bell />
      <UserMenu />
    </header>
  )
}

function BusinessTime({ clock }: { clock: DeskClock }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = useNow(SECOND_MS)
  const left = clock.nextCutAt - now
  const time = clockText(clock.nextCutAt, { timeZone, language })
  return (
    <>
      <Tooltip label={t('desk.businessTime', { zone: timeZone })}>
        <time className={classes.time}>
          {dateText(clock.today, language)} {clockText(now, { timeZone, language })}
        </time>
      </Tooltip>
      <span className={classes.cut} data-soon={left < SOON_MS || undefined}>
        {left <= 0 ? t('desk.cutNow') : t('desk.cut', { time, left: ageText(left, t) })}
      </span>
    </>
  )
}
