/** The monthly spot checks: pull a month, open one, see how far its review is (R3-63). */
import { Button, Skeleton, Table, TextInput } from '@mantine/core'
import { IconListSearch, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { SpotCheck } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { SpotCheckLines } from './spot-check-lines.tsx'

const TONE: Record<SpotCheck['state'], Tone> = { open: 'wait', reviewed: 'second', closed: 'done' }

export function SpotChecks({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const [opened, setOpened] = useState<number | null>(null)
  const [pulling, setPulling] = useState(false)
  const list = useApi(['risk.spotChecks'], () => api.risk.spotChecks({}), { topics: ['customers'] })
  if (opened !== null) return <SpotCheckLines spotCheckId={opened} mayWrite={mayWrite} onBack={() => setOpened(null)} />
  const pull = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setPulling(true)}>
      {t('risk.spot.pull')}
    </Button>
  )
  return (
    <SectionCard flush title={t('risk.tab.spot')} aside={list.data?.length !== 0 && pull}>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={160} />}
      {list.data?.length === 0 && (
        <EmptyState icon={<IconListSearch size={24} />} sentence={t('risk.spot.none')} action={pull} />
      )}
      {list.data && list.data.length > 0 && <CheckTable checks={list.data} onOpen={setOpened} />}
      {pulling && (
        <PullDialog
          onClose={() => setPulling(false)}
          onPulled={(spotCheckId) => {
            setPulling(false)
            setOpened(spotCheckId)
          }}
        />
      )}
    </SectionCard>
  )
}

function CheckTable({ checks, onOpen }: { checks: readonly SpotCheck[]; onOpen(spotCheckId: number): void }) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('risk.spot.column.month')}</Table.Th>
          <Table.Th>{t('risk.spot.column.state')}</Table.Th>
          <Table.Th ta="right">{t('risk.spot.column.lines')}</Table.Th>
          <Table.Th ta="right">{t('risk.spot.column.flagged')}</Table.Th>
          <Table.Th ta="right">{t('risk.spot.column.escalated')}</Table.Th>
          <Table.Th>{t('risk.spot.column.second')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {checks.map((check) => (
          <Table.Tr key={check.spotCheckId}>
            <Table.Td>{check.month}</Table.Td>
            <Table.Td>
              <ToneBadge tone={TONE[check.state]} label={t(`risk.spot.state.${check.state}`)} />
            </Table.Td>
            <Table.Td ta="right">{t('risk.spot.of', { reviewed: check.reviewed, lines: check.lines })}</Table.Td>
            <Table.Td ta="right">{check.flagged}</Table.Td>
            <Table.Td ta="right">{check.escalated}</Table.Td>
            <Table.Td>{check.second?.by ?? '–'}</Table.Td>
            <Table.Td ta="right">
              <Button size="compact-xs" variant="default" onClick={() => onOpen(check.spotCheckId)}>
                {t('risk.spot.open')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function PullDialog({ onClose, onPulled }: { onClose(): void; onPulled(spotCheckId: number): void }) {
  const t = useText()
  const [month, setMonth] = useState('')
  const pull = useCommand(api.risk.pull, { onDone: ({ spotCheckId }) => onPulled(spotCheckId) })
  return (
    <FormDialog
      title={t('risk.spot.pull')}
      submit={t('risk.spot.pullSubmit')}
      busy={pull.busy}
      refusal={pull.refusal}
      disabled={!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)}
      onSubmit={() => void pull.run({ month })}
      onClose={onClose}
    >
      <TextInput
        label={t('risk.spot.month')}
        data-autofocus
        maxLength={7}
        value={month}
        onChange={(event) => setMonth(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
