/** The register, the inquiry and its outcome, Compliance's decision, the regions (R3-55…R3-62). */
import type { Currency } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { customerById } from '../customers/index.ts'
import { unregisteredDeposits } from './deposits.ts'
import { toEntry } from './entries.ts'
import { riskOf } from './index.ts'
import { riskOfCustomer } from './of-customer.ts'
import { proposeRegionLift } from './regions.ts'
import { inquiryText } from './rules.ts'
import { spotHandlers } from './spot-check.ts'
import {
  activeRegions,
  decideEntry,
  depositById,
  entriesOfRequest,
  entryById,
  insertEntry,
  insertRegion,
  registerPage,
  requestFacts,
  waitingEntries,
} from './store.ts'

export const riskHandlers: Handlers<'risk'> = {
  ...spotHandlers,

  ofRequest(call, { requestId }) {
    const request = requestFacts(call, requestId)
    const state = riskOf(call, { ...request, requestId })
    return {
      reasons: state.reasons,
      region: state.region,
      missing: state.missing,
      locked: state.locked,
      entries: entriesOfRequest(call, requestId).map((row) => toEntry(call, row)),
      inquiry: state.reasons.includes('highRiskRegion')
        ? inquiryText(customerById(call, request.customerId).name, regionNames(state.region))
        : null,
    }
  },

  ofCustomer: (call, { customerId }) => riskOfCustomer(call, customerId),

  register(call, { filter, before, pageSize }) {
    const rows = registerPage(call.db, { filter, before, limit: pageSize + 1 })
    const page = rows.slice(0, pageSize)
    return {
      rows: page.map((row) => toEntry(call, row)),
      next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
      waiting: waitingEntries(call),
    }
  },

  enter(call, { requestId, kind, inquiry, note }) {
    const request = requestFacts(call, requestId)
    if (request.closedAt !== null) refuse('STATUS_FINAL', { request: `WD-${requestId}`, status: 'closed' })
    const { region } = riskOf(call, { ...request, requestId })
    if (kind === 'highRiskRegion' && inquiry === null) refuse('INQUIRY_MISSING', { region })
    const entryId = insertEntry(call, {
      ...entryBase(call, { kind, customerId: request.customerId, note }),
      requestId,
      destinationId: request.destinationId,
      region,
      answerReason: inquiry?.reason ?? '',
      answerAddress: inquiry?.address ?? '',
      answerRepeat: inquiry?.repeat ?? '',
      assessment: inquiry?.assessment ?? 'none',
    })
    call.audit({
      action: 'risk.enter',
      subject: `request:${requestId}`,
      requestId,
      ...(note === '' ? {} : { reason: note }),
      changes: [
        ['kind', null, kind],
        ['assessment', null, inquiry?.assessment ?? 'none'],
      ],
    })
    call.changed('requests', requestId)
    return { entryId }
  },

  decide(call, { entryId, decision, note }) {
    const entry = entryById(call, entryId)
    if (entry.assessment !== 'uncertain' && entry.assessment !== 'reject') refuse('RISK_NOT_WAITING', { what: entryId })
    if (entry.operatorId === call.actor.operatorId) refuse('RISK_OWN_ENTRY', { by: call.actor.displayName })
    decideEntry(call, entryId, { decision, note })
    call.audit({
      action: 'risk.decide',
      subject: entry.requestId === null ? `customer:${entry.customerId}` : `request:${entry.requestId}`,
      ...(entry.requestId === null ? {} : { requestId: entry.requestId }),
      reason: note,
      changes: [['decision', null, decision]],
    })
    call.changed('requests', entry.requestId ?? undefined)
    return { entryId }
  },

  export: (call, { format, filter }) => ({
    jobId: call.services.jobs.start(call, {
      kind: 'exportRegister',
      input: { format, filter, now: call.now, timeZone: call.services.settings.get('desk.timeZone') },
    }),
  }),

  regions: (call) =>
    activeRegions(call).map((row) => ({
      regionId: row.id,
      country: row.country,
      reason: row.reason,
      by: row.by,
      at: row.addedAt,
    })),

  addRegion(call, { country, reason }) {
    if (activeRegions(call).some((row) => row.country === country)) refuse('BAR_EXISTS', { what: country, reason: '' })
    const regionId = insertRegion(call, { country, reason, addedAt: call.now, addedBy: call.actor.operatorId })
    call.audit({
      action: 'risk.addRegion',
      subject: `region:${country}`,
      reason,
      changes: [['country', null, country]],
    })
    call.changed('settings')
    return { regionId }
  },

  liftRegion(call, { regionId, reason }) {
    const { proposalId, applied } = proposeRegionLift(call, regionId, reason)
    return { proposalId, applied: applied !== null }
  },

  deposits: (call) => unregisteredDeposits(call).map((row) => ({ ...row, currency: row.currency as Currency })),

  enterDeposit(call, { orderId, kind, note }) {
    const deposit = depositById(call, orderId)
    const entryId = insertEntry(call, {
      ...entryBase(call, { kind, customerId: deposit.customerId, note }),
      orderId,
      region: '',
      answerReason: '',
      answerAddress: '',
      answerRepeat: '',
      assessment: 'none',
    })
    call.audit({
      action: 'risk.enter',
      subject: `customer:${deposit.customerId}`,
      amountMinor: deposit.amountMinor,
      currency: deposit.currency as Currency,
      ...(note === '' ? {} : { reason: note }),
      changes: [['kind', null, kind]],
    })
    call.changed('customers')
    return { entryId }
  },
}

function entryBase(call: Call, { kind, customerId, note }: { kind: string; customerId: number; note: string }) {
  return { kind, customerId, note, businessDate: call.today, at: call.now, operatorId: call.actor.operatorId }
}

function regionNames(country: string): { en: string; 'zh-Hant': string } {
  const nameIn = (language: string) => new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
  return { en: nameIn('en'), 'zh-Hant': nameIn('zh-Hant-HK') }
}
