/** Mass edit (R1-73…R1-77): reassigns a selection to Dealing or Backoffice, all or nothing, one audit record each. */
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import type { Request } from './schema.ts'
import { changeRequest, requestAt } from './store.ts'

const ACTION = { dealing: 'massEditToDealing', backoffice: 'massEditToBackoffice' } as const

export function massEdit(
  call: Call,
  department: 'dealing' | 'backoffice',
  selection: readonly { requestId: number; expectedVersion: number }[],
): Request[] {
  return selection.map((one) => reassign(call, requestAt(call, one), department))
}

function reassign(call: Call, request: Request, department: 'dealing' | 'backoffice'): Request {
  const profile = call.services.profiles.of(request)
  const [way] = profile.transitionsOf(request, ACTION[department])
  const target = way ?? stay(call, request, department)
  if (!target) {
    refuse('MASS_EDIT_NOT_ELIGIBLE', {
      request: `WD-${request.id}`,
      status: profile.status(request.status).label.en,
      department: request.department ?? '—',
    })
  }
  call.audit({
    action: `request.${ACTION[department]}`,
    subject: `request:${request.id}`,
    requestId: request.id,
    changes: [
      ['status', request.status, target.to],
      ['department', request.department, department],
    ],
  })
  return changeRequest(call, request, { status: target.to, department, claimedBy: null })
}

/** R1-77: a request that is forwarded to this department already stays as it is. */
function stay(call: Call, request: Request, department: 'dealing' | 'backoffice'): { to: string } | undefined {
  const forwarded = call.services.profiles.of(request).data.transitions.find((t) => t.action === ACTION[department])?.to
  return request.status === forwarded && request.department === department && department === 'dealing'
    ? { to: request.status }
    : undefined
}
