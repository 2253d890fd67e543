/** Refuses a change with a reason, or takes an own one back. */
import { Button, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { Proposal } from '../../../contract/proposals.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export type ChangeAnswerProps = { proposal: Proposal; title: string; kind: 'refuse' | 'withdraw' }

export function ChangeAnswer(props: ChangeAnswerProps) {
  const t = useText()
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t(`proposals.${props.kind}`)}
      </Button>
      {opened && <AnswerDialog {...props} onClose={dialog.close} />}
    </>
  )
}

function AnswerDialog({ proposal, title, kind, onClose }: ChangeAnswerProps & { onClose(): void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const send = useCommand(kind === 'refuse' ? api.proposals.refuse : api.proposals.withdraw, { onDone: onClose })
  const { proposalId, version } = proposal
  return (
    <FormDialog
      tone="late"
      title={t(`proposals.${kind}Of`, { title })}
      submit={t(`proposals.${kind}Submit`)}
      busy={send.busy}
      refusal={send.refusal}
      disabled={kind === 'refuse' && reason.trim() === ''}
      onSubmit={() => void send.run({ proposalId, expectedVersion: version, reason: reason.trim() })}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        required={kind === 'refuse'}
        label={t('proposals.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
