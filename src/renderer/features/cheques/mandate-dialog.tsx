/** Proposes a mandate: who, in which group, from when to when, with a picture of the signature. */
import { SegmentedControl, Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import type { BusinessDate } from '../../../contract/dates.ts'
import type { FileInfo } from '../../../contract/files.ts'
import type { OperatorId } from '../../../contract/ids.ts'
import type { SigningGroup } from '../../../contract/permissions.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type Person = { operatorId: number; name: string; group: SigningGroup | null }

export function MandateDialog({ people, onClose }: { people: readonly Person[]; onClose(): void }) {
  const t = useText()
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const [operatorId, setOperator] = useState<string | null>(null)
  const [group, setGroup] = useState<SigningGroup>('A')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState('')
  const [file, setFile] = useState<FileInfo | null>(null)
  const upload = useUpload()
  const add = useCommand(api.signatories.addMandate, { onDone: onClose })
  const validFrom = (from ?? clock.data?.today ?? '') as BusinessDate
  const send = (): void => {
    void add.run({
      operatorId: Number(operatorId) as OperatorId,
      group,
      validFrom,
      validTo: to === '' ? null : (to as BusinessDate),
      specimenFileId: file?.fileId ?? null,
    })
  }
  return (
    <FormDialog
      tone="second"
      title={t('cheques.signers.addMandate')}
      submit={t('cheques.signers.propose')}
      busy={add.busy}
      refusal={add.refusal ?? (upload.problem === null ? null : { sentence: upload.problem })}
      disabled={operatorId === null || validFrom === '' || upload.sending !== null}
      onSubmit={send}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('cheques.signers.mandateExplain')}</p>
      <Select
        required
        searchable
        label={t('cheques.signers.person')}
        data={people.map((person) => ({ value: String(person.operatorId), label: person.name }))}
        value={operatorId}
        onChange={setOperator}
      />
      <SegmentedControl
        aria-label={t('cheques.signers.group')}
        data={['A', 'B'].map((value) => ({ value, label: `${t('cheques.signers.group')} ${value}` }))}
        value={group}
        onChange={(value) => setGroup(value as SigningGroup)}
      />
      <SimpleGrid cols={2}>
        <DateField required label={t('cheques.signers.from')} value={validFrom} onChange={setFrom} />
        <DateField label={t('cheques.signers.to')} value={to} onChange={setTo} />
      </SimpleGrid>
      <FileDrop
        compact
        accept={['.png', '.jpg', '.jpeg']}
        hint={file?.name ?? t('cheques.signers.specimenHint')}
        sending={upload.sending}
        onFile={(chosen) => void upload.send(chosen).then((sent) => sent && setFile(sent))}
      />
    </FormDialog>
  )
}
