/** WD Details: the amount, where it goes and how, the fee, what is available (R1-84), what is held, what was paid. */
import { ActionIcon, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { RequestCard } from '../../../contract/requests.ts'
import { useMe } from '../../api/session.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ChannelLine } from '../channels/channel-line.tsx'
import classes from './card.module.css'
import { destinationLine } from './destination-line.ts'
import { FeeDialog } from './fee-dialog.tsx'

export function WithdrawalDetails({ card }: { card: RequestCard }) {
  const t = useText()
  const word = useWords()
  const { row, available, destination } = card
  const short = available.availableMinor < row.amountMinor && row.department !== null
  return (
    <SectionCard title={t('requests.details.title')}>
      <div className={classes.money}>
        <MoneyText amountMinor={row.amountMinor} currency={row.currency} size="xl" strong />
        <dl className={classes.lines}>
          <Line label={t('requests.details.to')}>
            {destination ? (
              <>
                <b>{destination.payeeName}</b> · {destinationLine(destination)}
              </>
            ) : (
              t('requests.details.noDestination')
            )}
          </Line>
          <Line label={t('requests.details.via')}>{word('method', card.methodEntry ?? row.method)}</Line>
          {card.withdrawalType !== null && (
            <Line label={t('requests.details.type')}>{word('withdrawalType', card.withdrawalType)}</Line>
          )}
          <Line label={t('requests.details.channel')}>
            <ChannelLine card={card} />
          </Line>
          <Line label={t('requests.details.fee')}>
            <Fee card={card} />
          </Line>
          <Line label={t('requests.details.available')}>
            <span className={short ? classes.short : undefined}>
              <MoneyText amountMinor={available.availableMinor} currency={available.currency} />
            </span>
            <Text span size="xs" c="dimmed">
              {' · '}
              {t('requests.details.recommended')}{' '}
              <MoneyText amountMinor={available.recommendedMinor} currency={available.currency} />
            </Text>
          </Line>
          {card.heldMinor > 0 && card.heldSince !== null && (
            <Line label={t('requests.details.held')}>
              <MoneyText amountMinor={card.heldMinor} currency={row.currency} /> {t('requests.details.heldSince')}{' '}
              <InstantText at={card.heldSince} />
            </Line>
          )}
          {row.executeMinor > 0 && (
            <Line label={t('requests.details.execute')}>
              <MoneyText amountMinor={row.executeMinor} currency={row.currency} />
            </Line>
          )}
          {card.reason !== '' && <Line label={t('requests.details.reason')}>{card.reason}</Line>}
          {row.externalReference !== '' && <Line label={t('requests.details.reference')}>{row.externalReference}</Line>}
          {card.instructions.length > 0 && (
            <Line label={t('requests.details.payments')}>
              <Payments card={card} />
            </Line>
          )}
        </dl>
      </div>
    </SectionCard>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** R1-40: changed while Dealing or Backoffice holds the request, by that department. */
function Fee({ card }: { card: RequestCard }) {
  const t = useText()
  const me = useMe()
  const [editing, setEditing] = useState(false)
  const { row, feeMinor } = card
  const may =
    card.feeEditable &&
    me.department === row.department &&
    (me.permissions.includes('withdrawals.passToDepartment') || me.permissions.includes('withdrawals.approve'))
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      <MoneyText amountMinor={feeMinor} currency={row.currency} />
      {may && (
        <ActionIcon
          size="xs"
          aria-label={t('requests.details.feeEdit', { fee: moneyWords(feeMinor, row.currency) })}
          onClick={() => setEditing(true)}
        >
          <IconPencil size={14} />
        </ActionIcon>
      )}
      {editing && <FeeDialog card={card} onClose={() => setEditing(false)} />}
    </span>
  )
}

function Payments({ card }: { card: RequestCard }) {
  const t = useText()
  const word = useWords()
  const stateWords = (state: string): string => {
    const key = `batches.instruction.${state}`
    return isTextKey(key) ? t(key) : state
  }
  return card.instructions.map((payment) => {
    const words = `${word('instruction', payment.kind)} ${moneyWords(payment.amountMinor, payment.currency)}`
    const href =
      payment.batchId !== null
        ? `/batches/${payment.batchId}`
        : payment.leafId !== null
          ? `/cheques?leaf=${payment.leafId}`
          : null
    return (
      <div key={payment.instructionId}>
        {href === null ? (
          words
        ) : (
          <Link href={href} className="desk-link">
            {words}
          </Link>
        )}{' '}
        <Text span size="xs" c="dimmed">
          {stateWords(payment.state)}
        </Text>
      </div>
    )
  })
}
