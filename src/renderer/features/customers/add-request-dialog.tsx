/**
 * Records a withdrawal request by hand (R1-85…92): the account (fixed when there is only one), an amount below what is
 * available, an optional reason, and a comment that is filled in but may not be emptied.
 */
import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AvailableAmount, CustomerCard, Destination, TradingAccount } from '../../../contract/customers.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { ListEntry } from '../../../contract/lists.ts'
import type { Currency } from '../../../contract/money.ts'
import { Priority } from '../../../contract/requests.ts'
import type { Method } from '../../../contract/transactions.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { useWords, type WordFor } from '../../i18n/use-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { useOffered } from '../lists/use-lists.ts'
import { AvailableFigures } from './available-figures.tsx'
import { destinationLine } from './customer-destinations.tsx'

type Draft = {
  accountId: number
  amount: string
  /** An entry of the desk's list; null until the list is there. */
  method: ListEntry | null
  withdrawalType: string | null
  destinationId: number | null
  priority: Priority
  reason: string
  /** Null until somebody types: the prepared comment follows the account. */
  comment: string | null
}
type Faults = { amount?: string; comment?: string }
type Change = (part: Partial<Draft>) => void

export type AddRequestDialogProps = { customer: CustomerCard; onClose(): void; onDone(requestId: number): void }

export function AddRequestDialog({ customer, onClose, onDone }: AddRequestDialogProps) {
  const t = useText()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(customer))
  const [faults, setFaults] = useState<Faults>({})
  const offer = useOffer(draft)
  const create = useCommand(api.requests.create, { onDone: ({ requestId }) => onDone(requestId) })
  const account = customer.accounts.find((each) => each.accountId === draft.accountId)
  const available = useApi(
    ['customers.available', draft.accountId],
    () => api.customers.available({ accountId: draft.accountId }),
    { topics: ['customers', 'requests', 'ledger'] },
  )
  if (!account) return null
  const comment =
    draft.comment ??
    t('customers.add.commentDraft', { number: customer.customerNumber, account: account.accountNumber })
  const read = readAmount(draft.amount, account.currency, { t })
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }))
  const send = (): void => {
    const found = faultsOf({ read, comment, available: available.data }, t)
    setFaults(found)
    if (found.amount !== undefined || found.comment !== undefined || !read.ok) return
    void create.run({
      customerId: customer.customerId,
      accountId: account.accountId,
      destinationId: draft.destinationId,
      method: offer.pays,
      methodEntry: offer.way?.key,
      ...(draft.withdrawalType === null ? {} : { withdrawalType: draft.withdrawalType }),
      amountMinor: read.amountMinor,
      currency: account.currency,
      priority: draft.priority,
      reason: draft.reason.trim(),
      comment: comment.trim(),
    })
  }
  return (
    <FormDialog
      title={t('customers.add.title', { name: customer.name })}
      submit={submitWords({ read, currency: account.currency }, t)}
      busy={create.busy}
      disabled={offer.empty !== null || (offer.typeNeeded && draft.withdrawalType === null)}
      refusal={create.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        <EmptyListNote list={offer.empty} />
        <AccountField customer={customer} account={account} change={change} />
        {available.problem !== null && <ErrorNote sentence={available.problem} onRetry={available.reload} />}
        {available.data && <AvailableFigures available={available.data} />}
        <MoneyInput
          required
          data-autofocus
          label={t('customers.add.amount')}
          currency={account.currency}
          value={draft.amount}
          error={faults.amount ?? null}
          onChange={(amount) => change({ amount })}
        />
        <ListFields offer={offer} {...{ customer, account, draft, change }} />
        <DestinationField customer={customer} account={account} method={offer.pays} draft={draft} change={change} />
        <WhyFields reason={draft.reason} comment={comment} fault={faults.comment} change={change} />
      </Stack>
    </FormDialog>
  )
}

type Read = { read: ReturnType<typeof readAmount>; currency: Currency }

function submitWords({ read, currency }: Read, t: Translate): string {
  if (!read.ok) return t('customers.add.submitEmpty')
  return t('customers.add.submit', { amount: moneyWords(read.amountMinor, currency) })
}

function firstDraft(customer: CustomerCard): Draft {
  const account = customer.accounts[0]
  return {
    accountId: account?.accountId ?? 0,
    amount: '',
    method: null,
    withdrawalType: null,
    destinationId: firstUsable(customer, account, 'wireTransfer')?.destinationId ?? null,
    priority: 'normal',
    reason: '',
    comment: null,
  }
}

/** Destinations that this way of paying can use, in the account's currency; usable ones first. */
function fitting(customer: CustomerCard, account: TradingAccount | undefined, method: Method) {
  const kind = method === 'cheque' ? 'cheque' : 'bankAccount'
  return customer.destinations
    .filter(({ active, details }) => active && details.kind === kind && details.currency === account?.currency)
    .sort((a, b) => Number(b.state === 'usable') - Number(a.state === 'usable'))
}

/** The first destination that money may go to now. */
function firstUsable(customer: CustomerCard, account: TradingAccount | undefined, method: Method) {
  return fitting(customer, account, method).find(({ state }) => state === 'usable')
}

type Judged = { read: ReturnType<typeof readAmount>; comment: string; available: AvailableAmount | undefined }

/** The engine decides; the window says early what it will say (R1-87, R1-88). */
function faultsOf({ read, comment, available }: Judged, t: Translate): Faults {
  const faults: Faults = {}
  if (!read.ok) faults.amount = read.sentence
  else if (available && read.amountMinor >= available.availableMinor) {
    faults.amount = t('customers.add.tooMuch', {
      available: moneyWords(available.availableMinor, available.currency),
    })
  }
  if (comment.trim() === '') faults.comment = t('customers.add.commentNeeded')
  return faults
}

