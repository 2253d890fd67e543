/** Three figures of the day, and its tasks in the order of their times. */
import type { TaskToday } from '../../../contract/timeline.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useNow, useTimeZone } from '../../ui/clock-context.tsx'
import { ageText, clockText } from '../../ui/instant-format.ts'
import { SectionCard } from '../../ui/section-card.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import { labelIn } from '../channels/channel-words.ts'
import { TaskLine } from './task-line.tsx'
import classes from './timeline.module.css'

const SECOND_MS = 1_000
const OVER: readonly TaskToday['state'][] = ['done', 'quiet']

export function TodayList({ tasks }: { tasks: readonly TaskToday[] }) {
  const t = useText()
  const ordered = [...tasks].sort((a, b) => (a.fromAt ?? Infinity) - (b.fromAt ?? Infinity))
  const today = tasks.filter(({ state }) => state !== 'notToday' && state !== 'stopped')
  const over = today.filter(({ state }) => OVER.includes(state)).length
  return (
    <>
      <div className={classes.tiles}>
        <Late tasks={tasks.filter(({ state }) => state === 'late')} />
        <Current tasks={tasks.filter(({ state }) => state === 'now')} />
        <NextTile task={tasks.find(({ next }) => next)} />
        <StatTile label={t('timeline.done')} figure={t('timeline.doneOf', { done: over, total: today.length })} />
      </div>
      <SectionCard flush title={t('timeline.tasks')} aside={t('timeline.lead')}>
        <ol className={classes.list}>
          {ordered.map((task) => (
            <TaskLine key={task.task} task={task} />
          ))}
        </ol>
      </SectionCard>
    </>
  )
}

function Late({ tasks }: { tasks: readonly TaskToday[] }) {
  const t = useText()
  const language = useLanguage()
  const names = tasks.map(({ name }) => labelIn(name, language)).join(' · ')
  return (
    <StatTile
      label={t('timeline.late')}
      figure={tasks.length}
      tone={tasks.length > 0 ? 'late' : 'neutral'}
      note={names || '—'}
    />
  )
}

function Current({ tasks }: { tasks: readonly TaskToday[] }) {
  const t = useText()
  const language = useLanguage()
  const names = tasks.map(({ name }) => labelIn(name, language)).join(' · ')
  return (
    <StatTile
      label={t('timeline.now')}
      figure={tasks.length}
      tone={tasks.length > 0 ? 'wait' : 'neutral'}
      note={names || t('timeline.nothingNow')}
    />
  )
}

function NextTile({ task }: { task: TaskToday | undefined }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = useNow(SECOND_MS)
  if (!task || task.fromAt === null)
    return <StatTile label={t('timeline.next')} figure="—" note={t('timeline.nothingNext')} />
  const left = ageText(Math.max(0, task.fromAt - now), t)
  return (
    <StatTile
      label={t('timeline.next')}
      figure={clockText(task.fromAt, { timeZone, language })}
      note={t('timeline.nextAt', { name: labelIn(task.name, language), left })}
      tone="info"
    />
  )
}
