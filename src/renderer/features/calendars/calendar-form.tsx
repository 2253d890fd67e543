/** Makes a calendar, or changes the hours of one. */
import { Checkbox, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type CalendarRow, HolidayList } from '../../../contract/calendars.ts'
import { Code } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { minuteOf, minuteText } from './calendar-text.ts'

export function CalendarForm({ calendar, onClose }: { calendar?: CalendarRow; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const form = useCalendarForm(t, calendar)
  const create = useCommand(api.calendars.create, { onDone: onClose })
  const change = useCommand(api.calendars.change, { onDone: onClose })
  const send = (): void => {
    if (form.validate().hasErrors) return
    const { code, english, chinese, opens, closes, halfCloses, ...rest } = form.getValues()
    const facts = {
      ...rest,
      label: { en: english, 'zh-Hant': chinese },
      opens: minuteOf(opens) ?? 0,
      closes: minuteOf(closes) ?? 0,
      halfCloses: minuteOf(halfCloses) ?? 0,
      weekdays: rest.weekdays.map(Number),
    }
    if (calendar) void change.run({ calendarId: calendar.calendarId, expectedVersion: calendar.version, ...facts })
    else void create.run({ code, ...facts })
  }
  return (
    <FormDialog
      size="lg"
      title={
        calendar ? t('calendars.form.changeTitle', { name: calendar.label[language] }) : t('calendars.form.create')
      }
      submit={t(calendar ? 'calendars.form.save' : 'calendars.form.submit')}
      busy={create.busy || change.busy}
      refusal={create.refusal ?? change.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Fields form={form} fresh={calendar === undefined} />
    </FormDialog>
  )
}

type Form = ReturnType<typeof useCalendarForm>

function useCalendarForm(t: Translate, calendar: CalendarRow | undefined) {
  const needed = (text: string) => (text.trim() === '' ? t('shared.required') : null)
  const time = (text: string) => (minuteOf(text) === null ? t('calendars.timeBad') : null)
  return useForm({
    initialValues: {
      code: calendar?.code ?? '',
      english: calendar?.label.en ?? '',
      chinese: calendar?.label['zh-Hant'] ?? '',
      timeZone: calendar?.timeZone ?? '',
      weekdays: (calendar?.weekdays ?? [1, 2, 3, 4, 5]).map(String),
      opens: minuteText(calendar?.opens ?? 540),
      closes: minuteText(calendar?.closes ?? 1080),
      halfCloses: minuteText(calendar?.halfCloses ?? 780),
      holidays: calendar?.holidays ?? ('none' as HolidayList),
    },
    validate: {
      code: (text) => (Code.safeParse(text).success ? null : t('calendars.form.codeBad')),
      english: needed,
      chinese: needed,
      weekdays: (days) => (days.length === 0 ? t('shared.required') : null),
      opens: time,
      closes: time,
      halfCloses: time,
    },
  })
}

function Fields({ form, fresh }: { form: Form; fresh: boolean }) {
  const t = useText()
  const language = useLanguage()
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-HK', { weekday: 'short', timeZone: 'UTC' }).format(
      Date.UTC(2024, 0, day),
    )
  return (
    <Stack gap="sm">
      <SimpleGrid cols={fresh ? 3 : 2} spacing="sm">
        {fresh && (
          <TextInput required data-autofocus label={t('calendars.form.code')} {...form.getInputProps('code')} />
        )}
        <TextInput required label={t('calendars.form.english')} {...form.getInputProps('english')} />
        <TextInput required label={t('calendars.form.chinese')} {...form.getInputProps('chinese')} />
      </SimpleGrid>
      <Checkbox.Group label={t('calendars.form.weekdays')} {...form.getInputProps('weekdays')}>
        <Group gap="md" mt={6}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox key={day} value={String(day)} label={weekday(day)} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={3} spacing="sm">
        <TextInput required label={t('calendars.form.opens')} description="HH:MM" {...form.getInputProps('opens')} />
        <TextInput required label={t('calendars.form.closes')} description="HH:MM" {...form.getInputProps('closes')} />
        <TextInput
          required
          label={t('calendars.form.halfCloses')}
          description="HH:MM"
          {...form.getInputProps('halfCloses')}
        />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          label={t('calendars.form.timeZone')}
          description={t('calendars.form.timeZoneHint')}
          placeholder="Asia/Hong_Kong"
          {...form.getInputProps('timeZone')}
        />
        <Select
          label={t('calendars.form.holidays')}
          description={t('calendars.form.holidaysHint')}
          allowDeselect={false}
          data={HolidayList.options.map((value) => ({ value, label: t(`calendars.holidays.${value}`) }))}
          {...form.getInputProps('holidays')}
        />
      </SimpleGrid>
    </Stack>
  )
}
