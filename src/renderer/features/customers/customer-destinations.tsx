/** Where a customer's money may go, whether it may go there now, and what is needed before it may. */
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import {
  IconBuildingBank,
  IconCreditCard,
  IconEye,
  IconEyeOff,
  IconFileCheck,
  IconGift,
  IconPlus,
  IconWallet,
} from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import type { CustomerCard, Destination, DestinationKind, DestinationState } from '../../../contract/customers.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './customers.module.css'

const ICON: Record<DestinationKind, ComponentType<{ size?: number; 'aria-hidden'?: boolean }>> = {
  bankAccount: IconBuildingBank,
  cheque: IconFileCheck,
  card: IconCreditCard,
  eWallet: IconWallet,
  giftCard: IconGift,
}
const TONE: Record<DestinationState, Tone> = {
  waiting: 'second',
  coolingOff: 'wait',
  usable: 'done',
  inactive: 'neutral',
}

export type CustomerDestinationsProps = {
  customer: CustomerCard
  onAdd: (() => void) | null
  onChange: ((destination: Destination) => void) | null
}

export function CustomerDestinations({ customer, onAdd, onChange }: CustomerDestinationsProps) {
  const t = useText()
  const [retiring, setRetiring] = useState<Destination | null>(null)
  const add = onAdd && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
      {t('customers.card.addDestination')}
    </Button>
  )
  if (customer.destinations.length === 0) {
    return (
      <SectionCard title={t('customers.card.destinations')}>
        <EmptyState icon={<IconBuildingBank size={24} />} sentence={t('customers.card.noDestinations')} action={add} />
      </SectionCard>
    )
  }
  return (
    <SectionCard flush title={t('customers.card.destinations')} aside={add}>
      <ul className={classes.list}>
        {customer.destinations.map((destination) => (
          <DestinationItem
            key={destination.destinationId}
            destination={destination}
            onChange={onChange}
            onRetire={onChange && setRetiring}
          />
        ))}
      </ul>
      {retiring && <RetireDialog destination={retiring} onClose={() => setRetiring(null)} />}
    </SectionCard>
  )
}

type ItemProps = {
  destination: Destination
  onChange: ((destination: Destination) => void) | null
  onRetire: ((destination: Destination) => void) | null
}

function DestinationItem({ destination, onChange, onRetire }: ItemProps) {
  const t = useText()
  const word = useWords()
  const { details, state, usableFrom, confirmedBy, holder } = destination
  const Icon = ICON[details.kind]
  const place = [word('destination', details.kind), details.bankName, details.bankCode, details.bankBic]
    .concat(details.currency)
    .filter((part) => part !== '')
  return (
    <li className={classes.item} data-off={state === 'inactive' || undefined}>
      <span className={classes.destinationHead}>
        <Icon size={16} aria-hidden />
        <strong>{details.payeeName}</strong>
        {holder === 'joint' && <span className={classes.dimmed}>({word('holder', holder)})</span>}
      </span>
      <span className={classes.destinationState}>
        <ToneBadge tone={TONE[state]} label={t(`customers.destination.state.${state}`)} />
        {state === 'coolingOff' && usableFrom !== null && <InstantText at={usableFrom} />}
      </span>
      <span>{place.join(' · ')}</span>
      {details.accountNumber !== '' && <MaskedNumber number={details.accountNumber} />}
      <span className={classes.dimmed}>
        {t('customers.destination.by', { by: destination.createdBy })} <InstantText at={destination.createdAt} />
        {confirmedBy !== null && ` · ${t('customers.destination.confirmedBy', { by: confirmedBy })}`}
      </span>
      {state !== 'inactive' && onChange && onRetire && (
        <Group gap={4}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('customers.destination.changeOf', { payee: details.payeeName })}
            onClick={() => onChange(destination)}
          >
            {t('customers.destination.change')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('customers.destination.retireOf', { payee: details.payeeName })}
            onClick={() => onRetire(destination)}
          >
            {t('customers.destination.retire')}
          </Button>
        </Group>
      )}
    </li>
  )
}

/** Only the end of an account number until somebody asks for the whole of it. */
function MaskedNumber({ number }: { number: string }) {
  const t = useText()
  const [shown, setShown] = useState(false)
  const words = t(shown ? 'customers.destination.hide' : 'customers.destination.reveal')
  return (
    <span className={classes.number}>
      {shown ? <CopyText text={number} maxChars={40} /> : <span>{maskedNumber(number)}</span>}
      <Tooltip label={words}>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={words} onClick={() => setShown(!shown)}>
          {shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

const SHOWN = 4

/** `808123456001` → `••••••••6001`; short numbers keep their last two. */
export function maskedNumber(number: string): string {
  const shown = number.length > SHOWN * 2 ? SHOWN : 2
  return '•'.repeat(Math.max(0, number.length - shown)) + number.slice(-shown)
}

function RetireDialog({ destination, onClose }: { destination: Destination; onClose(): void }) {
  const t = useText()
  const retire = useCommand(api.customers.retireDestination, { onDone: onClose })
  const { destinationId, version, details } = destination
  return (
    <ReasonDialog
      tone="late"
      title={t('customers.destination.retireOf', { payee: details.payeeName })}
      submit={t('customers.destination.retireSubmit')}
      busy={retire.busy}
      refusal={retire.refusal}
      onReason={(reason) => void retire.run({ destinationId, expectedVersion: version, reason })}
      onClose={onClose}
    />
  )
}

/** One line that tells destinations apart: bank, code and account, or that it is a cheque. */
export function destinationLine({ details }: Pick<Destination, 'details'>, kind: string): string {
  const parts =
    details.kind === 'cheque'
      ? [kind, details.currency]
      : [details.bankName, details.bankCode, details.bankBic, details.accountNumber, details.currency]
  return parts.filter((part) => part !== '').join(' · ')
}
