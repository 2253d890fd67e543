/** The lines of a storm's plan: what, how much, from which day to which. */
import { Table } from '@mantine/core'
import { Link } from 'wouter'
import type { StormLine } from '../../../contract/storms.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { labelIn } from '../channels/channel-words.ts'
import classes from './storms.module.css'

const MOST_SHOWN = 200

export function StormLines({ lines }: { lines: readonly StormLine[] }) {
  const t = useText()
  const language = useLanguage()
  if (lines.length === 0) return null
  return (
    <>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('storms.column.what')}</Table.Th>
            <Table.Th className={classes.figure}>{t('storms.column.amount')}</Table.Th>
            <Table.Th>{t('storms.column.from')}</Table.Th>
            <Table.Th>{t('storms.column.to')}</Table.Th>
            <Table.Th>{t('storms.column.kind')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.slice(0, MOST_SHOWN).map((line) => (
            <Table.Tr key={`${line.what} ${line.subject}`}>
              <Table.Td>
                <Link className="desk-link" href={line.movedTo === null ? line.route : `/batches/${line.movedTo}`}>
                  {line.name ? labelIn(line.name, language) : subjectOf(line, t)}
                </Link>
                {line.movedTo !== null && ` → ${t('batches.number', { id: String(line.movedTo) })}`}
              </Table.Td>
              <Table.Td className={classes.figure}>
                {line.amountMinor !== null && line.currency !== null && (
                  <MoneyText amountMinor={line.amountMinor} currency={line.currency} />
                )}
              </Table.Td>
              <Table.Td>{dateText(line.from, language)}</Table.Td>
              <Table.Td>{line.to === null ? t('storms.stays') : dateText(line.to, language)}</Table.Td>
              <Table.Td>
                <ToneBadge tone={line.to === null ? 'late' : 'wait'} label={t(`storms.what.${line.what}`)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {lines.length > MOST_SHOWN && (
        <p className={classes.past}>{t('storms.more', { count: lines.length - MOST_SHOWN })}</p>
      )}
    </>
  )
}

const subjectOf = ({ what, subject }: StormLine, t: Translate): string =>
  what === 'batch' || what === 'staysReleased' ? t('batches.number', { id: subject }) : subject
