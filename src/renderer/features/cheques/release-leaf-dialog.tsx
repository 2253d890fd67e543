/** Hands a cheque that two people signed out of the office, against a name on the receipt. */
import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Delivery, LeafRow } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { useReceipt } from './leaf-receipt.tsx'

export function ReleaseLeafDialog({ leaf, onClose }: { leaf: LeafRow; onClose(): void }) {
  const t = useText()
  const [releasedTo, setReleasedTo] = useState('')
  const [delivery, setDelivery] = useState<Delivery>('payee')
  const release = useCommand(api.cheques.release)
  const receipt = useReceipt()
  const { leafId, version, number, amountMinor, currency } = leaf
  const send = async (): Promise<void> => {
    const released = await release.run({ leafId, expectedVersion: version, releasedTo: releasedTo.trim(), delivery })
    if (!released) return
    await receipt.save(released)
    onClose()
  }
  return (
    <FormDialog
      title={t('cheques.sign.releaseTitle', { number, amount: moneyWords(amountMinor ?? 0, currency) })}
      submit={t('cheques.sign.release', { number })}
      busy={release.busy || receipt.busy}
      refusal={release.refusal}
      disabled={releasedTo.trim() === ''}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('cheques.sign.releaseExplain')}</p>
      <SegmentedControl
        fullWidth
        aria-label={t('cheques.sign.delivery')}
        data={[
          { value: 'payee', label: t('cheques.sign.deliveryPayee') },
          { value: 'deposit', label: t('cheques.sign.deliveryDeposit') },
        ]}
        value={delivery}
        onChange={(value) => setDelivery(value as Delivery)}
      />
      <TextInput
        required
        data-autofocus
        label={t('cheques.sign.releasedTo')}
        description={t('cheques.sign.releasedToHint')}
        maxLength={LIMITS.nameChars}
        value={releasedTo}
        onChange={(event) => setReleasedTo(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
