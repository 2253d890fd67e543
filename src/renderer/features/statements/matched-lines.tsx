/** Lines that have a match: why, by whom, and the way to undo one. */
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconScale } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { StatementLine } from '../../../contract/statements.ts'
import { useMe } from '../../api/session.ts'
import { type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { wordsOf } from './bank-lines.tsx'
import { signedMinor } from './reconciliation.ts'
import { UndoDialog } from './undo-dialog.tsx'

export function MatchedLines({ lines }: { lines: readonly StatementLine[] }) {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const [undoing, setUndoing] = useState<StatementLine | null>(null)
  const mayUndo = me.permissions.includes('statements.match')
  const columns = useMemo(() => columnsOf({ t, language, onUndo: mayUndo ? setUndoing : null }), [t, language, mayUndo])
  return (
    <SectionCard flush title={t('statements.desk.matchedLines')} aside={lines.length}>
      <DataGrid
        label={t('statements.desk.matchedLines')}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.statementLineId}
        height="calc(100dvh - 262px)"
        empty={<EmptyState icon={<IconScale size={24} />} sentence={t('statements.desk.noMatched')} />}
      />
      {undoing && <UndoDialog line={undoing} onClose={() => setUndoing(null)} />}
    </SectionCard>
  )
}

type ColumnFacts = { t: Translate; language: Language; onUndo: ((line: StatementLine) => void) | null }

function columnsOf({ t, language, onUndo }: ColumnFacts): GridColumn<StatementLine>[] {
  return [
    {
      id: 'date',
      title: t('statements.desk.date'),
      width: 100,
      render: (line) => {
        const date = line.valueDate ?? line.bookingDate
        return date === null ? '—' : dateText(date, language)
      },
    },
    {
      id: 'words',
      title: t('statements.desk.words'),
      width: 220,
      grow: true,
      render: (line) => <span title={wordsOf(line)}>{wordsOf(line)}</span>,
    },
    {
      id: 'amount',
      title: t('statements.desk.amount'),
      width: 160,
      align: 'right',
      render: (line) => <MoneyText amountMinor={signedMinor(line)} currency={line.currency} layout="column" />,
    },
    {
      id: 'because',
      title: t('statements.desk.why'),
      width: 300,
      render: (line) =>
        line.match && (
          <span title={line.match.because}>
            {t('statements.desk.because', {
              kind: t(`statements.kind.${line.match.kind}`),
              because: line.match.because,
            })}
          </span>
        ),
    },
    {
      id: 'by',
      title: t('statements.desk.by'),
      width: 170,
      render: (line) =>
        line.match && (
          <>
            {line.match.by} <InstantText at={line.match.at} />
          </>
        ),
    },
    {
      id: 'undo',
      title: '',
      width: 110,
      render: (line) =>
        onUndo && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} />}
            onClick={() => onUndo(line)}
          >
            {t('statements.desk.undo')}
          </Button>
        ),
    },
  ]
}
