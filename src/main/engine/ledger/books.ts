/**
 * The books: accounts, journals of at least two postings that sum to zero per currency, and two-phase holds.
 * The database refuses what is not balanced (law 1); this module keeps the balances in the same transaction.
 * Balances are debits minus credits: banks positive, what is owed to customers negative.
 */
import type { AccountKind } from '../../../contract/ledger.ts'
import { formatMoney, isCurrency, negate } from '../../../contract/money.ts'
import { type Connection, columnsOf } from '../db/connection.ts'
import { refuse } from '../refuse.ts'
import { holds, ledgerAccounts } from './schema.ts'

export type LedgerAccount = typeof ledgerAccounts.$inferSelect
export type Hold = typeof holds.$inferSelect

/** One line of a journal: debit positive, credit negative. */
export type Posting = { accountId: number; amountMinor: number }

export type NewJournal = {
  kind: string
  memo: string
  postings: Posting[]
  requestId?: number
  reverses?: number
}

/** When and by whom: taken from the command that posts. */
export type PostingStamp = { at: number; businessDate: string; operatorId: number | null }

export type AccountKey = { kind: AccountKind; ownerId: number; currency: string; name: string }

const ACCOUNT = `SELECT ${columnsOf(ledgerAccounts)} FROM ledger_accounts WHERE id = ?`
const ACCOUNT_OF = `SELECT ${columnsOf(ledgerAccounts)} FROM ledger_accounts WHERE kind = ? AND owner_id = ? AND currency = ?`
const ACTIVE_HOLD = `SELECT ${columnsOf(holds)} FROM holds WHERE request_id = ? AND state = 'active'`

/** The account of a kind, owner and currency; opened when it is first used. */
export function accountOf(connection: Connection, key: AccountKey): LedgerAccount {
  const find = () => connection.get<LedgerAccount>(ACCOUNT_OF, key.kind, key.ownerId, key.currency)
  const found = find()
  if (found) return found
  connection.insert(ledgerAccounts, { kind: key.kind, ownerId: key.ownerId, currency: key.currency, name: key.name })
  return find() ?? never('an account that was just opened')
}

export function accountById(connection: Connection, id: number): LedgerAccount {
  return connection.getKept<LedgerAccount>(ACCOUNT, id) ?? never(`ledger account ${id}`)
}

/**
 * Posts one journal. Refuses BALANCE_TOO_SMALL when a customer would be paid more than is free, PERIOD_CLOSED when
 * the day or a later one is signed off; throws when the postings do not sum to zero (a bug). Returns the journal's id.
 */
export function post(connection: Connection, journal: NewJournal, stamp: PostingStamp): number {
  refuseClosedPeriod(connection, stamp.businessDate)
  const id = (connection.value<number>('SELECT coalesce(max(id), 0) + 1 FROM journals') ?? 1) as number
  let line = 0
  for (const posting of journal.postings) {
    const account = accountById(connection, posting.accountId)
    const balanceMinor = account.balanceMinor + posting.amountMinor
    if (account.kind === 'customer' && posting.amountMinor > 0) refuseOverdraft(account, posting.amountMinor)
    connection.run('UPDATE ledger_accounts SET balance_minor = ? WHERE id = ?', balanceMinor, account.id)
    connection.run(
      'INSERT INTO postings (journal_id, line, account_id, amount_minor, currency, balance_after_minor) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      ++line,
      account.id,
      posting.amountMinor,
      account.currency,
      balanceMinor,
    )
  }
  connection.run(
    'INSERT INTO journals (id, kind, business_date, at, operator_id, request_id, memo, reverses) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    journal.kind,
    stamp.businessDate,
    stamp.at,
    stamp.operatorId,
    journal.requestId ?? null,
    journal.memo,
    journal.reverses ?? null,
  )
  return id
}

