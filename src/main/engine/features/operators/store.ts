/** SQL of the operators. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type OperatorRow, operators } from './schema.ts'

const SELECT = `SELECT ${columnsOf(operators)} FROM operators`

export function operatorById(call: Call, id: number): OperatorRow {
  return call.db.get<OperatorRow>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `operator ${id}` })
}

export function operatorByName(call: Call, userName: string): OperatorRow | undefined {
  return call.db.get<OperatorRow>(`${SELECT} WHERE user_name = ?`, userName)
}

export function allOperators(call: Call): OperatorRow[] {
  return call.db.all<OperatorRow>(`${SELECT} ORDER BY display_name, id`)
}

export function operatorCount(call: Call): number {
  return call.db.value<number>('SELECT count(*) FROM operators') ?? 0
}

export function insertOperator(call: Call, row: typeof operators.$inferInsert): number {
  return call.db.insert(operators, row)
}

type Change = Partial<
  Pick<
    OperatorRow,
    | 'displayName'
    | 'email'
    | 'department'
    | 'roles'
    | 'signingGroup'
    | 'active'
    | 'passwordHash'
    | 'mustChangePassword'
    | 'language'
    | 'totpSecret'
    | 'lockedUntil'
    | 'failedTries'
  >
>

const COLUMN: Record<keyof Change, string> = {
  displayName: 'display_name',
  email: 'email',
  department: 'department',
  roles: 'roles',
  signingGroup: 'signing_group',
  active: 'active',
  passwordHash: 'password_hash',
  mustChangePassword: 'must_change_password',
  language: 'language',
  totpSecret: 'totp_secret',
  lockedUntil: 'locked_until',
  failedTries: 'failed_tries',
}

/** Changes one operator at the version that was seen; returns the next version. */
export function changeOperator(call: Call, at: { id: number; version: number }, change: Change): number {
  const { sets, values } = setsOf(change)
  const changed = call.db.run(
    `UPDATE operators SET ${sets}, version = version + 1 WHERE id = ? AND version = ?`,
    ...values,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`operator:${at.id}`, { version: operatorById(call, at.id).version })
  return at.version + 1
}

/** What people change about themselves; it moves no version, so that nobody makes a proposed change of their rights stale with it. */
export function changeOwn(
  call: Call,
  id: number,
  change: Pick<Change, 'passwordHash' | 'mustChangePassword' | 'language' | 'totpSecret'>,
): void {
  const { sets, values } = setsOf(change)
  call.db.run(`UPDATE operators SET ${sets} WHERE id = ?`, ...values, id)
}

function setsOf(change: Change) {
  const keys = Object.keys(change) as (keyof Change)[]
  return { sets: keys.map((key) => `${COLUMN[key]} = ?`).join(', '), values: keys.map((key) => change[key]) }
}

/** Counts a failed try or clears the count; not a change of the operator's version. */
export function noteTry(call: Call, id: number, tries: { failedTries: number; lockedUntil: number | null }): void {
  call.db.run(
    'UPDATE operators SET failed_tries = ?, locked_until = ? WHERE id = ?',
    tries.failedTries,
    tries.lockedUntil,
    id,
  )
}

export function noteSignIn(call: Call, id: number): void {
  call.db.run(
    'UPDATE operators SET failed_tries = 0, locked_until = NULL, last_sign_in_at = ? WHERE id = ?',
    call.now,
    id,
  )
}

/** Marks a one-time code as used, once. */
export function useCode(call: Call, id: number, step: number): boolean {
  return (
    call.db.run('UPDATE operators SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?', step, id, step) === 1
  )
}
