/** SQL of signing mandates and rules. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type MandateRow, type RuleRow, signingMandates, signingRules } from './schema.ts'

const MANDATE = `SELECT ${columnsOf(signingMandates, 'm')} FROM signing_mandates m`
const RULE = `SELECT ${columnsOf(signingRules, 'r')} FROM signing_rules r`

/** Mandates of a person in the order in which they were given. */
export function mandatesOf(call: Call, operatorId: number): MandateRow[] {
  return call.db.all<MandateRow>(`${MANDATE} WHERE m.operator_id = ? ORDER BY m.id`, operatorId)
}

export function allMandates(call: Call): (MandateRow & { name: string })[] {
  return call.db.all(
    `SELECT ${columnsOf(signingMandates, 'm')}, o.display_name AS name FROM signing_mandates m JOIN operators o ON o.id = m.operator_id ORDER BY m.id DESC`,
  )
}

/** Rules of a currency, the lowest band first. */
export function rulesOf(call: Call, currency: string): RuleRow[] {
  return call.db.all<RuleRow>(`${RULE} WHERE r.currency = ? ORDER BY r.from_minor, r.id`, currency)
}

export function allRules(call: Call): RuleRow[] {
  return call.db.all<RuleRow>(`${RULE} ORDER BY r.currency, r.from_minor, r.id`)
}

/** Active people who may sign by their roles. */
export function signers(call: Call): { operatorId: number; name: string; group: 'A' | 'B' | null }[] {
  return call.db.all(
    'SELECT id AS "operatorId", display_name AS name, signing_group AS "group" FROM operators WHERE active = 1 ORDER BY display_name, id',
  )
}

export function mandateById(call: Call, id: number): MandateRow {
  return call.db.get<MandateRow>(`${MANDATE} WHERE m.id = ?`, id) ?? refuse('NOT_FOUND', { what: `mandate ${id}` })
}

export function ruleById(call: Call, id: number): RuleRow {
  return call.db.get<RuleRow>(`${RULE} WHERE r.id = ?`, id) ?? refuse('NOT_FOUND', { what: `signing rule ${id}` })
}

export function insertMandate(call: Call, row: typeof signingMandates.$inferInsert): number {
  return call.db.insert(signingMandates, row)
}

export function insertRule(call: Call, row: typeof signingRules.$inferInsert): number {
  return call.db.insert(signingRules, row)
}

/** Ends a mandate or a rule with a day; a Conflict when somebody ended it meanwhile. */
export function endOn(
  call: Call,
  table: 'signing_mandates' | 'signing_rules',
  { id, before, validTo }: { id: number; before: string | null; validTo: string },
): void {
  const sql =
    table === 'signing_mandates'
      ? 'UPDATE signing_mandates SET valid_to = ? WHERE id = ? AND valid_to IS ?'
      : 'UPDATE signing_rules SET valid_to = ? WHERE id = ? AND valid_to IS ?'
  if (call.db.run(sql, validTo, id, before) !== 1) throw new Conflict(`${table}:${id}`)
}
