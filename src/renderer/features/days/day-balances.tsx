/** Opening + movements = closing for every bank account, beside what the bank says; a variance must be explained. */
import { Button, Table } from '@mantine/core'
import { IconAdjustments, IconCheck, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { DayReport, DayRow } from '../../../contract/days.ts'
import { add, type Currency } from '../../../contract/money.ts'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { inkOf } from '../../ui/tone.ts'
import { AdjustDialog } from './adjust-dialog.tsx'
import classes from './days.module.css'
import { ExplainDialog } from './explain-dialog.tsx'

const COLUMNS = [
  'opening',
  'paidOut',
  'received',
  'adjustments',
  'calculated',
  'bank',
  'variance',
  'inTransit',
] as const

export function DayBalances({ report }: { report: DayReport }) {
  const t = useText()
  const me = useMe()
  const [explaining, setExplaining] = useState<DayRow | null>(null)
  const [adjusting, setAdjusting] = useState<DayRow | null>(null)
  const mayExplain = report.state === 'open' && me.permissions.includes('days.prepare')
  const mayAdjust = report.state === 'open' && me.permissions.includes('ledger.adjust')
  const steps: Steps = {
    explain: mayExplain ? setExplaining : null,
    adjust: mayAdjust ? setAdjusting : null,
    waits: (row) => report.waiting.some(({ kind, about }) => kind === 'day.adjust' && about === row.bankAccountId),
  }
  if (report.rows.length === 0) {
    return <SectionCard title={t('days.report.balances')}>{t('days.report.noBalances')}</SectionCard>
  }
  const currencies = [...new Set(report.rows.map((row) => row.currency))]
  return (
    <SectionCard flush title={t('days.report.balances')}>
      <Table horizontalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('days.report.account')}</Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} ta="right">
                {t(`days.report.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {currencies.map((currency) => (
            <CurrencyRows
              key={currency}
              currency={currency}
              rows={report.rows.filter((row) => row.currency === currency)}
              steps={steps}
            />
          ))}
        </Table.Tbody>
      </Table>
      {explaining && <ExplainDialog report={report} row={explaining} onClose={() => setExplaining(null)} />}
      {adjusting && <AdjustDialog report={report} row={adjusting} onClose={() => setAdjusting(null)} />}
    </SectionCard>
  )
}

/** What this person may do about a variance: write down what was found, then ask for an adjustment. */
type Steps = {
  explain: ((row: DayRow) => void) | null
  adjust: ((row: DayRow) => void) | null
  waits(row: DayRow): boolean
}
type CurrencyRowsProps = { currency: Currency; rows: readonly DayRow[]; steps: Steps }

function CurrencyRows({ currency, rows, steps }: CurrencyRowsProps) {
  const t = useText()
  return (
    <>
      {rows.map((row) => (
        <AccountRow key={row.bankAccountId} row={row} steps={steps} />
      ))}
      {rows.length > 1 && (
        <Table.Tr className={classes.sum}>
          <Table.Td>{t('days.report.totalOf', { currency })}</Table.Td>
          <Amount amountMinor={add(...rows.map((row) => row.openingMinor))} currency={currency} />
          <Amount amountMinor={add(...rows.map((row) => row.paidOutMinor))} currency={currency} />
          <Amount amountMinor={add(...rows.map((row) => row.receivedMinor))} currency={currency} />
          <Amount amountMinor={add(...rows.map((row) => row.adjustmentsMinor))} currency={currency} />
          <Amount amountMinor={add(...rows.map((row) => row.calculatedMinor))} currency={currency} />
          <Table.Td />
          <Table.Td />
          <Amount amountMinor={add(...rows.map((row) => row.inTransitMinor))} currency={currency} />
        </Table.Tr>
      )}
    </>
  )
}

function AccountRow({ row, steps }: { row: DayRow; steps: Steps }) {
  const t = useText()
  return (
    <>
      <Table.Tr>
        <Table.Td>{row.name}</Table.Td>
        <Amount amountMinor={row.openingMinor} currency={row.currency} />
        <Amount amountMinor={row.paidOutMinor} currency={row.currency} />
        <Amount amountMinor={row.receivedMinor} currency={row.currency} />
        <Amount amountMinor={row.adjustmentsMinor} currency={row.currency} />
        <Amount amountMinor={row.calculatedMinor} currency={row.currency} strong />
        {row.bankClosingMinor === null ? (
          <Table.Td ta="right" className={classes.dimmed}>
            {t('days.report.noBank')}
          </Table.Td>
        ) : (
          <Amount amountMinor={row.bankClosingMinor} currency={row.currency} />
        )}
        <Table.Td>
          <Variance row={row} steps={steps} />
        </Table.Td>
        <Amount amountMinor={row.inTransitMinor} currency={row.currency} />
      </Table.Tr>
      {row.explanation !== null && (
        <Table.Tr>
          <Table.Td colSpan={COLUMNS.length + 1} className={classes.explanation}>
            {t('days.report.explained', { by: row.explainedBy ?? '', text: row.explanation })}
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

function Variance({ row, steps }: { row: DayRow; steps: Steps }) {
  const t = useText()
  if (row.varianceMinor === null) return <div className={classes.right}>—</div>
  const none = row.varianceMinor === 0
  const settled = none || row.explanation !== null
  return (
    <div className={classes.right} style={{ color: inkOf(settled ? 'done' : 'late') }}>
      {settled && <IconCheck size={14} aria-label={t('days.check.passed')} />}
      <MoneyText amountMinor={row.varianceMinor} currency={row.currency} strong={!none} />
      {!none && steps.explain && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPencil size={12} />}
          onClick={() => steps.explain?.(row)}
        >
          {t('days.report.explain')}
        </Button>
      )}
      {!none && row.explanation !== null && steps.adjust && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconAdjustments size={12} />}
          disabled={steps.waits(row)}
          onClick={() => steps.adjust?.(row)}
        >
          {t(steps.waits(row) ? 'days.adjust.waits' : 'days.adjust.button')}
        </Button>
      )}
    </div>
  )
}

function Amount({
  amountMinor,
  currency,
  strong = false,
}: {
  amountMinor: number
  currency: Currency
  strong?: boolean
}) {
  return (
    <Table.Td>
      <MoneyText amountMinor={amountMinor} currency={currency} layout="column" strong={strong} />
    </Table.Td>
  )
}
