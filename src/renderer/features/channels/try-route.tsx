/** Tries the routing out on a payment that does not exist: which channel, why, and why not the others. */
import { Autocomplete, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { CandidateList } from './candidate-list.tsx'
import { labelIn } from './channel-words.ts'
import classes from './channels.module.css'

const CURRENCIES: readonly Currency[] = ['HKD', 'USD', 'CNY', 'EUR', 'GBP', 'JPY', 'AUD', 'CAD', 'CHF', 'SGD', 'NZD']

type Asked = {
  bankCode: string
  bankBic: string
  country: string
  destinationKind: 'bankAccount'
  currency: Currency
  amountMinor: number
  feeConsent: 'accepted' | 'declined' | null
  profile: string
}
const NOTHING_ASKED: Asked = {
  bankCode: '',
  bankBic: '',
  country: '',
  destinationKind: 'bankAccount',
  currency: 'HKD',
  amountMinor: 1_000_000,
  feeConsent: null,
  profile: 'audit-confirm-remit',
}

export function TryRoute() {
  const t = useText()
  const language = useLanguage()
  const [asked, setAsked] = useState(NOTHING_ASKED)
  const result = useApi(['channels.tryOut', asked], () => api.channels.tryOut(asked as never), {
    topics: ['channels'],
    keepPrevious: true,
    enabled: asked.bankCode !== '' || asked.country !== '',
  })
  return (
    <div className={classes.split}>
      <SectionCard title={t('channels.try.title')}>
        <TryForm asked={asked} onAsk={(part) => setAsked((before) => ({ ...before, ...part }))} />
        <Text size="sm" c="dimmed" mt="md">
          {t('channels.try.note')}
        </Text>
      </SectionCard>
      <SectionCard
        title={result.data ? labelIn(result.data.why, language) : t('channels.try.result')}
        {...(result.data ? { aside: t('channels.try.row', { row: result.data.row }) } : {})}
      >
        {result.problem !== null && <ErrorNote sentence={result.problem} onRetry={result.reload} />}
        {result.data ? (
          <CandidateList candidates={result.data.candidates} currency={asked.currency} chosen={null} />
        ) : (
          <Text c="dimmed">{t('channels.try.empty')}</Text>
        )}
      </SectionCard>
    </div>
  )
}

function TryForm({ asked, onAsk }: { asked: Asked; onAsk(part: Partial<Asked>): void }) {
  const t = useText()
  const language = useLanguage()
  const banks = useApi(['channels.banks', ''], () => api.channels.banks({ search: '' }), { topics: ['channels'] })
  const [amount, setAmount] = useState('10,000.00')
  const read = readAmount(amount, asked.currency, { t })
  return (
    <div className={classes.tryForm}>
      <Autocomplete
        label={t('channels.try.bank')}
        placeholder={t('channels.try.bankHint')}
        onChange={(bank) => onAsk({ bankCode: /^\d{3}/.exec(bank)?.[0] ?? '' })}
        data={(banks.data?.banks ?? []).map(({ code, name }) => `${code} ${labelIn(name, language)}`)}
        limit={12}
      />
      <TextInput
        label={t('channels.try.country')}
        placeholder="US"
        disabled={asked.bankCode !== ''}
        onChange={(event) => {
          const country = event.currentTarget.value.toUpperCase()
          onAsk({ country: /^[A-Z]{2}$/.test(country) ? country : '' })
        }}
      />
      <Select
        label={t('channels.try.consent')}
        value={asked.feeConsent ?? 'open'}
        onChange={(value) => onAsk({ feeConsent: value === 'accepted' || value === 'declined' ? value : null })}
        data={(['open', 'accepted', 'declined'] as const).map((value) => ({
          value,
          label: t(`channels.try.consent.${value}`),
        }))}
      />
      <Select
        label={t('channels.facts.currency')}
        value={asked.currency}
        onChange={(value) => value !== null && onAsk({ currency: value as Currency })}
        data={[...CURRENCIES]}
      />
      <MoneyInput
        label={t('channels.facts.amount')}
        currency={asked.currency}
        value={amount}
        error={read.ok ? null : read.sentence}
        onChange={(text) => {
          setAmount(text)
          const next = readAmount(text, asked.currency, { t })
          if (next.ok) onAsk({ amountMinor: next.amountMinor })
        }}
      />
    </div>
  )
}
