/** What may be done with the selected rows, with what it would do: "Pass to Retention: 12 of 14". */
import { Button, CloseButton } from '@mantine/core'
import { useState } from 'react'
import type { RequestRow } from '../../../contract/requests.ts'
import type { ActionDefinition } from '../../../contract/workflow.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { AssignButtons } from './assign-buttons.tsx'
import { MassEditDialog } from './mass-edit-dialog.tsx'
import { isMassEditable, type MassVerdict, massVerdicts } from './mass-verdict.ts'
import classes from './queue.module.css'

export type SelectionBarProps = {
  rows: readonly RequestRow[]
  /** Takes the rest of the list as well; null where the selection is all there is. */
  takeAll: { n: number; run(): void } | null
  /** A step was chosen for the rows as they are now. */
  onAct(verdict: MassVerdict<RequestRow>): void
  onClear(): void
}

export function SelectionBar({ rows, takeAll, onAct, onClear }: SelectionBarProps) {
  const t = useText()
  const me = useMe()
  const { profiles, actionLabel } = useProfile()
  const [editing, setEditing] = useState(false)
  if (rows.length === 0) return null
  const verdicts = profiles.flatMap((profile) => massVerdicts(profile, me, rows))
  const editable = me.permissions.includes('withdrawals.massUpdate')
    ? rows.filter((row) => profiles.some((profile) => isMassEditable(profile, row)))
    : []
  return (
    <div className={classes.selection} role="toolbar" aria-label={t('requests.mass.selected', { n: rows.length })}>
      <CloseButton size="sm" aria-label={t('requests.mass.clear')} onClick={onClear} />
      <b>{t('requests.mass.selected', { n: rows.length })}</b>
      {takeAll && (
        <Button size="compact-sm" variant="subtle" onClick={takeAll.run}>
          {t('selections.takeAll', { n: takeAll.n })}
        </Button>
      )}
      {verdicts.map((verdict) => (
        <Button
          key={`${verdict.profile.profile} ${verdict.action.action}`}
          size="compact-sm"
          {...lookOf(verdict.action.tone)}
          onClick={() => onAct(verdict)}
        >
          {t('requests.mass.can', {
            action: actionLabel(verdict.action.action),
            can: verdict.can.length,
            n: rows.length,
          })}
        </Button>
      ))}
      <AssignButtons rows={rows} onDone={onClear} />
      {editable.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
          {t('requests.massEdit.open', { can: editable.length, n: rows.length })}
        </Button>
      )}
      {editing && <MassEditDialog rows={editable} onClose={() => setEditing(false)} onDone={onClear} />}
    </div>
  )
}

/** What refuses is red, what approves or pays stands out, the rest is quiet. */
function lookOf(tone: ActionDefinition['tone']) {
  if (tone === 'refuse') return { variant: 'outline', color: 'red' }
  if (tone === 'approve' || tone === 'complete') return { variant: 'filled', color: 'teal' }
  return { variant: 'default', color: 'gray' }
}
