/** Limits concern money: a new one and every change is proposed by one person and put in force by another (law 4). */
import { z } from 'zod'
import { LimitContent, LimitId } from '../../../../contract/limit-table.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { AuditEntry } from '../../audit/chain.ts'
import type { Call } from '../../call.ts'
import { type Apply, type Facts, type Proposed, propose } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import type { LimitRow } from './schema.ts'
import { changeLimit, insertLimit, limitById } from './store.ts'

type Content = z.output<typeof LimitContent>
const Change = z.object({
  limitId: LimitId,
  version: z.int(),
  bound: z.int(),
  comparison: z.string(),
  effect: z.string(),
  active: z.boolean(),
})

function boundWords({ measure, currency, bound }: { measure: string; currency: string; bound: number }): string {
  return measure === 'dayCount' ? String(bound) : `${formatMoney(bound, currency as Currency)} ${currency}`
}

function titleOf(limit: {
  measure: string
  scope: string
  scopeValue: string
  currency: string
  method: string
}): string {
  return [
    limit.measure,
    limit.currency,
    limit.method,
    limit.scope === 'desk' ? '' : `${limit.scope} ${limit.scopeValue}`,
  ]
    .filter((part) => part.trim() !== '')
    .join(' · ')
}

const NOTHING: Facts = { bound: null, comparison: null, effect: null, active: null }

export function proposeLimit(call: Call, content: Content, reason: string): Proposed<number> {
  refuseOdd(content)
  const flat = { ...content, currency: content.currency ?? '', method: content.method ?? '' }
  const facts = { scope: content.scope, scopeValue: content.scopeValue, measure: content.measure, ...changeable(flat) }
  const subject = `limit:new:${titleOf(flat)}:${boundWords(flat)}`
  return propose(
    call,
    { kind: 'limit.add', subject, title: titleOf(flat), before: NOTHING, after: facts, payload: { content }, reason },
    applyLimitAdd,
  )
}

function refuseOdd({ scope, scopeValue, measure, currency }: Content): void {
  const named = scope === 'rank' || scope === 'risk' || scope === 'customer'
  if (named !== (scopeValue !== '')) refuse('LIMIT_SCOPE', { what: scope })
  if (measure !== 'dayCount' && currency === null) refuse('LIMIT_CURRENCY', { what: measure })
}

function changeable(limit: {
  measure: string
  currency: string
  bound: number
  comparison: string
  effect: string
  active: boolean
}): Facts {
  return { bound: boundWords(limit), comparison: limit.comparison, effect: limit.effect, active: limit.active }
}

export type LimitEdit = { bound: number; comparison: string; effect: string; active: boolean }

export function proposeChange(
  call: Call,
  at: { limitId: number; version: number },
  { edit, reason }: { edit: LimitEdit; reason: string },
): Proposed<number> {
  const row = limitById(call, at.limitId)
  const before = changeable({ ...row, active: row.active === 1 })
  const after = changeable({ ...row, ...edit })
  const payload = { ...at, ...edit }
  return propose(
    call,
    { kind: 'limit.change', subject: `limit:${row.id}`, title: titleOf(row), before, after, payload, reason },
    applyLimitChange,
  )
}

/** Puts a new limit in force. */
export const applyLimitAdd: Apply<number> = (call, { payload }) => {
  const { content } = z.object({ content: LimitContent }).parse(payload)
  const limitId = insertLimit(call, {
    ...content,
    currency: content.currency ?? '',
    method: content.method ?? '',
    active: content.active ? 1 : 0,
    changedBy: call.actor.operatorId,
    changedAt: call.now,
  })
  const row = limitById(call, limitId)
  noted(call, row, { action: 'limit.add', changes: [['bound', null, boundWords(row)]] })
  return limitId
}

/** Puts a change in force; a `Conflict` when the limit moved on since it was proposed. */
export const applyLimitChange: Apply<number> = (call, { payload }) => {
  const { limitId, version, ...edit } = Change.parse(payload)
  const before = limitById(call, limitId)
  changeLimit(call, { id: limitId, version }, { ...edit, by: call.actor.operatorId })
  const after = limitById(call, limitId)
  noted(call, after, {
    action: 'limit.change',
    changes: [
      ['bound', boundWords(before), boundWords(after)],
      ['effect', before.effect, after.effect],
      ['active', before.active === 1 ? 'yes' : 'no', after.active === 1 ? 'yes' : 'no'],
    ],
  })
  return limitId
}

function noted(call: Call, row: LimitRow, entry: Pick<AuditEntry, 'action' | 'changes'>): void {
  call.audit({ ...entry, subject: `limit:${row.id}` })
  call.changed('settings')
}
