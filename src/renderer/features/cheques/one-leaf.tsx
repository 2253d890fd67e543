/** One leaf on its own, whatever became of it: opened from the register, a search or a request. */
import { CloseButton, Group, Skeleton } from '@mantine/core'
import { useLocation } from 'wouter'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import classes from './cheques.module.css'
import { LeafCard } from './leaf-card.tsx'

export function OneLeaf({ leafId }: { leafId: number }) {
  const t = useText()
  const [, go] = useLocation()
  const leaf = useApi(['cheques.leaf', leafId], () => api.cheques.leaf({ leafId }), {
    topics: ['cheques', 'statements'],
  })
  if (leaf.problem !== null) return <ErrorNote sentence={leaf.problem} />
  if (!leaf.data) return <Skeleton height={360} />
  return (
    <div className={classes.oneLeaf}>
      <Group justify="flex-end">
        <CloseButton aria-label={t('shared.close')} onClick={() => go('/cheques/register')} />
      </Group>
      <LeafCard leaf={leaf.data} />
    </div>
  )
}
