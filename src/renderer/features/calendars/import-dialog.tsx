/** Holidays from an iCalendar file: choose it, see what it would do to every day, take all of it or nothing (law 10). */
import { Button, Group, Modal, Skeleton, Stack, Table } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import type { CalendarFilePreview, CalendarRow } from '../../../contract/calendars.ts'
import type { FileInfo } from '../../../contract/files.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './calendars.module.css'

export function ImportDialog({ calendar, onClose }: { calendar: CalendarRow; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const upload = useUpload()
  const [file, setFile] = useState<FileInfo | null>(null)
  const send = async (chosen: File): Promise<void> => setFile((await upload.send(chosen)) ?? null)
  return (
    <Modal
      opened
      size="lg"
      title={t('calendars.import.into', { calendar: calendar.label[language] })}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('shared.close') }}
    >
      <Stack gap="md">
        {file === null && (
          <>
            <p className={classes.dimmed}>{t('calendars.import.lead')}</p>
            <FileDrop
              accept={['.ics']}
              hint={t('calendars.import.hint')}
              sending={upload.sending}
              onFile={(chosen) => void send(chosen)}
            />
            {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
          </>
        )}
        {file !== null && <Preview calendar={calendar} file={file} onAnother={() => setFile(null)} onClose={onClose} />}
      </Stack>
    </Modal>
  )
}

type PreviewProps = { calendar: CalendarRow; file: FileInfo; onAnother(): void; onClose(): void }

function Preview({ calendar, file, onAnother, onClose }: PreviewProps) {
  const t = useText()
  const { calendarId, version } = calendar
  const { fileId } = file
  const preview = useApi(['calendars.previewFile', calendarId, fileId], () =>
    api.calendars.previewFile({ calendarId, fileId }),
  )
  const take = useCommand(api.calendars.takeFile, { onDone: onClose })
  const { data } = preview
  if (preview.problem !== null) return <ErrorNote sentence={preview.problem} />
  if (!data) return <Skeleton height={160} />
  const fresh = data.days.filter((day) => day.change !== 'same').length
  const takeable = data.refusal === null && data.errors.length === 0 && data.takenBefore === null
  return (
    <>
      <PreviewVerdict data={data} fresh={fresh} />
      {data.errors.map(({ line, message }) => (
        <ErrorNote key={`${line} ${message}`} sentence={t('calendars.import.line', { line, message })} />
      ))}
      {data.warnings.map(({ line, message }) => (
        <p key={`${line} ${message}`} className={classes.dimmed}>
          {line === 0 ? message : t('calendars.import.line', { line, message })}
        </p>
      ))}
      {data.days.length > 0 && <DayTable data={data} />}
      {data.missing.length > 0 && (
        <p className={classes.dimmed}>
          {t('calendars.import.missing', { days: data.missing.map(({ date, name }) => `${date} ${name}`).join(', ') })}
        </p>
      )}
      <RefusalNote refusal={take.refusal} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onAnother}>
          {t('calendars.import.another')}
        </Button>
        {takeable && (
          <Button
            data-autofocus
            loading={take.busy}
            onClick={() => void take.run({ calendarId, expectedVersion: version, fileId, sha256: data.sha256 })}
          >
            {t('calendars.import.take', { count: fresh })}
          </Button>
        )}
      </Group>
    </>
  )
}

function PreviewVerdict({ data, fresh }: { data: CalendarFilePreview; fresh: number }) {
  const t = useText()
  if (data.refusal) {
    return (
      <Verdict tone="late" icon={<IconCircleX size={22} />} title={t('calendars.import.refused')}>
        {data.refusal.place}: {data.refusal.message}
      </Verdict>
    )
  }
  if (data.takenBefore) {
    return (
      <Verdict tone="wait" icon={<IconHistory size={22} />} title={t('calendars.import.before')}>
        {data.takenBefore.by} <InstantText at={data.takenBefore.at} />
      </Verdict>
    )
  }
  if (data.errors.length > 0) {
    return (
      <Verdict
        tone="late"
        icon={<IconCircleX size={22} />}
        title={t('calendars.import.errors', { count: data.errors.length })}
      />
    )
  }
  return (
    <Verdict
      tone="done"
      icon={<IconCircleCheck size={22} />}
      title={t('calendars.import.clean', { count: data.days.length })}
    >
      {t('calendars.import.fresh', { count: fresh })}
    </Verdict>
  )
}

const TONE = { closes: 'late', renames: 'wait', same: 'neutral' } as const

function DayTable({ data }: { data: CalendarFilePreview }) {
  const t = useText()
  const language = useLanguage()
  return (
    <div className={classes.previewDays}>
      <Table>
        <Table.Tbody>
          {data.days.map(({ date, name, change, before }) => (
            <Table.Tr key={date}>
              <Table.Td className={classes.date}>{dateText(date, language, true)}</Table.Td>
              <Table.Td>
                {name}
                {change === 'renames' && <div className={classes.dimmed}>{t('calendars.import.was', { before })}</div>}
              </Table.Td>
              <Table.Td className={classes.end}>
                <ToneBadge tone={TONE[change]} label={t(`calendars.import.change.${change}`)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
