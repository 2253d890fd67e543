/** Queues, the card and what may be done with a request. */
import type { Currency } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { insertNote } from '../customers/index.ts'
import { operatorById } from '../operators/index.ts'
import { perform } from './act.ts'
import { actOnEach } from './act-on-each.ts'
import { feeEditable, requestCard, toRequestRow } from './card.ts'
import { channelChoice, recordControl, setChannel } from './channel.ts'
import { lookAgain } from './check-holds.ts'
import { onPriority } from './clocks.ts'
import { afterEdit, changeDestination } from './editing.ts'
import { createRequest } from './making.ts'
import { massEdit } from './mass-edit.ts'
import { show } from './money.ts'
import { contextOf, pageOf, totalsOf } from './queue-live.ts'
import { cursorOf } from './queue-store.ts'
import { PRIORITIES } from './rules.ts'
import type { Request } from './schema.ts'
import { changeRequest, putCall, putRecheck, requestAt, requestById } from './store.ts'
import { refuseType } from './wishes.ts'

export const requestsHandlers: Handlers<'requests'> = {
  list(call, { filter, sort, after, pageSize }) {
    const rows = pageOf(call, { filter, sort, after, limit: pageSize + 1 }, contextOf(call))
    const page = rows.slice(0, pageSize)
    const last = page.at(-1)
    return {
      rows: page.map((row) => toRequestRow(call, row)),
      next: last && rows.length > pageSize ? cursorOf(last, sort) : null,
    }
  },

  totals(call, { filter }) {
    const totals = totalsOf(call, filter, contextOf(call))
    return { ...totals, sums: totals.sums.map((sum) => ({ ...sum, currency: sum.currency as Currency })) }
  },

  get: (call, { requestId }) => requestCard(call, requestId),

  create(call, input) {
    const { policies } = call.services.profiles.forNew(input.profile).data
    refuseType(call, input, policies.withdrawalType === 'required')
    return changedOf(createRequest(call, input))
  },

  act(call, input) {
    const request = requestAt(call, input)
    return changedOf(perform(call, request, { action: input.action, given: input }))
  },

  actOnMany(call, { action, comment, documents, reasonCode, requests }) {
    const given = { comment, documents, reasonCode, acknowledgeShortBalance: false }
    const results = actOnEach(call, { action, given, rows: requests })
    return {
      results: results.map(({ requestId, done, refusal }) => ({ requestId, done: done && changedOf(done), refusal })),
    }
  },

  massEdit: (call, { department, requests }) => ({ changed: massEdit(call, department, requests).map(changedOf) }),

  comment(call, { requestId, text, copyToCustomer }) {
    const request = requestById(call, requestId)
    call.audit({
      action: 'request.comment',
      subject: `request:${requestId}`,
      requestId,
      reason: text,
      ...(copyToCustomer ? { changes: [['copiedToCustomer', null, 'W']] } : {}),
    })
    if (copyToCustomer) {
      insertNote(call, {
        customerId: request.customerId,
        requestId,
        text,
        at: call.now,
        operatorId: call.actor.operatorId,
      })
      call.changed('customers')
    }
    call.changed('requests', requestId)
    return changedOf(request)
  },

  claim(call, input) {
    const request = openRequest(call, input)
    if (input.claim && request.claimedBy !== null && request.claimedBy !== call.actor.operatorId) {
      refuse('CLAIMED_BY_OTHER', { by: operatorById(call, request.claimedBy).displayName })
    }
    const claimedBy = input.claim ? call.actor.operatorId : null
    call.audit({
      action: input.claim ? 'request.claim' : 'request.unclaim',
      subject: `request:${request.id}`,
      requestId: request.id,
    })
    return changedOf(changeRequest(call, request, { claimedBy }))
  },

  lookAgain: (call, input) => changedOf(lookAgain(call, openRequest(call, input))),

  setPriority(call, input) {
    const request = openRequest(call, input)
    const before = PRIORITIES[request.priority - 1] ?? null
    call.audit({
      action: 'request.priority',
      subject: `request:${request.id}`,
      requestId: request.id,
      changes: [['priority', before, input.priority]],
    })
    const priority = PRIORITIES.indexOf(input.priority) + 1
    return changedOf(changeRequest(call, request, { priority, ...onPriority(call, request, input.priority) }))
  },

  setFee(call, input) {
    const request = openRequest(call, input)
    if (!feeEditable(request)) refuse('FEE_NOT_EDITABLE_HERE', { department: request.department ?? '—' })
    if (call.actor.department !== request.department) {
      refuse('DEPARTMENT_DIFFERS', {
        department: request.department ?? '',
        own: call.actor.department ?? '—',
        action: 'Fee',
      })
    }
    if (input.feeMinor >= request.amountMinor) {
      refuse('FEE_ABOVE_AMOUNT', {
        fee: show(input.feeMinor, request.currency),
        amount: show(request.amountMinor, request.currency),
      })
    }
    call.audit({
      action: 'request.fee',
      subject: `request:${request.id}`,
      requestId: request.id,
      amountMinor: input.feeMinor,
      currency: request.currency,
      changes: [['fee', show(request.feeMinor, request.currency), show(input.feeMinor, request.currency)]],
    })
    const changed = changeRequest(call, request, { feeMinor: input.feeMinor })
    return changedOf(afterEdit(call, changed, 'the fee changed'))
  },

  channelChoice: (call, { requestId }) => channelChoice(call, requestById(call, requestId)),

  setChannel: (call, input) => changedOf(setChannel(call, requestAt(call, input), input)),

  recordControl: (call, input) => changedOf(recordControl(call, openRequest(call, input), input)),

  changeDestination: (call, input) => changedOf(changeDestination(call, openRequest(call, input), input)),

  recordCall(call, input) {
    const request = openRequest(call, input)
    putCall(call, request.id, input.outcome)
    call.audit({
      action: 'request.retentionCall',
      subject: `request:${request.id}`,
      requestId: request.id,
      reason: input.outcome,
    })
    return changedOf(changeRequest(call, request, {}))
  },

  answerRecheck(call, input) {
    const request = openRequest(call, input)
    putRecheck(call, request.id, input.answers)
    call.audit({
      action: 'request.recheck',
      subject: `request:${request.id}`,
      requestId: request.id,
      changes: Object.entries(input.answers).map(([question, answer]) => [question, null, answer]),
    })
    return changedOf(changeRequest(call, request, {}))
  },

  export(call, { format, filter, sort, columns }) {
    const profiles = call.services.profiles.all().map(({ data }) => data)
    const labels = {
      statuses: Object.fromEntries(profiles.flatMap((p) => p.statuses).map((s) => [s.status, s.label.en])),
      departments: Object.fromEntries(profiles.flatMap((p) => p.departments).map((d) => [d.department, d.label.en])),
      profiles: Object.fromEntries(profiles.map((p) => [p.profile, p.label.en])),
      steps: Object.fromEntries(profiles.flatMap((p) => p.steps).map((s) => [s.step, s.label.en])),
      templates: Object.fromEntries(profiles.flatMap((p) => p.templates).map((each) => [each.template, each.label.en])),
    }
    const input = {
      format,
      filter,
      sort,
      columns,
      context: contextOf(call),
      timeZone: call.services.settings.get('desk.timeZone'),
      labels,
    }
    return { jobId: call.services.jobs.start(call, { kind: 'exportRequests', input }) }
  },
}

function openRequest(call: Call, at: { requestId: number; expectedVersion: number }): Request {
  const request = requestAt(call, at)
  if (request.closedAt !== null) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: request.status })
  return request
}

function changedOf(request: Request) {
  return {
    requestId: request.id,
    version: request.version,
    status: request.status,
    department: request.department as 'backoffice' | null,
  }
}
