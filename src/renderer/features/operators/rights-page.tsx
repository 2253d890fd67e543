/** Who may do what: permissions by role, with the people who have each role; and the file for the review of access (R2-88). */
import { Button, Table } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Operator } from '../../../contract/operators.ts'
import { PERMISSIONS, type Permission, ROLE_NAMES, ROLES, type Role } from '../../../contract/permissions.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './rights.module.css'

export default function RightsPage() {
  const t = useText()
  const list = useApi(['operators.list'], () => api.operators.list({}), { topics: ['operators'] })
  const download = useDownload()
  const review = useCommand(api.operators.exportAccess, { onDone: ({ fileId }) => void download.save(fileId) })
  return (
    <PageBody>
      <PageHeader
        title={t('operators.rights.title')}
        figures={t('operators.rights.lead')}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={review.busy || download.busy}
            onClick={() => void review.run({})}
          >
            {t('operators.rights.export')}
          </Button>
        }
      />
      <RefusalNote refusal={review.refusal} />
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <SectionCard flush label={t('operators.rights.title')}>
        <Matrix operators={list.data ?? []} />
      </SectionCard>
    </PageBody>
  )
}

const allows = (role: Role, permission: Permission): boolean =>
  (ROLES[role] as readonly Permission[]).includes(permission)

function Matrix({ operators }: { operators: readonly Operator[] }) {
  const t = useText()
  const word = useWords()
  const [picked, setPicked] = useState<Role | null>(null)
  const people = useMemo(() => peopleByRole(operators), [operators])
  return (
    <div className={classes.scroll}>
      <Table className={classes.matrix}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.corner}>{t('operators.rights.permission')}</Table.Th>
            {ROLE_NAMES.map((role) => (
              <Table.Th key={role} data-picked={picked === role || undefined}>
                <button type="button" className={classes.role} onClick={() => setPicked(picked === role ? null : role)}>
                  {word('role', role)}
                </button>
                <div className={classes.people} title={people.get(role)?.join(', ')}>
                  {t('operators.rights.people', { n: people.get(role)?.length ?? 0 })}
                </div>
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
              {ROLE_NAMES.map((role) => (
                <Table.Td key={role} data-picked={picked === role || undefined}>
                  {allows(role, permission) && (
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

/** Active people only: who is switched off may do nothing. */
function peopleByRole(operators: readonly Operator[]): ReadonlyMap<Role, string[]> {
  const found = new Map<Role, string[]>()
  for (const { roles, displayName, active } of operators)
    for (const role of active ? roles : []) found.set(role, [...(found.get(role) ?? []), displayName])
  return found
}
