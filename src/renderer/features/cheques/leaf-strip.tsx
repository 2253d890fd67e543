/** The filmstrip: one small leaf per payment, in the order of printing, each can be left out. */
import { Checkbox, UnstyledButton } from '@mantine/core'
import type { InstructionRow } from '../../../contract/batches.ts'
import type { ChequeBook } from '../../../contract/cheques.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { useText } from '../../i18n/text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import classes from './cheques.module.css'

export type LeafStripProps = {
  book: ChequeBook
  rows: readonly InstructionRow[]
  /** Payments that stay out of this run. */
  left: ReadonlySet<number>
  active: number | null
  onToggle(instructionId: number): void
  onActive(instructionId: number): void
  onAll(all: boolean): void
}

export function LeafStrip({ book, rows, left, active, onToggle, onActive, onAll }: LeafStripProps) {
  const t = useText()
  return (
    <div className={classes.strip}>
      <Checkbox
        size="xs"
        label={t('cheques.run.selectAll')}
        checked={left.size === 0}
        indeterminate={left.size > 0 && left.size < rows.length}
        onChange={() => onAll(left.size > 0)}
      />
      <ul className={classes.leaves} aria-label={t('cheques.run.leavesAsPrinted')}>
        {rows.map((row) => (
          <li key={row.instructionId} className={classes.leafItem}>
            <Checkbox
              size="xs"
              aria-label={t('shared.selectRow', { row: row.payeeName })}
              checked={!left.has(row.instructionId)}
              onChange={() => onToggle(row.instructionId)}
            />
            <UnstyledButton
              className={classes.leaf}
              data-active={row.instructionId === active || undefined}
              data-left={left.has(row.instructionId) || undefined}
              aria-pressed={row.instructionId === active}
              onClick={() => onActive(row.instructionId)}
            >
              <span className={classes.leafHead}>
                <span>{book.bankAccountName}</span>
                <span>{requestNumber(row.requestId)}</span>
              </span>
              <span className={classes.payee}>{row.payeeName}</span>
              <span className={classes.boxed}>
                <MoneyText amountMinor={row.amountMinor} currency={row.currency} strong />
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
