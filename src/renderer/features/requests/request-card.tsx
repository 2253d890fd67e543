/**
 * The request card (R1-14…R1-20): header, the money, the checks, the steps, the path, and the tabs under them. The same
 * card stands on its own page and beside the queue.
 */
import { useState } from 'react'
import type { RequestCard as Card } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { type ApiState, useApi } from '../../api/use-api.ts'
import { RequestProfile } from '../../api/use-profile.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { RiskPanel } from '../risk/risk-panel.tsx'
import { ActionDialog } from './action-dialog.tsx'
import classes from './card.module.css'
import { CardActions } from './card-actions.tsx'
import { CardApprovals } from './card-approvals.tsx'
import { CardChecks } from './card-checks.tsx'
import { CardHeader } from './card-header.tsx'
import { CardSkeleton } from './card-skeleton.tsx'
import { CardTabs } from './card-tabs.tsx'
import { PathStrip } from './path-strip.tsx'
import { useCardKeys } from './use-card-keys.ts'
import { WithdrawalDetails } from './withdrawal-details.tsx'

export type RequestCardProps = {
  requestId: number
  /** Beside the queue there is less room, and the queue walks the list. */
  beside?: boolean
  /** Called when a step was taken, with the words for the toast already shown. */
  onActed(): void
}

export function useRequestCard(requestId: number): ApiState<Card> {
  return useApi(['requests.get', requestId], () => api.requests.get({ requestId }), {
    topics: ['requests', 'customers', 'batches', 'cheques', 'statements'],
    requestId,
  })
}

export function RequestCard({ requestId, beside = false, onActed }: RequestCardProps) {
  const { data: card, problem, reload } = useRequestCard(requestId)
  if (problem !== null) {
    return (
      <div className={classes.card}>
        <ErrorNote sentence={problem} onRetry={reload} />
      </div>
    )
  }
  if (!card) return <CardSkeleton beside={beside} />
  return (
    <RequestProfile value={card.row}>
      <LoadedCard key={requestId} card={card} beside={beside} onActed={onActed} onReload={reload} />
    </RequestProfile>
  )
}

type LoadedCardProps = { card: Card; beside: boolean; onActed(): void; onReload(): void }

function LoadedCard({ card, beside, onActed, onReload }: LoadedCardProps) {
  const [acting, setActing] = useState<string | null>(null)
  const [commenting, setCommenting] = useState(0)
  const claim = useCardKeys(card, { onAct: setActing, onComment: () => setCommenting((count) => count + 1) })
  return (
    <div className={classes.card} data-beside={beside || undefined}>
      <CardHeader card={card} claim={claim} />
      <RiskPanel requestId={card.row.requestId} />
      <div className={classes.three}>
        <WithdrawalDetails card={card} />
        <CardChecks card={card} />
        <CardActions card={card} onAct={setActing} />
      </div>
      <PathStrip card={card} />
      <CardApprovals card={card} />
      <CardTabs card={card} commenting={commenting} />
      {acting !== null && (
        <ActionDialog
          key={acting}
          live={card}
          action={acting}
          onReload={onReload}
          onClose={() => setActing(null)}
          onDone={() => {
            setActing(null)
            onActed()
          }}
        />
      )}
    </div>
  )
}
