/**
 * Adjusting journals: what the bank and the books differ by is looked into and written down first, then one person asks for a
 * journal and another one books it by confirming (R2-70: explain before you book).
 */
import { type AdjustingKind, type AdjustingLine, AdjustingKind as Kinds } from '../../../../contract/days.ts'
import { add, type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { accountOf, closedBy } from '../../ledger/books.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import { bankAccountById, bankAccounts } from '../settings/index.ts'
import { accountsOfKinds, adjustingAccount, insertAdjustment, latestFinding } from './finding-store.ts'
import { whyNotAdjust } from './rules.ts'

export type NewAdjustment = { date: string; bankAccountId: number; lines: readonly AdjustingLine[]; reason: string }

/** The desk's own account of each kind; it is opened when it is first used. Banks have none but their own. */
const OWN_NAMES = {
  bankCharges: 'Bank charges',
  interest: 'Interest',
  feeIncome: 'Fee income',
  suspense: 'Suspense',
  adjustment: 'Adjustments',
} as const satisfies Record<Exclude<AdjustingKind, 'bank'>, string>

/** What an adjusting journal may use in a currency, with the accounts that nobody has needed yet. */
export function adjustingAccounts(call: Call, currency: Currency) {
  const own = new Set(bankAccounts(call).map(({ ledgerAccountId }) => ledgerAccountId))
  const known = accountsOfKinds(call, Kinds.options, currency)
    .filter(({ kind, ledgerAccountId }) => kind !== 'bank' || own.has(ledgerAccountId))
    .map(({ currency: _, ...account }) => ({ ...account, kind: account.kind as AdjustingKind }))
  const missing = (Object.keys(OWN_NAMES) as (keyof typeof OWN_NAMES)[])
    .filter((kind) => !known.some((account) => account.kind === kind))
    .map((kind) => ({ kind, ledgerAccountId: null, name: `${OWN_NAMES[kind]} ${currency}`, balanceMinor: 0 }))
  return [...known, ...missing]
}

type Wanted = { account: string; ledgerAccountId: number | null; kind: AdjustingKind; amountMinor: number }

/** The lines with the names of their accounts. Refuses ADJUSTMENT_ACCOUNT and ADJUSTMENT_UNBALANCED. */
function checked(call: Call, { date, bankAccountId, lines }: NewAdjustment): { currency: Currency; wanted: Wanted[] } {
  const bank = bankAccountById(call, bankAccountId)
  const currency = bank.currency as Currency
  const own = new Set(bankAccounts(call).map(({ ledgerAccountId }) => ledgerAccountId))
  const no = (account: string, why: string) => refuse('ADJUSTMENT_ACCOUNT', { account, date, why })
  const wanted = lines.map(({ kind, ledgerAccountId, amountMinor }): Wanted => {
    if (ledgerAccountId === null) {
      if (kind === 'bank') return no(kind, 'kind')
      return { account: `${OWN_NAMES[kind]} ${currency}`, ledgerAccountId, kind, amountMinor }
    }
    const found = adjustingAccount(call, ledgerAccountId)
    if (!found) return refuse('NOT_FOUND', { what: `ledger account ${ledgerAccountId}` })
    const why = whyNotAdjust({ ...found, isDesks: own.has(ledgerAccountId) }, { kind, currency })
    if (why !== null || amountMinor === 0) no(found.name, why ?? 'nothing')
    return { account: found.name, ledgerAccountId, kind, amountMinor }
  })
  if (new Set(wanted.map(({ account }) => account)).size !== wanted.length) no(wanted[0]?.account ?? '', 'twice')
  if (!wanted.some(({ ledgerAccountId }) => ledgerAccountId === bank.ledgerAccountId)) no(bank.name, 'missing')
  const sum = add(...wanted.map(({ amountMinor }) => amountMinor))
  if (sum !== 0) refuse('ADJUSTMENT_UNBALANCED', { sum: `${formatMoney(sum, currency)} ${currency}` })
  return { currency, wanted }
}

/** What is written in the books of a day: not ahead of today, not in a period that is closed, and not before it is explained. */
function openDay(call: Call, { date, bankAccountId }: NewAdjustment): number {
  if (date > call.today) refuse('NOT_BUSINESS_DATE', { date, why: 'it has not begun' })
  const closed = closedBy(call.db, date)
  if (closed !== undefined) refuse('PERIOD_CLOSED', { date: closed })
  const finding = latestFinding(call, date, bankAccountId)
  return finding ?? refuse('ADJUSTMENT_UNEXPLAINED', { date, account: bankAccountById(call, bankAccountId).name })
}

export function proposeAdjustment(call: Call, adjustment: NewAdjustment) {
  const { date, bankAccountId, reason } = adjustment
  openDay(call, adjustment)
  const { currency, wanted } = checked(call, adjustment)
  const entries = wanted.map(({ account, amountMinor }, at) => [
    `line${at + 1}`,
    `${account}: ${formatMoney(amountMinor, currency)} ${currency}`,
  ])
  return propose(
    call,
    {
      kind: 'day.adjust',
      subject: `day:${date}:${bankAccountId}`,
      title: `${bankAccountById(call, bankAccountId).name} ${date}`,
      before: {},
      after: { date, ...Object.fromEntries(entries) },
      payload: adjustment,
      reason,
      always: true,
    },
    applyAdjustment,
  )
}

/** Confirmed: judged again, since the day may have been signed off meanwhile. */
export function applyAdjustment(call: Call, { payload, madeBy, madeByName }: StoredProposal): number {
  const adjustment = payload as NewAdjustment
  const { date, bankAccountId, reason } = adjustment
  const findingId = openDay(call, adjustment)
  const { currency, wanted } = checked(call, adjustment)
  const postings = wanted.map(({ account, ledgerAccountId, kind, amountMinor }) => ({
    accountId:
      ledgerAccountId ??
      accountOf(call.db, { kind, ownerId: kind === 'adjustment' ? 1 : 0, currency, name: account }).id,
    amountMinor,
  }))
  const journalId = call.onDay(date).post({ kind: 'adjustment', memo: reason, postings })
  const { operatorId, displayName } = call.actor
  insertAdjustment(call, { journalId, date, bankAccountId, findingId, reason, madeBy, confirmedBy: operatorId })
  const moved = wanted.find(({ kind }) => kind === 'bank')
  call.audit({
    action: 'day.adjust',
    subject: `journal:${journalId}`,
    amountMinor: moved?.amountMinor ?? 0,
    currency,
    reason,
    changes: [
      ['date', null, date],
      ...wanted.map(({ account, amountMinor }): [string, null, string] => [
        account,
        null,
        `${formatMoney(amountMinor, currency)} ${currency}`,
      ]),
      ['madeBy', null, madeByName],
      ['confirmedBy', null, displayName],
    ],
  })
  call.changed('days')
  call.changed('ledger')
  return journalId
}
