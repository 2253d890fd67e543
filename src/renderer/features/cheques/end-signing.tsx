/** Proposes that a mandate or a rule ends with today. */
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { dateText } from '../../ui/instant-format.ts'

export function EndSigning({ what }: { what: { kind: 'mandate' | 'rule'; id: number } }) {
  const t = useText()
  const language = useLanguage()
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const endMandate = useCommand(api.signatories.endMandate)
  const endRule = useCommand(api.signatories.endRule)
  const validTo = clock.data?.today
  if (validTo === undefined) return null
  const end = async (): Promise<boolean> => {
    const { kind, id } = what
    const done = kind === 'mandate' ? endMandate.run({ mandateId: id, validTo }) : endRule.run({ ruleId: id, validTo })
    return (await done) !== undefined
  }
  return (
    <ConfirmAction
      size="xs"
      variant="subtle"
      tone="second"
      label={t('cheques.signers.end')}
      busy={endMandate.busy || endRule.busy}
      refusal={endMandate.refusal ?? endRule.refusal}
      onConfirm={end}
    >
      <p>
        <strong>{t('cheques.signers.endTitle', { date: dateText(validTo, language, true) })}</strong>
      </p>
      <p>{t('cheques.signers.endExplain')}</p>
    </ConfirmAction>
  )
}
