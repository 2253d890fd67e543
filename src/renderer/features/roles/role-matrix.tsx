/** Permissions by role; a role's head opens it for a change. Own roles stand first, retired ones at the end. */
import { Table, Tooltip } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Operator } from '../../../contract/operators.ts'
import { PERMISSIONS } from '../../../contract/permissions.ts'
import type { RoleFacts } from '../../../contract/roles.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import classes from './roles.module.css'

type Props = {
  roles: readonly RoleFacts[]
  operators: readonly Operator[]
  onEdit: ((role: RoleFacts) => void) | null
}

export function RoleMatrix({ roles, operators, onEdit }: Props) {
  const t = useText()
  const word = useWords()
  const people = useMemo(() => peopleByRole(operators), [operators])
  const shown = useMemo(() => [...roles].sort((a, b) => placeOf(a) - placeOf(b)), [roles])
  return (
    <div className={classes.scroll}>
      <Table className={classes.matrix}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.corner}>{t('operators.rights.permission')}</Table.Th>
            {shown.map((role) => (
              <Table.Th key={role.role} data-retired={role.retired || undefined}>
                <RoleHead role={role} people={people.get(role.role) ?? []} onEdit={onEdit} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {PERMISSIONS.map((permission) => (
            <Table.Tr key={permission}>
              <Table.Th scope="row" className={classes.corner}>
                {word('permission', permission)}
              </Table.Th>
              {shown.map(({ role, permissions, retired }) => (
                <Table.Td key={role} data-retired={retired || undefined}>
                  {permissions.includes(permission) && (
                    <IconCheck
                      size={16}
                      role="img"
                      aria-label={t('operators.rights.may', {
                        role: word('role', role),
                        permission: word('permission', permission),
                      })}
                    />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

type HeadProps = { role: RoleFacts; people: readonly string[]; onEdit: Props['onEdit'] }

function RoleHead({ role, people, onEdit }: HeadProps) {
  const t = useText()
  const word = useWords()
  const changeOf = useOpenChanges()
  const name = word('role', role.role)
  return (
    <>
      {onEdit ? (
        <Tooltip label={t('roles.editOf', { name })}>
          <button type="button" className={classes.role} onClick={() => onEdit(role)}>
            {name} <IconPencil size={11} aria-hidden />
          </button>
        </Tooltip>
      ) : (
        <span className={classes.role}>{name}</span>
      )}
      <div className={classes.people} title={people.join(', ')}>
        {role.retired ? t('roles.retired') : t('operators.rights.people', { n: people.length })}
        {role.version > 0 && !role.retired && ` · ${t(role.builtIn ? 'roles.changed' : 'roles.own')}`}
      </div>
      <WaitsNote change={changeOf(`role:${role.role}`)} />
    </>
  )
}

const placeOf = ({ builtIn, retired }: RoleFacts): number => (retired ? 2 : builtIn ? 1 : 0)

/** Active people only: who is switched off may do nothing. */
function peopleByRole(operators: readonly Operator[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { roles, displayName, active } of operators)
    for (const role of active ? roles : []) found.set(role, [...(found.get(role) ?? []), displayName])
  return found
}
