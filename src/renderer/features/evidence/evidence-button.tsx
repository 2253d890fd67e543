/** Makes an evidence pack of what the page shows, after saying what will be in it. */
import { Button, Stack, Text } from '@mantine/core'
import { IconFileZip } from '@tabler/icons-react'
import { useState } from 'react'
import { type EvidenceSubject, VERIFY_COMMAND } from '../../../contract/evidence.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ExportJob } from '../requests/export-dialog.tsx'

export function EvidenceButton({ subject }: { subject: EvidenceSubject }) {
  const t = useText()
  const me = useMe()
  const [open, setOpen] = useState(false)
  if (!me.permissions.includes('audit.read')) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconFileZip size={16} />} onClick={() => setOpen(true)}>
        {t('evidence.open')}
      </Button>
      {open && <EvidenceDialog subject={subject} onClose={() => setOpen(false)} />}
    </>
  )
}

function EvidenceDialog({ subject, onClose }: { subject: EvidenceSubject; onClose(): void }) {
  const t = useText()
  const [jobId, setJobId] = useState<number | null>(null)
  const start = useCommand(api.evidence.make, { onDone: (started) => setJobId(started.jobId) })
  if (jobId !== null)
    return <ExportJob title={t('evidence.open')} jobId={jobId} onClose={onClose} onAgain={() => setJobId(null)} />
  return (
    <FormDialog
      title={t('evidence.title')}
      submit={t('evidence.submit')}
      busy={start.busy}
      refusal={start.refusal}
      focusSubmit
      onSubmit={() => void start.run({ subject })}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">{t('evidence.what')}</Text>
        <Text size="sm" c="dimmed">
          {t('evidence.check')}
        </Text>
        <code>{VERIFY_COMMAND}</code>
      </Stack>
    </FormDialog>
  )
}
