/** Changes the fee of a request (R1-40). */
import { useState } from 'react'
import { formatMoney } from '../../../contract/money.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'

export function FeeDialog({ card, onClose }: { card: RequestCard; onClose(): void }) {
  const t = useText()
  const { row, feeMinor } = card
  const [text, setText] = useState(formatMoney(feeMinor, row.currency))
  const read = readAmount(text, row.currency, { t, zero: true })
  const set = useCommand(api.requests.setFee, { onDone: onClose })
  return (
    <FormDialog
      title={t('requests.details.feeEdit', { fee: moneyWords(feeMinor, row.currency) })}
      submit={t('requests.details.feeSave')}
      busy={set.busy}
      refusal={set.refusal}
      disabled={!read.ok || read.amountMinor === feeMinor}
      onSubmit={() => {
        if (!read.ok) return
        void set.run({ requestId: row.requestId, expectedVersion: row.version, feeMinor: read.amountMinor })
      }}
      onClose={onClose}
    >
      <MoneyInput
        label={t('requests.details.fee')}
        data-autofocus
        currency={row.currency}
        value={text}
        error={read.ok ? null : read.sentence}
        onChange={setText}
      />
    </FormDialog>
  )
}
