/** What may be done with the selected rows, with what it would do: "Pass to Retention: 12 of 14". */
import { Button, CloseButton } from '@mantine/core'
import { useState } from 'react'
import type { RequestRow } from '../../../contract/requests.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { AssignButtons } from './assign-buttons.tsx'
import { MassActionDialog } from './mass-action-dialog.tsx'
import { MassEditDialog } from './mass-edit-dialog.tsx'
import { isMassEditable, massVerdicts } from './mass-verdict.ts'
import classes from './queue.module.css'

export function SelectionBar({ rows, onClear }: { rows: readonly RequestRow[]; onClear(): void }) {
  const t = useText()
  const me = useMe()
  const { profiles, actionLabel } = useProfile()
  const [acting, setActing] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)
  if (rows.length === 0) return null
  const verdicts = profiles.flatMap((profile) => massVerdicts(profile, me, rows))
  const editable = me.permissions.includes('withdrawals.massUpdate')
    ? rows.filter((row) => profiles.some((profile) => isMassEditable(profile, row)))
    : []
  const current = verdicts.find(({ action }) => action.action === acting)
  return (
    <div className={classes.selection} role="toolbar" aria-label={t('requests.mass.selected', { n: rows.length })}>
      <CloseButton size="sm" aria-label={t('requests.mass.clear')} onClick={onClear} />
      <b>{t('requests.mass.selected', { n: rows.length })}</b>
      {verdicts.map(({ action, can }) => (
        <Button
          key={`${can[0]?.profile} ${action.action}`}
          size="compact-sm"
          variant={action.tone === 'refuse' ? 'outline' : 'default'}
          color={action.tone === 'refuse' ? 'red' : 'gray'}
          onClick={() => setActing(action.action)}
        >
          {t('requests.mass.can', { action: actionLabel(action.action), can: can.length, n: rows.length })}
        </Button>
      ))}
      <AssignButtons rows={rows} onDone={onClear} />
      {editable.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
          {t('requests.massEdit.open', { can: editable.length, n: rows.length })}
        </Button>
      )}
      {current && <MassActionDialog verdict={current} onClose={() => setActing(null)} onDone={onClear} />}
      {editing && <MassEditDialog rows={editable} onClose={() => setEditing(false)} onDone={onClear} />}
    </div>
  )
}
