/** "What would happen to request 123 under this draft": its ways now and then, and who must approve it. Changes nothing. */
import type { Role } from '../../../../contract/permissions.ts'
import type { Call } from '../../call.ts'
import { needsOf, type RunnableProfile, runnable } from '../../workflow/profile.ts'
import { requestById } from '../requests/index.ts'
import { anyVersion } from './drafting.ts'

export function simulate(call: Call, about: { requestId: number; profile: string; version: number }) {
  const request = requestById(call, about.requestId)
  const now = call.services.profiles.of(request)
  const other = runnable(anyVersion(call, about))
  const known = other.data.statuses.some(({ status }) => status === request.status)
  const place = { status: request.status, department: request.department, step: request.step }
  const waysOf = (profile: RunnableProfile) =>
    profile.waysOut(place).map((way) => ({
      action: way.action,
      label: profile.action(way.action)?.label ?? { en: way.action, 'zh-Hant': way.action },
      to: way.to,
      toLabel: profile.status(way.to).label,
      performer: way.performer,
    }))
  const approvalsOf = (profile: RunnableProfile) =>
    profile.data.approvals.flatMap((table): { action: string; role: Role | null; count: number }[] => {
      const needs = needsOf(table, request)
      if (!needs) return [{ action: table.action, role: null, count: 0 }]
      return needs.needs.map(({ role, count }) => ({ action: table.action, role, count }))
    })
  return {
    statusKnown: known,
    now: { ways: waysOf(now), approvals: approvalsOf(now) },
    under: { ways: known ? waysOf(other) : [], approvals: approvalsOf(other) },
  }
}
