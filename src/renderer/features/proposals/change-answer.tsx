/** Refuses a change with a reason, or takes an own one back. */
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Proposal } from '../../../contract/proposals.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'

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
  const send = useCommand(kind === 'refuse' ? api.proposals.refuse : api.proposals.withdraw, { onDone: onClose })
  const { proposalId, version } = proposal
  return (
    <ReasonDialog
      tone="late"
      title={t(`proposals.${kind}Of`, { title })}
      submit={t(`proposals.${kind}Submit`)}
      optional={kind === 'withdraw'}
      oneLine={kind === 'refuse'}
      busy={send.busy}
      refusal={send.refusal}
      onReason={(reason) => void send.run({ proposalId, expectedVersion: version, reason })}
      onClose={onClose}
    />
  )
}
