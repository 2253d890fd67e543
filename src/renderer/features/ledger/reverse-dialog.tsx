/** Asks to reverse a journal, once, by a linked journal (law 1); a second person books it by confirming. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { JournalRow } from '../../../contract/ledger.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { useProposedThen } from '../proposals/use-proposed.ts'

export function ReverseDialog({ journal, onClose }: { journal: JournalRow; onClose(): void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const onDone = useProposedThen(onClose)
  const reverse = useCommand(api.ledger.reverse, { onDone })
  const id = String(journal.journalId)
  const postings = journal.postings.map((posting, place) => ({ place, ...posting }))
  return (
    <FormDialog
      tone="late"
      title={t('ledger.journals.reverseTitle', { id })}
      submit={t('ledger.journals.reverseSubmit', { id })}
      busy={reverse.busy}
      refusal={reverse.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void reverse.run({ journalId: journal.journalId, reason: reason.trim() })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('ledger.journals.reverseExplain')}</p>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {postings.map(({ place, accountName, amountMinor, currency }) => (
          <li key={place}>
            {accountName}: {moneyWords(-amountMinor, currency)}
          </li>
        ))}
      </ul>
      <Textarea
        required
        data-autofocus
        label={t('ledger.journals.reverseReason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
