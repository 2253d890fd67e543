/**
 * Import of requests and customers: choose a file, see every row as the desk understands it with every error, then take
 * the whole file or nothing of it (law 10).
 */
import { Group, SegmentedControl, Stepper } from '@mantine/core'
import { useState } from 'react'
import type { FileInfo } from '../../../contract/files.ts'
import type { IntakeKind } from '../../../contract/intake.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ColumnsNote } from './columns-note.tsx'
import classes from './intake.module.css'
import { IntakePreviewPanel } from './intake-preview-panel.tsx'
import { IntakeTaken, type Taken } from './intake-taken.tsx'

type Stage = { step: 'choose' } | { step: 'look'; file: FileInfo } | { step: 'taken'; taken: Taken }

const STEP_NUMBER = { choose: 0, look: 1, taken: 3 } as const
const ENDINGS = ['.csv', '.xlsx', '.txt'] as const

export default function IntakePage() {
  const t = useText()
  const [kind, setKind] = useState<IntakeKind>('requests')
  const [stage, setStage] = useState<Stage>({ step: 'choose' })
  return (
    <PageBody>
      <PageHeader title={t('intake.title')} />
      <p className={classes.lead}>{t('intake.lead')}</p>
      <Stepper size="xs" active={STEP_NUMBER[stage.step]} maw={640} allowNextStepsSelect={false}>
        <Stepper.Step label={t('intake.step.choose')} />
        <Stepper.Step label={t('intake.step.look')} />
        <Stepper.Step label={t('intake.step.take')} />
      </Stepper>
      {stage.step === 'choose' && (
        <ChooseFile kind={kind} onKind={setKind} onFile={(file) => setStage({ step: 'look', file })} />
      )}
      {stage.step === 'look' && (
        <IntakePreviewPanel
          kind={kind}
          file={stage.file}
          onAnother={() => setStage({ step: 'choose' })}
          onTaken={(taken) => setStage({ step: 'taken', taken })}
        />
      )}
      {stage.step === 'taken' && <IntakeTaken taken={stage.taken} onAnother={() => setStage({ step: 'choose' })} />}
    </PageBody>
  )
}

type ChooseFileProps = { kind: IntakeKind; onKind(kind: IntakeKind): void; onFile(file: FileInfo): void }

function ChooseFile({ kind, onKind, onFile }: ChooseFileProps) {
  const t = useText()
  const upload = useUpload()
  const send = async (chosen: File): Promise<void> => {
    const file = await upload.send(chosen)
    if (file) onFile(file)
  }
  return (
    <SectionCard label={t('intake.step.choose')}>
      <div className={classes.choose}>
        <Group gap="sm">
          <span id="intake-kind">{t('intake.kind')}</span>
          <SegmentedControl
            aria-labelledby="intake-kind"
            value={kind}
            disabled={upload.sending !== null}
            data={[
              { value: 'requests', label: t('intake.kind.requests') },
              { value: 'customers', label: t('intake.kind.customers') },
            ]}
            onChange={(value) => onKind(value === 'customers' ? 'customers' : 'requests')}
          />
        </Group>
        <FileDrop
          accept={ENDINGS}
          hint={t('intake.formats')}
          sending={upload.sending}
          onFile={(file) => void send(file)}
        />
        {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
        <ColumnsNote kind={kind} />
      </div>
    </SectionCard>
  )
}
