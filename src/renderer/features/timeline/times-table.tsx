/** The times of the day as data, and the proposal of others (R3-10). */
import { Button, Group, Table, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { DayTime, Timeline, TimelineTask } from '../../../contract/timeline.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { labelIn } from '../channels/channel-words.ts'
import { useProposedNote } from '../proposals/use-proposed.ts'
import classes from './timeline.module.css'

type Day = Awaited<ReturnType<typeof api.timeline.today>>
type Kind = 'open' | 'half'

const span = (from: string | null | undefined, until: string | null | undefined): string =>
  from ? [from, ...(until ? [until] : [])].join('–') : ''

export function TimesTable({ day }: { day: Day }) {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const [open, dialog] = useDisclosure(false)
  return (
    <SectionCard
      flush
      title={t('timeline.definition')}
      aside={
        <Group gap="sm">
          <span>{t('timeline.definitionHint', { version: day.version })}</span>
          {me.permissions.includes('admin.settings') && (
            <Button size="compact-xs" variant="light" leftSection={<IconPencil size={13} />} onClick={dialog.open}>
              {t('timeline.change')}
            </Button>
          )}
        </Group>
      }
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('timeline.column.task')}</Table.Th>
            <Table.Th>{t('timeline.column.calendar')}</Table.Th>
            <Table.Th className={classes.figure}>{t('timeline.column.openDay')}</Table.Th>
            <Table.Th className={classes.figure}>{t('timeline.column.halfDay')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {day.definition.tasks.map(({ task, name, calendar, from, until }) => (
            <Table.Tr key={task}>
              <Table.Td>{labelIn(name, language)}</Table.Td>
              <Table.Td>{t(`timeline.calendar.${calendar}`)}</Table.Td>
              <Table.Td className={classes.figure}>{span(from.open, until?.open)}</Table.Td>
              <Table.Td className={classes.figure}>
                {span(from.half, until?.half) || <Text c="dimmed">{t('timeline.notOnHalf')}</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {open && <ChangeTimes day={day} onClose={dialog.close} />}
    </SectionCard>
  )
}

function ChangeTimes({ day, onClose }: { day: Day; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const note = useProposedNote()
  const [draft, setDraft] = useState<Timeline>(day.definition)
  const [reason, setReason] = useState('')
  const propose = useCommand(api.channels.propose, {
    onDone: (answer) => {
      note(answer)
      onClose()
    },
  })
  const change = (task: TimelineTask): void =>
    setDraft({ ...draft, tasks: draft.tasks.map((each) => (each.task === task.task ? task : each)) })
  return (
    <FormDialog
      size="xl"
      tone="second"
      title={t('timeline.changeTitle')}
      submit={t('timeline.propose')}
      busy={propose.busy}
      refusal={propose.refusal}
      disabled={reason.trim() === '' || JSON.stringify(draft) === JSON.stringify(day.definition)}
      onSubmit={() =>
        void propose.run({
          kind: 'timeline',
          key: 'default',
          expectedVersion: day.version,
          definition: JSON.stringify(draft),
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('timeline.changeHint')}
      </Text>
      <div className={classes.edit}>
        <span />
        <span>{t('timeline.column.openDay')}</span>
        <span>{t('timeline.column.halfDay')}</span>
        {draft.tasks.map((task) => (
          <EditLine key={task.task} task={task} name={labelIn(task.name, language)} onChange={change} />
        ))}
      </div>
      <TextInput
        required
        label={t('timeline.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function EditLine(props: { task: TimelineTask; name: string; onChange(task: TimelineTask): void }) {
  const { task, name, onChange } = props
  const t = useText()
  const set = (part: 'from' | 'until', kind: Kind, text: string): void => {
    const before: DayTime = task[part] ?? { open: '', half: null }
    const time = kind === 'open' ? { ...before, open: text } : { ...before, half: text === '' ? null : text }
    onChange({ ...task, [part]: time })
  }
  return (
    <>
      <span>{name}</span>
      {(['open', 'half'] as const).map((kind) => (
        <Group key={kind} gap={4} wrap="nowrap">
          <TextInput
            size="xs"
            type="time"
            aria-label={`${name}: ${t('timeline.from')}, ${t(`timeline.column.${kind}Day`)}`}
            value={task.from[kind] ?? ''}
            onChange={(event) => set('from', kind, event.currentTarget.value)}
          />
          {task.until && (
            <TextInput
              size="xs"
              type="time"
              aria-label={`${name}: ${t('timeline.to')}, ${t(`timeline.column.${kind}Day`)}`}
              value={task.until[kind] ?? ''}
              onChange={(event) => set('until', kind, event.currentTarget.value)}
            />
          )}
        </Group>
      ))}
    </>
  )
}
