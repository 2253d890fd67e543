/** Books a line that is no payment of ours: a charge, interest, a deposit, or something that needs explaining. */
import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { StatementLine } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { wordsOf } from './bank-lines.tsx'
import { signedMinor } from './reconciliation.ts'
import type { Undoable } from './undo-dialog.tsx'

const KINDS = ['bankCharge', 'interest', 'customerDeposit', 'ownTransfer', 'other'] as const
type Kind = (typeof KINDS)[number]

export type BookOtherDialogProps = { line: StatementLine; onClose(): void; onDone(booked: Undoable): void }

export function BookOtherDialog({ line, onClose, onDone }: BookOtherDialogProps) {
  const t = useText()
  const [as, setAs] = useState<Kind>(line.direction === 'debit' ? 'bankCharge' : 'customerDeposit')
  const [explanation, setExplanation] = useState('')
  const book = useCommand(api.statements.bookOther, {
    onDone: (done) => {
      onDone({ ...done, lineNumber: line.lineNumber })
      onClose()
    },
  })
  const amount = moneyWords(signedMinor(line), line.currency)
  const { statementLineId, version } = line
  return (
    <FormDialog
      title={t('statements.other.title', { line: line.lineNumber, amount })}
      submit={t('statements.other.submit', { amount, as: t(`statements.other.${as}`) })}
      busy={book.busy}
      refusal={book.refusal}
      disabled={explanation.trim() === ''}
      onSubmit={() => void book.run({ statementLineId, expectedVersion: version, as, explanation: explanation.trim() })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{wordsOf(line)}</p>
      <Radio.Group
        label={t('statements.other.as')}
        value={as}
        onChange={(value) => setAs(KINDS.find((kind) => kind === value) ?? 'other')}
      >
        <Stack gap={6} mt={6}>
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={t(`statements.other.${kind}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        required
        data-autofocus
        label={t('statements.other.explanation')}
        maxLength={LIMITS.commentChars}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
