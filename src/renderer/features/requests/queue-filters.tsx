/** The filters of the queue in one row (R1-08), with the checkbox that selects the page (R1-13). */
import { Button, Checkbox, CloseButton, Indicator, Menu, Stack, Switch, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { CURRENCIES } from '../../../contract/money.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import classes from './queue.module.css'
import { MoreFilters } from './queue-more.tsx'
import { isNarrowed, METHODS, PRIORITIES, type QueueChoice, USUAL_CHOICE } from './queue-query.ts'

export type QueueFiltersProps = {
  choice: QueueChoice
  onChange(choice: QueueChoice): void
  /** Selects or clears every row of the page; null where nothing can be selected. */
  selectPage: { checked: boolean; some: boolean; onToggle(): void } | null
}

const SEARCH_DEBOUNCE_MS = 250

export function QueueFilters({ choice, onChange, selectPage }: QueueFiltersProps) {
  const t = useText()
  const set = (change: Partial<QueueChoice>): void => onChange({ ...choice, ...change })
  return (
    <search className={classes.filters} aria-label={t('requests.filter.label')}>
      {selectPage && (
        <Checkbox
          size="xs"
          className={classes.selectPage ?? ''}
          aria-label={t('requests.filter.selectPage')}
          checked={selectPage.checked}
          indeterminate={selectPage.some}
          onChange={selectPage.onToggle}
        />
      )}
      <SearchField value={choice.search} onChange={(search) => set({ search })} />
      <FilterMenus choice={choice} set={set} />
      <MoreFilters choice={choice} set={set} />
      <Switch
        size="xs"
        label={t('requests.filter.overdue')}
        checked={choice.overdueOnly}
        onChange={(event) => set({ overdueOnly: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('requests.filter.closed')}
        checked={choice.closedToo}
        onChange={(event) => set({ closedToo: event.currentTarget.checked })}
      />
      {isNarrowed(choice) && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => set(USUAL_CHOICE)}>
          {t('requests.filter.clear')}
        </Button>
      )}
    </search>
  )
}

/** What may be ticked: status, method, priority, currency. */
function FilterMenus({ choice, set }: { choice: QueueChoice; set(change: Partial<QueueChoice>): void }) {
  const t = useText()
  const word = useWords()
  const language = useLanguage()
  const { profile, profiles, statusLabel } = useProfile()
  const chosen = profiles.filter((each) => choice.profiles.includes(each.profile))
  const statuses = (chosen.length > 0 ? chosen : profile ? [profile] : []).flatMap((each) => each.statuses)
  const codes = [...new Set([...statuses.map(({ status }) => status as string), ...choice.statuses])]
  return (
    <>
      <FilterMenu
        name={t('requests.filter.status')}
        options={codes.map((value) => ({
          value,
          label: statuses.find(({ status }) => status === value)?.label[language] ?? statusLabel(value),
        }))}
        value={choice.statuses}
        onChange={(statuses) => set({ statuses })}
      />
      <FilterMenu
        name={t('requests.filter.method')}
        options={METHODS.map((value) => ({ value, label: word('method', value) }))}
        value={choice.methods}
        onChange={(methods) => set({ methods })}
      />
      <FilterMenu
        name={t('requests.filter.priority')}
        options={PRIORITIES.map((value) => ({ value, label: word('priority', value) }))}
        value={choice.priorities}
        onChange={(priorities) => set({ priorities })}
      />
      <FilterMenu
        name={t('requests.filter.currency')}
        options={CURRENCIES.map((value) => ({ value, label: value }))}
        value={choice.currencies}
        onChange={(currencies) => set({ currencies })}
      />
    </>
  )
}

function SearchField({ value, onChange }: { value: string; onChange(text: string): void }) {
  const t = useText()
  const [text, setText] = useState(value)
  const send = useDebouncedCallback(onChange, SEARCH_DEBOUNCE_MS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the address, not its own typing
  useEffect(() => {
    if (value !== text.trim()) setText(value)
  }, [value])
  const change = (next: string): void => {
    setText(next)
    send(next.trim())
  }
  return (
    <TextInput
      size="xs"
      w={220}
      type="search"
      aria-label={t('requests.filter.search')}
      placeholder={t('requests.filter.search')}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        text === '' ? null : (
          <CloseButton size="xs" aria-label={t('requests.filter.clear')} onClick={() => change('')} />
        )
      }
      maxLength={80}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

type FilterMenuProps<Value extends string> = {
  name: string
  options: readonly { value: Value; label: string }[]
  value: readonly Value[]
  onChange(value: Value[]): void
}

function FilterMenu<Value extends string>({ name, options, value, onChange }: FilterMenuProps<Value>) {
  const t = useText()
  const only = value.length === 1 ? options.find((option) => option.value === value[0])?.label : undefined
  const words = value.length === 0 ? name : t('requests.filter.chosen', { name, n: only ?? value.length })
  const toggle = (one: Value): void =>
    onChange(value.includes(one) ? value.filter((each) => each !== one) : [...value, one])
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Indicator disabled={value.length === 0} size={7} color="teal">
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={13} />}>
            {words}
          </Button>
        </Indicator>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={6} p="sm" mah="50vh" style={{ overflow: 'auto' }}>
          {options.map((option) => (
            <Checkbox
              key={option.value}
              size="xs"
              label={option.label}
              checked={value.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
          ))}
        </Stack>
      </Menu.Dropdown>
    </Menu>
  )
}
