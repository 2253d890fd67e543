/** The cells of the status matrix, drawn from the same profile that the engine runs (R1-50…R1-59). */
import type { Profile, Transition } from '../../../contract/workflow.ts'

/** One line of a cell: the actions that one performer may take for it, with the rules behind them. */
export type CellLine = {
  performer: Transition['performer']
  permissionNumber: number | null
  actions: readonly string[]
  transitions: readonly Transition[]
}

/** Narrows the matrix down to a department and a permission; null shows every one. */
export type MatrixFilter = { performer: string | null; permissionNumber: number | null }

/** The lines of the cell from one status to another, actions of one performer and permission together (R1-51). */
export function cellLines(profile: Profile, from: string, to: string): readonly CellLine[] {
  const actions = new Map<string, Profile['actions'][number]>(profile.actions.map((each) => [each.action, each]))
  const lines = new Map<string, { line: Omit<CellLine, 'actions' | 'transitions'>; transitions: Transition[] }>()
  for (const transition of profile.transitions) {
    if (transition.from !== from || transition.to !== to) continue
    const { permissionNumber = null, permission = null } = actions.get(transition.action) ?? {}
    // Actions without a number stand apart by the permission that they need.
    const key = `${transition.performer} ${permissionNumber ?? permission}`
    const found = lines.get(key)
    if (found) found.transitions.push(transition)
    else lines.set(key, { line: { performer: transition.performer, permissionNumber }, transitions: [transition] })
  }
  return [...lines.values()].map(({ line, transitions }) => ({
    ...line,
    actions: [...new Set(transitions.map(({ action }) => action as string))],
    transitions,
  }))
}

/** True when a line fits the filter; a line that anybody of the desk may perform fits every department. */
export function fits({ performer, permissionNumber }: CellLine, filter: MatrixFilter): boolean {
  const byPerformer = filter.performer === null || performer === filter.performer || performer === 'any'
  return byPerformer && (filter.permissionNumber === null || permissionNumber === filter.permissionNumber)
}

/** The transitions that a request has where it stands: by its status, who holds it and its step. Null where that is not known. */
export function openWays(
  profile: Profile,
  place: { status: string | null; department: string | null; step: string | null },
): ReadonlySet<string> | null {
  const { status, department, step } = place
  if (status === null || department === null) return null
  const ways = profile.transitions.filter(
    (way) =>
      way.from === status &&
      (way.heldBy as readonly string[]).includes(department) &&
      (way.steps.length === 0 || (step !== null && (way.steps as readonly string[]).includes(step))),
  )
  return new Set(ways.map(({ id }) => id))
}
