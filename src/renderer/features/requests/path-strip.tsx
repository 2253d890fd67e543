/** Where the request is on its way: the stages of the profile, what is behind, where it stands, who is next. */
import { IconCheck } from '@tabler/icons-react'
import type { RequestCard } from '../../../contract/requests.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import classes from './card.module.css'
import { pathOf } from './path.ts'

export function PathStrip({ card }: { card: RequestCard }) {
  const t = useText()
  const { profile, statusLabel, stepLabel, departmentLabel } = useProfile()
  if (!profile) return null
  const usual = card.actions.find(({ primary }) => primary)
  const { status: now, department, step, template } = card.row
  const standing = { status: now, department, step, template, openTrades: card.figures.openTrades }
  const steps = pathOf(profile, standing, card.timeline)
  return (
    <nav className={classes.path} aria-label={t('requests.path.title')}>
      <ol>
        {steps.map(({ status, step: at, state }, index) => (
          <li key={`${status} ${at ?? ''}`} aria-current={state === 'here' ? 'step' : undefined}>
            {index > 0 && <span className={classes.link} aria-hidden />}
            <span className={classes.step} data-state={state}>
              {state === 'behind' && <IconCheck size={13} aria-hidden />}
              {at == null ? statusLabel(status) : stepLabel(at, card.row.profile)}
            </span>
          </li>
        ))}
      </ol>
      {usual && usual.departmentAfter !== null && usual.departmentAfter !== card.row.department && (
        <span className={classes.pathEnd}>
          {t('requests.path.next', { department: departmentLabel(usual.departmentAfter) })}
        </span>
      )}
    </nav>
  )
}
