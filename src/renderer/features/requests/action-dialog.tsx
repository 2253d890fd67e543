/**
 * One step, confirmed: shows exactly what it concerns, takes what it needs (comment, documents), and sends it with the
 * version and digest that were on the screen (law 5). A request that changed meanwhile is shown again first.
 */
import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { requestNumber } from '../../../contract/ids.ts'
import { add } from '../../../contract/money.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import type { Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { CommentField, ReasonField, ReferenceField, type Wanted, WantedDocuments } from './action-fields.tsx'
import { ExactContent } from './exact-content.tsx'
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
  const { action: definitionOf, actionLabel } = useProfile()
  const [card, setCard] = useState(live)
  const [comment, setComment] = useState('')
  const [documents, setDocuments] = useState<readonly Wanted[]>([])
  const [reasonCode, setReasonCode] = useState<string | null>(null)
  const [reference, setReference] = useState('')
  const definition = definitionOf(action)
  const needs = card.actions.find((each) => each.action === action)?.needs ?? []
  const act = useAct(card, { action, onReload, onDone })
  const send = (acknowledgeShortBalance: boolean): void =>
    act.send({
      comment: comment.trim(),
      documents: [...documents],
      acknowledgeShortBalance,
      reasonCode,
      reference: reference.trim(),
    })
  if (act.short) {
    return <ShortBalanceDialog card={card} busy={act.busy} onStop={onClose} onContinue={() => send(true)} />
  }
  const changed = live.row.version !== card.row.version
  const given = isGiven(needs, { comment, documents, reasonCode, reference })
  const ready = given && !changed
  const showNow = (): void => {
    act.reset()
    setCard(live)
  }
  return (
    <FormDialog
      title={t('requests.act.title', { action: actionLabel(action), request: requestNumber(card.row.requestId) })}
      submit={submitWords({ t, tone: definition?.tone, label: actionLabel(action), card })}
      tone={definition?.tone === 'refuse' ? 'late' : 'accent'}
      busy={act.busy}
      refusal={changed ? null : act.refusal}
      disabled={!ready}
      focusSubmit={needs.every((need) => need === 'stepUp')}
      onSubmit={() => send(false)}
      onClose={onClose}
    >
      {changed && <ChangedMeanwhile onShow={showNow} />}
      {(definition?.tone === 'approve' || definition?.tone === 'complete') && (
        <ExactContent card={card} tone={definition.tone} />
      )}
      {needs.includes('reasonCode') && <ReasonField action={action} value={reasonCode} onChange={setReasonCode} />}
      {needs.includes('reference') && <ReferenceField value={reference} onChange={setReference} />}
      {needs.includes('documents') && <WantedDocuments value={documents} onChange={setDocuments} />}
      <CommentField
        value={comment}
        needed={needs.includes('comment')}
        onChange={setComment}
        onSend={() => ready && !act.busy && send(false)}
      />
      {needs.includes('stepUp') && (
        <Text size="xs" c="dimmed">
          {t('requests.act.stepUp')}
        </Text>
      )}
    </FormDialog>
  )
}

type Filled = {
  comment: string
  documents: readonly Wanted[]
  reasonCode: string | null
  reference: string
}

/** Everything that the step asks for is there. */
function isGiven(needs: readonly string[], filled: Filled): boolean {
  if (needs.includes('comment') && filled.comment.trim() === '') return false
  if (needs.includes('documents') && filled.documents.length === 0) return false
  if (needs.includes('reasonCode') && filled.reasonCode === null) return false
  return !needs.includes('reference') || filled.reference.trim() !== ''
}

type Given = {
  comment: string
  documents: Wanted[]
  acknowledgeShortBalance: boolean
  reasonCode: string | null
  reference: string
}

/** Sends the step with the version and digest that are on the screen; a short balance is a question, not an end. */
function useAct(card: RequestCard, about: Pick<ActionDialogProps, 'action' | 'onReload' | 'onDone'>) {
  const t = useText()
  const { action: definitionOf, actionLabel, statusLabel } = useProfile()
  const [short, setShort] = useState(false)
  const { requestId, version } = card.row
  const command = useCommand(api.requests.act, {
    onDone: ({ status }) => {
      const words = {
        request: requestNumber(requestId),
        action: actionLabel(about.action),
        status: statusLabel(status),
      }
      notifications.show({ color: 'teal', message: t('requests.act.done', words) })
      about.onDone()
    },
    onProblem: ({ problem }) => {
      setShort(isShort(problem))
      if (problem.kind === 'conflict') about.onReload()
    },
  })
  const tone = definitionOf(about.action)?.tone
  const contentDigest = tone === 'approve' || tone === 'complete' ? card.contentDigest : null
  const send = (given: Given): void =>
    void command.run({ requestId, expectedVersion: version, action: about.action, contentDigest, ...given })
  return { ...command, short, send }
}

function ChangedMeanwhile({ onShow }: { onShow(): void }) {
  const t = useText()
  return (
    <ErrorNote
      sentence={t('requests.act.changed')}
      action={
        <Button size="xs" variant="default" onClick={onShow}>
          {t('requests.act.showNow')}
        </Button>
      }
    />
  )
}

/** R1-43: the refusal that is a question, not an end. */
function isShort(problem: Problem): boolean {
  return problem.kind === 'refused' && problem.code === 'BALANCE_NOT_COVERED'
}

type SubmitWords = { t: Translate; tone: string | undefined; label: string; card: RequestCard }

/** The verb of the button with its object and figure. */
function submitWords({ t, tone, label, card }: SubmitWords): string {
  const { requestId, amountMinor, currency } = card.row
  const request = requestNumber(requestId)
  const amount = moneyWords(amountMinor, currency)
  if (tone === 'approve') return t('requests.act.approve', { amount })
  if (tone === 'complete') {
    const paid = card.transactions.filter(({ status, paymentType }) => status === 'approved' && paymentType !== 'fee')
    const total = add(...paid.map((each) => each.amountMinor))
    if (total === 0) return t('requests.act.pay', { action: label, amount })
    return t('requests.act.complete', { amount: moneyWords(total, currency) })
  }
  if (tone === 'refuse') return t('requests.act.reject', { action: label, request, amount })
  return t('requests.act.submitRequest', { action: label, request })
}
