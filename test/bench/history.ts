/**
 * Fills a ledger fast: customers, and withdrawals that went all the way, with every row that the engine leaves behind for them
 * (journals, holds, payments, audit chain, commands). Guards are dropped for it; opening the ledger again brings them back, and
 * the check of the books must pass on the result.
 */
import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { canonicalJson } from '../../src/main/engine/audit/canonical-json.ts'
import { type AuditActor, AuditChain, type AuditEntry } from '../../src/main/engine/audit/chain.ts'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import {
  customers,
  destinations,
  tradingAccounts,
  tradingOrders,
} from '../../src/main/engine/features/customers/schema.ts'
import { referenceOf } from '../../src/main/engine/features/requests/instructions.ts'
import {
  instructions,
  requestReviews,
  requests,
  requestTransactions,
} from '../../src/main/engine/features/requests/schema.ts'
import { accountOf } from '../../src/main/engine/ledger/books.ts'
import { holds, journals, ledgerAccounts } from '../../src/main/engine/ledger/schema.ts'
import { DETAILS } from '../support/cases.ts'
import { TEST_START } from '../support/desk.ts'

export const CURRENCIES = ['HKD', 'USD', 'EUR'] as const
const OPENING_MINOR = 10_000_000_000
const PER_COMMIT = 5_000
const DAY = '2026-11-19'
/** History lies in the days before the desk's own clock starts. */
const BEFORE_MS = 30 * 24 * 3_600_000

export type BulkCustomer = {
  ids: { customerId: number; accountId: number; destinationId: number }
  currency: string
  ledgerAccountId: number
}

/** Customers with one account of 100,000,000.00 and one destination each, by the same rows as the engine makes. */
export function addCustomers(connection: Connection, count: number): BulkCustomer[] {
  dropGuards(connection.raw)
  const operator = connection.value<number>("SELECT id FROM operators WHERE user_name = 'agent'") ?? 1
  const at = TEST_START - BEFORE_MS
  const nextId = (table: string) =>
    (connection.value<number>(`SELECT coalesce(max(id), 0) + 1 FROM ${table}`) ?? 1) as number
  const counters = CURRENCIES.map((currency) => {
    const key = { kind: 'adjustment' as const, ownerId: 0, currency, name: `Opening balances ${currency}` }
    return accountOf(connection, key).id
  })
  const balances = new Map<number, number>()
  const made: BulkCustomer[] = []
  inTransactions(connection, count, (i) => {
    const currency = CURRENCIES[i % CURRENCIES.length] ?? 'HKD'
    const customerId = addCustomer(connection, { i, operator, at })
    const accountId = nextId('trading_accounts')
    const name = `${7_000_000 + i} ${currency}`
    const key = { kind: 'customer', ownerId: accountId, currency, name }
    const ledgerAccountId = connection.insert(ledgerAccounts, key)
    connection.insert(tradingAccounts, {
      id: accountId,
      customerId,
      accountNumber: String(7_000_000 + i),
      currency,
      equityMinor: OPENING_MINOR,
      creditMinor: 0,
      marginMinor: 0,
      freeMarginMinor: OPENING_MINOR,
      openTrades: 0,
      figuresAt: at,
      ledgerAccountId,
    })
    const counter = counters[i % CURRENCIES.length] ?? 0
    const opening = { kind: 'customer.opening', requestId: null, at, operatorId: operator, memo: 'Opening balance' }
    postRaw(connection, balances, opening, [
      [counter, OPENING_MINOR, currency],
      [ledgerAccountId, -OPENING_MINOR, currency],
    ])
    const details = JSON.stringify({ ...DETAILS, currency })
    const digest = hash('sha256', canonicalJson(JSON.parse(details)), 'hex')
    const destination = { customerId, kind: 'bankAccount', details, digest, createdAt: at, createdBy: operator }
    const destinationId = connection.insert(destinations, destination)
    made.push({ ids: { customerId, accountId, destinationId }, currency, ledgerAccountId })
  })
  keepBalances(connection, balances)
  return made
}

function addCustomer(connection: Connection, { i, operator, at }: { i: number; operator: number; at: number }): number {
  const row = {
    customerNumber: `B-${100_000 + i}`,
    name: `Chan Tai ${i}`,
    nameChinese: '陳大文',
    email: `customer${i}@example.hk`,
    phone: '+852 9123 4567',
    country: 'HK',
    risk: 'normal',
    createdAt: at,
    createdBy: operator,
  }
  const id = connection.insert(customers, row)
  const words = `${row.customerNumber} ${row.name} ${row.nameChinese}`
  connection.run('INSERT INTO customer_search (rowid, words) VALUES (?, ?)', id, words)
  return id
}

type People = { agent: AuditActor; cs: AuditActor; ret: AuditActor; bo: AuditActor }

