/** Calls a run off: every leaf that nobody has answered for is burnt, and its payment waits for another. */
import { Button, Group, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeafRow, Run } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type Props = { run: Run; waiting: readonly LeafRow[] }

export function CancelRun({ run, waiting }: Props) {
  const t = useText()
  const [opened, dialog] = useDisclosure(false)
  return (
    <Group justify="flex-end">
      <Button size="xs" variant="subtle" color="red" leftSection={<IconX size={14} />} onClick={dialog.open}>
        {t('cheques.run.callOff')}
      </Button>
      {opened && <CancelDialog run={run} waiting={waiting} onClose={dialog.close} />}
    </Group>
  )
}

function CancelDialog({ run, waiting, onClose }: Props & { onClose(): void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const spoil = useCommand(api.cheques.spoilRun, { onDone: onClose })
  const { runId, version } = run
  const count = waiting.length
  const send = (): void => {
    const spoiled = waiting.map(({ leafId }) => leafId)
    void spoil.run({ runId, expectedVersion: version, spoiled, reason: reason.trim() })
  }
  return (
    <FormDialog
      tone="late"
      title={t('cheques.run.callOffTitle', { id: runId })}
      submit={t('cheques.run.callOffSubmit', { count })}
      busy={spoil.busy}
      refusal={spoil.refusal}
      disabled={reason.trim() === ''}
      onSubmit={send}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('cheques.run.callOffExplain', { count })}</p>
      <TextInput
        required
        data-autofocus
        label={t('cheques.good.spoilReason')}
        maxLength={LIMITS.shortTextChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
