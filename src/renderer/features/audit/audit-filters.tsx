/** Filters of the log: who, which kind of thing, which request. */
import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import { SUBJECT_KINDS } from './audit-words.ts'

export type Filter = { requestId: number | null; subject: string; actor: string }
export const NO_FILTER: Filter = { requestId: null, subject: '', actor: '' }

const WAIT_MS = 250

export function AuditFilters({ filter, onFilter }: { filter: Filter; onFilter(filter: Filter): void }) {
  const t = useText()
  const [actor, setActor] = useState(filter.actor)
  const [request, setRequest] = useState('')
  const later = useDebouncedCallback((next: Filter) => onFilter(next), WAIT_MS)
  const clear = (): void => {
    setActor('')
    setRequest('')
    onFilter(NO_FILTER)
  }
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label={t('audit.filter.actor')}
        leftSection={<IconSearch size={16} />}
        w={220}
        maxLength={80}
        value={actor}
        onChange={(event) => {
          setActor(event.currentTarget.value)
          later({ ...filter, actor: event.currentTarget.value.trim() })
        }}
      />
      <Select
        label={t('audit.filter.subject')}
        w={220}
        data={[
          { value: '', label: t('audit.filter.everything') },
          ...SUBJECT_KINDS.map((kind) => ({ value: `${kind}:`, label: t(`audit.subject.${kind}`) })),
        ]}
        value={filter.subject}
        onChange={(value) => onFilter({ ...filter, subject: value ?? '' })}
      />
      <TextInput
        label={t('audit.filter.request')}
        w={160}
        placeholder="WD-1042"
        maxLength={20}
        value={request}
        onChange={(event) => {
          setRequest(event.currentTarget.value)
          const found = /^\s*(?:WD-)?(\d{1,15})\s*$/i.exec(event.currentTarget.value)?.[1]
          later({ ...filter, requestId: found === undefined ? null : Number(found) })
        }}
      />
      {(filter.actor !== '' || filter.subject !== '' || filter.requestId !== null) && (
        <Button variant="subtle" onClick={clear}>
          {t('audit.filter.clear')}
        </Button>
      )}
    </Group>
  )
}
