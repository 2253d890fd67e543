/** The rarer filters (R2-03, R3-01): workflow, step, template, who has it, marks, amount, days. */
import { Button, Checkbox, Group, Indicator, Popover, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Currency } from '../../../contract/money.ts'
import { formatMoney } from '../../../contract/money.ts'
import { REQUEST_FLAGS } from '../../../contract/queue.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import classes from './queue.module.css'
import { moreChosen, type QueueChoice } from './queue-query.ts'

type MoreProps = { choice: QueueChoice; set(change: Partial<QueueChoice>): void }

export function MoreFilters({ choice, set }: MoreProps) {
  const t = useText()
  const chosen = moreChosen(choice)
  return (
    <Popover position="bottom-start" width={520} trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Indicator disabled={chosen === 0} size={7} color="teal">
          <Button size="xs" variant="default" leftSection={<IconFilterPlus size={14} />}>
            {chosen === 0 ? t('queue.more') : t('queue.moreChosen', { n: chosen })}
          </Button>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <SimpleGrid cols={2} spacing="sm">
            <CodeLists choice={choice} set={set} />
            <Stack gap="sm">
              <AssignedSelect choice={choice} set={set} />
              <FlagChecks choice={choice} set={set} />
            </Stack>
          </SimpleGrid>
          <AmountRange key={choice.currencies.join()} choice={choice} set={set} />
          <DayRange name="created" choice={choice} set={set} />
          <DayRange name="due" choice={choice} set={set} />
          <DayRange name="changed" choice={choice} set={set} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Workflow, and the steps and templates of the chosen workflows (of all when none is chosen). */
function CodeLists({ choice, set }: MoreProps) {
  const t = useText()
  const language = useLanguage()
  const { profiles } = useProfile()
  const of =
    choice.profiles.length === 0 ? profiles : profiles.filter(({ profile }) => choice.profiles.includes(profile))
  const lists = [
    {
      key: 'profiles',
      label: t('queue.filter.profile'),
      options: profiles.map((p) => [p.profile, p.label[language]] as const),
    },
    {
      key: 'steps',
      label: t('queue.filter.step'),
      options: of.flatMap((p) => p.steps.map((s) => [s.step, s.label[language]] as const)),
    },
    {
      key: 'templates',
      label: t('queue.filter.template'),
      options: of.flatMap((p) => p.templates.map((each) => [each.template, each.label[language]] as const)),
    },
  ] as const
  return (
    <div className={classes.moreLists}>
      {lists.map(
        ({ key, label, options }) =>
          options.length > 0 && (
            <Checkbox.Group
              key={key}
              label={label}
              size="xs"
              value={[...choice[key]]}
              onChange={(values) => set({ [key]: values })}
            >
              <Stack gap={4} mt={4}>
                {options.map(([value, words]) => (
                  <Checkbox key={value} size="xs" value={value} label={words} />
                ))}
              </Stack>
            </Checkbox.Group>
          ),
      )}
    </div>
  )
}

function AssignedSelect({ choice, set }: MoreProps) {
  const t = useText()
  const me = useMe()
  const own = String(me.operatorId)
  return (
    <Select
      size="xs"
      label={t('queue.filter.assigned')}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      data={[
        { value: 'any', label: t('queue.filter.assigned.any') },
        { value: 'nobody', label: t('queue.filter.assigned.nobody') },
        { value: 'somebody', label: t('queue.filter.assigned.somebody') },
        { value: own, label: t('queue.filter.assigned.me') },
      ]}
      value={String(choice.assigned)}
      onChange={(value) => {
        if (value === 'any' || value === 'nobody' || value === 'somebody') set({ assigned: value })
        else set({ assigned: me.operatorId })
      }}
    />
  )
}

function FlagChecks({ choice, set }: MoreProps) {
  const t = useText()
  return (
    <Checkbox.Group
      size="xs"
      label={t('queue.filter.flags')}
      value={[...choice.flags]}
      onChange={(values) => set({ flags: REQUEST_FLAGS.filter((flag) => values.includes(flag)) })}
    >
      <Stack gap={4} mt={4}>
        {REQUEST_FLAGS.map((flag) => (
          <Checkbox key={flag} size="xs" value={flag} label={t(`queue.flag.${flag}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function AmountRange({ choice, set }: MoreProps) {
  const t = useText()
  const [currency] = choice.currencies
  if (choice.currencies.length !== 1 || currency === undefined) {
    return (
      <Text size="xs" c="dimmed">
        {t('queue.filter.amountNeeds')}
      </Text>
    )
  }
  const end = (side: 'from' | 'to') => (
    <AmountEnd
      currency={currency}
      label={side === 'from' ? t('queue.filter.amount', { currency }) : t('queue.filter.to')}
      value={choice.amount[side]}
      onChange={(value) => set({ amount: { ...choice.amount, [side]: value } })}
    />
  )
  return (
    <Group gap="sm" grow align="end">
      {end('from')}
      {end('to')}
    </Group>
  )
}

type AmountEndProps = { currency: Currency; label: string; value: number | null; onChange(value: number | null): void }

/** Takes effect when the field is left, so that half an amount never filters. */
function AmountEnd({ currency, label, value, onChange }: AmountEndProps) {
  const t = useText()
  const [text, setText] = useState(value === null ? '' : formatMoney(value, currency))
  const read = readAmount(text, currency, { t, zero: true })
  return (
    <MoneyInput
      size="xs"
      label={label}
      currency={currency}
      value={text}
      error={text !== '' && !read.ok ? read.sentence : null}
      onChange={setText}
      onBlur={() => {
        if (text === '') onChange(null)
        else if (read.ok) onChange(read.amountMinor)
      }}
    />
  )
}

function DayRange({ name, choice, set }: MoreProps & { name: 'created' | 'due' | 'changed' }) {
  const t = useText()
  const days = choice[name]
  const clear = days.from !== '' || days.to !== ''
  return (
    <Group gap="sm" align="end" wrap="nowrap">
      <DateField
        w={170}
        label={`${t(`queue.filter.${name}`)} ${t('queue.filter.from')}`}
        value={days.from}
        onChange={(from) => set({ [name]: { ...days, from } })}
      />
      <DateField
        w={170}
        label={t('queue.filter.to')}
        value={days.to}
        onChange={(to) => set({ [name]: { ...days, to } })}
      />
      {clear && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          mb={6}
          onClick={() => set({ [name]: { from: '', to: '' } })}
        >
          {t('requests.filter.clear')}
        </Button>
      )}
    </Group>
  )
}
