/**
 * One step, confirmed: shows exactly what it concerns, takes what it needs (comment, documents), and sends it with the
 * version and digest that were on the screen (law 5). A request that changed meanwhile is shown again first.
 */
import { Button, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { RequestCard, WANTED_DOCUMENTS } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import type { Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { ExactContent } from './exact-content.tsx'
import { WantedDocuments } from './mass-action-dialog.tsx'
import { ShortBalanceDialog } from './short-balance-dialog.tsx'

export type ActionDialogProps = {
  /** The request as it is now; what is shown stays as it was when the dialog opened. */
  live: RequestCard
  action: string
  onReload(): void
  onClose(): void
  onDone(): void
}

export function ActionDialog({ live, action, onReload, onClose, onDone }: ActionDialogProps) {
  const t = useText()
  const { action: definitionOf, actionLabel, statusLabel } = useProfile()
  const [card, setCard] = useState(live)
  const [comment, setComment] = useState('')
  const [short, setShort] = useState(false)
  const [documents, setDocuments] = useState<readonly (typeof WANTED_DOCUMENTS)[number][]>([])
  const definition = definitionOf(action)
  const offered = card.actions.find((each) => each.action === action)
  const needs = offered?.needs ?? []
  const request = requestNumber(card.row.requestId)
  const label = actionLabel(action)
  const act = useCommand(api.requests.act, {
    onDone: ({ status }) => {
      const words = { request, action: label, status: statusLabel(status) }
      notifications.show({ color: 'teal', message: t('requests.act.done', words) })
      onDone()
    },
    onProblem: ({ problem }) => {
      setShort(isShort(problem))
      if (problem.kind === 'conflict') onReload()
    },
  })
  const send = (acknowledgeShortBalance: boolean): void => {
    const { requestId, version } = card.row
    void act.run({
      requestId,
      expectedVersion: version,
      action,
      comment: comment.trim(),
      documents: [...documents],
      contentDigest: definition?.tone === 'approve' ? card.contentDigest : null,
      acknowledgeShortBalance,
    })
  }
  if (short) {
    return <ShortBalanceDialog card={card} busy={act.busy} onStop={onClose} onContinue={() => send(true)} />
  }
  const changed = live.row.version !== card.row.version
  const ready =
    !changed &&
    (!needs.includes('comment') || comment.trim() !== '') &&
    (!needs.includes('documents') || documents.length > 0)
  const amount = moneyWords(card.row.amountMinor, card.row.currency)
  const money = definition?.tone === 'approve' || definition?.tone === 'complete'
  return (
    <FormDialog
      title={t('requests.act.title', { action: label, request })}
      submit={submitWords({ t, tone: definition?.tone, label, request, amount, card })}
      tone={definition?.tone === 'refuse' ? 'late' : 'accent'}
      busy={act.busy}
      refusal={changed ? null : act.refusal}
      disabled={!ready}
      focusSubmit={needs.every((need) => need === 'stepUp')}
      onSubmit={() => send(false)}
      onClose={onClose}
    >
      {changed && (
        <ErrorNote
          sentence={t('requests.act.changed')}
          action={
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                act.reset()
                setCard(live)
              }}
            >
              {t('requests.act.showNow')}
            </Button>
          }
        />
      )}
      {money && <ExactContent card={card} tone={definition.tone} />}
      {needs.includes('documents') && <WantedDocuments value={documents} onChange={setDocuments} />}
      <Textarea
        label={t('requests.act.comment')}
        description={t(needs.includes('comment') ? 'requests.act.commentWhy' : 'requests.act.commentOptional')}
        withAsterisk={needs.includes('comment')}
        maxLength={LIMITS.commentChars}
        {...(needs.includes('comment') ? { 'data-autofocus': true } : {})}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready && !act.busy) send(false)
        }}
      />
      {needs.includes('stepUp') && (
        <Text size="xs" c="dimmed">
          {t('requests.act.stepUp')}
        </Text>
      )}
    </FormDialog>
  )
}

/** R1-43: the refusal that is a question, not an end. */
function isShort(problem: Problem): boolean {
  return problem.kind === 'refused' && problem.code === 'BALANCE_NOT_COVERED'
}

type SubmitWords = {
  t: ReturnType<typeof useText>
  tone: string | undefined
  label: string
  request: string
  amount: string
  card: RequestCard
}

function submitWords({ t, tone, label, request, amount, card }: SubmitWords): string {
  if (tone === 'approve') return t('requests.act.approve', { amount })
  if (tone === 'complete') {
    const total = card.transactions
      .filter(({ status, paymentType }) => status === 'approved' && paymentType !== 'fee')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    return t('requests.act.complete', { amount: moneyWords(total, card.row.currency) })
  }
  if (tone === 'refuse') return t('requests.act.reject', { action: label, request, amount })
  return t('requests.act.submitRequest', { action: label, request })
}
