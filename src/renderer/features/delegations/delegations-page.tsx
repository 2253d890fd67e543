/** Delegations: who may use whose roles in approvals, and until when. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconArrowsExchange, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Delegation, DelegationState } from '../../../contract/delegations.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { DelegationForm } from './delegation-form.tsx'
import classes from './delegations.module.css'
import { EndDialog } from './end-dialog.tsx'

const TONE: Record<DelegationState, Tone> = {
  active: 'done',
  later: 'wait',
  over: 'neutral',
  ended: 'neutral',
  idle: 'late',
}

export default function DelegationsPage() {
  const t = useText()
  const [adding, setAdding] = useState(false)
  const list = useApi(['delegations.list'], () => api.delegations.list({}), { topics: ['operators', 'proposals'] })
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('delegations.add')}
    </Button>
  )
  return (
    <PageBody>
      <PageHeader title={t('delegations.title')} figures={t('delegations.lead')} actions={add} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={240} />}
      {list.data && (
        <SectionCard flush label={t('delegations.title')}>
          {list.data.length === 0 ? (
            <EmptyState
              icon={<IconArrowsExchange size={24} />}
              sentence={t('delegations.none')}
              hint={t('delegations.noneHint')}
            />
          ) : (
            <DelegationTable rows={list.data} />
          )}
        </SectionCard>
      )}
      {adding && <DelegationForm onClose={() => setAdding(false)} />}
    </PageBody>
  )
}

function DelegationTable({ rows }: { rows: readonly Delegation[] }) {
  const t = useText()
  const [ending, setEnding] = useState<Delegation | null>(null)
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('delegations.column.who')}</Table.Th>
            <Table.Th>{t('delegations.column.roles')}</Table.Th>
            <Table.Th w={220}>{t('delegations.column.days')}</Table.Th>
            <Table.Th w={150}>{t('delegations.column.state')}</Table.Th>
            <Table.Th>{t('delegations.column.why')}</Table.Th>
            <Table.Th w={90} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <DelegationRow key={row.delegationId} row={row} onEnd={() => setEnding(row)} />
          ))}
        </Table.Tbody>
      </Table>
      {ending && <EndDialog delegation={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

function DelegationRow({ row, onEnd }: { row: Delegation; onEnd(): void }) {
  const t = useText()
  const word = useWords()
  const language = useLanguage()
  const { delegate, delegator } = row
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{t('delegations.forWhom', { delegate, delegator })}</strong>
        <div className={classes.dimmed}>
          {t('delegations.people', { by: row.madeBy, confirmed: row.confirmedBy })}
          {row.endedBy !== null && ` · ${t('delegations.endedBy', { by: row.endedBy })}`}
        </div>
      </Table.Td>
      <Table.Td>{row.roles.map((role) => word('role', role)).join(', ')}</Table.Td>
      <Table.Td className={classes.days}>
        {dateText(row.from, language)} – {dateText(row.to, language)}
      </Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[row.state]} label={t(`delegations.state.${row.state}`)} />
      </Table.Td>
      <Table.Td className={classes.dimmed}>{row.reason}</Table.Td>
      <Table.Td>
        {row.mayEnd && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('delegations.endOf', { delegate, delegator })}
            onClick={onEnd}
          >
            {t('delegations.end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
