/** Who stands for the day: two boxes, what the signatures cover, and the root that leaves the machine on paper (law 8). */
import type { DayReport } from '../../../contract/days.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import { SignatureBoxes } from '../../ui/signature-boxes.tsx'
import { DayArchive } from './day-archive.tsx'
import classes from './days.module.css'

const DIGEST_CHARS = 25

export function DaySignatures({ report }: { report: DayReport }) {
  const t = useText()
  const awaited = report.state === 'prepared' || report.state === 'signedOnce'
  return (
    <SectionCard
      title={t('days.report.signatures')}
      aside={report.preparedBy !== null && t('days.report.preparedBy', { by: report.preparedBy })}
    >
      <div className={classes.stack}>
        <SignatureBoxes
          label={t('days.report.signatures')}
          signatures={report.signatures.map(({ by, at, digest }) => ({ by, at, note: <CopyText text={digest} /> }))}
          placeName={(place) => t('days.report.signature', { place })}
          open={t('days.report.signatureOpen')}
          quiet={!awaited}
        />
        <FieldList>
          <Field label={t('days.report.digest')}>
            <CopyText text={report.digest} maxChars={DIGEST_CHARS} />
          </Field>
          <Field label={t('days.report.root')}>
            <CopyText text={report.dayRoot} maxChars={DIGEST_CHARS} />
            <div className={classes.dimmed}>{t('days.report.rootHint', { count: report.auditRecords })}</div>
          </Field>
          <Field label={t('days.report.archive')}>
            <DayArchive report={report} />
          </Field>
        </FieldList>
      </div>
    </SectionCard>
  )
}
