/** The rail: only what this person may open, with live counts, overdue ones in red. */
import { Link, useLocation } from 'wouter'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { DeskMark } from '../session/entry-frame.tsx'
import classes from './desk-frame.module.css'
import { type Counts, type Place, type PlaceCount, type PlaceGroup, placesFor } from './places.tsx'
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
  const { permissions } = useMe()
  const counts = useCounts()
  const places = placesFor(permissions).filter((place) => !place.offRail)
  return (
    <nav className={classes.rail} aria-label={t('desk.rail')}>
      <Link href="/" className={classes.brand} title={deskName}>
        <DeskMark size={26} />
        <span>{deskName}</span>
      </Link>
      {GROUPS.map((group) => {
        const own = places.filter((place) => place.group === group)
        if (own.length === 0) return null
        return (
          <div key={group} className={classes.group}>
            {group !== 'top' && <div className={classes.groupTitle}>{t(GROUP_TITLE[group])}</div>}
            {own.map((place) => (
              <RailEntry key={place.href} place={place} counts={counts} />
            ))}
          </div>
        )
      })}
    </nav>
  )
}

function RailEntry({ place, counts }: { place: Place; counts: Counts | undefined }) {
  const t = useText()
  const nameOf = usePlaceName()
  const [path] = useLocation()
  const name = nameOf(place)
  const count = counts && place.count ? place.count(counts) : null
  const here = place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`)
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
