/** The Transactions tab (R1-21…R1-33): drafts are read, edited, added, deleted and approved here, each as it is shown. */
import { Button, Group, Table, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { RequestCard } from '../../../contract/requests.ts'
import type { TransactionRow } from '../../../contract/transactions.ts'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { inkOf, type Tone } from '../../ui/tone.ts'
import { ApproveTransactions } from './approve-transactions.tsx'
import classes from './card.module.css'
import { destinationLine } from './destination-line.ts'
import { TransactionDialog } from './transaction-dialog.tsx'
import { DeleteTransaction, isLocked } from './transaction-steps.tsx'
import { transactionSums } from './transaction-sums.ts'

const TONE: Record<TransactionRow['status'], Tone> = {
  draft: 'wait',
  approved: 'info',
  executing: 'wait',
  executed: 'done',
  failed: 'late',
}

export function TransactionsTab({ card }: { card: RequestCard }) {
  const t = useText()
  const me = useMe()
  const [adding, setAdding] = useState(false)
  const may =
    card.transactionsEditable && me.department === card.row.department && me.permissions.includes('withdrawals.approve')
  const drafts = card.transactions.filter(({ status }) => status === 'draft')
  if (card.transactions.length === 0 && !may) {
    return (
      <Text size="sm" c="dimmed">
        {t('requests.transactions.none')}
      </Text>
    )
  }
  return (
    <>
      <TransactionTable card={card} may={may} />
      <Sums card={card} />
      {may && (
        <Group gap="sm" mt="md">
          {drafts.length > 0 && <ApproveTransactions card={card} drafts={drafts} />}
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
            {t('requests.transactions.add')}
          </Button>
        </Group>
      )}
      {adding && <TransactionDialog card={card} edited={null} onClose={() => setAdding(false)} />}
    </>
  )
}

function TransactionTable({ card, may }: { card: RequestCard; may: boolean }) {
  const t = useText()
  return (
    <Table fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('requests.transactions.type')}</Table.Th>
          <Table.Th ta="right">{t('requests.transactions.amount')}</Table.Th>
          <Table.Th>{t('requests.transactions.oct')}</Table.Th>
          <Table.Th>{t('requests.transactions.details')}</Table.Th>
          <Table.Th>{t('requests.transactions.status')}</Table.Th>
          <Table.Th>{t('requests.transactions.tradeId')}</Table.Th>
          <Table.Th>{t('requests.transactions.approved')}</Table.Th>
          {may && <Table.Th />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {card.transactions.map((transaction) => (
          <TransactionLine key={transaction.transactionId} card={card} transaction={transaction} may={may} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

type TransactionLineProps = { card: RequestCard; transaction: TransactionRow; may: boolean }

function TransactionLine({ card, transaction, may }: TransactionLineProps) {
  const t = useText()
  const word = useWords()
  const { details, approvedAt } = transaction
  return (
    <Table.Tr>
      <Table.Td>
        {word('paymentType', transaction.paymentType)}
        {transaction.automatic && (
          <Text size="xs" c="dimmed">
            {t('requests.transactions.automatic')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <MoneyText layout="column" amountMinor={transaction.amountMinor} currency={transaction.currency} strong />
      </Table.Td>
      <Table.Td>{transaction.oct ? t('shared.yes') : t('shared.no')}</Table.Td>
      <Table.Td>
        {details && (
          <>
            {details.payeeName}
            <Text size="xs" c="dimmed">
              {destinationLine(details)}
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[transaction.status]} label={word('transactionStatus', transaction.status)} />
      </Table.Td>
      <Table.Td>
        {transaction.tradeId !== null && (
          <Link href={`/accounts/${card.row.accountId}`} className="desk-link">
            {transaction.tradeId}
          </Link>
        )}
      </Table.Td>
      <Table.Td>
        {transaction.approvedBy}
        {approvedAt !== null && (
          <Text size="xs" c="dimmed">
            <InstantText at={approvedAt} />
          </Text>
        )}
      </Table.Td>
      {may && (
        <Table.Td>
          <TransactionSteps card={card} transaction={transaction} />
        </Table.Td>
      )}
    </Table.Tr>
  )
}

function TransactionSteps({ card, transaction }: Omit<TransactionLineProps, 'may'>) {
  const t = useText()
  const [editing, setEditing] = useState(false)
  if (isLocked(transaction)) return null
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button size="compact-xs" variant="default" onClick={() => setEditing(true)}>
        {t('requests.transactions.edit')}
      </Button>
      <DeleteTransaction card={card} transaction={transaction} />
      {editing && <TransactionDialog card={card} edited={transaction} onClose={() => setEditing(false)} />}
    </Group>
  )
}

const TONE_OF_OUTCOME = { equal: 'done', less: 'wait', above: 'late', feeOnly: 'late' } as const

function Sums({ card }: { card: RequestCard }) {
  const t = useText()
  const { row } = card
  const sums = transactionSums(card.transactions, row.amountMinor)
  return (
    <div className={classes.sums}>
      <span className={classes.sum}>
        <span className={classes.sumLabel}>{t('requests.transactions.total')}</span>
        <MoneyText amountMinor={sums.totalMinor} currency={row.currency} strong />
      </span>
      <span className={classes.sum}>
        <span className={classes.sumLabel}>{t('requests.transactions.requested')}</span>
        <MoneyText amountMinor={row.amountMinor} currency={row.currency} />
      </span>
      {sums.drafts > 0 && <span>{t('requests.transactions.drafts', { n: sums.drafts })}</span>}
      {card.transactionsEditable && sums.outcome !== null && (
        <span style={{ color: inkOf(TONE_OF_OUTCOME[sums.outcome]) }}>
          {t(`requests.transactions.${sums.outcome}`, { amount: moneyWords(sums.differenceMinor, row.currency) })}
        </span>
      )}
    </div>
  )
}
