/**
 * Which steps a person may take on a selection, judged by the same profile as the engine: "12 of 14 can be forwarded".
 * The engine judges each row again (R1-75…R1-77).
 */
import type { Department, Permission, Role } from '../../../contract/permissions.ts'
import type { RequestRow } from '../../../contract/requests.ts'
import type { ActionDefinition, Profile, Transition } from '../../../contract/workflow.ts'

export type Person = { department: Department | null; permissions: readonly Permission[]; roles: readonly Role[] }
type Held = Pick<RequestRow, 'profile' | 'status' | 'step' | 'department' | 'beingSent'>

/** Number of the permission for mass edit (R1-50). */
const MASS_EDIT = 5

/** The ways by which the profile leads a request on by this action. */
function waysOf(profile: Profile, row: Held, action: string): readonly Transition[] {
  if (row.profile !== profile.profile || row.department === null) return []
  const { status, department, step } = row
  return profile.transitions.filter(
    (way) =>
      way.action === action &&
      way.from === status &&
      way.performer !== 'system' &&
      way.heldBy.includes(department) &&
      (way.steps.length === 0 || (step !== null && way.steps.includes(step))),
  )
}

/** True when this person may take the action on this row, as far as department, permission, role and step say. */
export function mayAct(profile: Profile, person: Person, about: { row: Held; action: ActionDefinition }): boolean {
  const { row, action } = about
  if (row.beingSent) return false
  const ways = waysOf(profile, row, action.action)
  const own = (way: Transition): boolean => {
    const performer = way.performer === 'customer' ? 'customerSupport' : way.performer
    return performer === 'any' || performer === person.department
  }
  if (!ways.some(own)) return false
  if (action.permission !== null && !person.permissions.includes(action.permission)) return false
  if (action.roles.length > 0 && !action.roles.some((role) => person.roles.includes(role))) return false
  const needed = profile.steps.find(({ step }) => step === row.step)?.permission ?? null
  return needed === null || ways.every(({ steps }) => steps.length === 0) || person.permissions.includes(needed)
}

/** R1-76: not approved by Dealing or Backoffice, not held by Backoffice, not final; read from the profile's cells. */
export function isMassEditable(profile: Profile, row: Held): boolean {
  const actions = profile.actions.filter(({ permissionNumber }) => permissionNumber === MASS_EDIT)
  return !row.beingSent && actions.some(({ action }) => waysOf(profile, row, action).length > 0)
}

const MASS_TONES: readonly ActionDefinition['tone'][] = ['forward', 'back', 'refuse', 'approve', 'complete']

/**
 * Steps that make sense on many at once. What needs the number of one payment does not, and neither does Complete of department
 * review, which is about the transactions of one request and not about the request.
 */
export function isMassAction(profile: Profile, action: ActionDefinition): boolean {
  const { tone, permissionNumber, requires } = action
  if (permissionNumber === MASS_EDIT || requires.includes('reference') || !MASS_TONES.includes(tone)) return false
  return !profile.transitions.some((way) => way.action === action.action && way.effects.includes('startComplete'))
}

export type MassVerdict<Row> = {
  profile: Profile
  action: ActionDefinition
  can: readonly Row[]
  cannot: readonly Row[]
}

/** Every mass action that at least one row of the selection can take. */
export function massVerdicts<Row extends Held>(
  profile: Profile,
  person: Person,
  rows: readonly Row[],
): readonly MassVerdict<Row>[] {
  return profile.actions
    .filter((action) => isMassAction(profile, action))
    .flatMap((action) => {
      const can = rows.filter((row) => mayAct(profile, person, { row, action }))
      return can.length === 0 ? [] : [{ profile, action, can, cannot: rows.filter((row) => !can.includes(row)) }]
    })
}

/** True when the row can be part of any selection of this person: open requests of one's own department can be claimed at least. */
export function isSelectable(profile: Profile, person: Person, row: Held): boolean {
  if (row.profile === profile.profile && row.department !== null && row.department === person.department) return true
  if (person.permissions.includes('withdrawals.massUpdate') && isMassEditable(profile, row)) return true
  return profile.actions.some((action) => isMassAction(profile, action) && mayAct(profile, person, { row, action }))
}
