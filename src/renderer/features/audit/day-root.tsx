/** The root of a day's records, to be compared with the one on the signed day-end sheet (law 8). */
import { Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import classes from './audit.module.css'

const DIGEST_CHARS = 25

export function DayRoot() {
  const t = useText()
  const [wanted, setWanted] = useState<string | null>(null)
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const [records, setRecords] = useState<number | null>(null)
  const date = wanted ?? clock.data?.today ?? ''
  const root = useApi(['audit.dayRoot', date, String(records)], () => api.audit.dayRoot({ date, records }), {
    enabled: date !== '',
    keepPrevious: true,
  })
  return (
    <SectionCard title={t('audit.root.title')}>
      <div className={classes.stack}>
        <Group gap="sm" align="flex-end">
          <DateField
            label={t('audit.root.date')}
            w={160}
            value={date}
            {...(clock.data ? { maxDate: clock.data.today } : {})}
            onChange={setWanted}
          />
          <NumberInput
            label={t('audit.root.asMany')}
            w={200}
            min={0}
            allowDecimal={false}
            value={records ?? ''}
            onChange={(value) => setRecords(typeof value === 'number' ? value : null)}
          />
        </Group>
        <span className={classes.dimmed}>{t('audit.root.asManyHint')}</span>
        {root.problem !== null && <ErrorNote sentence={root.problem} onRetry={root.reload} />}
        {root.data && (
          <FieldList>
            <Field label={t('audit.root.records')}>{root.data.records}</Field>
            <Field label={t('audit.root.root')}>
              <CopyText text={root.data.root} maxChars={DIGEST_CHARS} />
            </Field>
            <Field label={t('audit.root.head')}>
              <CopyText text={root.data.head} maxChars={DIGEST_CHARS} />
            </Field>
          </FieldList>
        )}
        <span className={classes.dimmed}>{t('audit.root.hint')}</span>
      </div>
    </SectionCard>
  )
}
