/** What happens to the file at the bank: imported, two approvals by two signers, in effect; each with who and when (R3-17). */
import { Button, Select, Stack, TextInput } from '@mantine/core'
import { IconCheck, IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import { BANK_STEPS, type BankStep, type BatchCard } from '../../../contract/batches.ts'
import type { FileInfo } from '../../../contract/files.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './batch-bank.module.css'

const RECORDERS = ['batches.build', 'batches.release', 'statements.match'] as const
const AT_BANK: readonly BatchCard['row']['state'][] = ['exported', 'accepted', 'settled']

export function BatchBank({ card }: { card: BatchCard }) {
  const t = useText()
  const me = useMe()
  const [recording, setRecording] = useState<BankStep | null>(null)
  const { state } = card.row
  if (!AT_BANK.includes(state)) return null
  const next = state === 'settled' ? undefined : BANK_STEPS[card.bankSteps.length]
  const may = RECORDERS.some((permission) => me.permissions.includes(permission))
  return (
    <SectionCard title={t('batches.bank.title')} aside={t('batches.bank.hint')}>
      <ol className={classes.steps}>
        {BANK_STEPS.map((step) => {
          const done = card.bankSteps.find((each) => each.step === step)
          return (
            <li key={step} data-done={done !== undefined || undefined} data-next={step === next || undefined}>
              <span className={classes.name}>
                {done && <IconCheck size={14} aria-hidden />} {t(`batches.bank.${step}`)}
              </span>
              {done && (
                <span className={classes.who}>
                  {done.signer ?? done.recordedBy} · <InstantText at={done.at} />
                </span>
              )}
              {step === next && may && (
                <Button size="compact-xs" variant="light" onClick={() => setRecording(step)}>
                  {t(`batches.bank.record.${step}`)}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
      {recording !== null && <RecordDialog card={card} step={recording} onClose={() => setRecording(null)} />}
    </SectionCard>
  )
}

function RecordDialog({ card, step, onClose }: { card: BatchCard; step: BankStep; onClose(): void }) {
  const t = useText()
  const upload = useUpload()
  const [signer, setSigner] = useState<number | null>(null)
  const [evidence, setEvidence] = useState<FileInfo | null>(null)
  const [note, setNote] = useState('')
  const bySigner = step === 'firstApproved' || step === 'secondApproved'
  const people = useApi(['signers.list'], () => api.signers.list({}), { topics: ['signers'], enabled: bySigner })
  const record = useCommand(api.batches.recordBankStep, { onDone: onClose })
  const { batchId, version } = card.row
  const attach = async (file: File): Promise<void> => setEvidence((await upload.send(file)) ?? null)
  const ready = (!bySigner || signer !== null) && (step !== 'effective' || evidence !== null)
  return (
    <FormDialog
      title={t('batches.bank.dialogTitle', { id: String(batchId), step: t(`batches.bank.${step}`) })}
      submit={t(`batches.bank.record.${step}`)}
      busy={record.busy}
      refusal={record.refusal}
      disabled={!ready}
      onSubmit={() =>
        void record.run({
          batchId,
          expectedVersion: version,
          step,
          signerId: signer,
          evidenceFileId: evidence?.fileId ?? null,
          note: note.trim(),
        })
      }
      onClose={onClose}
    >
      {bySigner && (
        <Select
          required
          label={t('batches.bank.signer')}
          data={(people.data?.people ?? []).map(({ operatorId, name }) => ({ value: String(operatorId), label: name }))}
          value={signer === null ? null : String(signer)}
          onChange={(value) => setSigner(value === null ? null : Number(value))}
        />
      )}
      <Stack gap={4}>
        <span>{t(step === 'effective' ? 'batches.bank.evidenceNeeded' : 'batches.bank.evidence')}</span>
        {evidence && (
          <span>
            <IconPaperclip size={14} aria-hidden /> {evidence.name}
          </span>
        )}
        <FileDrop compact sending={upload.sending} onFile={(file) => void attach(file)} />
        {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
      </Stack>
      <TextInput label={t('batches.bank.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  )
}