/** Withdrawals that were completed and settled, one after the other over the days before the desk's clock. */
export function addLifecycles(
  connection: Connection,
  { lifecycles, customers: from }: { lifecycles: number; customers: readonly BulkCustomer[] },
): void {
  if (lifecycles === 0) return
  dropGuards(connection.raw)
  const chain = new AuditChain(connection)
  const balances = new Map<number, number>(
    connection
      .all<{ id: number; balance: number }>('SELECT id, balance_minor AS balance FROM ledger_accounts')
      .map(({ id, balance }) => [id, balance]),
  )
  const people = peopleOf(connection)
  const house = CURRENCIES.map((currency) => houseAccounts(connection, currency))
  const stepMs = Math.max(1, Math.floor(BEFORE_MS / lifecycles) - 1)
  inTransactions(connection, lifecycles, (i) => {
    const customer = from[i % from.length]
    const accounts = house[CURRENCIES.indexOf(customer?.currency as 'HKD')]
    if (!customer || !accounts) throw new Error('no customer for the history')
    const at = Math.min(TEST_START - 1, TEST_START - BEFORE_MS + i * stepMs)
    addLifecycle({ connection, chain, balances, people, accounts }, { i, at, customer })
  })
  keepBalances(connection, balances)
}

type HouseAccounts = { inTransit: number; bank: number }
type Books = {
  connection: Connection
  chain: AuditChain
  balances: Map<number, number>
  people: People
  accounts: HouseAccounts
}

function addLifecycle(books: Books, about: { i: number; at: number; customer: BulkCustomer }): void {
  const { connection, people } = books
  const { i, at, customer } = about
  const { currency } = customer
  const amountMinor = 1_000 + ((i * 37) % 900_000)
  const id = connection.insert(requests, {
    version: 8,
    profile: 'department-review',
    profileVersion: 1,
    status: 'completed',
    department: null,
    customerId: customer.ids.customerId,
    accountId: customer.ids.accountId,
    destinationId: customer.ids.destinationId,
    method: 'wireTransfer',
    amountMinor,
    executeMinor: amountMinor,
    currency,
    reason: '',
    createdAt: at,
    createdBy: people.agent.operatorId ?? 0,
    changedAt: at,
    dueAt: at + 86_400_000,
    completedBy: people.bo.operatorId,
    closedAt: at,
  })
  addPayment(books, { id, at, customer, amountMinor })
  addTrace(books, { id, at, amountMinor, currency })
}

type Paid = { id: number; at: number; customer: BulkCustomer; amountMinor: number }

