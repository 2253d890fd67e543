/** Asks to reverse a journal, once, by a linked journal (law 1); a second person books it by confirming. */
import type { JournalRow } from '../../../contract/ledger.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { useProposedThen } from '../proposals/use-proposed.ts'

export function ReverseDialog({ journal, onClose }: { journal: JournalRow; onClose(): void }) {
  const t = useText()
  const onDone = useProposedThen(onClose)
  const reverse = useCommand(api.ledger.reverse, { onDone })
  const id = String(journal.journalId)
  const postings = journal.postings.map((posting, place) => ({ place, ...posting }))
  return (
    <ReasonDialog
      label={t('ledger.journals.reverseReason')}
      tone="late"
      title={t('ledger.journals.reverseTitle', { id })}
      submit={t('ledger.journals.reverseSubmit', { id })}
      busy={reverse.busy}
      refusal={reverse.refusal}
      onReason={(reason) => void reverse.run({ journalId: journal.journalId, reason })}
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
    </ReasonDialog>
  )
}
