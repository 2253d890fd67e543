/** How a customer is reached, and since when there is one. */
import type { CustomerCard } from '../../../contract/customers.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import classes from './customers.module.css'

const CONTACT_CHARS = 24

export function CustomerPerson({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const none = <span className={classes.dimmed}>{t('customers.card.none')}</span>
  const copy = (text: string) => (text === '' ? none : <CopyText text={text} maxChars={CONTACT_CHARS} mono={false} />)
  return (
    <SectionCard title={t('customers.card.person')}>
      <FieldList>
        <Field label={t('customers.card.email')}>{copy(customer.email)}</Field>
        <Field label={t('customers.card.phone')}>{copy(customer.phone)}</Field>
        <Field label={t('customers.card.country')}>{customer.country || none}</Field>
        <Field label={t('customers.card.since')}>
          <InstantText at={customer.createdAt} />
        </Field>
      </FieldList>
    </SectionCard>
  )
}
