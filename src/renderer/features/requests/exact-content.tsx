/** Exactly what an approval or a completion covers: the content whose digest is sent along (law 5). */
import { Text } from '@mantine/core'
import type { RequestCard } from '../../../contract/requests.ts'
import type { ActionDefinition } from '../../../contract/workflow.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { Field, FieldList } from '../../ui/section-card.tsx'
import classes from './card.module.css'
import { addressLine, destinationLine } from './destination-line.ts'

export function ExactContent({ card, tone }: { card: RequestCard; tone: ActionDefinition['tone'] }) {
  const t = useText()
  // Where the desk makes the payments, there is nothing but the request itself to read.
  const drafted = card.transactions.some(({ status }) => status === 'approved')
  const completes = tone === 'complete' && drafted
  return (
    <div className={classes.exact}>
      <Text size="xs" c="dimmed" mb={6}>
        {t(
          completes
            ? 'requests.act.exactlyComplete'
            : tone === 'complete'
              ? 'requests.act.exactlyPay'
              : 'requests.act.exactly',
        )}
      </Text>
      {completes ? <CompletedContent card={card} /> : <ApprovedContent card={card} />}
    </div>
  )
}

function ApprovedContent({ card }: { card: RequestCard }) {
  const t = useText()
  const word = useWords()
  const { row, destination } = card
  return (
    <>
      <MoneyText amountMinor={row.amountMinor} currency={row.currency} size="xl" strong />
      <FieldList>
        <Field label={t('requests.act.payee')}>
          <b>{destination?.payeeName ?? t('requests.details.noDestination')}</b>
        </Field>
        {destination && destinationLine(destination) !== '' && (
          <Field label={t('requests.destination.account')}>{destinationLine(destination)}</Field>
        )}
        {destination && addressLine(destination) !== '' && (
          <Field label={t('requests.destination.address')}>{addressLine(destination)}</Field>
        )}
        <Field label={t('requests.details.via')}>{word('method', row.method)}</Field>
        <Field label={t('requests.details.fee')}>
          <MoneyText amountMinor={card.feeMinor} currency={row.currency} />
        </Field>
        <Field label={t('requests.details.available')}>
          <MoneyText amountMinor={card.available.availableMinor} currency={card.available.currency} />
        </Field>
        <Field label={t('requests.details.digest')}>
          <CopyText text={card.contentDigest} />
        </Field>
      </FieldList>
    </>
  )
}

function CompletedContent({ card }: { card: RequestCard }) {
  const t = useText()
  const word = useWords()
  const { row } = card
  const approved = card.transactions.filter(({ status }) => status === 'approved')
  const total = approved.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return (
    <FieldList>
      {approved.map((each) => (
        <Field key={each.transactionId} label={word('paymentType', each.paymentType)}>
          <MoneyText amountMinor={each.amountMinor} currency={each.currency} strong />
          {each.details && (
            <div>
              {each.details.payeeName} · {destinationLine(each.details)}
            </div>
          )}
        </Field>
      ))}
      <Field label={t('requests.act.total')}>
        <MoneyText amountMinor={total} currency={row.currency} strong />
      </Field>
      <Field label={t('requests.transactions.requested')}>
        <MoneyText amountMinor={row.amountMinor} currency={row.currency} />
      </Field>
    </FieldList>
  )
}
