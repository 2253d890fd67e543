/** Why a request may be refused: the codes of one workflow, what becomes of the money, which steps offer them (R2-21…R2-24, K-13, K-30). */
import { Button, Group, Select, Table } from '@mantine/core'
import { IconListCheck, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReasonCode } from '../../../contract/profile.ts'
import type { Profile } from '../../../contract/workflow.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import classes from './lists.module.css'
import { ReasonCodeDialog } from './reason-code-dialog.tsx'

export function ReasonCodes() {
  const t = useText()
  const language = useLanguage()
  const { profiles } = useProfile()
  const [chosen, setChosen] = useState<string | null>(null)
  const [opened, setOpened] = useState<{ code: ReasonCode | null } | null>(null)
  const changeOf = useOpenChanges()
  const mayWrite = useMe().permissions.includes('admin.profiles')
  const profile = profiles.find((each) => each.profile === chosen) ?? profiles[0]
  if (!profile) return null
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOpened({ code: null })}>
      {t('lists.reason.add')}
    </Button>
  )
  return (
    <SectionCard
      flush
      title={t('lists.name.reasonCodes')}
      aside={
        <Group gap="md">
          <WaitsNote change={changeOf(`profile:${profile.profile}`)} />
          <Select
            size="xs"
            aria-label={t('workflow.profile')}
            data={profiles.map((each) => ({ value: each.profile, label: each.label[language] }))}
            value={profile.profile}
            onChange={setChosen}
          />
          {add}
        </Group>
      }
    >
      <p className={classes.lead}>{t('lists.lead.reasonCodes')}</p>
      {profile.reasonCodes.length === 0 ? (
        <EmptyState
          icon={<IconListCheck size={24} />}
          sentence={t('lists.empty.reasonCodes', { profile: profile.label[language] })}
          action={add}
        />
      ) : (
        <ReasonTable profile={profile} onEdit={mayWrite ? (code) => setOpened({ code }) : null} />
      )}
      {opened && <ReasonCodeDialog profile={profile} code={opened.code} onClose={() => setOpened(null)} />}
    </SectionCard>
  )
}

type TableProps = { profile: Profile; onEdit: ((code: ReasonCode) => void) | null }

function ReasonTable({ profile, onEdit }: TableProps) {
  const t = useText()
  const language = useLanguage()
  const actionWord = (action: string): string =>
    profile.actions.find((each) => each.action === action)?.label[language] ?? action
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('roles.form.key')}</Table.Th>
          <Table.Th>{t('roles.form.nameEn')}</Table.Th>
          <Table.Th>{t('roles.form.nameZhHant')}</Table.Th>
          <Table.Th>{t('lists.reason.money')}</Table.Th>
          <Table.Th>{t('lists.reason.actions')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {profile.reasonCodes.map((reason) => (
          <Table.Tr key={reason.code}>
            <Table.Td>
              <code className={classes.key}>{reason.code}</code>
            </Table.Td>
            <Table.Td>{reason.label.en}</Table.Td>
            <Table.Td lang="zh-Hant">{reason.label['zh-Hant']}</Table.Td>
            <Table.Td>
              <ToneBadge
                tone={reason.money === 'holds' ? 'wait' : 'neutral'}
                label={t(`lists.reason.money.${reason.money}`)}
              />
            </Table.Td>
            <Table.Td>{reason.actions.map(actionWord).join(', ')}</Table.Td>
            <Table.Td ta="right">
              {onEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconPencil size={14} />}
                  aria-label={t('roles.editOf', { name: reason.label[language] })}
                  onClick={() => onEdit(reason)}
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
