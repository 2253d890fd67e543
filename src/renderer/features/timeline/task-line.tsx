/** One task of the day: when, what, where it stands, what it waits for, and the way to it. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowRight, IconRobot, IconUsers } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { TaskRun, TaskState, TaskToday } from '../../../contract/timeline.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { useTimeZone } from '../../ui/clock-context.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { ageText, clockText, dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { labelIn } from '../channels/channel-words.ts'
import classes from './timeline.module.css'

const TONE: Record<TaskState, Tone> = {
  notToday: 'neutral',
  later: 'neutral',
  now: 'wait',
  late: 'late',
  done: 'done',
  quiet: 'neutral',
  stopped: 'late',
}
const MINUTE_MS = 60_000
const RUNNERS = ['cashTasksOut.remit', 'batches.build', 'admin.settings'] as const

export function TaskLine({ task }: { task: TaskToday }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const time = (at: number): string => clockText(at, { timeZone, language })
  const open = task.state === 'now' || task.state === 'late'
  return (
    <li className={classes.task} data-state={task.state} data-next={task.next || undefined}>
      <div className={classes.time}>
        <strong>{task.fromAt === null ? '—' : time(task.fromAt)}</strong>
        {task.untilAt !== null && <span>{t('timeline.until', { time: time(task.untilAt) })}</span>}
      </div>
      <div className={classes.what}>
        <span className={classes.name}>{labelIn(task.name, language)}</span>
        <span className={classes.who}>
          {task.own ? <IconRobot size={13} aria-hidden /> : <IconUsers size={13} aria-hidden />}
          {task.own ? t('timeline.byDesk') : t('timeline.byPeople')}
        </span>
      </div>
      <div className={classes.state}>
        <ToneBadge tone={TONE[task.state]} label={task.next ? t('timeline.next') : t(`timeline.state.${task.state}`)} />
      </div>
      <div className={classes.waits}>
        {task.movesTo !== null && <span>{t('timeline.movesTo', { date: dateText(task.movesTo, language) })}</span>}
        {task.waits.map(({ what, count }) => (
          <span key={what} data-open={open || undefined}>
            {t(`timeline.wait.${what}`, { count })}
          </span>
        ))}
        {task.finished > 0 && <span>{t('timeline.finished', { count: task.finished })}</span>}
        {task.runs.slice(-2).map((run) => (
          <RunWords key={run.at} run={run} moves={task.work === 'moveToProcessing'} />
        ))}
      </div>
      <div className={classes.amounts}>
        {task.amounts.map(({ currency, amountMinor }) => (
          <MoneyText key={currency} amountMinor={amountMinor} currency={currency} />
        ))}
      </div>
      <div className={classes.act}>
        {task.own && task.fromAt !== null && <RunAgain task={task} />}
        {task.waits.length > 0 && (
          <Button
            component={Link}
            href={task.href}
            size="compact-xs"
            variant={open ? 'filled' : 'light'}
            rightSection={<IconArrowRight size={13} />}
          >
            {t('timeline.open')}
          </Button>
        )}
      </div>
    </li>
  )
}

function RunWords({ run, moves }: { run: TaskRun; moves: boolean }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const time = clockText(run.at, { timeZone, language })
  return <span>{[ranWords(run, moves, { t, time }), ...lateWords(run, t)].join(' · ')}</span>
}

function ranWords({ moved, found }: TaskRun, moves: boolean, { t, time }: { t: Translate; time: string }): string {
  if (moves && moved > 0) return t('timeline.ran', { time, moved })
  if (!moves && found > 0) return t('timeline.ranFound', { time, found })
  return t('timeline.ranNothing', { time })
}

/** A few minutes are the desk's own beat; more means that it was not there. */
const ON_TIME_MS = 3 * MINUTE_MS

function lateWords({ at, dueAt, by }: TaskRun, t: Translate): string[] {
  if (by !== null) return [t('timeline.ranBy', { name: by })]
  return at - dueAt > ON_TIME_MS ? [t('timeline.ranLate', { late: ageText(at - dueAt, t) })] : []
}

function RunAgain({ task }: { task: TaskToday }) {
  const t = useText()
  const me = useMe()
  const again = useCommand(api.timeline.runAgain, {
    onDone: ({ moved }) => notifications.show({ message: t('timeline.ranAgain', { moved }) }),
  })
  if (task.work !== 'moveToProcessing' || task.state === 'later') return null
  if (!RUNNERS.some((permission) => me.permissions.includes(permission))) return null
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        title={t('timeline.runAgainHint')}
        loading={again.busy}
        onClick={() => void again.run({ task: task.task })}
      >
        {t('timeline.runAgain')}
      </Button>
      <RefusalNote refusal={again.refusal} />
    </>
  )
}
