/** Changes of rights and money settings that wait for a second person, and what was decided before. */
import { Button, Skeleton, Stack, Tabs } from '@mantine/core'
import { IconHistory, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { TabCount } from '../../ui/tab-count.tsx'
import { useCounts } from '../desk/rail.tsx'
import { ChangeCard } from './change-card.tsx'

const PAGE_ROWS = 25

export default function ChangesPage() {
  const t = useText()
  const [, go] = useLocation()
  const { tab: wanted } = useParams<{ tab?: string }>()
  const tab = wanted === 'decided' ? 'decided' : 'waiting'
  const counts = useCounts()
  return (
    <PageBody wide={false}>
      <PageHeader title={t('proposals.title')} figures={t('proposals.lead')} />
      <Tabs value={tab} onChange={(value) => value && go(`/changes/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="waiting" leftSection={<IconUsers size={16} />}>
            {t('proposals.tab.waiting')}
            <TabCount count={counts?.changesToConfirm ?? 0} />
          </Tabs.Tab>
          <Tabs.Tab value="decided" leftSection={<IconHistory size={16} />}>
            {t('proposals.tab.decided')}
          </Tabs.Tab>
        </Tabs.List>
        <ChangeList key={tab} which={tab === 'waiting' ? 'open' : 'decided'} />
      </Tabs>
    </PageBody>
  )
}

function ChangeList({ which }: { which: 'open' | 'decided' }) {
  const t = useText()
  const [befores, setBefores] = useState<(number | null)[]>([null])
  const before = befores.at(-1) ?? null
  const list = useApi(
    ['proposals.list', which, before],
    () => api.proposals.list({ which, before: before as never, pageSize: PAGE_ROWS }),
    { topics: ['proposals'], keepPrevious: true },
  )
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  if (!list.data) return <Skeleton height={260} />
  const { rows, more } = list.data
  if (rows.length === 0) {
    return (
      <SectionCard>
        <EmptyState
          icon={which === 'open' ? <IconUsers size={24} /> : <IconHistory size={24} />}
          sentence={t(which === 'open' ? 'proposals.none' : 'proposals.noneDecided')}
          hint={t('proposals.noneHint')}
        />
      </SectionCard>
    )
  }
  return (
    <Stack gap="md">
      {rows.map((proposal) => (
        <ChangeCard key={proposal.proposalId} proposal={proposal} />
      ))}
      {(more || befores.length > 1) && (
        <Button.Group>
          <Button variant="default" disabled={befores.length === 1} onClick={() => setBefores(befores.slice(0, -1))}>
            {t('proposals.newer')}
          </Button>
          <Button
            variant="default"
            disabled={!more}
            onClick={() => setBefores([...befores, rows.at(-1)?.proposalId ?? null])}
          >
            {t('proposals.older')}
          </Button>
        </Button.Group>
      )}
    </Stack>
  )
}
