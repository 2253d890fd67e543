/** The head of the card (R1-14): who, which account, status, department, priority, created, due, claimed. */
import { Button, Menu, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { DueText, InstantText } from '../../ui/instant-text.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { StatusBadge, ToneBadge } from '../../ui/status-badge.tsx'
import classes from './card.module.css'
import { PriorityText } from './queue-columns.tsx'
import { PRIORITIES } from './queue-query.ts'
import type { Claim } from './use-card-keys.ts'

export function CardHeader({ card, claim }: { card: RequestCard; claim: Claim }) {
  const t = useText()
  const { statusLabel, departmentLabel, stepLabel, templateLabel } = useProfile()
  const { row } = card
  return (
    <header className={classes.head}>
      <h1 className={classes.number} style={{ margin: 0 }}>
        {requestNumber(row.requestId)}
      </h1>
      <Link href={`/customers/${row.customerId}`} className={`desk-link ${classes.customer}`}>
        {row.customerName} {row.customerNameChinese} ({row.customerNumber})
      </Link>
      <Link href={`/accounts/${row.accountId}`} className="desk-link">
        {t('requests.card.account', { number: row.accountNumber })}
      </Link>
      <div className={classes.headEnd}>
        <ClaimButton card={card} claim={claim} />
      </div>
      <div className={classes.facts}>
        {row.beingSent ? (
          <ToneBadge tone="wait" label={t('requests.beingSent')} />
        ) : (
          <StatusBadge label={statusLabel(row.status)} common={row.common} />
        )}
        {row.step !== null && <b>{stepLabel(row.step, row.profile)}</b>}
        {row.template !== null && <span>{templateLabel(row.template, row.profile)}</span>}
        {row.department !== null && <span>{departmentLabel(row.department)}</span>}
        <PriorityMenu card={card} />
        <span>
          {t('requests.card.created', { by: card.createdBy })} <InstantText at={row.createdAt} />
        </span>
        {row.department !== null && (
          <span>
            {t('requests.card.due')} <DueText dueAt={row.dueAt} />
          </span>
        )}
        {row.department !== null && <Clocks row={row} />}
      </div>
    </header>
  )
}

/** O-18: every clock that runs, when there is more than the one that is due first. */
function Clocks({ row }: { row: RequestCard['row'] }) {
  const t = useText()
  const running = (['regulatory', 'priority', 'step'] as const).flatMap((clock) => {
    const dueAt = row.clocks[clock]
    return dueAt === null ? [] : [{ clock, dueAt }]
  })
  const [only] = running
  if (running.length < 2 && only?.clock === 'regulatory') return null
  return running.map(({ clock, dueAt }) => (
    <span key={clock}>
      {t(`queue.clock.${clock}`)} <DueText dueAt={dueAt} />
    </span>
  ))
}

function ClaimButton({ card, claim }: { card: RequestCard; claim: Claim }) {
  const t = useText()
  if (card.row.department === null) return null
  if (card.claimedBy !== null && !claim.mine) {
    return <ToneBadge tone="neutral" label={t('requests.card.claimedBy', { by: card.claimedBy.name })} />
  }
  return (
    <>
      {claim.mine && <ToneBadge tone="info" label={t('requests.card.claimedByYou')} />}
      <Button
        size="compact-sm"
        variant="default"
        loading={claim.busy}
        rightSection={<KeyHint keys="M" />}
        onClick={claim.toggle}
      >
        {t(claim.mine ? 'requests.card.unclaim' : 'requests.card.claim')}
      </Button>
    </>
  )
}

function PriorityMenu({ card }: { card: RequestCard }) {
  const t = useText()
  const word = useWords()
  const { row } = card
  const set = useCommand(api.requests.setPriority, {
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence }),
  })
  if (row.department === null) return <PriorityText priority={row.priority} of={row.profile} />
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          fz="sm"
          disabled={set.busy}
          aria-label={`${t('requests.card.priority')}: ${word('priority', row.priority)}`}
          title={t('requests.card.priority')}
        >
          <PriorityText priority={row.priority} of={row.profile} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {PRIORITIES.filter((priority) => priority !== row.priority).map((priority) => (
          <Menu.Item
            key={priority}
            onClick={() => void set.run({ requestId: row.requestId, expectedVersion: row.version, priority })}
          >
            <PriorityText priority={priority} of={row.profile} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
