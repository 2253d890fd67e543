/** A storm: what would move before it is announced, what moved, and the way back while nothing has left. */
import { Button, Group, Select, Skeleton, TextInput } from '@mantine/core'
import { IconCloudStorm, IconDownload, IconSunHigh } from '@tabler/icons-react'
import { useState } from 'react'
import { CLOSURE_KINDS, type ClosureKind } from '../../../contract/calendars.ts'
import type { Storm } from '../../../contract/storms.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useNow, useTimeZone } from '../../ui/clock-context.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { clockText, dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { StormLines } from './storm-lines.tsx'
import classes from './storms.module.css'

const MINUTE_MS = 60_000
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export function StormPanel() {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = useNow(MINUTE_MS)
  const [time, setTime] = useState(() => clockText(now, { timeZone, language: 'en' }))
  const fromMinute = TIME.test(time) ? minuteOf(time) : 0
  const plan = useApi(['storms.plan', fromMinute], () => api.storms.plan({ fromMinute }), {
    topics: ['timeline', 'batches', 'requests', 'calendars'],
    keepPrevious: true,
  })
  if (plan.problem !== null) return <ErrorNote sentence={plan.problem} onRetry={plan.reload} />
  if (!plan.data) return <Skeleton height={320} />
  const { inForce, lines, past } = plan.data
  return (
    <div className={classes.panel}>
      {inForce ? (
        <InForce storm={inForce} />
      ) : (
        <>
          <Announce time={time} setTime={setTime} fromMinute={fromMinute} count={lines.length} />
          <SectionCard flush title={t('storms.would', { time: timeOf(fromMinute) })} aside={String(lines.length)}>
            <StormLines lines={lines} />
            {lines.length === 0 && (
              <EmptyState
                icon={<IconSunHigh size={24} />}
                sentence={t('storms.nothing', { time: timeOf(fromMinute) })}
              />
            )}
          </SectionCard>
        </>
      )}
      {past.length > 0 && (
        <SectionCard flush title={t('storms.past')}>
          {past.map((storm) => (
            <p key={storm.stormId} className={classes.past}>
              {dateText(storm.date, language, true)} {timeOf(storm.fromMinute)} · {t(`calendars.closure.${storm.kind}`)}{' '}
              · {storm.reason} · {t('storms.lines', { count: storm.lines.length })}
              {storm.liftedBy !== null && ` · ${t('storms.liftedBy', { by: storm.liftedBy })}`}
            </p>
          ))}
        </SectionCard>
      )}
    </div>
  )
}

type AnnounceProps = { time: string; setTime(time: string): void; fromMinute: number; count: number }

function Announce({ time, setTime, fromMinute, count }: AnnounceProps) {
  const t = useText()
  const me = useMe()
  const [kind, setKind] = useState<ClosureKind>('typhoon')
  const [reason, setReason] = useState('')
  const announce = useCommand(api.storms.announce, { onDone: () => setReason('') })
  const may = me.permissions.includes('batches.build') || me.permissions.includes('admin.settings')
  const complete = TIME.test(time) && reason.trim() !== ''
  return (
    <SectionCard title={t('storms.announceTitle')} aside={t('storms.hint')}>
      <Group align="end" gap="sm">
        <TextInput
          type="time"
          label={t('storms.from')}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Select
          label={t('storms.kind')}
          allowDeselect={false}
          data={CLOSURE_KINDS.map((each) => ({ value: each, label: t(`calendars.closure.${each}`) }))}
          value={kind}
          onChange={(value) => setKind(CLOSURE_KINDS.find((each) => each === value) ?? 'typhoon')}
        />
        <TextInput
          className={classes.reason}
          label={t('storms.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {may && (
          <ConfirmAction
            tone="late"
            label={t('storms.announce', { time })}
            icon={<IconCloudStorm size={16} />}
            busy={announce.busy}
            refusal={announce.refusal}
            disabled={!complete}
            onOpen={announce.reset}
            onConfirm={async () => (await announce.run({ fromMinute, kind, reason: reason.trim() })) !== undefined}
          >
            <p>{t('storms.explain', { time, count })}</p>
          </ConfirmAction>
        )}
      </Group>
    </SectionCard>
  )
}

function InForce({ storm }: { storm: Storm }) {
  const t = useText()
  const me = useMe()
  const download = useDownload()
  const [reason, setReason] = useState('')
  const lift = useCommand(api.storms.lift)
  const list = useCommand(api.storms.export, { onDone: ({ fileId }) => void download.save(fileId) })
  const may = me.permissions.includes('batches.build') || me.permissions.includes('admin.settings')
  const stays = storm.lines.filter(({ to }) => to === null).length
  return (
    <>
      <Verdict
        tone="late"
        icon={<IconCloudStorm size={22} />}
        title={t('storms.inForce', { kind: t(`calendars.closure.${storm.kind}`), time: timeOf(storm.fromMinute) })}
      >
        <p>
          {storm.reason} · {t('storms.by', { by: storm.by })} <InstantText at={storm.at} /> ·{' '}
          {t('storms.movedStays', { moved: storm.lines.length - stays, stays })}
        </p>
      </Verdict>
      <SectionCard
        flush
        title={t('storms.moved')}
        aside={
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={13} />}
            loading={list.busy || download.busy}
            onClick={() => void list.run({ stormId: storm.stormId })}
          >
            {t('storms.export')}
          </Button>
        }
      >
        <RefusalNote refusal={list.refusal} />
        <StormLines lines={storm.lines} />
        {storm.lines.length === 0 && (
          <EmptyState icon={<IconSunHigh size={24} />} sentence={t('storms.nothingMoved')} />
        )}
      </SectionCard>
      {may && (
        <SectionCard title={t('storms.liftTitle')} aside={t('storms.liftHint')}>
          <Group align="end" gap="sm">
            <TextInput
              className={classes.reason}
              label={t('storms.reason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button
              variant="light"
              disabled={reason.trim() === ''}
              loading={lift.busy}
              onClick={() =>
                void lift.run({ stormId: storm.stormId, expectedVersion: storm.version, reason: reason.trim() })
              }
            >
              {t('storms.lift')}
            </Button>
          </Group>
          <RefusalNote refusal={lift.refusal} />
        </SectionCard>
      )}
    </>
  )
}
