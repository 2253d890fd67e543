/** What one day is: marked by the desk with a name and a reason, or given back to the list and the week. */
import { Button, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DayKind } from '../../../contract/calendars.ts'
import type { BusinessDate } from '../../../contract/dates.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { dateText } from '../../ui/instant-format.ts'
import classes from './calendars.module.css'
import type { YearFacts } from './year-panel.tsx'

const KINDS = ['closed', 'half', 'open'] as const

export function DayDialog({ facts, date, onClose }: { facts: YearFacts; date: string; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const found = facts.special.get(date)
  const own = found?.basis === 'own' || found?.basis === 'file'
  const [kind, setKind] = useState<DayKind>(found === undefined ? 'closed' : found.kind)
  const [name, setName] = useState(found?.name ?? '')
  const [nameChinese, setNameChinese] = useState(found?.nameChinese ?? '')
  const [reason, setReason] = useState('')
  const { calendarId, version } = facts.calendar
  const mark = useCommand(api.calendars.markDays, { onDone: onClose })
  const at = { calendarId, expectedVersion: version }
  const day = dateText(date, language, true)
  const missing = name.trim() === '' || reason.trim() === ''
  return (
    <FormDialog
      title={`${facts.calendar.label[language]} · ${day}`}
      submit={t(`calendars.day.submit.${kind}`, { date: dateText(date, language) })}
      busy={mark.busy}
      refusal={mark.refusal}
      disabled={missing}
      onSubmit={() => void mark.run({ ...at, dates: [date as BusinessDate], kind, name, nameChinese, reason })}
      onClose={onClose}
    >
      <Stack gap="sm">
        {found && (
          <p className={classes.dimmed}>
            {t('calendars.day.now', { name: found.name, basis: t(`calendars.basis.${found.basis}`) })}
          </p>
        )}
        <SegmentedControl
          aria-label={t('calendars.day.kind')}
          value={kind}
          data={KINDS.map((value) => ({ value, label: t(`calendars.kind.${value}`) }))}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'closed')}
        />
        <TextInput
          required
          data-autofocus
          label={t('calendars.day.name')}
          maxLength={LIMITS.shortTextChars}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('calendars.day.nameChinese')}
          maxLength={LIMITS.shortTextChars}
          value={nameChinese}
          onChange={(event) => setNameChinese(event.currentTarget.value)}
        />
        <Textarea
          required
          label={t('calendars.reason')}
          maxLength={LIMITS.commentChars}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {own && <TakeBack facts={facts} date={date} reason={reason} onDone={onClose} />}
      </Stack>
    </FormDialog>
  )
}

type TakeBackProps = { facts: YearFacts; date: string; reason: string; onDone(): void }

/** Gives the day back to the list and the week. */
function TakeBack({ facts, date, reason, onDone }: TakeBackProps) {
  const t = useText()
  const { calendarId, version } = facts.calendar
  const clear = useCommand(api.calendars.clearDay, { onDone })
  const send = () => void clear.run({ calendarId, expectedVersion: version, date: date as BusinessDate, reason })
  return (
    <div>
      <Button size="compact-sm" variant="default" disabled={reason.trim() === ''} loading={clear.busy} onClick={send}>
        {t('calendars.day.clear')}
      </Button>
      <RefusalNote refusal={clear.refusal} />
    </div>
  )
}
