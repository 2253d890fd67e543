/** Account Details and Contact info: the figures of the trading platform, how Available comes about, the destination. */
import { Text } from '@mantine/core'
import { Link } from 'wouter'
import type { RequestCard } from '../../../contract/requests.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { Field, FieldList } from '../../ui/section-card.tsx'
import { WithdrawableFigures } from '../checks/withdrawable-figures.tsx'
import classes from './card.module.css'
import { addressLine } from './destination-line.ts'
import { useChecks } from './use-checks.ts'

export function AccountDetails({ card }: { card: RequestCard }) {
  return (
    <div className={classes.two}>
      <Figures card={card} />
      <Available card={card} />
      <Destination card={card} />
      <Contact card={card} />
    </div>
  )
}

function Figures({ card }: { card: RequestCard }) {
  const t = useText()
  const { figures, row, marginLevelPercent } = card
  const amount = (amountMinor: number) => (
    <MoneyText layout="column" amountMinor={amountMinor} currency={row.currency} />
  )
  return (
    <section>
      <h3>{t('requests.account.title')}</h3>
      <FieldList>
        <Field label={t('requests.column.accountNumber')}>
          <Link href={`/accounts/${row.accountId}`} className="desk-link">
            {row.accountNumber}
          </Link>
        </Field>
        <Field label={t('requests.account.equity')}>{amount(figures.equityMinor)}</Field>
        <Field label={t('requests.account.credit')}>{amount(figures.creditMinor)}</Field>
        <Field label={t('requests.account.margin')}>{amount(figures.marginMinor)}</Field>
        <Field label={t('requests.account.freeMargin')}>{amount(figures.freeMarginMinor)}</Field>
        <Field label={t('requests.account.marginLevel')}>
          {marginLevelPercent === null ? t('shared.none') : `${marginLevelPercent.toFixed(1)} %`}
        </Field>
        <Field label={t('requests.account.openTrades')}>{groupedCount(figures.openTrades)}</Field>
        <Field label={t('requests.account.takenAt')}>
          <InstantText at={figures.takenAt} />
        </Field>
      </FieldList>
    </section>
  )
}

function Available({ card }: { card: RequestCard }) {
  const t = useText()
  const { available } = card
  const checks = useChecks(card)
  const amount = (amountMinor: number, strong = false) => (
    <MoneyText layout="column" amountMinor={amountMinor} currency={available.currency} strong={strong} />
  )
  return (
    <section>
      <h3>{t('requests.details.available')}</h3>
      <FieldList>
        <Field label={t('requests.account.opened')}>{amount(available.inputs.openedRequestsMinor)}</Field>
        <Field label={t('requests.account.byMargin')}>{amount(available.byMarginMinor)}</Field>
        <Field label={t('requests.account.byCredit')}>{amount(available.byCreditMinor)}</Field>
        <Field label={t('requests.details.available')}>{amount(available.availableMinor, true)}</Field>
        <Field label={t('requests.details.recommended')}>{amount(available.recommendedMinor)}</Field>
      </FieldList>
      <Text size="xs" c="dimmed" mt={6}>
        {t(`requests.account.rule.${available.rule}`)}
      </Text>
      {checks.data && checks.data.withdrawable.calculator !== 'trading' && (
        <WithdrawableFigures withdrawable={checks.data.withdrawable} />
      )}
    </section>
  )
}

function Destination({ card }: { card: RequestCard }) {
  const t = useText()
  const { destination } = card
  return (
    <section>
      <h3>{t('requests.destination.title')}</h3>
      {destination === null ? (
        <Text size="sm">{t('requests.details.noDestination')}</Text>
      ) : (
        <FieldList>
          <Field label={t('requests.destination.payee')}>{destination.payeeName}</Field>
          {destination.kind === 'bankAccount' && (
            <>
              <Field label={t('requests.destination.bank')}>
                {[destination.bankName, destination.bankCode].filter(Boolean).join(' ')}
              </Field>
              <Field label={t('requests.destination.account')}>
                <CopyText text={destination.accountNumber} maxChars={24} />
              </Field>
              {destination.bankBic !== '' && <Field label={t('requests.destination.bic')}>{destination.bankBic}</Field>}
            </>
          )}
          {addressLine(destination) !== '' && (
            <Field label={t('requests.destination.address')}>{addressLine(destination)}</Field>
          )}
        </FieldList>
      )}
    </section>
  )
}

function Contact({ card }: { card: RequestCard }) {
  const t = useText()
  const { email, phone, country } = card.contact
  return (
    <section>
      <h3>{t('requests.contact.title')}</h3>
      <FieldList>
        <Field label={t('requests.contact.email')}>
          {email === '' ? '–' : <CopyText text={email} maxChars={40} mono={false} />}
        </Field>
        <Field label={t('requests.contact.phone')}>
          {phone === '' ? '–' : <CopyText text={phone} maxChars={24} mono={false} />}
        </Field>
        <Field label={t('requests.contact.country')}>{country || '–'}</Field>
      </FieldList>
    </section>
  )
}
