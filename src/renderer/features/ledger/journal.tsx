/** One journal: what happened, when, by whom, and its postings in debit and credit. */
import { Button, Table } from '@mantine/core'
import { IconArrowBackUp, IconScale } from '@tabler/icons-react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { JournalRow } from '../../../contract/ledger.ts'
import { isTextKey, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './ledger.module.css'

export type JournalProps = {
  journal: JournalRow
  /** The account whose journals are shown: its postings stand out. */
  ledgerAccountId: number | null
  onReverse: ((journal: JournalRow) => void) | null
}

export function Journal({ journal, ledgerAccountId, onReverse }: JournalProps) {
  const t = useText()
  const language = useLanguage()
  const reversible = onReverse && journal.reversedBy === null && journal.reverses === null && isByHand(journal)
  return (
    <SectionCard
      flush
      label={t('ledger.journals.number', { id: String(journal.journalId) })}
      title={
        <>
          {t('ledger.journals.number', { id: String(journal.journalId) })} · {journalWords(journal.kind, t)}
        </>
      }
      aside={
        <span className={classes.facts}>
          {dateText(journal.date, language)} · {journal.by} <InstantText at={journal.at} />
          {journal.requestId !== null && (
            <Link className="desk-link" href={`/requests/${journal.requestId}`}>
              {requestNumber(journal.requestId)}
            </Link>
          )}
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
      }
    >
      <Marks journal={journal} />
      <Postings journal={journal} ledgerAccountId={ledgerAccountId} />
    </SectionCard>
  )
}

/** Journals of payments are undone where the payment is; the engine refuses them here. */
const BY_HAND = ['bank.opening', 'customer.opening', 'bankCharge', 'interest', 'customerDeposit', 'other']
function isByHand(journal: JournalRow): boolean {
  return BY_HAND.includes(journal.kind)
}

/** The words for a kind of journal; a reversal is named after what it reverses. */
export function journalWords(kind: string, t: Translate): string {
  const key = `ledger.journalKind.${kind.replace(/\.reversed$/, '')}`
  const words = isTextKey(key) ? t(key) : kind
  return kind.endsWith('.reversed') ? `${t('ledger.journalKind.reversal')}: ${words}` : words
}

function Marks({ journal }: { journal: JournalRow }) {
  const t = useText()
  const { memo, reverses, reversedBy } = journal
  if (memo === '' && reverses === null && reversedBy === null) return null
  return (
    <p className={classes.memo}>
      {reverses !== null && (
        <ToneBadge tone="neutral" label={t('ledger.journals.reverses', { id: String(reverses) })} />
      )}
      {reversedBy !== null && (
        <ToneBadge tone="wait" label={t('ledger.journals.reversedBy', { id: String(reversedBy) })} />
      )}
      {memo}
    </p>
  )
}

function Postings({ journal, ledgerAccountId }: { journal: JournalRow; ledgerAccountId: number | null }) {
  const t = useText()
  const numbered = journal.postings.map((posting, place) => ({ place, ...posting }))
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('ledger.journals.account')}</Table.Th>
          <Table.Th ta="right" w={220}>
            {t('ledger.journals.debit')}
          </Table.Th>
          <Table.Th ta="right" w={220}>
            {t('ledger.journals.credit')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {numbered.map(({ place, ledgerAccountId: accountId, accountName, amountMinor, currency }) => (
          <Table.Tr key={place} className={accountId === ledgerAccountId ? classes.own : undefined}>
            <Table.Td>
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
        <Table.Tr>
          <Table.Td colSpan={3} className={classes.balanced}>
            <IconScale size={14} aria-hidden /> {t('ledger.journals.balanced')}
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  )
}
