/** What can be paid out of an account now, and how that figure comes about (R1-79…84). */
import { Anchor, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { AvailableAmount } from '../../../contract/customers.ts'
import { useText } from '../../i18n/text.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import classes from './customers.module.css'

export function AvailableFigures({ available, open = false }: { available: AvailableAmount; open?: boolean }) {
  const t = useText()
  const [shown, working] = useDisclosure(open)
  const { currency } = available
  return (
    <div className={classes.available}>
      <Group justify="space-between" align="baseline">
        <span>{t('customers.available.title')}</span>
        <MoneyText amountMinor={available.availableMinor} currency={currency} size="lg" strong />
      </Group>
      <Group justify="space-between" align="baseline">
        <span className={classes.dimmed}>{t('customers.available.recommended')}</span>
        <MoneyText amountMinor={available.recommendedMinor} currency={currency} />
      </Group>
      <Anchor component="button" type="button" size="xs" onClick={working.toggle} aria-expanded={shown}>
        {t(shown ? 'customers.available.hide' : 'customers.available.how')}
      </Anchor>
      {shown && <Working available={available} />}
    </div>
  )
}

function Working({ available }: { available: AvailableAmount }) {
  const t = useText()
  const { currency, inputs, rule } = available
  const figures: [string, number][] = [
    [t('customers.account.equity'), inputs.equityMinor],
    [t('customers.account.credit'), inputs.creditMinor],
    [t('customers.account.margin'), inputs.marginMinor],
    [t('customers.account.freeMargin'), inputs.freeMarginMinor],
    [t('customers.available.openRequests'), inputs.openedRequestsMinor],
  ]
  const results: [string, number][] = [
    [t('customers.available.byMargin'), available.byMarginMinor],
    [t('customers.available.byCredit'), available.byCreditMinor],
    [
      t('customers.available.recommendedByMargin', { level: inputs.minimumLevelGeneral }),
      available.recommendedByMarginMinor,
    ],
  ]
  return (
    <div className={classes.working}>
      <Lines rows={figures} currency={currency} />
      <hr className={classes.rule} />
      <Lines rows={results} currency={currency} />
      <p className={classes.note}>
        {t(`customers.available.rule.${rule}`)} {t('customers.available.negative')}
      </p>
      <p className={classes.note}>
        {t('customers.available.taken')} · <InstantText at={inputs.takenAt} />
      </p>
    </div>
  )
}

function Lines({ rows, currency }: { rows: [string, number][]; currency: AvailableAmount['currency'] }) {
  return rows.map(([name, amountMinor]) => (
    <Group key={name} justify="space-between" wrap="nowrap" gap="md">
      <span>{name}</span>
      <MoneyText amountMinor={amountMinor} currency={currency} size="sm" />
    </Group>
  ))
}
