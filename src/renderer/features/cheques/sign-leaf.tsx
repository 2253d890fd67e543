/** One signature on exactly the leaf that is shown, with the second factor. */
import { IconSignature } from '@tabler/icons-react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import classes from './cheques.module.css'

export function SignLeaf({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const sign = useCommand(api.cheques.sign)
  const { leafId, version, pdfSha256, number, amountMinor, currency } = leaf
  if (pdfSha256 === null || amountMinor === null) return null
  const figures = { number, amount: moneyWords(amountMinor, currency) }
  return (
    <ConfirmAction
      tone="second"
      label={t('cheques.sign.sign', figures)}
      icon={<IconSignature size={16} />}
      busy={sign.busy}
      refusal={sign.refusal}
      onOpen={sign.reset}
      onConfirm={async () => (await sign.run({ leafId, expectedVersion: version, pdfSha256 })) !== undefined}
    >
      <p>{t('cheques.sign.signExplain', { payee: leaf.payeeName ?? '' })}</p>
      <p className={classes.dimmed}>
        <CopyText text={pdfSha256} maxChars={33} />
      </p>
    </ConfirmAction>
  )
}
