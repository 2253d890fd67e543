/** Signal 8 or a black rainstorm: the chosen calendars close today (or tomorrow) at a minute; who said so is kept. */
import { Checkbox, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type CalendarRow, CLOSURE_KINDS, type ClosureKind } from '../../../contract/calendars.ts'
import type { BusinessDate } from '../../../contract/dates.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useNow, useTimeZone } from '../../ui/clock-context.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { clockText } from '../../ui/instant-format.ts'
import { minuteOf } from './calendar-text.ts'
import classes from './calendars.module.css'

export function CloseEarlyDialog({ rows, onClose }: { rows: readonly CalendarRow[]; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = useNow()
  const today = rows[0]?.today.date ?? ''
  const [date, setDate] = useState<string>(today)
  const [from, setFrom] = useState(() => clockText(now, { timeZone, language }))
  const [kind, setKind] = useState<ClosureKind>('typhoon')
  const [reason, setReason] = useState('')
  // A calendar that is open every day runs through a storm: FPS does.
  const [chosen, setChosen] = useState(() =>
    rows.filter((row) => row.weekdays.length < 7 && !row.closure).map((row) => row.calendarId),
  )
  const close = useCommand(api.calendars.closeEarly, { onDone: onClose })
  const fromMinute = minuteOf(from)
  return (
    <FormDialog
      tone="late"
      title={t('calendars.close.title')}
      submit={t('calendars.close.submit', { count: chosen.length, from })}
      busy={close.busy}
      refusal={close.refusal}
      disabled={fromMinute === null || chosen.length === 0 || reason.trim() === ''}
      onSubmit={() => {
        if (fromMinute === null) return
        void close.run({ calendarIds: chosen, date: date as BusinessDate, fromMinute, kind, reason })
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <p className={classes.dimmed}>{t('calendars.close.lead')}</p>
        <SegmentedControl
          aria-label={t('calendars.close.kind')}
          value={kind}
          data={CLOSURE_KINDS.map((value) => ({ value, label: t(`calendars.closure.${value}`) }))}
          onChange={(value) => setKind(CLOSURE_KINDS.find((each) => each === value) ?? 'other')}
        />
        <div className={classes.pair}>
          <DateField label={t('calendars.close.date')} value={date} minDate={today} onChange={setDate} />
          <TextInput
            label={t('calendars.close.from')}
            placeholder="14:30"
            value={from}
            error={fromMinute === null ? t('calendars.timeBad') : undefined}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </div>
        <Which rows={rows} today={date === today} chosen={chosen} onChosen={setChosen} />
        <Textarea
          required
          data-autofocus
          label={t('calendars.reason')}
          maxLength={LIMITS.commentChars}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}

type WhichProps = {
  rows: readonly CalendarRow[]
  today: boolean
  chosen: CalendarRow['calendarId'][]
  onChosen(ids: CalendarRow['calendarId'][]): void
}

/** A calendar that is closed early already cannot be closed once more. */
function Which({ rows, today, chosen, onChosen }: WhichProps) {
  const t = useText()
  const language = useLanguage()
  const all = rows.map((row) => row.calendarId)
  return (
    <Checkbox.Group
      label={t('calendars.close.which')}
      value={chosen.map(String)}
      onChange={(values) => onChosen(all.filter((id) => values.includes(String(id))))}
    >
      <Stack gap={6} mt={6}>
        {rows.map((row) => (
          <Checkbox
            key={row.calendarId}
            value={String(row.calendarId)}
            label={row.label[language]}
            disabled={row.closure !== null && today}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
