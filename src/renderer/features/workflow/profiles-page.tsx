/**
 * Workflow profiles and their versions: what is in force, what is a draft, what a draft changes and what it would do to a request.
 * A version comes into force when a second person confirms it; requests under way stay on theirs (K-01).
 */
import { ActionIcon, Badge, Button, FileButton, Group, Menu, Skeleton, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconAdjustments,
  IconArchive,
  IconCopy,
  IconDots,
  IconDownload,
  IconTable,
  IconUpload,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { ProfileSummary } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { PoliciesDialog } from './policies-dialog.tsx'
import { ProfileDifference } from './profile-difference.tsx'
import { RetireDialog } from './retire-dialog.tsx'
import { SimulateRequest } from './simulate-request.tsx'

const TONE = { active: 'teal', draft: 'blue', superseded: 'gray' } as const

export default function ProfilesPage() {
  const t = useText()
  const list = useApi(['workflow.profiles'], () => api.workflow.profiles({}), {
    topics: ['settings', 'proposals', 'requests'],
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = list.data ?? []
  const shown = rows.find((row) => keyOf(row) === chosen) ?? rows.find((row) => row.state === 'draft')
  return (
    <PageBody>
      <PageHeader title={t('workflow.profiles')} figures={t('workflow.profilesLead')} actions={<ImportButton />} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={260} />}
      {list.data && (
        <SectionCard flush label={t('workflow.profiles')}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('workflow.profile')}</Table.Th>
                <Table.Th ta="right">{t('workflow.version')}</Table.Th>
                <Table.Th>{t('workflow.state')}</Table.Th>
                <Table.Th ta="right">{t('workflow.openRequests')}</Table.Th>
                <Table.Th>{t('workflow.madeBy')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <VersionRow
                  key={keyOf(row)}
                  row={row}
                  here={shown !== undefined && keyOf(shown) === keyOf(row)}
                  onChoose={() => setChosen(keyOf(row))}
                />
              ))}
            </Table.Tbody>
          </Table>
        </SectionCard>
      )}
      {shown && (
        <Group align="stretch" gap="md" grow preventGrowOverflow={false}>
          {shown.state === 'draft' && <ProfileDifference version={shown} />}
          <SimulateRequest key={keyOf(shown)} version={shown} />
        </Group>
      )}
    </PageBody>
  )
}

const keyOf = ({ profile, version }: ProfileSummary): string => `${profile}/${version}`

type VersionRowProps = { row: ProfileSummary; here: boolean; onChoose(): void }

function VersionRow({ row, here, onChoose }: VersionRowProps) {
  const t = useText()
  const language = useLanguage()
  const { permissions } = useMe()
  return (
    <Table.Tr {...(here ? { bg: 'var(--desk-picked)' } : {})}>
      <Table.Td>
        <b>{row.label[language]}</b> {row.isDesk && <Badge size="xs">{t('workflow.isDesk')}</Badge>}
        {row.retired && (
          <Badge size="xs" color="gray" variant="outline">
            {t('workflow.retired')}
          </Badge>
        )}
        {row.note !== '' && (
          <Text size="xs" c="dimmed">
            {row.note}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{row.version}</Table.Td>
      <Table.Td>
        <Badge size="sm" variant="light" color={TONE[row.state]}>
          {t(`workflow.state.${row.state}`)}
        </Badge>
      </Table.Td>
      <Table.Td ta="right">{row.openRequests}</Table.Td>
      <Table.Td>
        {row.madeBy ?? t('workflow.builtIn')} {row.madeAt !== null && <InstantText at={row.madeAt} />}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="compact-xs" variant="subtle" onClick={onChoose}>
            {t(row.state === 'draft' ? 'workflow.compare' : 'workflow.try')}
          </Button>
          <Link href={`/matrix?profile=${row.profile}&version=${row.version}`} className="desk-link">
            <IconTable size={15} aria-hidden /> {t('workflow.matrix')}
          </Link>
          <ExportButton row={row} />
          {permissions.includes('admin.profiles') && <Changes row={row} />}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

/** What an administrator may do with a version: copy it, answer its policies anew, take the profile out of use. */
function Changes({ row }: { row: ProfileSummary }) {
  const t = useText()
  const [open, setOpen] = useState<'copy' | 'policies' | 'retire' | null>(null)
  const close = (): void => setOpen(null)
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('workflow.moreOf', { profile: row.profile })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => setOpen('copy')}>
            {t('workflow.copy')}
          </Menu.Item>
          <Menu.Item leftSection={<IconAdjustments size={14} />} onClick={() => setOpen('policies')}>
            {t('workflow.policies')}
          </Menu.Item>
          {row.state === 'active' && !row.isDesk && (
            <Menu.Item leftSection={<IconArchive size={14} />} onClick={() => setOpen('retire')}>
              {t(row.retired ? 'workflow.restore' : 'workflow.retire')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'copy' && <CopyDialog row={row} onClose={close} />}
      {open === 'policies' && <PoliciesDialog row={row} onClose={close} />}
      {open === 'retire' && <RetireDialog row={row} onClose={close} />}
    </>
  )
}

/** Hands the definition out as a file: to read, to edit, to take to another desk. */
function ExportButton({ row }: { row: ProfileSummary }) {
  const t = useText()
  const { profile, version } = row
  const save = async (): Promise<void> => {
    const data = await api.workflow.definition({ profile, version })
    const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${profile}-${version}.json`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <Button size="compact-xs" variant="subtle" leftSection={<IconDownload size={14} />} onClick={() => void save()}>
      {t('workflow.export')}
    </Button>
  )
}

/** Takes a file as the next version of its profile; one that cannot run is refused with every reason. */
function ImportButton() {
  const t = useText()
  const [, go] = useLocation()
  const { permissions } = useMe()
  const draft = useCommand(api.workflow.draft, {
    onDone: ({ profile, version }) => {
      notifications.show({ color: 'teal', message: t('workflow.drafted', { profile, version }) })
      go('/profiles')
    },
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence, autoClose: false }),
  })
  if (!permissions.includes('admin.profiles')) return null
  const take = async (file: File | null): Promise<void> => {
    if (file) await draft.run({ definition: await file.text(), note: file.name })
  }
  return (
    <FileButton accept="application/json" onChange={(file) => void take(file)}>
      {(props) => (
        <Button {...props} loading={draft.busy} leftSection={<IconUpload size={16} />}>
          {t('workflow.import')}
        </Button>
      )}
    </FileButton>
  )
}
