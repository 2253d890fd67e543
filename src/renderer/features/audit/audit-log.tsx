/** Records of the log: when, who from where in which role, what was done to what, and what changed. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { AuditRow } from '../../../contract/audit.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './audit.module.css'
import type { AuditWords } from './audit-words.ts'
import { useAuditWords } from './use-audit-words.ts'

export type AuditLogProps = { rows: readonly AuditRow[] | undefined; filtered: boolean; onClear(): void }

export function AuditLog({ rows, filtered, onClear }: AuditLogProps) {
  const t = useText()
  if (!rows) return <Skeleton height={420} />
  if (rows.length === 0) {
    return (
      <SectionCard>
        <EmptyState
          icon={<IconHistory size={24} />}
          sentence={t(filtered ? 'audit.none' : 'audit.empty')}
          action={
            filtered && (
              <Button variant="default" onClick={onClear}>
                {t('audit.filter.clear')}
              </Button>
            )
          }
        />
      </SectionCard>
    )
  }
  return (
    <SectionCard flush label={t('audit.title')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t('audit.column.at')}</Table.Th>
            <Table.Th w={170}>{t('audit.column.user')}</Table.Th>
            <Table.Th w={180}>{t('audit.column.action')}</Table.Th>
            <Table.Th w={150}>{t('audit.column.subject')}</Table.Th>
            <Table.Th>{t('audit.column.changes')}</Table.Th>
            <Table.Th ta="right" w={170}>
              {t('audit.column.amount')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <RecordRow key={row.sequence} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

/** The role of somebody who is only signing in. */
const NOT_YET = 'desk'

function RecordRow({ row }: { row: AuditRow }) {
  const t = useText()
  const words = useAuditWords()
  const word = useWords()
  const subject = words.subject(row.subject)
  return (
    <Table.Tr className={classes.record}>
      <Table.Td>
        <InstantText at={row.at} zone="local" />
        <div className={classes.dimmed}>{t('audit.sequence', { sequence: row.sequence })}</div>
      </Table.Td>
      <Table.Td>
        {row.actor}
        <div className={classes.dimmed}>
          {row.role === NOT_YET ? row.address : `${roleWords(row.role, (code) => word('role', code))} · ${row.address}`}
        </div>
      </Table.Td>
      <Table.Td>{words.action(row.action)}</Table.Td>
      <Table.Td>
        {subject.href === null ? (
          subject.label
        ) : (
          <Link className="desk-link" href={subject.href}>
            {subject.label}
          </Link>
        )}
      </Table.Td>
      <Table.Td>
        <Changes row={row} words={words} />
      </Table.Td>
      <Table.Td>
        <Amount row={row} />
      </Table.Td>
    </Table.Tr>
  )
}

/** Somebody with several roles has them all in the record. */
function roleWords(role: string, word: (code: string) => string): string {
  return role
    .split(/[+,|]\s*/)
    .map((code) => word(code.trim()))
    .join(', ')
}

const DIGEST = /^[0-9a-f]{64}$/

function Changes({ row, words }: { row: AuditRow; words: AuditWords }) {
  return (
    <>
      {row.changes.map(({ field, before, after }) => {
        const about = { subject: row.subject, field, currency: row.currency }
        return (
          <div key={field} className={classes.change}>
            <span className={classes.dimmed}>{words.field(field)}:</span>
            {before !== null && before !== after && (
              <>
                <Value text={before} words={(text) => words.value(text, about)} /> <span aria-hidden>→</span>
              </>
            )}
            <Value text={after} words={(text) => words.value(text, about)} />
          </div>
        )
      })}
      {row.reason !== '' && <div className={classes.reason}>“{row.reason}”</div>}
    </>
  )
}

function Value({ text, words }: { text: string | null; words(text: string): string }) {
  const t = useText()
  if (text === null || text === '') return <span className={classes.dimmed}>{t('audit.nothing')}</span>
  return DIGEST.test(text) ? <CopyText text={text} /> : <span>{words(text)}</span>
}

function Amount({ row }: { row: AuditRow }) {
  const t = useText()
  if (row.amountMinor === null || row.currency === null) return null
  const { balanceBeforeMinor: before, balanceAfterMinor: after, currency } = row
  return (
    <>
      <MoneyText amountMinor={row.amountMinor} currency={currency} layout="column" />
      {before !== null && after !== null && (
        <div className={classes.balance}>
          {t('audit.balance', { before: moneyWords(before, currency), after: moneyWords(after, currency) })}
        </div>
      )}
    </>
  )
}
