/** One journal in the list: what happened, when, by whom, and under it its postings in debit and credit. */
import { Button, Table } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { JournalRow } from '../../../contract/ledger.ts'
import { isTextKey, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './ledger.module.css'

export type JournalProps = {
  journal: JournalRow
  /** The account whose journals are shown: its postings stand out. */
  ledgerAccountId: number | null
  onReverse: ((journal: JournalRow) => void) | null
}

export function Journal({ journal, ledgerAccountId, onReverse }: JournalProps) {
  const postings = journal.postings.map((posting, place) => ({ place, ...posting }))
  return (
    <Table.Tbody>
      <JournalHead journal={journal} onReverse={onReverse} />
      {postings.map(({ place, ledgerAccountId: accountId, accountName, amountMinor, currency }) => (
        <Table.Tr key={place} className={accountId === ledgerAccountId ? classes.own : undefined}>
          <Table.Td className={classes.account}>
            <Link
              className="desk-link"
              href={`/ledger/journals?${new URLSearchParams({ account: String(accountId), name: accountName })}`}
            >
              {accountName}
            </Link>
          </Table.Td>
          <Table.Td>
            {amountMinor > 0 && <MoneyText amountMinor={amountMinor} currency={currency} layout="column" />}
          </Table.Td>
          <Table.Td>
            {amountMinor < 0 && <MoneyText amountMinor={-amountMinor} currency={currency} layout="column" />}
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  )
}

function JournalHead({ journal, onReverse }: Omit<JournalProps, 'ledgerAccountId'>) {
  const t = useText()
  const language = useLanguage()
  const id = String(journal.journalId)
  const { requestId, memo, reverses, reversedBy } = journal
  const reversible = onReverse && reversedBy === null && reverses === null && isByHand(journal)
  return (
    <Table.Tr className={classes.journal}>
      <Table.Td colSpan={3}>
        <span className={classes.facts}>
          <strong>{t('ledger.journals.number', { id })}</strong>
          <span>{journalWords(journal.kind, t)}</span>
          {requestId !== null && (
            <Link className="desk-link" href={`/requests/${requestId}`}>
              {requestNumber(requestId)}
            </Link>
          )}
          {reverses !== null && (
            <ToneBadge tone="neutral" label={t('ledger.journals.reverses', { id: String(reverses) })} />
          )}
          {reversedBy !== null && (
            <ToneBadge tone="wait" label={t('ledger.journals.reversedBy', { id: String(reversedBy) })} />
          )}
          {memo !== '' && (requestId === null || memo !== requestNumber(requestId)) && <span>{memo}</span>}
          <span className={classes.when}>
            {dateText(journal.date, language)} · {journal.by} · <InstantText at={journal.at} />
          </span>
          {reversible && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconArrowBackUp size={14} />}
              onClick={() => onReverse(journal)}
            >
              {t('ledger.journals.reverse')}
            </Button>
          )}
        </span>
      </Table.Td>
    </Table.Tr>
  )
}

/** Journals of payments are undone where the payment is; the engine refuses them here. */
const BY_HAND = ['bank.opening', 'customer.opening', 'bankCharge', 'interest', 'customerDeposit', 'other', 'adjustment']
function isByHand(journal: JournalRow): boolean {
  return BY_HAND.includes(journal.kind)
}

/** The words for a kind of journal; a reversal is named after what it reverses. */
export function journalWords(kind: string, t: Translate): string {
  const key = `ledger.journalKind.${kind.replace(/\.reversed$/, '')}`
  const words = isTextKey(key) ? t(key) : kind
  return kind.endsWith('.reversed') ? `${t('ledger.journalKind.reversal')}: ${words}` : words
}