/** Reverses a journal by its mirror, once (law 1). Refuses JOURNAL_ALREADY_REVERSED. */
export function reverse(
  connection: Connection,
  journalId: number,
  options: { memo: string; stamp: PostingStamp },
): number {
  const original = connection.get<{ kind: string; requestId: number | null }>(
    'SELECT kind, request_id AS "requestId" FROM journals WHERE id = ?',
    journalId,
  )
  if (!original) refuse('NOT_FOUND', { what: `journal ${journalId}` })
  const earlier = connection.value<number>('SELECT id FROM journals WHERE reverses = ?', journalId)
  if (earlier !== undefined) refuse('JOURNAL_ALREADY_REVERSED', { journal: journalId, by: earlier })
  const postings = connection
    .all<Posting>(
      'SELECT account_id AS "accountId", amount_minor AS "amountMinor" FROM postings WHERE journal_id = ? ORDER BY line',
      journalId,
    )
    .map((p) => ({ accountId: p.accountId, amountMinor: negate(p.amountMinor) }))
  const journal: NewJournal = { kind: `${original.kind}.reversed`, memo: options.memo, postings, reverses: journalId }
  if (original.requestId !== null) journal.requestId = original.requestId
  return post(connection, journal, options.stamp)
}

/** Sets money of a customer apart for a request. Refuses BALANCE_TOO_SMALL. Returns the hold's id. */
export function hold(
  connection: Connection,
  what: { accountId: number; requestId: number; amountMinor: number },
  at: number,
): number {
  const account = accountById(connection, what.accountId)
  refuseOverdraft(account, what.amountMinor)
  connection.run('UPDATE ledger_accounts SET held_minor = held_minor + ? WHERE id = ?', what.amountMinor, account.id)
  return connection.insert(holds, { ...what, state: 'active', createdAt: at })
}

/** The hold that a request has now, if any. */
export function activeHold(connection: Connection, requestId: number): Hold | undefined {
  return connection.get<Hold>(ACTIVE_HOLD, requestId)
}

/**
 * Ends a hold, once: `posted` gives its money over to a journal that the caller posts next (any part not used is
 * free again), `released` gives all of it back. Refuses HOLD_NOT_ACTIVE.
 */
export function endHold(
  connection: Connection,
  held: Hold,
  end: { as: 'posted' | 'released'; postedMinor: number; at: number },
): void {
  const changed = connection.run(
    "UPDATE holds SET state = ?, ended_at = ?, posted_minor = ? WHERE id = ? AND state = 'active'",
    end.as,
    end.at,
    end.postedMinor,
    held.id,
  )
  if (changed !== 1) refuse('HOLD_NOT_ACTIVE', { request: `WD-${held.requestId}` })
  connection.run(
    'UPDATE ledger_accounts SET held_minor = held_minor - ? WHERE id = ?',
    held.amountMinor,
    held.accountId,
  )
}

function refuseOverdraft(account: LedgerAccount, wantedMinor: number): void {
  const freeMinor = -account.balanceMinor - account.heldMinor
  if (wantedMinor <= freeMinor || account.kind !== 'customer') return
  const show = (amount: number) =>
    isCurrency(account.currency) ? `${formatMoney(amount, account.currency)} ${account.currency}` : String(amount)
  refuse('BALANCE_TOO_SMALL', {
    account: account.name,
    free: show(freeMinor),
    wanted: show(wantedMinor),
    held: show(account.heldMinor),
  })
}

/**
 * The signed-off day by which a date is closed: itself or a later one, because each of those closings is the opening of a day that was
 * signed (R2-69).
 */
export function closedBy(connection: Connection, businessDate: string): string | undefined {
  return connection.value<string>(
    "SELECT date FROM days WHERE state = 'signedOff' AND date >= ? ORDER BY date LIMIT 1",
    businessDate,
  )
}

function refuseClosedPeriod(connection: Connection, businessDate: string): void {
  const signed = closedBy(connection, businessDate)
  if (signed !== undefined) refuse('PERIOD_CLOSED', { date: signed })
}

function never(what: string): never {
  throw new Error(`${what} is missing`)
}
