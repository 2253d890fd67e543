/** One step on many requests: says first how many can take it, and afterwards which were refused and why. */
import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { RefusalData } from '../../../contract/refusals.ts'
import { type RequestRow, WANTED_DOCUMENTS } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import type { MassVerdict } from './mass-verdict.ts'
import classes from './queue.module.css'

type Wanted = (typeof WANTED_DOCUMENTS)[number]
type Refused = { requestId: number; refusal: RefusalData }
export type MassActionDialogProps = { verdict: MassVerdict<RequestRow>; onClose(): void; onDone(): void }

export function MassActionDialog({ verdict, onClose, onDone }: MassActionDialogProps) {
  const t = useText()
  const { actionLabel } = useProfile()
  const { action, can, cannot } = verdict
  const [comment, setComment] = useState('')
  const [documents, setDocuments] = useState<readonly Wanted[]>([])
  const [refused, setRefused] = useState<readonly Refused[] | null>(null)
  const label = actionLabel(action.action)
  const act = useCommand(api.requests.actOnMany, {
    onDone: ({ results }) => {
      const missed = results.flatMap(({ requestId, refusal }) => (refusal ? [{ requestId, refusal }] : []))
      const done = results.length - missed.length
      if (done > 0) notifications.show({ color: 'teal', message: t('requests.mass.done', { n: done, action: label }) })
      if (missed.length > 0) return setRefused(missed)
      onDone()
      onClose()
      return undefined
    },
  })
  const needs = action.requires
  const ready =
    (!needs.includes('comment') || comment.trim() !== '') && (!needs.includes('documents') || documents.length > 0)
  const send = (): void => {
    const requests = can.map(({ requestId, version }) => ({ requestId, expectedVersion: version, contentDigest: null }))
    void act.run({ action: action.action, comment: comment.trim(), documents: [...documents], requests })
  }
  const total = can.length + cannot.length
  if (refused) {
    return (
      <RefusedRows
        title={label}
        refused={refused}
        onClose={() => {
          onDone()
          onClose()
        }}
      />
    )
  }
  return (
    <FormDialog
      title={t('requests.mass.title', { action: label, can: can.length, n: total })}
      submit={t('requests.mass.submit', { action: label, n: can.length })}
      tone={action.tone === 'refuse' ? 'late' : 'accent'}
      busy={act.busy}
      refusal={act.refusal}
      disabled={!ready}
      focusSubmit={needs.length === 0}
      onSubmit={send}
      onClose={onClose}
    >
      <Text size="sm">
        {cannot.length === 0
          ? t('requests.mass.all', { n: total })
          : t('requests.mass.some', { can: can.length, n: total })}
      </Text>
      {cannot.length > 0 && <LeftOut rows={cannot} />}
      {needs.includes('documents') && <WantedDocuments value={documents} onChange={setDocuments} />}
      <Textarea
        label={t('requests.act.comment')}
        description={t(needs.includes('comment') ? 'requests.act.commentWhy' : 'requests.act.commentOptional')}
        withAsterisk={needs.includes('comment')}
        maxLength={LIMITS.commentChars}
        {...(needs.includes('comment') ? { 'data-autofocus': true } : {})}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Rows of a selection that a step does not reach, each with where it is. */
export function LeftOut({ rows }: { rows: readonly RequestRow[] }) {
  const t = useText()
  const { statusLabel, departmentLabel } = useProfile()
  return (
    <ul className={classes.others}>
      {rows.map((row) => (
        <li key={row.requestId}>
          {t('requests.mass.other', {
            request: requestNumber(row.requestId),
            status: statusLabel(row.status),
            department: departmentLabel(row.department),
          })}
        </li>
      ))}
    </ul>
  )
}

export type WantedDocumentsProps = { value: readonly Wanted[]; onChange(value: readonly Wanted[]): void }

/** The list of documents that may be asked for (R1-61). */
export function WantedDocuments({ value, onChange }: WantedDocumentsProps) {
  const t = useText()
  const word = useWords()
  return (
    <Checkbox.Group
      label={t('requests.act.documents')}
      withAsterisk
      value={[...value]}
      onChange={(chosen) => onChange(WANTED_DOCUMENTS.filter((kind) => chosen.includes(kind)))}
    >
      <Stack gap={6} mt={6}>
        {WANTED_DOCUMENTS.map((kind) => (
          <Checkbox key={kind} size="sm" value={kind} label={word('document', kind)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function RefusedRows({ title, refused, onClose }: { title: string; refused: readonly Refused[]; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack gap="md">
        <Text size="sm">{t('requests.mass.refused', { n: refused.length })}</Text>
        <ul className={classes.others}>
          {refused.map(({ requestId, refusal }) => (
            <li key={requestId}>
              {requestNumber(requestId)}: {describeRefusal(refusal, language)}
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('shared.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
