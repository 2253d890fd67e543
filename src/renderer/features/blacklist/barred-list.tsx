/** A list of what is barred or of high risk: what, why, by whom; taking something off is proposed to a second person. */
import { Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Instant } from '../../../contract/dates.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'

export type BarredRow = {
  id: number
  /** What an open change names: `bar:3`. */
  subject: string
  /** The kind where the list holds several. */
  kind?: string
  what: string
  reason: string
  by: string
  at: Instant
  /** How it ended, if it did. */
  ended?: string | undefined
}

type Lift = {
  busy: boolean
  refusal: { sentence: string } | null
  run(id: number, reason: string): Promise<unknown>
}

type Props = {
  title: string
  rows: readonly BarredRow[] | undefined
  list: { problem: string | null; loading: boolean; reload(): void }
  empty: { icon: ReactNode; sentence: string }
  heads: { kind?: string; what: string }
  addLabel: string
  /** Null where the person may only read. */
  lift: Lift | null
  aside?: ReactNode
  addDialog(close: () => void): ReactNode
}

export function BarredList({ title, rows, list, empty, heads, addLabel, lift, aside, addDialog }: Props) {
  const t = useText()
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<BarredRow | null>(null)
  const add = lift && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {addLabel}
    </Button>
  )
  return (
    <SectionCard
      flush
      title={title}
      aside={
        <Group gap="md">
          {aside}
          {rows?.length !== 0 && add}
        </Group>
      }
    >
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={160} />}
      {rows?.length === 0 && <EmptyState icon={empty.icon} sentence={empty.sentence} action={add} />}
      {rows && rows.length > 0 && <BarredTable rows={rows} heads={heads} onLift={lift ? setLifting : null} />}
      {adding && addDialog(() => setAdding(false))}
      {lift && lifting && (
        <ReasonDialog
          oneLine
          tone="second"
          title={t('blacklist.liftOf', { what: lifting.what })}
          submit={t('blacklist.liftSubmit')}
          busy={lift.busy}
          refusal={lift.refusal}
          onReason={(reason) =>
            void lift.run(lifting.id, reason).then((done) => done !== undefined && setLifting(null))
          }
          onClose={() => setLifting(null)}
        />
      )}
    </SectionCard>
  )
}

type TableProps = Pick<Props, 'heads'> & { rows: readonly BarredRow[]; onLift: ((row: BarredRow) => void) | null }

function BarredTable({ rows, heads, onLift }: TableProps) {
  const t = useText()
  const changeOf = useOpenChanges()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          {heads.kind !== undefined && <Table.Th>{heads.kind}</Table.Th>}
          <Table.Th>{heads.what}</Table.Th>
          <Table.Th>{t('blacklist.column.reason')}</Table.Th>
          <Table.Th>{t('blacklist.column.by')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => {
          const change = changeOf(row.subject)
          return (
            <Table.Tr key={row.id} opacity={row.ended === undefined ? 1 : 0.6}>
              {heads.kind !== undefined && <Table.Td>{row.kind}</Table.Td>}
              <Table.Td>{row.what}</Table.Td>
              <Table.Td>
                {row.reason}
                {row.ended !== undefined && (
                  <Text size="xs" c="dimmed">
                    {row.ended}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {row.by} <InstantText at={row.at} />
              </Table.Td>
              <Table.Td ta="right">
                <WaitsNote change={change} />
                {onLift && row.ended === undefined && !change && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('blacklist.liftOf', { what: row.what })}
                    onClick={() => onLift(row)}
                  >
                    {t('blacklist.lift')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
