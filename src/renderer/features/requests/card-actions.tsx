/** The steps that this person may take now, each with its key; and why the others are missing (R1-16, law 12). */

import type { MantineColor } from '@mantine/core'
import { Button, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { OfferedAction, RequestCard } from '../../../contract/requests.ts'
import type { ActionDefinition } from '../../../contract/workflow.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { blockedGroups } from './blocked-groups.ts'
import classes from './card.module.css'

export type CardActionsProps = { card: RequestCard; onAct(action: string): void }

export function CardActions({ card, onAct }: CardActionsProps) {
  const t = useText()
  const { statusLabel, profile } = useProfile()
  const { row, actions } = card
  const open = actions.filter(({ blockedBy }) => blockedBy === null)
  const final = profile?.statuses.find(({ status }) => status === row.status)?.final ?? false
  const words = final
    ? t('requests.actions.none', { status: statusLabel(row.status) })
    : t(row.beingSent ? 'requests.actions.sending' : 'requests.actions.nothing')
  return (
    <SectionCard title={t('requests.actions.title')}>
      <div className={classes.actions}>
        {open.length === 0 && (
          <Text size="sm" c="dimmed">
            {words}
          </Text>
        )}
        {ordered(open).map((offered, index) => (
          <StepButton
            key={offered.action}
            offered={offered}
            // One obvious next step, however many would be usual.
            leading={index === 0 && offered.primary}
            onAct={onAct}
          />
        ))}
        {!final && !row.beingSent && <WhyNot actions={actions} />}
        <Link
          href={`/matrix?profile=${row.profile}&version=${row.profileVersion}&status=${row.status}&department=${row.department ?? ''}&step=${row.step ?? ''}`}
          className={`desk-link ${classes.why}`}
        >
          {t('requests.actions.matrix')}
        </Link>
      </div>
    </SectionCard>
  )
}

/** The usual next step first. */
function ordered(actions: readonly OfferedAction[]): readonly OfferedAction[] {
  return [...actions].sort((a, b) => Number(b.primary) - Number(a.primary))
}

const COLOR: Record<ActionDefinition['tone'], MantineColor> = {
  forward: 'teal',
  approve: 'teal',
  complete: 'teal',
  back: 'gray',
  neutral: 'gray',
  refuse: 'red',
}

type StepButtonProps = { offered: OfferedAction; leading: boolean; onAct(action: string): void }

function StepButton({ offered, leading, onAct }: StepButtonProps) {
  const t = useText()
  const { action, actionLabel, statusLabel, departmentLabel } = useProfile()
  const definition = action(offered.action)
  const tone = definition?.tone ?? 'neutral'
  const words =
    offered.departmentAfter === null
      ? t('requests.actions.leadsTo', { status: statusLabel(offered.to) })
      : t('requests.actions.leadsToHolder', {
          status: statusLabel(offered.to),
          department: departmentLabel(offered.departmentAfter),
        })
  return (
    <div className={classes.action}>
      <Button
        fullWidth
        justify="space-between"
        size="xs"
        variant={leading ? 'filled' : tone === 'refuse' ? 'outline' : 'default'}
        color={COLOR[tone]}
        rightSection={definition ? <KeyHint keys={definition.key.toUpperCase()} /> : undefined}
        title={words}
        onClick={() => onAct(offered.action)}
      >
        {actionLabel(offered.action)}
      </Button>
      {leading && <span className={classes.leadsTo}>{words}</span>}
    </div>
  )
}

/** Missing steps, together where one sentence explains several. */
function WhyNot({ actions }: { actions: readonly OfferedAction[] }) {
  const t = useText()
  const language = useLanguage()
  const { actionLabel } = useProfile()
  const groups = blockedGroups(actions, (refusal) => describeRefusal(refusal, language))
  return groups.map(({ sentence, actions: names }) => (
    <details key={sentence} className={classes.why}>
      <summary>{t('requests.actions.whyNot', { actions: names.map(actionLabel).join(', ') })}</summary>
      <p>{sentence}</p>
    </details>
  ))
}
