/** Home: what waits for me, what is half done and whose it is, and the day in three small charts. */
import { Text } from '@mantine/core'
import { IconCoffee } from '@tabler/icons-react'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import { HalfDone } from './half-done.tsx'
import { AgeingChart, FlowChart, PaidOut } from './home-charts.tsx'
import classes from './home-page.module.css'
import { LateTold } from './late-told.tsx'
import { departmentsOf } from './places.tsx'
import { useCounts } from './rail.tsx'
import { tilesFor } from './waiting-tiles.ts'

export default function HomePage() {
  const t = useText()
  const me = useMe()
  const home = useApi(['desk.home'], () => api.desk.home({}), {
    topics: ['requests', 'batches', 'cheques', 'statements'],
    everyMs: 60_000,
  })
  const reads = me.permissions.includes('withdrawals.access')
  return (
    <PageBody>
      <PageHeader title={t('desk.home')} />
      <Waiting />
      {home.problem !== null && <ErrorNote sentence={home.problem} onRetry={home.reload} />}
      <div className={classes.columns}>
        <div className={classes.column}>
          <HalfDone lines={home.data?.halfDone} />
          {reads && <LateTold />}
          <PaidOut paid={home.data?.paidOut} />
        </div>
        <div className={classes.column}>
          {reads && <AgeingChart ageing={home.data?.ageing} />}
          {reads && <FlowChart flow={home.data?.flow} />}
        </div>
      </div>
    </PageBody>
  )
}

function Waiting() {
  const t = useText()
  const me = useMe()
  const counts = useCounts()
  const { departmentLabel } = useProfile()
  if (!counts) return <div className={classes.tiles} style={{ minHeight: 96 }} />
  const tiles = tilesFor(me, counts, departmentsOf(counts))
  if (tiles.length === 0) {
    return (
      <div className={classes.clear}>
        <EmptyState
          icon={<IconCoffee size={26} />}
          sentence={t('desk.greetingNothing')}
          hint={t('desk.tile.allClear')}
        />
      </div>
    )
  }
  return (
    <section aria-label={t('desk.greeting')}>
      <Text size="sm" c="dimmed" mb={6}>
        {t('desk.greeting')}
      </Text>
      <div className={classes.tiles}>
        {tiles.map((tile) => (
          <StatTile
            key={tile.href + tile.text}
            label={tile.text === 'desk.tile.department' ? departmentLabel(tile.department) : t(tile.text)}
            figure={t(tile.count >= counts.cap ? 'desk.capped' : 'shared.count', { n: tile.count })}
            note={
              tile.late === null
                ? undefined
                : tile.late > 0
                  ? t('desk.tile.overdue', { n: tile.late })
                  : t('desk.tile.inTime')
            }
            tone={tile.late ? 'late' : tile.tone}
            href={tile.href}
          />
        ))}
      </div>
    </section>
  )
}
