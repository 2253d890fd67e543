/** The checklist that fills itself: every point is worked out by the engine, and a missing one links to its remedy. */
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { DayCheck, DayReport } from '../../../contract/days.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { inkOf } from '../../ui/tone.ts'
import classes from './days.module.css'
import { PLACE_OF_CHECK } from './states.ts'

export function DayChecks({ report }: { report: DayReport }) {
  const t = useText()
  const { checks } = report
  const passed = checks.filter((check) => check.passed).length
  return (
    <SectionCard
      flush
      title={t('days.report.checks')}
      aside={t('days.report.checksDone', { passed, count: checks.length })}
    >
      <ul className={classes.checks}>
        {checks.map((check) => (
          <CheckItem key={check.check} check={check} closed={report.state === 'signedOff'} />
        ))}
      </ul>
    </SectionCard>
  )
}

function CheckItem({ check, closed }: { check: DayCheck; closed: boolean }) {
  const t = useText()
  const place = PLACE_OF_CHECK[check.check]
  const Icon = check.passed ? IconCircleCheck : IconCircle
  return (
    <li className={classes.check}>
      <Icon
        size={20}
        style={{ color: inkOf(check.passed ? 'done' : 'wait') }}
        aria-label={t(check.passed ? 'days.check.passed' : 'days.check.failed')}
        role="img"
      />
      <span>
        {t(`days.check.${check.check}`)}
        <span className={classes.dimmed}> {figuresOf(check, t)}</span>
      </span>
      {!check.passed && !closed && place !== '' && (
        <Link className="desk-link" href={place}>
          {t(`days.fix.${check.check}`)}
        </Link>
      )}
    </li>
  )
}

/** The figures of a check in words where there are some, as name and figure otherwise. */
function figuresOf({ check, figures }: DayCheck, t: ReturnType<typeof useText>): string {
  const key = `days.checkFigures.${check}`
  if (isTextKey(key)) return t(key, figures)
  return Object.entries(figures)
    .map(([name, figure]) => `${name} ${figure}`)
    .join(', ')
}
