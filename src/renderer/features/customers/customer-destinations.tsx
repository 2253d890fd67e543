/** Where a customer's money may go: bank accounts and cheque payees. */
import { Button } from '@mantine/core'
import { IconBuildingBank, IconFileCheck, IconPlus } from '@tabler/icons-react'
import type { CustomerCard, Destination } from '../../../contract/customers.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './customers.module.css'

export function CustomerDestinations({ customer, onAdd }: { customer: CustomerCard; onAdd: (() => void) | null }) {
  const t = useText()
  const add = onAdd && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
      {t('customers.card.addDestination')}
    </Button>
  )
  if (customer.destinations.length === 0) {
    return (
      <SectionCard title={t('customers.card.destinations')}>
        <EmptyState icon={<IconBuildingBank size={24} />} sentence={t('customers.card.noDestinations')} action={add} />
      </SectionCard>
    )
  }
  return (
    <SectionCard flush title={t('customers.card.destinations')} aside={add}>
      <ul className={classes.list}>
        {customer.destinations.map((destination) => (
          <DestinationItem key={destination.destinationId} destination={destination} />
        ))}
      </ul>
    </SectionCard>
  )
}

function DestinationItem({ destination }: { destination: Destination }) {
  const t = useText()
  const word = useWords()
  const { details } = destination
  const Icon = details.kind === 'cheque' ? IconFileCheck : IconBuildingBank
  return (
    <li className={classes.item}>
      <span style={{ display: 'flex', alignItems: 'center', gap: 6 }}>
        <Icon size={16} aria-hidden />
        <strong>{details.payeeName}</strong>
        {!destination.active && <span className={classes.dimmed}>({t('customers.destination.inactive')})</span>}
      </span>
      <span>{destinationLine(destination, word('destination', details.kind))}</span>
      <span className={classes.dimmed}>
        {t('customers.destination.by', { by: destination.createdBy })} · <InstantText at={destination.createdAt} />
      </span>
    </li>
  )
}

/** One line that tells destinations apart: bank, code and account, or that it is a cheque. */
export function destinationLine({ details }: Pick<Destination, 'details'>, kind: string): string {
  const parts =
    details.kind === 'cheque'
      ? [kind, details.currency]
      : [details.bankName, details.bankCode, details.bankBic, details.accountNumber, details.currency]
  return parts.filter((part) => part !== '').join(' · ')
}
