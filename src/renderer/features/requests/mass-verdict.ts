/**
 * Which steps a person may take on a selection, judged by the same profile as the engine: "12 of 14 can be forwarded".
 * The engine judges each row again (R1-75…R1-77).
 */
import type { Department, Permission } from '../../../contract/permissions.ts'
import type { RequestRow } from '../../../contract/requests.ts'
import type { ActionDefinition, Profile } from '../../../contract/workflow.ts'

export type Person = { department: Department | null; permissions: readonly Permission[] }
type Held = Pick<RequestRow, 'profile' | 'status' | 'department' | 'beingSent'>

/** Number of the permission for mass edit (R1-50). */
const MASS_EDIT = 5

/** True when the profile leads a request from where it is by this action, for anybody. */
function leads(profile: Profile, row: Held, action: string): boolean {
  if (row.profile !== profile.profile) return false
  return profile.transitions.some(
    (way) =>
      way.action === action &&
      way.from === row.status &&
      row.department !== null &&
      way.heldBy.includes(row.department),
  )
}

/** True when this person may take the action on this row, as far as department and permission say. */
export function mayAct(profile: Profile, person: Person, about: { row: Held; action: ActionDefinition }): boolean {
  const { row, action } = about
  if (row.beingSent || row.department === null || row.department !== person.department) return false
  if (action.permission !== null && !person.permissions.includes(action.permission)) return false
  return leads(profile, row, action.action)
}

/** R1-76: not approved by Dealing or Backoffice, not held by Backoffice, not final; read from the profile's cells. */
export function isMassEditable(profile: Profile, row: Held): boolean {
  const actions = profile.actions.filter(({ permissionNumber }) => permissionNumber === MASS_EDIT)
  return !row.beingSent && actions.some(({ action }) => leads(profile, row, action))
}

/** Steps that make sense on many at once: approvals and completions are given one by one, as read (law 5). */
export function isMassAction({ tone, permissionNumber, permission }: ActionDefinition): boolean {
  return permission !== null && permissionNumber !== MASS_EDIT && ['forward', 'back', 'refuse'].includes(tone)
}

export type MassVerdict<Row> = { action: ActionDefinition; can: readonly Row[]; cannot: readonly Row[] }

/** Every mass action that at least one row of the selection can take. */
export function massVerdicts<Row extends Held>(
  profile: Profile,
  person: Person,
  rows: readonly Row[],
): readonly MassVerdict<Row>[] {
  return profile.actions.filter(isMassAction).flatMap((action) => {
    const can = rows.filter((row) => mayAct(profile, person, { row, action }))
    return can.length === 0 ? [] : [{ action, can, cannot: rows.filter((row) => !can.includes(row)) }]
  })
}

/** True when the row can be part of any selection of this person: open requests of one's own department can be claimed at least. */
export function isSelectable(profile: Profile, person: Person, row: Held): boolean {
  if (row.profile === profile.profile && row.department !== null && row.department === person.department) return true
  if (person.permissions.includes('withdrawals.massUpdate') && isMassEditable(profile, row)) return true
  return profile.actions.some((action) => isMassAction(action) && mayAct(profile, person, { row, action }))
}
