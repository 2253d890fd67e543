/** Who works on a request (R2-110): taken by oneself, given by a supervisor, let go; one winner each (law 6). */
import type { OperatorId, RequestId } from '../../../../contract/ids.ts'
import type { Department } from '../../../../contract/permissions.ts'
import type { RefusalData } from '../../../../contract/refusals.ts'
import type { Call } from '../../call.ts'
import { Conflict, Refusal, refuse } from '../../refuse.ts'
import { customerById } from '../customers/index.ts'
import { notify } from '../notifications/index.ts'
import { allOperators, operatorById } from '../operators/index.ts'
import { changeRequest, type Request, requestAt, show } from '../requests/index.ts'

const SUPERVISES = 'withdrawals.massUpdate'

/** Active people of some departments who may be given a request. */
export function assigneesOf(call: Call, departments: readonly Department[]) {
  return allOperators(call)
    .filter((row) => row.active === 1 && departments.includes(row.department as Department))
    .map((row) => ({
      operatorId: row.id as OperatorId,
      name: row.displayName,
      department: row.department as Department,
    }))
}

type At = { requestId: RequestId; expectedVersion: number }
type Result = { requestId: RequestId; version: number | null; refusal: RefusalData | null }

export function assignAll(call: Call, operatorId: number | null, selection: readonly At[]): Result[] {
  return selection.map((at) => {
    try {
      const { version } = call.attempt(() => assign(call, requestAt(call, at), operatorId))
      return { requestId: at.requestId, version, refusal: null }
    } catch (error) {
      return { requestId: at.requestId, version: null, refusal: refusalIn(error) }
    }
  })
}

function assign(call: Call, request: Request, operatorId: number | null): Request {
  if (request.closedAt !== null) {
    const { label } = call.services.profiles.of(request).status(request.status)
    refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: label.en })
  }
  const self = call.actor.operatorId
  const free = request.claimedBy === null || request.claimedBy === self
  if (!(free && (operatorId === self || operatorId === null)) && !call.actor.permissions.has(SUPERVISES)) {
    if (!free && operatorId === self) {
      refuse('CLAIMED_BY_OTHER', { by: operatorById(call, request.claimedBy ?? 0).displayName })
    }
    refuse('ASSIGN_NOT_ALLOWED', { permission: SUPERVISES })
  }
  if (operatorId !== null && operatorId !== self) refuseOtherDepartment(call, request, operatorId)
  const nameOf = (id: number | null) => (id === null ? null : operatorById(call, id).displayName)
  call.audit({
    action: operatorId === null ? 'request.unclaim' : operatorId === self ? 'request.claim' : 'request.assign',
    subject: `request:${request.id}`,
    requestId: request.id,
    changes: [['assignedTo', nameOf(request.claimedBy), nameOf(operatorId)]],
  })
  if (operatorId !== null && operatorId !== self) tell(call, request, operatorId)
  return changeRequest(call, request, { claimedBy: operatorId })
}

function refuseOtherDepartment(call: Call, request: Request, operatorId: number): void {
  const person = operatorById(call, operatorId)
  if (person.department === request.department && person.active === 1) return
  refuse('ASSIGN_OTHER_DEPARTMENT', {
    request: `WD-${request.id}`,
    department: request.department ?? '—',
    name: person.displayName,
  })
}

function tell(call: Call, request: Request, operatorId: number): void {
  notify(call, {
    template: 'request.assigned',
    to: { operatorIds: [operatorId] },
    requestId: request.id,
    figures: {
      request: `WD-${request.id}`,
      customer: customerById(call, request.customerId).name,
      amount: show(request.amountMinor, request.currency),
      by: call.actor.displayName,
    },
  })
}

/** The refusal of one row; a conflict is told as changed content. A fault ends the whole command. */
function refusalIn(error: unknown): RefusalData {
  if (error instanceof Refusal) return { code: error.code, figures: error.figures }
  if (error instanceof Conflict) return { code: 'CONTENT_CHANGED', figures: { request: error.what } }
  throw error
}
