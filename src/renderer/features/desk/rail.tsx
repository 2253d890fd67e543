/** The rail: only what this person may open, with live counts, overdue ones in red. */
import { UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight, IconFilter } from '@tabler/icons-react'
import { Link, useLocation, useSearch } from 'wouter'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useProfile } from '../../api/use-profile.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { hrefOf } from '../requests/queue-views.tsx'
import { DeskMark } from '../session/entry-frame.tsx'
import classes from './desk-frame.module.css'
import { type Counts, type Place, type PlaceCount, type PlaceGroup, placesFor, shownDepartments } from './places.tsx'
import { usePlaceName } from './use-place-name.ts'

const GROUPS: readonly PlaceGroup[] = ['top', 'queues', 'money', 'books', 'desk']
const GROUP_TITLE = {
  queues: 'desk.group.queues',
  money: 'desk.group.money',
  books: 'desk.group.books',
  desk: 'desk.group.desk',
} as const

/** The live counts of the rail, shared with the home page. */
export function useCounts(): Counts | undefined {
  const { data } = useApi(['desk.counts'], () => api.desk.counts({}), {
    topics: ['requests', 'batches', 'cheques', 'statements', 'proposals'],
    everyMs: 60_000,
  })
  return data
}

export function Rail({ deskName }: { deskName: string }) {
  const t = useText()
  const { permissions, department: own } = useMe()
  const { profile } = useProfile()
  const counts = useCounts()
  const shown = shownDepartments({ profile, own }, counts)
  const places = placesFor(permissions, counts)
    .filter((place) => !place.offRail)
    .filter(({ name }) => 'text' in name || shown.includes(name.department))
  return (
    <nav className={classes.rail} aria-label={t('desk.rail')}>
      <Link href="/" className={classes.brand} title={deskName}>
        <DeskMark size={26} />
        <span>{deskName}</span>
      </Link>
      {GROUPS.map((group) => {
        const inGroup = places.filter((place) => place.group === group)
        if (inGroup.length === 0) return null
        return (
          <div key={group} className={classes.group}>
            {group !== 'top' && <div className={classes.groupTitle}>{t(GROUP_TITLE[group])}</div>}
            {group === 'queues' ? (
              <RailQueues places={inGroup} counts={counts} />
            ) : (
              inGroup.map((place) => <RailEntry key={place.href} place={place} counts={counts} />)
            )}
          </div>
        )
      })}
    </nav>
  )
}

/** The queues that are one's own work in sight; those of the others behind one entry, which says what waits there. */
function RailQueues({ places, counts }: { places: readonly Place[]; counts: Counts | undefined }) {
  const t = useText()
  const { department } = useMe()
  const views = useRailViews()
  const [open, setOpen] = useLocalStorage({ key: 'desk.otherQueues', defaultValue: false })
  const own = ({ name }: Place) => 'text' in name || name.department === department
  const mine = { places: places.filter(own), views: views.filter((view) => view.own) }
  const others = { places: places.filter((place) => !own(place)), views: views.filter((view) => !view.own) }
  const entries = (of: typeof mine) => (
    <>
      {of.places.map((place) => (
        <RailEntry key={place.href} place={place} counts={counts} />
      ))}
      {of.views.map((view) => (
        <RailViewEntry key={view.view} view={view} cap={counts?.cap} />
      ))}
    </>
  )
  return (
    <>
      {entries(mine)}
      {others.places.length + others.views.length > 0 && (
        <UnstyledButton className={classes.entry} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <IconChevronDown size={17} stroke={1.6} /> : <IconChevronRight size={17} stroke={1.6} />}
          <span className={classes.entryName}>{t('desk.otherQueues')}</span>
          {!open && counts && <RailCount count={sumOf(others.places, counts)} cap={counts.cap} />}
        </UnstyledButton>
      )}
      {open && entries(others)}
    </>
  )
}

/** What waits in several departments. */
function sumOf(places: readonly Place[], counts: Counts): PlaceCount {
  const each = places.map((place) => place.count?.(counts) ?? { open: 0, late: 0 })
  return { open: each.reduce((sum, { open }) => sum + open, 0), late: each.reduce((sum, { late }) => sum + late, 0) }
}

type RailView = { view: string; label: string; href: string; count: PlaceCount; own: boolean }

/** The ready-made views of the workflows in use (R0-09, R0-13, R2-01, R3-01). */
function useRailViews(): readonly RailView[] {
  const language = useLanguage()
  const { permissions, department } = useMe()
  const { profiles } = useProfile()
  const enabled = permissions.includes('withdrawals.access')
  const topics = ['requests', 'settings'] as const
  const views = useApi(['queue.views'], () => api.queue.views({}), { topics: ['views', 'settings'], enabled })
  const counts = useApi(['queue.counts'], () => api.queue.counts({}), { topics, everyMs: 60_000, enabled })
  return (views.data ?? [])
    .filter(({ onRail }) => onRail)
    .map((view) => {
      const found = counts.data?.find((each) => each.view === view.view)
      const count = { open: found?.open ?? 0, late: found?.overdue ?? 0 }
      const places = profiles.find(({ profile }) => profile === view.profile)?.departments ?? []
      const own =
        view.filter.department === null
          ? places.some((place) => place.department === department)
          : view.filter.department === department
      return { view: view.view, label: view.label[language], href: hrefOf(view), count, own }
    })
}

function RailViewEntry({ view, cap = Number.MAX_SAFE_INTEGER }: { view: RailView; cap: number | undefined }) {
  const t = useText()
  const search = useSearch()
  const here = new URLSearchParams(search).get('view') === view.view
  const words = t('desk.railLate', { name: view.label, ...view.count })
  return (
    <Link
      href={view.href}
      className={classes.entry}
      aria-current={here ? 'page' : undefined}
      aria-label={words}
      title={words}
    >
      <IconFilter size={17} stroke={1.6} />
      <span className={classes.entryName}>{view.label}</span>
      <RailCount count={view.count} cap={cap} />
    </Link>
  )
}

function RailEntry({ place, counts }: { place: Place; counts: Counts | undefined }) {
  const t = useText()
  const nameOf = usePlaceName()
  const [path] = useLocation()
  const name = nameOf(place)
  const count = counts && place.count ? place.count(counts) : null
  const viewed = new URLSearchParams(useSearch()).has('view')
  const here = viewed
    ? false
    : place.href === '/'
      ? path === '/'
      : path === place.href || path.startsWith(`${place.href}/`)
  const words = count
    ? t(count.late > 0 ? 'desk.railLate' : 'desk.railCount', { name, open: count.open, late: count.late })
    : name
  return (
    <Link
      href={place.href}
      className={classes.entry}
      aria-current={here ? 'page' : undefined}
      aria-label={words}
      title={words}
    >
      {place.icon}
      <span className={classes.entryName}>{name}</span>
      {count && counts && <RailCount count={count} cap={counts.cap} />}
    </Link>
  )
}

function RailCount({ count, cap }: { count: PlaceCount; cap: number }) {
  const t = useText()
  const words = (n: number) => (n >= cap ? t('desk.capped', { n: groupedCount(cap) }) : groupedCount(n))
  if (count.open === 0) return null
  return (
    <span className={classes.count}>
      {count.late > 0 && <span className={classes.late}>{words(count.late)}</span>}
      <span>{words(count.open)}</span>
    </span>
  )
}
