/** The drawer: blank leaves counted by two people every day; dead leaves until their paper is destroyed. */
import { Skeleton } from '@mantine/core'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import classes from './cheques.module.css'
import { DeadLeaves } from './dead-leaves.tsx'
import { DrawerCount } from './drawer-count.tsx'
import { DrawerCounts } from './drawer-counts.tsx'

export function Drawer() {
  const drawer = useApi(['drawer.get'], () => api.drawer.get({}), { topics: ['cheques'] })
  if (drawer.problem !== null) return <ErrorNote sentence={drawer.problem} onRetry={drawer.reload} />
  if (!drawer.data) return <Skeleton height={320} />
  const { expected, counts, dead, destructions } = drawer.data
  return (
    <div className={classes.drawer}>
      <div className={classes.stack}>
        <DrawerCount expected={expected} />
        <DrawerCounts counts={counts} />
      </div>
      <DeadLeaves dead={dead} destructions={destructions} />
    </div>
  )
}
