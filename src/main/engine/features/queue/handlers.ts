/** Views of the queue, and who works on what (R2-110). */
import type { ViewId } from '../../../../contract/ids.ts'
import { LIMITS } from '../../../../contract/limits.ts'
import type { Department, Permission } from '../../../../contract/permissions.ts'
import type { QueueView } from '../../../../contract/queue.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { queueTotalsFor } from '../requests/index.ts'
import { assignAll, assigneesOf } from './assigning.ts'
import { type BuiltInView, builtInViews, OPEN_REQUESTS } from './built-in.ts'
import { lateNotices } from './notice-store.ts'
import { changeView, deleteView, insertView, type NamedView, viewAt, viewByName, viewCount, viewsFor } from './store.ts'

const LATE_ROWS = 20
const LATE_SHOWN_MS = 7 * 86_400_000
/** Any one of these lets a view be shared with everybody. */
const MAY_SHARE: readonly Permission[] = ['withdrawals.massUpdate', 'admin.settings']

export const queueHandlers: Handlers<'queue'> = {
  views: (call) => [
    ...inUse(call).map(
      (view): QueueView => ({ ...view, viewId: null, version: null, shared: true, mine: false, owner: '' }),
    ),
    ...viewsFor(call, call.actor.operatorId).map((view) => keptView(call, view)),
  ],

  counts: (call) =>
    inUse(call)
      .filter(({ onRail }) => onRail)
      .map(({ view, filter }) => {
        const { count, overdue } = queueTotalsFor(call, { ...filter, openOnly: true })
        return { view, open: count, overdue }
      }),

  late: (call) =>
    lateNotices(call.db, call.now - LATE_SHOWN_MS, LATE_ROWS).map((row) => ({
      ...row,
      department: row.department as Department | null,
      clock: row.clock as 'step',
      told: JSON.parse(row.told) as string[],
    })),

  saveView(call, { name, shared, filter, sort, columns }) {
    const { operatorId } = call.actor
    if (shared) requireShare(call)
    if (viewByName(call, operatorId, name) !== undefined) refuse('VIEW_NAME_TAKEN', { name })
    const count = viewCount(call, operatorId)
    if (count >= LIMITS.viewsPerPerson) refuse('VIEWS_TOO_MANY', { count })
    const content = JSON.stringify({ filter, sort, columns })
    const row = { operatorId, name, shared: shared ? 1 : 0, content, changedAt: call.now }
    const viewId = insertView(call, row) as ViewId
    call.audit({ action: 'view.save', subject: `view:${viewId}`, changes: [['name', null, name]] })
    call.changed('views')
    return { viewId, version: 1 }
  },

  changeView(call, { viewId, expectedVersion, name, shared, filter, sort, columns }) {
    const view = ownView(call, { viewId, expectedVersion })
    if (shared) requireShare(call)
    const taken = viewByName(call, call.actor.operatorId, name)
    if (taken !== undefined && taken !== viewId) refuse('VIEW_NAME_TAKEN', { name })
    const content = JSON.stringify({ filter, sort, columns })
    const version = changeView(call, view, { name, shared: shared ? 1 : 0, content })
    call.audit({ action: 'view.change', subject: `view:${viewId}`, changes: [['name', view.name, name]] })
    call.changed('views')
    return { viewId, version }
  },

  removeView(call, { viewId, expectedVersion }) {
    const view = ownView(call, { viewId, expectedVersion })
    deleteView(call, viewId)
    call.audit({ action: 'view.remove', subject: `view:${viewId}`, changes: [['name', view.name, null]] })
    call.changed('views')
    return { viewId }
  },

  assignees: (call, { departments }) => assigneesOf(call, departments),

  assign: (call, { operatorId, requests }) => ({ results: assignAll(call, operatorId, requests) }),
}

/** The views of no profile, of the desk's own, and of every other one that has open requests. */
function inUse(call: Call): BuiltInView[] {
  const own = call.services.profiles.forNew().data.profile
  const used = new Map<string | null, boolean>([
    [null, true],
    [own, true],
  ])
  return builtInViews(call).filter(({ profile }) => {
    if (!used.has(profile) && profile !== null) {
      used.set(profile, queueTotalsFor(call, { ...OPEN_REQUESTS, profiles: [profile] }).count > 0)
    }
    return used.get(profile)
  })
}

function keptView(call: Call, { id, version, name, shared, owner, operatorId, content }: NamedView): QueueView {
  const parts = JSON.parse(content) as Pick<QueueView, 'filter' | 'sort' | 'columns'>
  return {
    view: `saved-${id}`,
    viewId: id as ViewId,
    version,
    label: { en: name, 'zh-Hant': name },
    profile: null,
    onRail: false,
    shared: shared === 1,
    mine: operatorId === call.actor.operatorId,
    owner,
    ...parts,
  }
}

function ownView(call: Call, at: { viewId: number; expectedVersion: number }): NamedView {
  const view = viewAt(call, at)
  if (view.operatorId !== call.actor.operatorId) refuse('VIEW_OF_OTHER', { name: view.name, by: view.owner })
  return view
}

function requireShare(call: Call): void {
  if (MAY_SHARE.some((permission) => call.actor.permissions.has(permission))) return
  refuse('PERMISSION_MISSING', { permission: MAY_SHARE.join(' | '), by: call.actor.displayName })
}
