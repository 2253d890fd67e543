/** What narrows the list: search, days and status in sight; the rest behind a button. */
import { ActionIcon, Button, Group, Popover, Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconFilterOff, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { CURRENCIES, type Currency, formatMoney, parseMoney } from '../../../contract/money.ts'
import type { MovementFilter } from '../../../contract/movements.ts'
import { CommonState } from '../../../contract/workflow.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { MoneyInput } from '../../ui/money-input.tsx'
import { hiddenCount, isNarrowed, NO_FILTER } from './filter.ts'
import classes from './movements.module.css'

export type MovementFiltersProps = {
  filter: MovementFilter
  onChange(filter: MovementFilter): void
  children: ReactNode
}

const SEARCH_WAIT_MS = 200

export function MovementFilters({ filter, onChange, children }: MovementFiltersProps) {
  const t = useText()
  const [text, setText] = useState(filter.search)
  const search = useDebouncedCallback((typed: string) => onChange({ ...filter, search: typed.trim() }), SEARCH_WAIT_MS)
  const clear = () => {
    setText('')
    onChange(NO_FILTER)
  }
  return (
    <div className={classes.filters}>
      <TextInput
        size="xs"
        className={classes.search}
        aria-label={t('movements.search')}
        placeholder={t('movements.search')}
        title={t('movements.searchHint')}
        leftSection={<IconSearch size={15} />}
        value={text}
        maxLength={80}
        onChange={(event) => {
          setText(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
      />
      <Day label={t('movements.from')} value={filter.from} onChange={(from) => onChange({ ...filter, from })} />
      <Day label={t('movements.to')} value={filter.to} onChange={(to) => onChange({ ...filter, to })} />
      <Select
        size="xs"
        w={160}
        aria-label={t('movements.state')}
        placeholder={t('movements.anyState')}
        clearable
        data={[...CommonState.options, 'none' as const].map((value) => ({
          value,
          label: t(`movements.state.${value}`),
        }))}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state: state as MovementFilter['state'] })}
      />
      <MoreFilters filter={filter} onChange={onChange} />
      {isNarrowed(filter) && (
        <ActionIcon variant="subtle" aria-label={t('movements.clear')} title={t('movements.clear')} onClick={clear}>
          <IconFilterOff size={17} />
        </ActionIcon>
      )}
      <Group gap="xs" ml="auto">
        {children}
      </Group>
    </div>
  )
}

type DayProps = { label: string; value: MovementFilter['from']; onChange(date: MovementFilter['from']): void }

function Day({ label, value, onChange }: DayProps) {
  return (
    <DateField
      size="xs"
      w={128}
      clearable
      aria-label={label}
      placeholder={label}
      value={value ?? ''}
      onChange={(date) => onChange((date || null) as MovementFilter['from'])}
    />
  )
}

function MoreFilters({ filter, onChange }: Omit<MovementFiltersProps, 'children'>) {
  const t = useText()
  const on = hiddenCount(filter)
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconAdjustmentsHorizontal size={15} />}>
          {on === 0 ? t('movements.more') : t('movements.moreOn', { n: on })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={280}>
          <Select
            size="xs"
            label={t('movements.channel')}
            clearable
            comboboxProps={{ withinPortal: false }}
            data={(['wire', 'cheque'] as const).map((value) => ({ value, label: t(`movements.channel.${value}`) }))}
            value={filter.channel}
            onChange={(channel) => onChange({ ...filter, channel: channel as MovementFilter['channel'] })}
          />
          <Select
            size="xs"
            label={t('movements.currency')}
            clearable
            searchable
            comboboxProps={{ withinPortal: false }}
            data={[...CURRENCIES]}
            value={filter.currency}
            onChange={(currency) =>
              onChange({ ...filter, currency: currency as Currency | null, leastMinor: null, mostMinor: null })
            }
          />
          {filter.currency === null ? (
            <Text size="xs" c="dimmed">
              {t('movements.amountNeedsCurrency')}
            </Text>
          ) : (
            <Amounts key={filter.currency} currency={filter.currency} filter={filter} onChange={onChange} />
          )}
          <TextInput
            size="xs"
            label={t('movements.batch')}
            inputMode="numeric"
            value={filter.batchId ?? ''}
            onChange={(event) => {
              const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 12)
              onChange({
                ...filter,
                batchId: (digits === '' ? null : Number(digits) || null) as MovementFilter['batchId'],
              })
            }}
          />
          <TextInput
            size="xs"
            label={t('movements.cheque')}
            value={filter.chequeNumber}
            maxLength={20}
            onChange={(event) => onChange({ ...filter, chequeNumber: event.currentTarget.value.trim() })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Amounts({ currency, filter, onChange }: Omit<MovementFiltersProps, 'children'> & { currency: Currency }) {
  const t = useText()
  return (
    <Group grow gap="sm">
      {(['leastMinor', 'mostMinor'] as const).map((bound) => (
        <Bound
          key={bound}
          label={t(bound === 'leastMinor' ? 'movements.least' : 'movements.most')}
          currency={currency}
          value={filter[bound]}
          onChange={(minor) => onChange({ ...filter, [bound]: minor })}
        />
      ))}
    </Group>
  )
}

type BoundProps = { label: string; currency: Currency; value: number | null; onChange(minor: number | null): void }

function Bound({ label, currency, value, onChange }: BoundProps) {
  const t = useText()
  const [text, setText] = useState(value === null ? '' : formatMoney(value, currency))
  const read = text.trim() === '' ? null : parseMoney(text, currency)
  const wrong = read !== null && (!read.ok || read.amountMinor < 0)
  return (
    <MoneyInput
      size="xs"
      label={label}
      currency={currency}
      value={text}
      error={wrong ? t('movements.amountWrong') : null}
      onChange={(typed) => {
        setText(typed)
        const minor = typed.trim() === '' ? null : parseMoney(typed, currency)
        if (minor === null) onChange(null)
        else if (minor.ok && minor.amountMinor >= 0) onChange(minor.amountMinor)
      }}
    />
  )
}
