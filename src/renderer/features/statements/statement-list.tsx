/** The statements taken so far: which account, which days, whether they add up, what is left to match. */
import { ActionIcon, Button, Group, Skeleton, Table, Tooltip } from '@mantine/core'
import { IconCheck, IconDownload, IconFileImport, IconQuestionMark, IconX } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { StatementRow } from '../../../contract/statements.ts'
import { useMe } from '../../api/session.ts'
import type { ApiState } from '../../api/use-api.ts'
import { useDownload } from '../../api/use-download.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { inkOf } from '../../ui/tone.ts'
import classes from './statements.module.css'

export function StatementList({ statements }: { statements: ApiState<StatementRow[]> }) {
  const t = useText()
  const me = useMe()
  const download = useDownload()
  if (statements.problem !== null) return <ErrorNote sentence={statements.problem} onRetry={statements.reload} />
  if (!statements.data) return <Skeleton height={260} />
  if (statements.data.length === 0) {
    return (
      <SectionCard>
        <EmptyState
          icon={<IconFileImport size={24} />}
          sentence={t('statements.list.none')}
          action={
            me.permissions.includes('statements.import') && (
              <Button component={Link} href="/statements/import">
                {t('statements.desk.importFirst')}
              </Button>
            )
          }
        />
      </SectionCard>
    )
  }
  return (
    <>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
      <SectionCard flush label={t('statements.tab.list')}>
        <Table>
          <Head />
          <Table.Tbody>
            {statements.data.map((row) => (
              <StatementItem key={row.statementId} row={row} onDownload={() => void download.save(row.fileId)} />
            ))}
          </Table.Tbody>
        </Table>
      </SectionCard>
    </>
  )
}

function Head() {
  const t = useText()
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{t('statements.list.account')}</Table.Th>
        <Table.Th>{t('statements.list.number')}</Table.Th>
        <Table.Th>{t('statements.list.period')}</Table.Th>
        <Table.Th ta="right">{t('statements.list.opening')}</Table.Th>
        <Table.Th ta="right">{t('statements.list.closing')}</Table.Th>
        <Table.Th>{t('statements.list.addsUp')}</Table.Th>
        <Table.Th ta="right">{t('statements.list.lines')}</Table.Th>
        <Table.Th>{t('statements.list.unmatched')}</Table.Th>
        <Table.Th>{t('statements.list.taken')}</Table.Th>
        <Table.Th />
      </Table.Tr>
    </Table.Thead>
  )
}

function StatementItem({ row, onDownload }: { row: StatementRow; onDownload(): void }) {
  const t = useText()
  const language = useLanguage()
  const money = (amountMinor: StatementRow['openingMinor']) =>
    amountMinor === null ? '—' : <MoneyText amountMinor={amountMinor} currency={row.currency} layout="column" />
  return (
    <Table.Tr>
      <Table.Td>
        {row.bankAccountName}
        <div className={classes.dimmed}>{row.format}</div>
      </Table.Td>
      <Table.Td>{row.number ?? '—'}</Table.Td>
      <Table.Td>{row.closingDate === null ? '—' : dateText(row.closingDate, language)}</Table.Td>
      <Table.Td>{money(row.openingMinor)}</Table.Td>
      <Table.Td>{money(row.closingMinor)}</Table.Td>
      <Table.Td>
        <AddsUp addsUp={row.addsUp} />
      </Table.Td>
      <Table.Td ta="right">{row.lines}</Table.Td>
      <Table.Td>
        {row.unmatched === 0 ? (
          <Group gap={4}>
            <IconCheck size={14} aria-hidden style={{ color: inkOf('done') }} />
            {t('statements.list.allMatched')}
          </Group>
        ) : (
          <Link
            className="desk-link"
            href={`/statements/desk?statement=${row.statementId}`}
            aria-label={t('statements.list.open', { name: row.bankAccountName })}
          >
            {t('statements.desk.left', { count: row.unmatched })}
          </Link>
        )}
      </Table.Td>
      <Table.Td>
        {row.takenBy} <InstantText at={row.takenAt} />
      </Table.Td>
      <Table.Td>
        <Tooltip label={t('statements.list.file')}>
          <ActionIcon aria-label={t('statements.list.file')} onClick={onDownload}>
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Table.Td>
    </Table.Tr>
  )
}

/** Opening + lines = closing, as the bank itself states them; unknown is not the same as no. */
export function AddsUp({ addsUp }: { addsUp: boolean | null }) {
  const t = useText()
  const Icon = addsUp === null ? IconQuestionMark : addsUp ? IconCheck : IconX
  return (
    <Group gap={4} wrap="nowrap">
      <Icon size={14} aria-hidden style={{ color: inkOf(addsUp === null ? 'neutral' : addsUp ? 'done' : 'late') }} />
      {t(addsUp === null ? 'statements.list.unknown' : addsUp ? 'statements.list.yes' : 'statements.list.no')}
    </Group>
  )
}
