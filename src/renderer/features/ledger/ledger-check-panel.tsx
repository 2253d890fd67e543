/** The proof of the books: figures of what was looked at, every finding with its place, and the verdict in one sentence. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconRefresh } from '@tabler/icons-react'
import type { LedgerCheck } from '../../../contract/ledger.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './ledger.module.css'

const HEAD_CHARS = 33
const COUNTS = ['journals', 'postings', 'accounts', 'activeHolds', 'auditRecords'] as const

export function LedgerCheckPanel() {
  const t = useText()
  // Looking at everything costs time: it is done when asked for, not at every change.
  const check = useApi(['ledger.check'], () => api.ledger.check({}))
  if (check.problem !== null) return <ErrorNote sentence={check.problem} onRetry={check.reload} />
  if (!check.data) return <Skeleton height={280} />
  const { data } = check
  return (
    <div className={classes.stack}>
      <Verdict
        tone={data.passed ? 'done' : 'late'}
        icon={data.passed ? <IconCircleCheck size={24} /> : <IconCircleX size={24} />}
        title={data.passed ? t('ledger.check.passed') : t('ledger.check.failed', { count: data.findings.length })}
      >
        {t('ledger.check.explain')}
      </Verdict>
      <div>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={check.refreshing}
          onClick={check.reload}
        >
          {t('ledger.check.run')}
        </Button>
      </div>
      {data.findings.length > 0 && <Findings check={data} />}
      <div className={classes.tiles}>
        {COUNTS.map((name) => (
          <StatTile key={name} label={t(`ledger.check.${name}`)} figure={groupedCount(data.figures[name])} />
        ))}
      </div>
      <Sums check={data} />
    </div>
  )
}

function Sums({ check }: { check: LedgerCheck }) {
  const t = useText()
  const { sums, auditHead } = check.figures
  return (
    <SectionCard title={t('ledger.check.sums')} aside={t('ledger.check.sumsHint')}>
      <FieldList>
        {sums.map(({ currency, sumMinor }) => (
          <Field key={currency} label={currency}>
            <MoneyText amountMinor={sumMinor} currency={currency} strong />
          </Field>
        ))}
        <Field label={t('ledger.check.auditHead')}>
          <CopyText text={auditHead} maxChars={HEAD_CHARS} />
        </Field>
      </FieldList>
    </SectionCard>
  )
}

function Findings({ check }: { check: LedgerCheck }) {
  const t = useText()
  return (
    <SectionCard flush label={t('ledger.check.message')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={240}>{t('ledger.check.place')}</Table.Th>
            <Table.Th>{t('ledger.check.message')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {check.findings.map((finding) => (
            <Table.Tr key={`${finding.code}-${finding.place}`}>
              <Table.Td>{finding.place}</Table.Td>
              <Table.Td>{finding.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
