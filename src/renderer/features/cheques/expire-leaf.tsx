/** A cheque past its validity is declared stale; before that day only the day is shown. */
import type { LeafRow } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { dateText } from '../../ui/instant-format.ts'
import classes from './cheques.module.css'

export function ExpireLeaf({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const language = useLanguage()
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const expire = useCommand(api.cheques.expire)
  const { leafId, version, number, staleOn } = leaf
  if (staleOn === null || !clock.data) return null
  if (staleOn > clock.data.today) {
    return (
      <span className={classes.dimmed}>{t('cheques.leaf.staleOn', { date: dateText(staleOn, language, true) })}</span>
    )
  }
  return (
    <ConfirmAction
      tone="late"
      label={t('cheques.expire.action')}
      busy={expire.busy}
      refusal={expire.refusal}
      onOpen={expire.reset}
      onConfirm={async () => (await expire.run({ leafId, expectedVersion: version })) !== undefined}
    >
      <p>{t('cheques.expire.explain', { number })}</p>
    </ConfirmAction>
  )
}
