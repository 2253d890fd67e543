/** Everything that others told the desk about a customer, his accounts and his payout destinations. */
import type { CustomerCard } from '../../../contract/customers.ts'
import { useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './checks.module.css'
import { FactsPanel } from './facts-panel.tsx'

export function CustomerFacts({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const currency = customer.accounts[0]?.currency ?? 'HKD'
  return (
    <div className={classes.stack}>
      <p className={classes.lead}>{t('facts.lead')}</p>
      <SectionCard title={t('facts.of', { what: customer.name })}>
        <FactsPanel subject="customer" subjectId={customer.customerId} currency={currency} />
      </SectionCard>
      {customer.accounts.map((account) => (
        <SectionCard key={account.accountId} title={t('facts.of', { what: account.accountNumber })}>
          <FactsPanel subject="account" subjectId={account.accountId} currency={account.currency} />
        </SectionCard>
      ))}
      {customer.destinations.map(({ destinationId, details }) => (
        <SectionCard
          key={destinationId}
          title={t('facts.of', { what: [details.payeeName, details.accountNumber].filter(Boolean).join(' · ') })}
        >
          <FactsPanel subject="destination" subjectId={destinationId} currency={details.currency} />
        </SectionCard>
      ))}
    </div>
  )
}
