/** R1-43: the balance does not cover the withdrawal; shows the Available Amount before going on or stopping. */
import { Button, Group, Modal, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { subtract } from '../../../contract/money.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { useText } from '../../i18n/text.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { Field, FieldList } from '../../ui/section-card.tsx'
import { inkOf } from '../../ui/tone.ts'

export type ShortBalanceDialogProps = { card: RequestCard; busy: boolean; onStop(): void; onContinue(): void }

export function ShortBalanceDialog({ card, busy, onStop, onContinue }: ShortBalanceDialogProps) {
  const t = useText()
  const { row, available } = card
  const amount = moneyWords(row.amountMinor, row.currency)
  return (
    <Modal
      opened
      onClose={onStop}
      title={
        <Group gap="sm" wrap="nowrap">
          <IconAlertTriangle size={20} style={{ color: inkOf('wait') }} aria-hidden />
          {t('requests.short.title')}
        </Group>
      }
    >
      <Stack gap="md">
        <FieldList>
          <Field label={t('requests.short.requested')}>
            <MoneyText amountMinor={row.amountMinor} currency={row.currency} />
          </Field>
          <Field label={t('requests.short.available')}>
            <MoneyText amountMinor={available.availableMinor} currency={available.currency} strong />
          </Field>
          <Field label={t('requests.short.missing')}>
            <MoneyText amountMinor={subtract(row.amountMinor, available.availableMinor)} currency={row.currency} />
          </Field>
        </FieldList>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onStop} data-autofocus>
            {t('requests.short.stop')}
          </Button>
          <Button color="yellow.9" loading={busy} onClick={onContinue}>
            {t('requests.short.continue', { amount })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
