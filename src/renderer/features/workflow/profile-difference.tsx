/** What a draft changes, part by part, and the way to put it before a second person. */
import { Button, Skeleton, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ProfileSummary } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

export function ProfileDifference({ version: { profile, version } }: { version: ProfileSummary }) {
  const t = useText()
  const { permissions } = useMe()
  const { data, problem, reload } = useApi(
    ['workflow.difference', profile, version],
    () => api.workflow.difference({ profile, version }),
    { topics: ['settings'] },
  )
  const propose = useCommand(api.workflow.propose, {
    onDone: ({ applied }) =>
      notifications.show({ color: 'teal', message: t(applied ? 'workflow.inForceNow' : 'workflow.waits') }),
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence }),
  })
  return (
    <SectionCard
      title={t('workflow.difference')}
      aside={
        permissions.includes('admin.profiles') && (
          <Button size="compact-sm" loading={propose.busy} onClick={() => void propose.run({ profile, version })}>
            {t('workflow.propose')}
          </Button>
        )
      }
    >
      {problem !== null && <ErrorNote sentence={problem} onRetry={reload} />}
      {!data && problem === null && <Skeleton height={120} />}
      {data?.length === 0 && <Text size="sm">{t('workflow.same')}</Text>}
      {data && data.length > 0 && (
        <Table verticalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('workflow.part')}</Table.Th>
              <Table.Th>{t('workflow.before')}</Table.Th>
              <Table.Th>{t('workflow.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ part, before, after }) => (
              <Table.Tr key={part}>
                <Table.Th>{part}</Table.Th>
                <Table.Td>{before ?? t('workflow.absent')}</Table.Td>
                <Table.Td>{after ?? t('workflow.absent')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}
