/** The monthly spot check: pull, review line by line, second review by another person, escalation (R3-63, R3-64). */
import type { Currency } from '../../../../contract/money.ts'
import { add } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import { refuse } from '../../refuse.ts'
import { riskOf } from './index.ts'
import { type Indicator, strongIndicators } from './rules.ts'
import {
  changeSpotCheck,
  insertSpotCheck,
  insertSpotLine,
  type Movement,
  movementsOf,
  reviewersOf,
  reviewSpotLine,
  type SpotListRow,
  spotCheckById,
  spotCheckList,
  spotCheckOfMonth,
  spotLines,
} from './spot-store.ts'

type SpotMethods = 'spotChecks' | 'spotLines' | 'pull' | 'reviewLine' | 'close' | 'exportSpotCheck'

export const spotHandlers: Pick<Handlers<'risk'>, SpotMethods> = {
  spotChecks: (call) => spotCheckList(call).map(toCheck),

  spotLines: (call, { spotCheckId }) => ({
    check: toCheck(spotCheckById(call, spotCheckId)),
    lines: spotLines(call.db, spotCheckId).map((row) => ({
      lineId: row.id,
      customerId: row.customerId,
      customerNumber: row.customerNumber,
      customerName: row.customerName,
      kind: row.kind as 'deposit',
      subjectId: row.subjectId,
      at: row.at,
      amountMinor: row.amountMinor,
      currency: row.currency as Currency,
      region: row.region,
      indicators: JSON.parse(row.indicators) as Indicator[],
      verdict: row.verdict as 'consistent' | null,
      note: row.note,
      reviewedBy: row.reviewedByName,
      escalated: row.escalated === 1,
    })),
  }),

  pull(call, { month }) {
    if (spotCheckOfMonth(call, month)) refuse('SPOT_CHECK_EXISTS', { month })
    if (month >= call.today.slice(0, 7)) refuse('SPOT_MONTH_OPEN', { month })
    const zone = call.services.settings.get('desk.timeZone')
    const range = { from: startOfDay(`${month}-01`, zone), until: startOfDay(`${nextMonth(month)}-01`, zone) }
    const movements = movementsOf(call, range)
    const spotCheckId = insertSpotCheck(call, {
      month,
      state: 'open',
      pulledAt: call.now,
      pulledBy: call.actor.operatorId,
    })
    for (const movement of movements) insertSpotLine(call, lineOf(call, { spotCheckId, movement, movements }))
    call.audit({
      action: 'risk.pull',
      subject: `spotCheck:${month}`,
      changes: [['lines', null, String(movements.length)]],
    })
    call.changed('customers')
    return { spotCheckId, version: 1 }
  },

  reviewLine(call, { spotCheckId, lineId, expectedVersion, verdict, note, escalate }) {
    const check = spotCheckById(call, spotCheckId)
    if (check.state === 'closed') refuse('SPOT_CHECK_CLOSED', { month: check.month })
    if (verdict === 'abnormal' && note === '') refuse('COMMENT_REQUIRED', { action: 'abnormal' })
    reviewSpotLine(call, { spotCheckId, lineId }, { verdict, note, escalated: escalate })
    const { lines, reviewed } = spotCheckById(call, spotCheckId)
    const state = reviewed === lines ? 'reviewed' : 'open'
    const version = changeSpotCheck(call, { id: spotCheckId, version: expectedVersion }, { state })
    call.audit({
      action: 'risk.reviewLine',
      subject: `spotCheck:${check.month}`,
      ...(note === '' ? {} : { reason: note }),
      changes: [
        [`line ${lineId}`, null, verdict],
        ...(escalate ? [['escalated', null, 'yes'] as [string, null, string]] : []),
      ],
    })
    call.changed('customers')
    return { spotCheckId, version }
  },

  close(call, { spotCheckId, expectedVersion, note }) {
    const check = spotCheckById(call, spotCheckId)
    if (check.state === 'closed') refuse('SPOT_CHECK_CLOSED', { month: check.month })
    if (check.reviewed < check.lines) refuse('SPOT_LINES_OPEN', { count: check.lines - check.reviewed })
    const { operatorId, displayName } = call.actor
    if (reviewersOf(call, spotCheckId).includes(operatorId)) refuse('SPOT_SAME_PERSON', { by: displayName })
    const second = { by: operatorId, note }
    const version = changeSpotCheck(call, { id: spotCheckId, version: expectedVersion }, { state: 'closed', second })
    call.audit({ action: 'risk.closeSpotCheck', subject: `spotCheck:${check.month}`, reason: note })
    call.changed('customers')
    return { spotCheckId, version }
  },

  exportSpotCheck(call, { spotCheckId, format }) {
    const { month } = spotCheckById(call, spotCheckId)
    const timeZone = call.services.settings.get('desk.timeZone')
    const input = { format, spotCheckId, month, now: call.now, timeZone }
    return { jobId: call.services.jobs.start(call, { kind: 'exportSpotCheck', input }) }
  },
}

function lineOf(call: Call, about: { spotCheckId: number; movement: Movement; movements: readonly Movement[] }) {
  const { spotCheckId, movement, movements } = about
  const same = movements.filter(({ customerId }) => customerId === movement.customerId)
  const deposits = same.filter((each) => each.kind === 'deposit' && each.currency === movement.currency)
  const { region } = riskOf(call, { ...movement, requestId: null })
  return {
    spotCheckId,
    customerId: movement.customerId,
    kind: movement.kind,
    subjectId: movement.subjectId,
    at: movement.at,
    amountMinor: movement.amountMinor,
    currency: movement.currency,
    region,
    indicators: JSON.stringify(
      strongIndicators({
        depositedMinor: add(...deposits.map(({ amountMinor }) => amountMinor)),
        declaredMinor: movement.declaredMinor,
        movements: same.length,
        openTrades: movement.openTrades,
      }),
    ),
  }
}

function nextMonth(month: string): string {
  const [year = 0, at = 1] = month.split('-').map(Number)
  return at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, '0')}`
}

function toCheck(row: SpotListRow) {
  return {
    spotCheckId: row.id,
    version: row.version,
    month: row.month,
    state: row.state as 'open',
    pulledBy: row.pulledByName,
    pulledAt: row.pulledAt,
    lines: row.lines,
    reviewed: row.reviewed,
    flagged: row.flagged,
    escalated: row.escalatedLines,
    second:
      row.secondByName === null ? null : { by: row.secondByName, at: row.secondAt ?? 0, note: row.secondNote ?? '' },
  }
}
