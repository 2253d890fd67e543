/** Where the money is at the end of the day, per currency. */
import { Table } from '@mantine/core'
import type { DayReport } from '../../../contract/days.ts'
import { useText } from '../../i18n/text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

const PLACES = ['held', 'inTransit', 'paid', 'fees', 'returned', 'customers'] as const

export function DayMoney({ report }: { report: DayReport }) {
  const t = useText()
  if (report.money.length === 0) {
    return <SectionCard title={t('days.report.money')}>{t('days.report.noMoney')}</SectionCard>
  }
  return (
    <SectionCard flush title={t('days.report.money')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {report.money.map(({ currency }) => (
              <Table.Th key={currency} ta="right">
                {currency}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {PLACES.map((place) => (
            <Table.Tr key={place}>
              <Table.Td>{t(`days.report.${place}`)}</Table.Td>
              {report.money.map((row) => (
                <Table.Td key={row.currency}>
                  <MoneyText
                    amountMinor={row[`${place}Minor`]}
                    currency={row.currency}
                    layout="column"
                    withCurrency={false}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
