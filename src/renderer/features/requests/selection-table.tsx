/** Rows of a selection with everything that an approval of them covers, or with why they are left out. */
import { requestNumber } from '../../../contract/ids.ts'
import { formatMoney } from '../../../contract/money.ts'
import type { SelectedRow } from '../../../contract/selections.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import classes from './selection.module.css'

export function SelectionTable({ rows, label }: { rows: readonly SelectedRow[]; label: string }) {
  const t = useText()
  return (
    <section className={classes.scroll} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('requests.column.requestId')}</th>
            <th scope="col">{t('requests.column.customerName')}</th>
            <th scope="col">{t('requests.column.destination')}</th>
            <th scope="col">{t('requests.column.method')}</th>
            <th scope="col" className={classes.figure}>
              {t('requests.column.amount')}
            </th>
            <th scope="col" className={classes.figure}>
              {t('requests.details.fee')}
            </th>
            <th scope="col">{t('requests.column.currency')}</th>
            <th scope="col">{t('selections.column.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.requestId} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row }: { row: SelectedRow }) {
  const word = useWords()
  const language = useLanguage()
  const { statusLabel } = useProfile()
  const { blockedBy, to } = row
  return (
    <tr>
      <td>{requestNumber(row.requestId)}</td>
      <td className={classes.words}>{row.customerName}</td>
      <td className={classes.words}>{row.destination}</td>
      <td>{row.channel ?? word('method', row.method)}</td>
      <td className={classes.figure}>{formatMoney(row.amountMinor, row.currency)}</td>
      <td className={classes.figure}>{formatMoney(row.feeMinor, row.currency)}</td>
      <td>{row.currency}</td>
      <td className={classes.reason} data-refused={blockedBy !== null || undefined}>
        {blockedBy === null ? `→ ${statusLabel(to ?? '', row)}` : describeRefusal(blockedBy, language)}
      </td>
    </tr>
  )
}
