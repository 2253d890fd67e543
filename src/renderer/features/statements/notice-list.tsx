/** What banks announced during the day: never booked, each ends at the line of the statement that says the same. */
import { Skeleton, Table } from '@mantine/core'
import { IconBellRinging } from '@tabler/icons-react'
import type { BankNotice } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './statements.module.css'

const TONE = { announced: 'wait', confirmed: 'done', missing: 'late' } as const

export function NoticeList() {
  const t = useText()
  const notices = useApi(['statements.notices'], () => api.statements.notices({}), { topics: ['statements'] })
  if (notices.problem !== null) return <ErrorNote sentence={notices.problem} onRetry={notices.reload} />
  if (!notices.data) return <Skeleton height={260} />
  if (notices.data.length === 0)
    return (
      <SectionCard>
        <EmptyState icon={<IconBellRinging size={24} />} sentence={t('statements.notices.none')} />
      </SectionCard>
    )
  return (
    <SectionCard flush title={t('statements.notices.title')} aside={t('statements.notices.hint')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('statements.list.account')}</Table.Th>
            <Table.Th>{t('statements.notices.day')}</Table.Th>
            <Table.Th ta="right">{t('statements.notices.amount')}</Table.Th>
            <Table.Th>{t('statements.notices.says')}</Table.Th>
            <Table.Th>{t('statements.notices.state')}</Table.Th>
            <Table.Th>{t('statements.notices.taken')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {notices.data.map((notice) => (
            <NoticeRow key={notice.noticeId} notice={notice} />
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function NoticeRow({ notice }: { notice: BankNotice }) {
  const t = useText()
  const language = useLanguage()
  const day = notice.bookingDate ?? notice.valueDate
  const amountMinor = notice.direction === 'credit' ? notice.amountMinor : -notice.amountMinor
  const names = [notice.counterparty, notice.text].filter((text) => text !== '').join(' · ')
  const references = [notice.bankReference, notice.ownReference].filter((text) => text !== '').join(' · ')
  return (
    <Table.Tr>
      <Table.Td>
        {notice.bankAccountName}
        <div className={classes.dimmed}>
          {t(`statements.kindOfFile.${notice.kind}`)} {notice.number}
        </div>
      </Table.Td>
      <Table.Td>{day === null ? '—' : dateText(day, language)}</Table.Td>
      <Table.Td>
        <MoneyText amountMinor={amountMinor} currency={notice.currency} layout="column" />
      </Table.Td>
      <Table.Td>
        {names}
        <div className={classes.dimmed}>{references}</div>
      </Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[notice.state]} label={t(`statements.notices.${notice.state}`)} />
        {notice.statementId !== null && (
          <div className={classes.dimmed}>
            {t('statements.notices.line', { line: notice.lineNumber ?? 0, statement: notice.statementId })}
          </div>
        )}
      </Table.Td>
      <Table.Td>
        <InstantText at={notice.takenAt} />
        <div className={classes.dimmed}>
          {notice.by} · {notice.fileName}
        </div>
      </Table.Td>
    </Table.Tr>
  )
}
