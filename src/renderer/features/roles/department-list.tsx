/** The departments of the desk: name, key, who works there, and which workflows let it hold requests. */
import { Button, Table } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { Operator } from '../../../contract/operators.ts'
import type { DepartmentFacts } from '../../../contract/roles.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import classes from './roles.module.css'

type Props = {
  departments: readonly DepartmentFacts[]
  operators: readonly Operator[]
  onEdit: ((facts: DepartmentFacts) => void) | null
}

export function DepartmentList({ departments, operators, onEdit }: Props) {
  const t = useText()
  return (
    <SectionCard flush label={t('roles.tab.departments')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('roles.department.name')}</Table.Th>
            <Table.Th>{t('roles.department.key')}</Table.Th>
            <Table.Th>{t('roles.department.people')}</Table.Th>
            <Table.Th>{t('roles.department.workflows')}</Table.Th>
            <Table.Th>{t('roles.department.state')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {departments.map((facts) => (
            <DepartmentRow key={facts.department} facts={facts} operators={operators} onEdit={onEdit} />
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

type RowProps = Omit<Props, 'departments'> & { facts: DepartmentFacts }

function DepartmentRow({ facts, operators, onEdit }: RowProps) {
  const t = useText()
  const word = useWords()
  const language = useLanguage()
  const changeOf = useOpenChanges()
  const { profiles } = useProfile()
  const { department, retired, version, builtIn } = facts
  const name = word('department', department)
  const people = operators.filter((each) => each.active && each.department === department)
  const workflows = profiles.filter((each) => each.departments.some((one) => one.department === department))
  const state = retired ? 'roles.retired' : version === 0 || !builtIn ? 'roles.inUse' : 'roles.renamed'
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <code className={classes.key}>{department}</code>
      </Table.Td>
      <Table.Td>{people.length === 0 ? '—' : people.map(({ displayName }) => displayName).join(', ')}</Table.Td>
      <Table.Td>{workflows.length === 0 ? '—' : workflows.map(({ label }) => label[language]).join(', ')}</Table.Td>
      <Table.Td>
        <ToneBadge tone={retired ? 'neutral' : 'done'} label={t(state)} />
        <WaitsNote change={changeOf(`department:${department}`)} />
      </Table.Td>
      <Table.Td align="right">
        {onEdit && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            aria-label={t('roles.editOf', { name })}
            onClick={() => onEdit(facts)}
          >
            {t('operators.edit')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
