/** Leaves that wait for a signature or to be handed out: the list on the left, the chosen leaf with its boxes on the right. */
import { Button, Skeleton, UnstyledButton } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { LeafRow } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './cheques.module.css'
import { LeafCard } from './leaf-card.tsx'
import { TONE_OF_LEAF } from './states.ts'

const STATES: LeafRow['state'][] = ['printed', 'signedOnce', 'signedTwice']

export function SigningQueue() {
  const t = useText()
  const me = useMe()
  const [active, setActive] = useState<number | null>(null)
  const queue = useApi(
    ['cheques.leaves', 'signing'],
    () => api.cheques.leaves({ states: STATES, search: '', after: null, pageSize: LIMITS.pageRows }),
    { topics: ['cheques'] },
  )
  if (queue.problem !== null) return <ErrorNote sentence={queue.problem} onRetry={queue.reload} />
  if (!queue.data) return <Skeleton height={360} />
  const leaves = [...queue.data.rows].reverse()
  const shown = leaves.find(({ leafId }) => leafId === active) ?? firstFor(leaves, me.displayName)
  if (!shown) {
    return (
      <SectionCard>
        <EmptyState
          icon={<IconSignature size={24} />}
          sentence={t('cheques.sign.none')}
          action={
            me.permissions.includes('cheques.print') && (
              <Button variant="default" component={Link} href="/cheques/run">
                {t('cheques.sign.goPrint')}
              </Button>
            )
          }
        />
      </SectionCard>
    )
  }
  return (
    <div className={classes.signing}>
      <SectionCard flush title={t('cheques.tab.signing')} aside={leaves.length}>
        <ul className={classes.queue}>
          {leaves.map((leaf) => (
            <QueueItem
              key={leaf.leafId}
              leaf={leaf}
              active={leaf.leafId === shown.leafId}
              onActive={() => setActive(leaf.leafId)}
            />
          ))}
        </ul>
      </SectionCard>
      <LeafCard key={shown.leafId} leaf={shown} />
    </div>
  )
}

/** The first leaf that this person has not signed yet; otherwise the first that can go out. */
function firstFor(leaves: readonly LeafRow[], name: string): LeafRow | undefined {
  const open = leaves.find(
    ({ state, signatures }) => state !== 'signedTwice' && !signatures.some(({ by }) => by === name),
  )
  return open ?? leaves[0]
}

function QueueItem({ leaf, active, onActive }: { leaf: LeafRow; active: boolean; onActive(): void }) {
  const t = useText()
  return (
    <li>
      <UnstyledButton
        className={classes.queueItem}
        data-active={active || undefined}
        aria-pressed={active}
        onClick={onActive}
      >
        <span className={classes.leafHead}>
          <strong>{leaf.number}</strong>
          {leaf.amountMinor !== null && <MoneyText amountMinor={leaf.amountMinor} currency={leaf.currency} strong />}
        </span>
        <span className={classes.leafHead}>
          <span className={classes.ellipsis}>{leaf.payeeName}</span>
          <ToneBadge tone={TONE_OF_LEAF[leaf.state]} label={t(`cheques.state.${leaf.state}`)} />
        </span>
      </UnstyledButton>
    </li>
  )
}
