/** SQL of the roles and departments that the desk added or changed. */
import type { Call } from '../../call.ts'
import { Conflict } from '../../refuse.ts'
import { departments, roles } from './schema.ts'

type Named = { version: number; label: string | null; retired: boolean; proposalId: number }

/** Lays a changed role over the built-in one, or adds one; at the version that was seen. */
export function writeRole(call: Call, role: string, row: Named & { permissions: string }): void {
  if (row.version === 0) {
    const { version: _, retired, ...content } = row
    if (call.db.value<number>('SELECT 1 FROM roles WHERE role = ?', role) !== undefined) throw moved('role', role)
    call.db.insert(roles, { role, ...content, retired: retired ? 1 : 0 })
    return
  }
  const changed = call.db.run(
    'UPDATE roles SET label = ?, permissions = ?, retired = ?, proposal_id = ?, version = version + 1 WHERE role = ? AND version = ?',
    row.label,
    row.permissions,
    row.retired ? 1 : 0,
    row.proposalId,
    role,
    row.version,
  )
  if (changed !== 1) throw moved('role', role)
}

export function writeDepartment(call: Call, department: string, row: Named): void {
  if (row.version === 0) {
    const { version: _, retired, ...content } = row
    if (call.db.value<number>('SELECT 1 FROM departments WHERE department = ?', department) !== undefined)
      throw moved('department', department)
    call.db.insert(departments, { department, ...content, retired: retired ? 1 : 0 })
    return
  }
  const changed = call.db.run(
    'UPDATE departments SET label = ?, retired = ?, proposal_id = ?, version = version + 1 WHERE department = ? AND version = ?',
    row.label,
    row.retired ? 1 : 0,
    row.proposalId,
    department,
    row.version,
  )
  if (changed !== 1) throw moved('department', department)
}

const moved = (kind: string, key: string): Conflict => new Conflict(`${kind}:${key}`)
