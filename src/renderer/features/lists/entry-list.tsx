/** One list: its entries in both languages, what is retired, and how to change one. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconList, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { LIST_BY_TWO, type ListEntry, type ListName } from '../../../contract/lists.ts'
import { useMe } from '../../api/session.ts'
import { translate, useText } from '../../i18n/text.tsx'
import { useWords, wordsOf } from '../../i18n/use-words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import classes from './lists.module.css'
import { useLists, VOCABULARY } from './use-lists.ts'

type Opened = { entry: ListEntry | null } | null

export function EntryList({ list }: { list: ListName }) {
  const t = useText()
  const all = useLists()
  const mayWrite = useMe().permissions.includes('admin.settings')
  const [opened, setOpened] = useState<Opened>(null)
  const entries = all.data?.filter((entry) => entry.list === list)
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOpened({ entry: null })}>
      {t('lists.add')}
    </Button>
  )
  return (
    <SectionCard flush title={t(`lists.name.${list}`)} aside={add}>
      <p className={classes.lead}>
        {t(`lists.lead.${list}`)} {t(LIST_BY_TWO[list] ? 'lists.byTwo' : 'lists.byOne')}
      </p>
      {all.problem !== null && <ErrorNote sentence={all.problem} onRetry={all.reload} />}
      {all.loading && <Skeleton height={160} />}
      {entries?.every(({ retired }) => retired) && (
        <EmptyState icon={<IconList size={24} />} sentence={t(`lists.empty.${list}`)} action={add} />
      )}
      {entries && entries.length > 0 && (
        <EntryTable entries={entries} onEdit={mayWrite ? (entry) => setOpened({ entry }) : null} />
      )}
      {opened && (
        <EntryDialog list={list} {...(opened.entry ? { entry: opened.entry } : {})} onClose={() => setOpened(null)} />
      )}
    </SectionCard>
  )
}

/** What an entry is called in a language: the desk's own name, or the program's word. */
export function entryName({ list, key, label }: ListEntry, language: 'en' | 'zh-Hant'): string {
  return label?.[language] ?? wordsOf(translate(language))(VOCABULARY[list], key)
}

type TableProps = { entries: readonly ListEntry[]; onEdit: ((entry: ListEntry) => void) | null }

function EntryTable({ entries, onEdit }: TableProps) {
  const t = useText()
  const word = useWords()
  const changeOf = useOpenChanges()
  const methods = entries[0]?.list === 'withdrawalMethod'
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('roles.form.nameEn')}</Table.Th>
          <Table.Th>{t('roles.form.nameZhHant')}</Table.Th>
          <Table.Th>{t('roles.form.key')}</Table.Th>
          {methods && <Table.Th>{t('lists.pays')}</Table.Th>}
          <Table.Th>{t('roles.department.state')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.key} opacity={entry.retired ? 0.6 : 1}>
            <Table.Td>{entryName(entry, 'en')}</Table.Td>
            <Table.Td lang="zh-Hant">{entryName(entry, 'zh-Hant')}</Table.Td>
            <Table.Td>
              <code className={classes.key}>{entry.key}</code>
            </Table.Td>
            {methods && <Table.Td>{word('payment', entry.pays)}</Table.Td>}
            <Table.Td>
              <ToneBadge
                tone={entry.retired ? 'neutral' : 'done'}
                label={t(entry.retired ? 'roles.retired' : 'roles.inUse')}
              />
              <WaitsNote change={changeOf(`list:${entry.list}.${entry.key}`)} />
            </Table.Td>
            <Table.Td ta="right">
              {onEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconPencil size={14} />}
                  aria-label={t('roles.editOf', { name: entryName(entry, 'en') })}
                  onClick={() => onEdit(entry)}
                >
                  {t('operators.edit')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
