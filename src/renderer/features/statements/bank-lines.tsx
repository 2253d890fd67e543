/** The bank's lines that have no match yet, as the bank wrote them. */
import { useMemo } from 'react'
import type { StatementLine } from '../../../contract/statements.ts'
import { type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { AllMatched } from './all-matched.tsx'
import { signedMinor } from './reconciliation.ts'
import classes from './statements.module.css'

export type BankLinesProps = {
  lines: readonly StatementLine[]
  more: boolean
  active: number | null
  onActive(statementLineId: number): void
  onAccept(): void
}

export function BankLines({ lines, more, active, onActive, onAccept }: BankLinesProps) {
  const t = useText()
  const language = useLanguage()
  const columns = useMemo(() => columnsOf(t, language), [t, language])
  return (
    <SectionCard flush title={t('statements.desk.bank')} aside={more ? `${lines.length}+` : lines.length}>
      <DataGrid
        label={t('statements.desk.bank')}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.statementLineId}
        activeKey={active}
        onActive={(line) => onActive(line.statementLineId)}
        onOpen={onAccept}
        height="calc(100dvh - 262px)"
        empty={<AllMatched />}
      />
    </SectionCard>
  )
}

/** Whatever the bank said about the other side, in one line. */
export function wordsOf(line: StatementLine): string {
  return [line.counterparty, line.text, line.ownReference, line.bankReference].filter((part) => part !== '').join(' · ')
}

function columnsOf(t: Translate, language: Language): GridColumn<StatementLine>[] {
  return [
    {
      id: 'date',
      title: t('statements.desk.date'),
      width: 84,
      render: (line) => {
        const date = line.valueDate ?? line.bookingDate
        return date === null ? '—' : dateText(date, language)
      },
    },
    {
      id: 'words',
      title: t('statements.desk.words'),
      width: 110,
      grow: true,
      render: (line) => (
        <span className={classes.ellipsis} title={wordsOf(line)}>
          {line.reversal && <strong>{t('statements.desk.reversal')} </strong>}
          {wordsOf(line)}
        </span>
      ),
    },
    {
      id: 'amount',
      title: t('statements.desk.amount'),
      width: 148,
      align: 'right',
      render: (line) => <MoneyText amountMinor={signedMinor(line)} currency={line.currency} layout="column" />,
    },
  ]
}
