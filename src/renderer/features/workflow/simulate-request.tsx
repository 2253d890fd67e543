/** What would happen to a request under this version: its ways and its approvals, now and then. Changes nothing. */
import { Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ProfileSummary } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

type Side = Awaited<ReturnType<typeof api.workflow.simulate>>['now']

export function SimulateRequest({ version: { profile, version, label } }: { version: ProfileSummary }) {
  const t = useText()
  const language = useLanguage()
  const [text, setText] = useState('')
  const [requestId, setRequestId] = useState<number | null>(null)
  const number = Number(/^(?:WD-)?(\d{1,12})$/i.exec(text.trim())?.[1] ?? 0)
  const { data, problem, reload } = useApi(
    ['workflow.simulate', profile, version, requestId],
    () => api.workflow.simulate({ requestId: requestId ?? 0, profile, version }),
    { topics: ['requests', 'settings'], enabled: requestId !== null },
  )
  return (
    <SectionCard title={t('workflow.simulate', { profile: label[language], version })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (number > 0) setRequestId(number)
        }}
      >
        <Group gap="sm" align="end">
          <TextInput
            size="sm"
            label={t('workflow.request')}
            placeholder="WD-123"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" variant="default" disabled={number === 0}>
            {t('workflow.simulateGo')}
          </Button>
        </Group>
      </form>
      {problem !== null && <ErrorNote sentence={problem} onRetry={reload} />}
      {data && !data.statusKnown && (
        <Text size="sm" c="red" mt="sm">
          {t('workflow.statusMissing')}
        </Text>
      )}
      {data && (
        <SimpleGrid cols={2} mt="sm">
          <SideList title={t('workflow.now')} side={data.now} />
          <SideList title={t('workflow.under')} side={data.under} />
        </SimpleGrid>
      )}
    </SectionCard>
  )
}

function SideList({ title, side }: { title: string; side: Side }) {
  const t = useText()
  const language = useLanguage()
  const word = useWords()
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <ul style={{ margin: '4px 0', paddingLeft: 18, fontSize: 13 }}>
        {side.ways.length === 0 && <li>{t('workflow.noWay')}</li>}
        {side.ways.map((way) => (
          <li key={`${way.action} ${way.to}`}>
            {t('workflow.way', { action: way.label[language], status: way.toLabel[language] })}
          </li>
        ))}
      </ul>
      {side.approvals.map(({ action, role, count }) => (
        <Text size="sm" key={`${action} ${role}`}>
          {role === null ? t('workflow.noTable') : t('workflow.needsApproval', { count, role: word('role', role) })}
        </Text>
      ))}
    </div>
  )
}