function AccountField({
  customer,
  account,
  change,
}: {
  customer: CustomerCard
  account: TradingAccount
  change: Change
}) {
  const t = useText()
  const only = customer.accounts.length === 1
  return (
    <Select
      label={t('customers.add.account')}
      description={only ? t('customers.add.accountOnly') : undefined}
      disabled={only}
      data={customer.accounts.map((each) => ({
        value: String(each.accountId),
        label: `${each.accountNumber} · ${each.currency}`,
      }))}
      value={String(account.accountId)}
      onChange={(value) => {
        const next = customer.accounts.find((each) => String(each.accountId) === value)
        if (!next) return
        const first = firstUsable(customer, next, 'wireTransfer')
        change({ accountId: next.accountId, method: null, destinationId: first?.destinationId ?? null })
      }}
    />
  )
}

type WhyFieldsProps = { reason: string; comment: string; fault: string | undefined; change: Change }

function WhyFields({ reason, comment, fault, change }: WhyFieldsProps) {
  const t = useText()
  return (
    <>
      <TextInput
        label={t('customers.add.reason')}
        maxLength={LIMITS.shortTextChars}
        value={reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <Textarea
        required
        label={t('customers.add.comment')}
        maxLength={LIMITS.commentChars}
        value={comment}
        error={fault}
        onChange={(event) => change({ comment: event.currentTarget.value })}
      />
    </>
  )
}

/** Who and where, and why it cannot be chosen yet. */
function destinationLabel(destination: Destination, { t, word }: { t: Translate; word: WordFor }): string {
  const { details, state } = destination
  const line = `${details.payeeName} · ${destinationLine(destination, word('destination', details.kind))}`
  return state === 'usable' ? line : `${line} · ${t(`customers.destination.state.${state}`)}`
}

type EmptyList = 'withdrawalMethod' | 'withdrawalType' | null

/** What the two lists offer, what is chosen, and which of them has nothing to offer (R0-02, R0-03). */
function useOffer(draft: Draft) {
  const methods = useOffered('withdrawalMethod')
  const types = useOffered('withdrawalType')
  const { profile } = useProfile()
  const typeNeeded = profile?.policies.withdrawalType === 'required'
  const way = draft.method ?? methods?.[0] ?? null
  const noType = typeNeeded && types?.length === 0
  const empty: EmptyList = methods?.length === 0 ? 'withdrawalMethod' : noType ? 'withdrawalType' : null
  return { methods: methods ?? [], types: types ?? [], typeNeeded, way, pays: way?.pays ?? 'wireTransfer', empty }
}

function EmptyListNote({ list }: { list: EmptyList }) {
  const t = useText()
  if (list === null) return null
  return <ErrorNote sentence={t('customers.add.listEmpty', { list: t(`lists.name.${list}`) })} />
}

type ListFieldsProps = {
  customer: CustomerCard
  account: TradingAccount
  draft: Draft
  offer: ReturnType<typeof useOffer>
  change: Change
}

/** R0-03: exactly what the two lists offer, and how urgent it is. */
function ListFields({ customer, account, draft, offer, change }: ListFieldsProps) {
  const t = useText()
  const word = useWords()
  const { methods, types, typeNeeded, way } = offer
  const none = typeNeeded ? [] : [{ value: '', label: t('customers.add.typeNone') }]
  return (
    <SimpleGrid cols={3} style={{ alignItems: 'end' }}>
      <Select
        required
        label={t('customers.add.method')}
        data={methods.map(({ key }) => ({ value: key, label: word('method', key) }))}
        value={way?.key ?? null}
        onChange={(value) => {
          const method = methods.find(({ key }) => key === value)
          if (!method?.pays) return
          change({ method, destinationId: firstUsable(customer, account, method.pays)?.destinationId ?? null })
        }}
      />
      <Select
        required={typeNeeded}
        label={t('customers.add.type')}
        data={[...none, ...types.map(({ key }) => ({ value: key, label: word('withdrawalType', key) }))]}
        value={draft.withdrawalType ?? (typeNeeded ? null : '')}
        onChange={(value) => change({ withdrawalType: value || null })}
      />
      <Select
        label={t('customers.add.priority')}
        data={Priority.options.map((priority) => ({ value: priority, label: word('priority', priority) }))}
        value={draft.priority}
        onChange={(value) => {
          const priority = Priority.options.find((each) => each === value)
          if (priority) change({ priority })
        }}
      />
    </SimpleGrid>
  )
}

type DestinationFieldProps = {
  customer: CustomerCard
  account: TradingAccount
  method: Method
  draft: Draft
  change: Change
}

function DestinationField({ customer, account, method, draft, change }: DestinationFieldProps) {
  const t = useText()
  const word = useWords()
  const destinations = fitting(customer, account, method)
  const later = { value: '', label: t('customers.add.destinationLater') }
  return (
    <Select
      label={t('customers.add.destination')}
      description={
        destinations.length === 0 ? t('customers.add.destinationNone', { currency: account.currency }) : undefined
      }
      data={[
        ...destinations.map((each) => ({
          value: String(each.destinationId),
          disabled: each.state !== 'usable',
          label: destinationLabel(each, { t, word }),
        })),
        later,
      ]}
      value={draft.destinationId === null ? '' : String(draft.destinationId)}
      onChange={(value) => change({ destinationId: value ? Number(value) : null })}
    />
  )
}
