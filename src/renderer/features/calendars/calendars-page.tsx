/** Calendars: what is open now, the year as it will be, and the days that the desk has marked itself. */
import { Alert, Button, Skeleton } from '@mantine/core'
import { IconCalendarPlus, IconFileImport, IconLock, IconStorm } from '@tabler/icons-react'
import { useState } from 'react'
import type { CalendarRow } from '../../../contract/calendars.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { CalendarChoice } from './calendar-choice.tsx'
import { CalendarForm } from './calendar-form.tsx'
import classes from './calendars.module.css'
import { CloseEarlyDialog } from './close-early-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { YearPanel } from './year-panel.tsx'

type Opened = 'close' | 'import' | 'create' | 'change' | null

export default function CalendarsPage() {
  const t = useText()
  const me = useMe()
  const [chosen, setChosen] = useState(0)
  const [opened, setOpened] = useState<Opened>(null)
  const list = useApi(['calendars.list'], () => api.calendars.list({}), {
    topics: ['calendars', 'settings'],
    everyMs: 60_000,
  })
  const mayWrite = me.permissions.includes('admin.settings')
  const mayClose = mayWrite || me.permissions.includes('batches.build')
  const row = list.data?.[chosen] ?? list.data?.[0]
  const close = () => setOpened(null)
  return (
    <PageBody>
      <PageHeader
        title={t('calendars.title')}
        figures={t('calendars.lead')}
        actions={row && <Actions mayWrite={mayWrite} mayClose={mayClose} onOpen={setOpened} />}
      />
      {!mayWrite && <Alert icon={<IconLock size={18} />}>{t('calendars.readOnly')}</Alert>}
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={420} />}
      {list.data && row && (
        <>
          <CalendarChoice
            rows={list.data}
            chosen={row}
            mayClose={mayClose}
            onChoose={(calendar: CalendarRow) => setChosen(list.data?.indexOf(calendar) ?? 0)}
          />
          <YearPanel
            key={row.calendarId}
            calendar={row}
            mayWrite={mayWrite}
            onChange={mayWrite ? () => setOpened('change') : null}
          />
          {opened === 'close' && <CloseEarlyDialog rows={list.data} onClose={close} />}
          {opened === 'import' && <ImportDialog calendar={row} onClose={close} />}
          {opened === 'create' && <CalendarForm onClose={close} />}
          {opened === 'change' && <CalendarForm calendar={row} onClose={close} />}
        </>
      )}
    </PageBody>
  )
}

type ActionsProps = { mayWrite: boolean; mayClose: boolean; onOpen(what: Opened): void }

function Actions({ mayWrite, mayClose, onOpen }: ActionsProps) {
  const t = useText()
  return (
    <div className={classes.actions}>
      {mayClose && (
        <Button color="red" variant="light" leftSection={<IconStorm size={16} />} onClick={() => onOpen('close')}>
          {t('calendars.close.title')}
        </Button>
      )}
      {mayWrite && (
        <>
          <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => onOpen('import')}>
            {t('calendars.import.title')}
          </Button>
          <Button variant="default" leftSection={<IconCalendarPlus size={16} />} onClick={() => onOpen('create')}>
            {t('calendars.form.create')}
          </Button>
        </>
      )}
    </div>
  )
}
