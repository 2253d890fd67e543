/** Answers of banks: put a status report or a result table in, see what it says about each payment, then take it whole. */
import { Button, Group, Stack } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { FileInfo } from '../../../contract/files.ts'
import type { api } from '../../api/client.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { LookAtAnswers } from './look-at-answers.tsx'

type Taken = Awaited<ReturnType<typeof api.answers.take>>

export default function AnswersPage() {
  const t = useText()
  const upload = useUpload()
  const [file, setFile] = useState<FileInfo | null>(null)
  const [taken, setTaken] = useState<Taken | null>(null)
  const again = (): void => {
    setFile(null)
    setTaken(null)
  }
  return (
    <PageBody>
      <PageHeader title={t('answers.title')} figures={t('answers.lead')} />
      {taken !== null && <TakenNote taken={taken} onAnother={again} />}
      {taken === null && file !== null && <LookAtAnswers file={file} onAnother={again} onTaken={setTaken} />}
      {taken === null && file === null && (
        <SectionCard>
          <FileDrop
            hint={t('answers.formats')}
            sending={upload.sending}
            onFile={(chosen) => void upload.send(chosen).then((sent) => setFile(sent ?? null))}
          />
          {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
        </SectionCard>
      )}
    </PageBody>
  )
}

function TakenNote({ taken, onAnother }: { taken: Taken; onAnother(): void }) {
  const t = useText()
  return (
    <Stack gap="md">
      <Verdict
        tone={taken.conflicts > 0 ? 'wait' : 'done'}
        icon={<IconCircleCheck size={22} />}
        title={t('answers.taken', taken)}
      >
        {taken.failed > 0 && t('answers.takenFailed')}
      </Verdict>
      <Group gap="sm">
        <Button component={Link} href="/batches">
          {t('answers.toBatches')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('answers.another')}
        </Button>
      </Group>
    </Stack>
  )
}