/** The rows of re-check, transaction, payment, hold and the two journals. */
function addPayment({ connection, balances, people, accounts }: Books, { id, at, customer, amountMinor }: Paid): void {
  const by = people.bo.operatorId ?? 0
  const { accountId } = customer.ids
  const { currency, ledgerAccountId } = customer
  const details = JSON.stringify({ ...DETAILS, currency })
  const yes = { recheckDocuments: 'yes', recheckBalance: 'yes', recheckCall: 'yes' }
  connection.insert(requestReviews, { requestId: id, ...yes, recheckBy: by, recheckAt: at })
  const order = { accountId, kind: 'withdrawal', amountMinor: -amountMinor, comment: `WD-${id}`, requestId: id }
  const tradingOrderId = connection.insert(tradingOrders, { ...order, at, operatorId: by })
  const digest = hash('sha256', `transaction ${id}`, 'hex')
  const payment = { requestId: id, amountMinor, currency, details }
  const transactionId = connection.insert(requestTransactions, {
    ...payment,
    version: 4,
    paymentType: 'wireTransfer',
    automatic: 1,
    status: 'executed',
    digest,
    tradingOrderId,
    madeBy: by,
    approvedBy: by,
    approvedAt: at,
  })
  connection.insert(instructions, {
    ...payment,
    version: 3,
    transactionId,
    kind: 'wire',
    state: 'settled',
    endToEndId: referenceOf(id, transactionId),
    uetr: `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    madeBy: by,
    madeAt: at,
    sentAt: at,
    endedAt: at,
  })
  const held = { accountId: ledgerAccountId, requestId: id, amountMinor, state: 'posted' }
  connection.insert(holds, { ...held, createdAt: at, endedAt: at, postedMinor: amountMinor })
  const stamp = { requestId: id, at, operatorId: by, memo: `WD-${id}` }
  postRaw(connection, balances, { kind: 'withdrawal.complete', ...stamp }, [
    [ledgerAccountId, amountMinor, currency],
    [accounts.inTransit, -amountMinor, currency],
  ])
  postRaw(connection, balances, { kind: 'payment.settled', ...stamp }, [
    [accounts.inTransit, amountMinor, currency],
    [accounts.bank, -amountMinor, currency],
  ])
}

type Traced = { id: number; at: number; amountMinor: number; currency: string }

/** The audit records and the kept commands of one withdrawal. */
function addTrace({ connection, chain, people }: Books, { id, at, amountMinor, currency }: Traced): void {
  const digest = hash('sha256', `request ${id}`, 'hex')
  const moved = (action: string, before: string | null, after: string): AuditEntry => ({
    action: `request.${action}`,
    subject: `request:${id}`,
    requestId: id,
    changes: [['status', before, after]],
  })
  const money = { amountMinor, currency, balanceBeforeMinor: 5_000_000, balanceAfterMinor: 5_000_000 - amountMinor }
  const steps: [AuditEntry, AuditActor][] = [
    [{ ...moved('create', null, 'new'), amountMinor, currency, reason: 'Requested by phone' }, people.agent],
    [moved('passToRetention', 'new', 'approvedByCs'), people.cs],
    [moved('passToBackoffice', 'approvedByCs', 'approvedByRetention'), people.ret],
    [moved('recheck', null, 'yes'), people.bo],
    [{ ...moved('approve', 'approvedByRetention', 'approvedByBackoffice'), ...money }, people.bo],
    [{ ...moved('approve', null, digest), action: 'transaction.approve', amountMinor, currency }, people.bo],
    [{ ...moved('complete', '0', String(amountMinor)), ...money }, people.bo],
    [{ ...moved('completed', 'approvedByBackoffice', 'completed'), amountMinor, currency }, people.bo],
  ]
  steps.forEach(([entry, actor], step) => {
    const commandId = at.toString(36).padStart(9, '0') + hash('sha256', `${id}/${step}`, 'hex').slice(0, 24)
    chain.append(entry, actor, { at, commandId })
    if (step === 7) return
    connection.run(
      'INSERT INTO commands (command_id, operator_id, input_hash, output) VALUES (?, ?, ?, ?)',
      commandId,
      actor.operatorId,
      hash('sha256', commandId, 'buffer').subarray(0, 16),
      JSON.stringify({ requestId: id, version: step + 1, status: 'approvedByRetention', department: 'backoffice' }),
    )
  })
}

type JournalFacts = { kind: string; requestId: number | null; at: number; operatorId: number; memo: string }

function postRaw(
  connection: Connection,
  balances: Map<number, number>,
  ...[journal, lines]: [JournalFacts, [accountId: number, amountMinor: number, currency: string][]]
): void {
  const id = connection.insert(journals, { ...journal, businessDate: DAY })
  lines.forEach(([accountId, amountMinor, currency], i) => {
    const balance = (balances.get(accountId) ?? 0) + amountMinor
    balances.set(accountId, balance)
    connection.run(
      'INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?)',
      id,
      i + 1,
      accountId,
      amountMinor,
      currency,
      balance,
    )
  })
}

function keepBalances(connection: Connection, balances: Map<number, number>): void {
  const ids = [...balances.keys()]
  inTransactions(connection, ids.length, (i) => {
    const id = ids[i] ?? 0
    connection.run('UPDATE ledger_accounts SET balance_minor = ? WHERE id = ?', balances.get(id), id)
  })
}

function houseAccounts(connection: Connection, currency: string): HouseAccounts {
  const inTransit = { kind: 'inTransit' as const, ownerId: 0, currency, name: `Payments in transit ${currency}` }
  const bank = { kind: 'bank' as const, ownerId: 0, currency, name: `House bank ${currency}` }
  return { inTransit: accountOf(connection, inTransit).id, bank: accountOf(connection, bank).id }
}

function peopleOf(connection: Connection): People {
  const person = (userName: string): AuditActor => {
    const sql = 'SELECT id, display_name AS name, roles FROM operators WHERE user_name = ?'
    const row = connection.get<{ id: number; name: string; roles: string }>(sql, userName)
    if (!row) throw new Error(`${userName} is not at this desk`)
    const role = (JSON.parse(row.roles) as string[]).join('+')
    return { operatorId: row.id, name: row.name, role, address: '127.0.0.1' }
  }
  return { agent: person('agent'), cs: person('cs'), ret: person('ret'), bo: person('bo') }
}

/** Runs a step for 0, 1, 2 … with some thousand of them per commit. */
export function inTransactions(connection: Connection, count: number, step: (i: number) => void): void {
  for (let from = 0; from < count; from += PER_COMMIT) {
    connection.begin()
    for (let i = from; i < Math.min(from + PER_COMMIT, count); i++) step(i)
    connection.commit()
  }
}

export function dropGuards(raw: Database.Database): void {
  const names = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[]
  for (const name of names) raw.exec(`DROP TRIGGER ${name}`)
}
