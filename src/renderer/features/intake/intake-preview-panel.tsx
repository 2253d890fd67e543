/** The file as the desk understands it: verdict first, then sums, errors, warnings and the first rows. */
import { Button, Group, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { FileInfo } from '../../../contract/files.ts'
import type { IntakeKind, IntakePreview } from '../../../contract/intake.ts'
import { formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './intake.module.css'
import type { Taken } from './intake-taken.tsx'
import { messageOf, RowErrorTable, SampleTable } from './row-tables.tsx'

export type IntakePreviewPanelProps = {
  kind: IntakeKind
  file: FileInfo
  onAnother(): void
  onTaken(taken: Taken): void
}

export function IntakePreviewPanel({ kind, file, onAnother, onTaken }: IntakePreviewPanelProps) {
  const t = useText()
  // The same bytes may be looked at again after they were taken: every look asks anew.
  const [lookedAt] = useState(() => Date.now())
  const preview = useApi(['intake.preview', kind, file.fileId, lookedAt], () =>
    api.intake.preview({ kind, fileId: file.fileId }),
  )
  const another = (
    <Button variant="default" onClick={onAnother}>
      {t('intake.cancel')}
    </Button>
  )
  if (preview.problem !== null) return <ErrorNote sentence={preview.problem} action={another} />
  if (!preview.data) return <Reading name={file.name} />
  const { data } = preview
  return (
    <>
      <PreviewVerdict preview={data} />
      <Group gap="sm">
        {isTakeable(data) && <Take kind={kind} file={file} preview={data} onTaken={onTaken} />}
        {another}
      </Group>
      {data.refusal === null && (
        <>
          <Figures preview={data} />
          <RowErrorTable title={t('intake.preview.errorList')} rows={data.errors} all={data.errorCount} tone="late" />
          <RowErrorTable
            title={t('intake.preview.warningList')}
            rows={data.warnings}
            all={data.warnings.length}
            tone="wait"
          />
          <SampleTable columns={data.columns} rows={data.sample} />
        </>
      )}
    </>
  )
}

function isTakeable(preview: IntakePreview): boolean {
  return preview.refusal === null && preview.takenBefore === null && preview.errorCount === 0 && preview.rowCount > 0
}

function Reading({ name }: { name: string }) {
  const t = useText()
  return (
    <SectionCard>
      <div className={classes.choose} aria-busy>
        <span>{t('intake.reading', { name })}</span>
        <Skeleton height={64} />
        <Skeleton height={180} />
      </div>
    </SectionCard>
  )
}

function PreviewVerdict({ preview }: { preview: IntakePreview }) {
  const t = useText()
  const language = useLanguage()
  const { refusal, takenBefore, errorCount, warnings } = preview
  if (refusal !== null) {
    return (
      <Verdict tone="late" icon={<IconCircleX size={22} />} title={t('intake.preview.refused')}>
        {messageOf(refusal, { t, language })}{' '}
        <span className={classes.dimmed}>{t('intake.preview.refusedPlace', { place: refusal.place })}</span>
      </Verdict>
    )
  }
  if (takenBefore !== null) {
    return (
      <Verdict tone="wait" icon={<IconHistory size={22} />} title={t('intake.preview.takenBefore')}>
        {t('intake.preview.takenBeforeText', { by: takenBefore.by })} <InstantText at={takenBefore.at} />{' '}
        <Link className="desk-link" href="/queue/all">
          {t('intake.done.queue')}
        </Link>
      </Verdict>
    )
  }
  if (errorCount > 0) {
    return (
      <Verdict
        tone="late"
        icon={<IconCircleX size={22} />}
        title={t('intake.preview.hasErrors', { count: errorCount })}
      >
        {t('intake.preview.hasErrorsText')}
      </Verdict>
    )
  }
  return (
    <Verdict tone="done" icon={<IconCircleCheck size={22} />} title={t('intake.preview.clean')}>
      {warnings.length > 0 && t('intake.preview.cleanWarnings', { count: warnings.length })}
    </Verdict>
  )
}

function Figures({ preview }: { preview: IntakePreview }) {
  const t = useText()
  return (
    <div className={classes.tiles}>
      <StatTile label={t('intake.preview.rows')} figure={preview.rowCount.toLocaleString('en')} />
      {preview.sums.map(({ currency, rows, amountMinor }) => (
        <StatTile
          key={currency}
          label={currency}
          figure={formatMoney(amountMinor, currency)}
          note={t('intake.preview.sumRows', { rows })}
        />
      ))}
      <StatTile
        label={t('intake.preview.errors')}
        figure={preview.errorCount}
        tone={preview.errorCount > 0 ? 'late' : 'neutral'}
      />
      <StatTile
        label={t('intake.preview.warnings')}
        figure={preview.warnings.length}
        tone={preview.warnings.length > 0 ? 'wait' : 'neutral'}
      />
    </div>
  )
}

type TakeProps = { kind: IntakeKind; file: FileInfo; preview: IntakePreview; onTaken(taken: Taken): void }

function Take({ kind, file, preview, onTaken }: TakeProps) {
  const t = useText()
  const take = useCommand(api.intake.take, { onDone: (answer) => onTaken({ kind, ...answer }) })
  const confirm = async (): Promise<boolean> =>
    (await take.run({ kind, fileId: file.fileId, sha256: preview.sha256 })) !== undefined
  return (
    <ConfirmAction
      label={t(`intake.take.${kind}`, { count: preview.rowCount })}
      busy={take.busy}
      refusal={take.refusal}
      onOpen={take.reset}
      onConfirm={confirm}
    >
      <p className={classes.lead}>
        <strong>
          {preview.sums.map(({ currency, amountMinor }) => moneyWords(amountMinor, currency)).join(' · ')}
        </strong>
      </p>
      <p>{t(`intake.take.explain.${kind}`)}</p>
      <p className={classes.dimmed}>
        {t('intake.take.digest')} <CopyText text={preview.sha256} />
      </p>
    </ConfirmAction>
  )
}
