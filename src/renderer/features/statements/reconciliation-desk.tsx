/**
 * The reconciliation desk: the bank's lines on the left, what the books expect on the right, and between them the
 * difference that has to reach zero. Lines, proposals, acceptance and undo all work from the keyboard.
 */
import { Button, Group, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearch } from 'wouter'
import { LIMITS } from '../../../contract/limits.ts'
import type { StatementRow } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { type ApiState, useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { MatchedLines } from './matched-lines.tsx'
import { MatchingDesk } from './matching-desk.tsx'
import classes from './statements.module.css'

type View = 'unmatched' | 'matched'
const DEPENDS = { topics: ['statements', 'batches', 'cheques'], keepPrevious: true } as const

export function ReconciliationDesk({ statements }: { statements: ApiState<StatementRow[]> }) {
  const t = useText()
  const me = useMe()
  const asked = Number(new URLSearchParams(useSearch()).get('statement'))
  const [statementId, setStatementId] = useState<number | null>(asked > 0 ? asked : null)
  const [view, setView] = useState<View>('unmatched')
  const lines = useApi(
    ['statements.lines', statementId, view],
    () =>
      api.statements.lines({
        statementId,
        unmatchedOnly: view === 'unmatched',
        after: null,
        pageSize: LIMITS.pageRows,
      }),
    DEPENDS,
  )
  const expected = useApi(['statements.expected'], () => api.statements.expected({}), DEPENDS)
  const problem = statements.problem ?? lines.problem ?? expected.problem
  if (problem !== null) return <ErrorNote sentence={problem} onRetry={lines.reload} />
  if (!statements.data || !lines.data || !expected.data) return <Skeleton height={420} />
  if (statements.data.length === 0) return <NoStatement mayImport={me.permissions.includes('statements.import')} />
  return (
    <div className={classes.stack}>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Select
            aria-label={t('statements.desk.statement')}
            w={340}
            data={[
              { value: '', label: t('statements.desk.allStatements') },
              ...statements.data.map((each) => ({ value: String(each.statementId), label: statementName(each) })),
            ]}
            value={statementId === null ? '' : String(statementId)}
            onChange={(value) => setStatementId(value ? Number(value) : null)}
          />
          <SegmentedControl
            size="xs"
            value={view}
            data={[
              { value: 'unmatched', label: t('statements.desk.unmatchedLines') },
              { value: 'matched', label: t('statements.desk.matchedLines') },
            ]}
            onChange={(value) => setView(value === 'matched' ? 'matched' : 'unmatched')}
          />
        </Group>
        {view === 'unmatched' && <Keys />}
      </Group>
      {view === 'unmatched' ? (
        <MatchingDesk
          lines={lines.data.rows.filter((line) => line.match === null)}
          more={lines.data.more}
          expected={expected.data}
        />
      ) : (
        <MatchedLines lines={lines.data.rows.filter((line) => line.match !== null)} />
      )}
    </div>
  )
}

/** What tells statements apart: account, number, last day. */
export function statementName(row: StatementRow): string {
  return [row.bankAccountName, row.number, row.closingDate].filter((part) => part !== null && part !== '').join(' · ')
}

function Keys() {
  const t = useText()
  const keys = [
    ['↑+↓', 'statements.key.line'],
    ['1+9', 'statements.key.proposal'],
    ['Enter', 'statements.key.accept'],
    ['C', 'statements.key.charge'],
    ['U', 'statements.key.undo'],
    ['B', 'statements.key.other'],
  ] as const
  return (
    <Group gap="md" className={classes.keys}>
      {keys.map(([key, name]) => (
        <span key={key}>
          <KeyHint keys={key} /> {t(name)}
        </span>
      ))}
    </Group>
  )
}

function NoStatement({ mayImport }: { mayImport: boolean }) {
  const t = useText()
  return (
    <SectionCard>
      <EmptyState
        icon={<IconFileImport size={24} />}
        sentence={t('statements.desk.noStatement')}
        action={
          mayImport && (
            <Button component={Link} href="/statements/import" leftSection={<IconFileImport size={16} />}>
              {t('statements.desk.importFirst')}
            </Button>
          )
        }
      />
    </SectionCard>
  )
}
