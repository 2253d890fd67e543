/** The people of the desk: what each may do, in words, and whether they can sign in. */
import { Button, Group, Skeleton, Table } from '@mantine/core'
import { IconKey, IconPencil, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { Operator } from '../../../contract/operators.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { useNow } from '../../ui/clock-context.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import { OperatorForm } from './operator-form.tsx'
import classes from './operators.module.css'
import { ResetPasswordDialog } from './reset-password-dialog.tsx'

type Opened = { what: 'create' } | { what: 'edit' | 'reset'; operator: Operator } | null

export default function OperatorsPage() {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<Opened>(null)
  const list = useApi(['operators.list'], () => api.operators.list({}), { topics: ['operators'] })
  const mayWrite = me.permissions.includes('admin.operators')
  const add = mayWrite && (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => setOpened({ what: 'create' })}>
      {t('operators.add')}
    </Button>
  )
  const close = (): void => setOpened(null)
  return (
    <PageBody>
      <PageHeader title={t('operators.title')} figures={t('operators.lead')} actions={add} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={320} />}
      {list.data && (
        <SectionCard flush label={t('operators.title')}>
          <OperatorTable
            operators={list.data}
            onEdit={mayWrite ? (operator) => setOpened({ what: 'edit', operator }) : null}
            onReset={mayWrite ? (operator) => setOpened({ what: 'reset', operator }) : null}
          />
          {list.data.length === 1 && (
            <EmptyState icon={<IconUsers size={24} />} sentence={t('operators.none')} action={add} />
          )}
        </SectionCard>
      )}
      {opened?.what === 'create' && <OperatorForm onClose={close} />}
      {opened?.what === 'edit' && <OperatorForm operator={opened.operator} onClose={close} />}
      {opened?.what === 'reset' && <ResetPasswordDialog operator={opened.operator} onClose={close} />}
    </PageBody>
  )
}

type OperatorTableProps = {
  operators: readonly Operator[]
  onEdit: ((operator: Operator) => void) | null
  onReset: ((operator: Operator) => void) | null
}

function OperatorTable({ operators, onEdit, onReset }: OperatorTableProps) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('operators.column.name')}</Table.Th>
          <Table.Th>{t('operators.column.roles')}</Table.Th>
          <Table.Th>{t('operators.column.department')}</Table.Th>
          <Table.Th>{t('operators.column.group')}</Table.Th>
          <Table.Th>{t('operators.column.factor')}</Table.Th>
          <Table.Th>{t('operators.column.state')}</Table.Th>
          <Table.Th>{t('operators.column.lastSignIn')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {operators.map((operator) => (
          <OperatorRow key={operator.operatorId} operator={operator} onEdit={onEdit} onReset={onReset} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

type OperatorRowProps = Omit<OperatorTableProps, 'operators'> & { operator: Operator }

function OperatorRow({ operator, onEdit, onReset }: OperatorRowProps) {
  const t = useText()
  const word = useWords()
  const me = useMe()
  const changeOf = useOpenChanges()
  const { displayName } = operator
  return (
    <Table.Tr className={operator.active ? undefined : classes.off}>
      <Table.Td>
        {displayName}{' '}
        {operator.operatorId === me.operatorId && <span className={classes.dimmed}>({t('operators.you')})</span>}
        <div className={classes.dimmed}>{operator.userName}</div>
      </Table.Td>
      <Table.Td>{operator.roles.map((role) => word('role', role)).join(', ')}</Table.Td>
      <Table.Td>
        {operator.department === null ? t('operators.form.departmentNone') : word('department', operator.department)}
      </Table.Td>
      <Table.Td>{operator.signingGroup ?? '—'}</Table.Td>
      <Table.Td>
        <ToneBadge
          tone={operator.hasSecondFactor ? 'done' : 'wait'}
          label={t(operator.hasSecondFactor ? 'operators.factor.yes' : 'operators.factor.no')}
        />
      </Table.Td>
      <Table.Td>
        <OperatorState operator={operator} />
        <WaitsNote change={changeOf(`operator:${operator.operatorId}`)} />
      </Table.Td>
      <Table.Td>
        {operator.lastSignInAt === null ? t('operators.never') : <InstantText at={operator.lastSignInAt} />}
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {onEdit && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconPencil size={14} />}
              aria-label={t('operators.editOf', { name: displayName })}
              onClick={() => onEdit(operator)}
            >
              {t('operators.edit')}
            </Button>
          )}
          {onReset && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconKey size={14} />}
              aria-label={t('operators.resetOf', { name: displayName })}
              onClick={() => onReset(operator)}
            >
              {t('operators.reset')}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function OperatorState({ operator }: { operator: Operator }) {
  const t = useText()
  const now = useNow()
  if (!operator.active) return <ToneBadge tone="neutral" label={t('operators.state.off')} />
  if (operator.lockedUntil !== null && operator.lockedUntil > now) {
    return (
      <>
        <ToneBadge tone="late" label={t('operators.state.locked')} /> <InstantText at={operator.lockedUntil} />
      </>
    )
  }
  return <span>{t('operators.state.active')}</span>
}
