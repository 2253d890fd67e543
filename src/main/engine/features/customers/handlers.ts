/** The customer card: people, accounts, destinations, activity. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { accountById as ledgerAccountById } from '../../ledger/books.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { availableOf } from './available.ts'
import { proposeBalanceOperation } from './balance-operation.ts'
import { addDestination, retireDestination } from './destinations.ts'
import { addAccount, tradeIdOf } from './making.ts'
import { marginLevelPercent, stateOfDestination } from './rules.ts'
import type { DestinationRow, TradingAccountRow } from './schema.ts'
import {
  accountById,
  accountsOf,
  type CustomerListRow,
  customerById,
  customerByNumber,
  customerPage,
  customersOf,
  destinationById,
  destinationsOf,
  insertCustomer,
  insertNote,
  insertRiskChange,
  notesOf,
  ordersOf,
  requestsOf,
  searchCustomerIds,
  updateCustomer,
} from './store.ts'

type Risk = 'low' | 'normal' | 'high'

export const customersHandlers: Handlers<'customers'> = {
  list(call, { search, after, pageSize }) {
    if (search !== '') {
      const rows = customersOf(call, searchCustomerIds(call, search, pageSize + 1))
      return { rows: rows.slice(0, pageSize).map(toRow), more: rows.length > pageSize, total: null }
    }
    const rows = customerPage(call, after?.customerNumber ?? '', pageSize + 1)
    return { rows: rows.slice(0, pageSize).map(toRow), more: rows.length > pageSize, total: null }
  },

  get(call, { customerId }) {
    const customer = customerById(call, customerId)
    const { id: _, createdBy: __, risk, ...person } = customer
    return {
      ...person,
      customerId,
      risk: risk as Risk,
      accounts: accountsOf(call, customerId).map((account) => toAccount(call, account)),
      destinations: destinationsOf(call, customerId).map((row) => ({
        destinationId: row.id,
        version: row.version,
        customerId,
        details: JSON.parse(row.details) as DestinationDetails,
        createdAt: row.createdAt,
        createdBy: row.by,
        active: row.active === 1,
        holder: row.holder as 'own' | 'joint',
        state: stateOfDestination(row, call.now),
        usableFrom: row.waiting === 1 ? null : row.usableFrom,
        confirmedBy: row.confirmedByName,
        replaces: row.replaces,
      })),
      requests: requestsOf(call, customerId).map(({ by: _, open, ...row }) => ({
        ...row,
        open: open === 1,
        currency: row.currency as Currency,
      })),
      activity: activityOf(call, customerId),
    }
  },

  create(call, input) {
    const known = customerByNumber(call, input.customerNumber)
    if (known) refuse('CUSTOMER_NUMBER_TAKEN', { number: input.customerNumber, name: known.name })
    const { commandId: _, ...person } = input
    const customerId = insertCustomer(call, { ...person, createdAt: call.now, createdBy: call.actor.operatorId })
    call.audit({
      action: 'customer.create',
      subject: `customer:${customerId}`,
      changes: [['name', null, `${input.customerNumber} ${input.name}`]],
    })
    call.changed('customers')
    return { customerId, version: 1 }
  },

  update(call, { customerId, expectedVersion, commandId: _, riskReason = '', ...person }) {
    const before = customerById(call, customerId)
    const graded = before.risk !== person.risk
    if (graded && riskReason === '') refuse('RISK_REASON_MISSING', { number: before.customerNumber })
    const version = updateCustomer(call, { id: customerId, version: expectedVersion }, person)
    if (graded)
      insertRiskChange(call, {
        customerId,
        before: before.risk,
        after: person.risk,
        reason: riskReason,
        at: call.now,
        operatorId: call.actor.operatorId,
      })
    const fields = ['name', 'nameChinese', 'email', 'phone', 'country', 'risk'] as const
    call.audit({
      action: 'customer.update',
      subject: `customer:${customerId}`,
      ...(graded ? { reason: riskReason } : {}),
      changes: fields.filter((f) => before[f] !== person[f]).map((f) => [f, before[f], person[f]]),
    })
    call.changed('customers')
    return { customerId, version }
  },

  addAccount(call, input) {
    customerById(call, input.customerId)
    return { accountId: addAccount(call, input) }
  },

  addDestination(call, { customerId, details, holder }) {
    customerById(call, customerId)
    return answerOf(call, addDestination(call, { customerId, details, holder }))
  },

  replaceDestination(call, { destinationId, expectedVersion, details, holder }) {
    const old = destinationById(call, destinationId)
    if (old.version !== expectedVersion) throw new Conflict(`destination:${destinationId}`, { version: old.version })
    return answerOf(call, addDestination(call, { customerId: old.customerId, details, holder, replaces: old.id }))
  },

  retireDestination(call, { destinationId, expectedVersion, reason }) {
    return { destinationId, version: retireDestination(call, { id: destinationId, version: expectedVersion }, reason) }
  },

  comment(call, { customerId, text }) {
    customerById(call, customerId)
    insertNote(call, { customerId, text, at: call.now, operatorId: call.actor.operatorId })
    call.audit({ action: 'customer.comment', subject: `customer:${customerId}`, reason: text })
    call.changed('customers')
    return {}
  },

  account(call, { accountId }) {
    const account = accountById(call, accountId)
    const customer = customerById(call, account.customerId)
    return {
      account: toAccount(call, account),
      customerNumber: customer.customerNumber,
      customerName: customer.name,
      orders: ordersOf(call, accountId).map((order) => ({
        tradeId: tradeIdOf(order.id),
        kind: order.kind as 'withdrawal',
        amountMinor: order.amountMinor,
        currency: account.currency as Currency,
        comment: order.comment,
        requestId: order.requestId,
        at: order.at,
        by: order.by,
      })),
    }
  },

  available: (call, { accountId, profile }) => availableOf(call, accountById(call, accountId), { profile }),

  balanceOperation: (call, { commandId: _, ...operation }) => ({
    proposalId: proposeBalanceOperation(call, operation),
  }),
}

function answerOf(call: Call, row: DestinationRow) {
  return { destinationId: row.id, state: stateOfDestination(row, call.now) }
}

function toRow({ id, risk, ...row }: CustomerListRow) {
  return { ...row, customerId: id, risk: risk as Risk }
}

function toAccount(call: Call, account: TradingAccountRow) {
  const books = ledgerAccountById(call.db, account.ledgerAccountId)
  const { equityMinor, creditMinor, marginMinor, freeMarginMinor, openTrades, figuresAt } = account
  return {
    accountId: account.id,
    version: account.version,
    customerId: account.customerId,
    accountNumber: account.accountNumber,
    currency: account.currency as Currency,
    figures: { equityMinor, creditMinor, marginMinor, freeMarginMinor, openTrades, takenAt: figuresAt },
    marginLevelPercent: marginLevelPercent(equityMinor, marginMinor),
    bookBalanceMinor: books.balanceMinor === 0 ? 0 : -books.balanceMinor,
    heldMinor: books.heldMinor,
  }
}

/** Activity tab: notes (with `W` when they came from a request) and requests, newest first. */
function activityOf(call: Call, customerId: number) {
  const notes = notesOf(call, customerId).map((note) => ({
    at: note.at,
    by: note.by,
    kind: 'comment' as const,
    fromWithdrawal: note.requestId !== null,
    requestId: note.requestId,
    text: note.text,
  }))
  const made = requestsOf(call, customerId).map((row) => ({
    at: row.createdAt,
    by: row.by,
    kind: 'request' as const,
    fromWithdrawal: true,
    requestId: row.requestId,
    text: `WD-${row.requestId} ${formatMoney(row.amountMinor, row.currency as Currency)} ${row.currency}`,
  }))
  return [...notes, ...made].sort((a, b) => b.at - a.at).slice(0, 100)
}
