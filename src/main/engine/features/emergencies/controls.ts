/** What an emergency in force forbids: other features ask here before money leaves. */
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { inForce } from './store.ts'

/** R2-103: while processing is paused nothing is sent. Refuses PROCESSING_PAUSED. */
export function requireRunning(call: Call): void {
  const pause = inForce(call, 'pause', 'desk')
  if (pause) refuse('PROCESSING_PAUSED', { by: pause.by, reason: pause.reason })
}

export const isPaused = (call: Call): boolean => inForce(call, 'pause', 'desk') !== undefined

/** R2-104: while a provider is out its payments are processed by hand. */
export const isByHand = (call: Call, provider: string): boolean =>
  inForce(call, 'provider', `provider:${provider}`) !== undefined

/** R2-106: a suspension of the customer is in force. */
export const isSuspended = (call: Call, customerId: number): boolean =>
  inForce(call, 'suspend', `customer:${customerId}`) !== undefined

/** No freeze of the account and no suspension of the customer is in force. */
export const isFree = (call: Call, of: { accountId: number; customerId: number }): boolean =>
  inForce(call, 'freeze', `account:${of.accountId}`) === undefined && !isSuspended(call, of.customerId)

/** R2-105, R2-106: a frozen account and a suspended customer are not paid. Refuses ACCOUNT_FROZEN, CUSTOMER_SUSPENDED. */
export function requireFree(call: Call, of: { accountId: number; customerId: number; requestId: number }): void {
  requireFreeOf(call, { accountIds: [of.accountId], customerId: of.customerId, request: `WD-${of.requestId}` })
}

/** The same for what is no request: every account that the money touches, and whom it concerns. */
export function requireFreeOf(
  call: Call,
  of: { accountIds: readonly number[]; customerId: number; request: string },
): void {
  const { request } = of
  for (const accountId of of.accountIds) {
    const frozen = inForce(call, 'freeze', `account:${accountId}`)
    if (frozen) refuse('ACCOUNT_FROZEN', { request, number: frozen.about, by: frozen.by, reason: frozen.reason })
  }
  const suspended = inForce(call, 'suspend', `customer:${of.customerId}`)
  if (suspended)
    refuse('CUSTOMER_SUSPENDED', { request, what: suspended.about, by: suspended.by, reason: suspended.reason })
}
