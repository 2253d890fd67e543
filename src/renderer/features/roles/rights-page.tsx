/** Who may do what: permissions by role, with the people who have each role; the departments; the file for the review of access (R2-88). */
import { Button, Group, Tabs } from '@mantine/core'
import { IconDownload, IconPlus, IconShieldLock, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { DepartmentFacts, RoleFacts } from '../../../contract/roles.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { DepartmentDialog } from './department-dialog.tsx'
import { DepartmentList } from './department-list.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { useRights } from './use-rights.tsx'

const TABS = ['roles', 'departments'] as const
type Tab = (typeof TABS)[number]
type Opened = { role: RoleFacts | null } | { department: DepartmentFacts | null } | null

export default function RightsPage() {
  const t = useText()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const tab = TABS.find((each) => each === wanted) ?? 'roles'
  const rights = useRights()
  const mayWrite = useMe().permissions.includes('admin.operators')
  const [opened, setOpened] = useState<Opened>(null)
  const operators = useApi(['operators.list'], () => api.operators.list({}), { topics: ['operators'] })
  const problem = rights.problem ?? operators.problem
  const close = (): void => setOpened(null)
  const actions = <Actions tab={tab} onAdd={mayWrite ? setOpened : null} />
  return (
    <PageBody>
      <PageHeader title={t('operators.rights.title')} figures={t('operators.rights.lead')} actions={actions} />
      {problem !== null && <ErrorNote sentence={problem} onRetry={rights.reload} />}
      <Tabs value={tab} onChange={(value) => value && go(`/rights/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="roles" leftSection={<IconShieldLock size={16} />}>
            {t('roles.tab.roles')}
          </Tabs.Tab>
          <Tabs.Tab value="departments" leftSection={<IconUsersGroup size={16} />}>
            {t('roles.tab.departments')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="roles">
          <SectionCard flush label={t('operators.rights.title')}>
            <RoleMatrix
              roles={rights.roles}
              operators={operators.data ?? []}
              onEdit={mayWrite ? (role) => setOpened({ role }) : null}
            />
          </SectionCard>
        </Tabs.Panel>
        <Tabs.Panel value="departments">
          <DepartmentList
            departments={rights.departments}
            operators={operators.data ?? []}
            onEdit={mayWrite ? (department) => setOpened({ department }) : null}
          />
        </Tabs.Panel>
      </Tabs>
      {opened && 'role' in opened && <RoleDialog {...(opened.role ? { role: opened.role } : {})} onClose={close} />}
      {opened && 'department' in opened && (
        <DepartmentDialog {...(opened.department ? { facts: opened.department } : {})} onClose={close} />
      )}
    </PageBody>
  )
}

function Actions({ tab, onAdd }: { tab: Tab; onAdd: ((what: Opened) => void) | null }) {
  const t = useText()
  const download = useDownload()
  const review = useCommand(api.operators.exportAccess, { onDone: ({ fileId }) => void download.save(fileId) })
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={review.busy || download.busy}
          onClick={() => void review.run({})}
        >
          {t('operators.rights.export')}
        </Button>
        {onAdd && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => onAdd(tab === 'roles' ? { role: null } : { department: null })}
          >
            {t(tab === 'roles' ? 'roles.add' : 'roles.department.add')}
          </Button>
        )}
      </Group>
      <RefusalNote refusal={review.refusal} />
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
    </>
  )
}
