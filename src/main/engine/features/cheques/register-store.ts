/**
 * SQL of the register's list: leaves of some states, by number or payee, newest first. Each way has its own index and is
 * read in the order of the page, so that a register of any size answers alike.
 */
import type { LeafState } from '../../../../contract/cheques.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { chequeLeaves, type Leaf } from './schema.ts'

export type LeafPage = {
  states: readonly LeafState[]
  bankAccountId: number | null
  /** Dates on the cheques. */
  from: string | null
  to: string | null
  /** Only leaves outside the office that are past their validity of so many months. */
  staleBy: { today: string; validity: number } | null
  after: number | null
  limit: number
}

const LEAF = `SELECT ${columnsOf(chequeLeaves)} FROM cheque_leaves`
/** Above this many hits of a search the older ones are not looked at. */
const SEARCH_CAP = 2_000

const OUTSIDE: readonly LeafState[] = ['released', 'deposited']

/** Leaves with a smaller id than `after`, newest first; states none means all. */
export function leafPage(call: Call, page: LeafPage): Leaf[] {
  const below = page.after ?? Number.MAX_SAFE_INTEGER
  const { sql, values } = conditions(page)
  const states = statesOf(page)
  if (states.length === 0) {
    return call.db.all<Leaf>(`${LEAF} WHERE id < ?${sql} ORDER BY id DESC LIMIT ?`, below, ...values, page.limit)
  }
  const perState = [...new Set(states)].map((state) =>
    call.db.all<Leaf>(
      `${LEAF} WHERE state = ? AND id < ?${sql} ORDER BY id DESC LIMIT ?`,
      state,
      below,
      ...values,
      page.limit,
    ),
  )
  return perState
    .flat()
    .sort((a, b) => b.id - a.id)
    .slice(0, page.limit)
}

/** The states that can fit at all; those outside the office when only overdue leaves are wanted. */
function statesOf({ states, staleBy }: LeafPage): readonly LeafState[] {
  if (staleBy === null) return states
  return states.length === 0 ? OUTSIDE : OUTSIDE.filter((state) => states.includes(state))
}

function conditions({ bankAccountId, from, to, staleBy }: LeafPage): { sql: string; values: (string | number)[] } {
  const parts: [sql: string, ...values: (string | number)[]][] = []
  if (bankAccountId !== null) parts.push(['bank_account_id = ?', bankAccountId])
  if (from !== null) parts.push(['cheque_date >= ?', from])
  if (to !== null) parts.push(['cheque_date <= ?', to])
  if (staleBy !== null) {
    parts.push(["date(cheque_date, ?, 'floor') <= ?", `+${staleBy.validity} months`, staleBy.today])
  }
  return { sql: parts.map(([sql]) => ` AND ${sql}`).join(''), values: parts.flatMap(([, ...values]) => values) }
}

/** Leaves whose number begins with these digits, on any account. */
export function leavesByNumber(call: Call, number: string, page: LeafPage): Leaf[] {
  const accounts = call.db.all<{ id: number }>('SELECT id FROM bank_accounts')
  const found = accounts.flatMap(({ id }) =>
    call.db.all<{ id: number }>(
      'SELECT id FROM cheque_leaves WHERE bank_account_id = ? AND number >= ? AND number < ? ORDER BY number LIMIT ?',
      id,
      number,
      `${number}:`,
      SEARCH_CAP,
    ),
  )
  return leavesOfIds(call, found, page)
}

/** Leaves whose payee contains a text; one or two letters match the beginning of the name. */
export function leavesByPayee(call: Call, payee: string, page: LeafPage): Leaf[] {
  const found =
    [...payee].length >= 3
      ? call.db.all<{ id: number }>(
          'SELECT rowid AS id FROM leaf_search WHERE payee MATCH ? ORDER BY rowid DESC LIMIT ?',
          `"${payee.replaceAll('"', '""')}"`,
          SEARCH_CAP,
        )
      : call.db.all<{ id: number }>(
          'SELECT id FROM cheque_leaves WHERE payee_name >= ? COLLATE NOCASE AND payee_name < ? COLLATE NOCASE LIMIT ?',
          payee,
          payee + LAST_CHARACTER,
          SEARCH_CAP,
        )
  return leavesOfIds(call, found, page)
}
/** Sorts behind every character that a name can hold. */
const LAST_CHARACTER = '\u{10FFFF}'

function leavesOfIds(call: Call, found: readonly { id: number }[], page: LeafPage): Leaf[] {
  const { after, limit } = page
  const wanted = found
    .map(({ id }) => id)
    .filter((id) => after === null || id < after)
    .sort((a, b) => b - a)
  const { sql, values } = conditions(page)
  const states = statesOf(page)
  const all = states.length === 0 && page.staleBy === null
  const leaves: Leaf[] = []
  for (const id of wanted) {
    if (leaves.length === limit) break
    const leaf = call.db.get<Leaf>(`${LEAF} WHERE id = ?${sql}`, id, ...values)
    if (leaf && (all || states.includes(leaf.state as LeafState))) leaves.push(leaf)
  }
  return leaves
}
