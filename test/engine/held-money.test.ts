/** R2-23, R2-25: money that a refusal keeps for an investigation is released or forfeited by two people, once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger } from '../../src/main/engine/audit/proof.ts'
import { HELD_PAGE } from '../../src/main/engine/features/held-money/store.ts'
import { cardOf } from '../support/cases.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const AMOUNT = 1_000_000
/** A payout that was refused for suspected fraud. */
function suspected(): number {
  const requestId = desk.make('payout-operations')
  desk.by('ops')(requestId, 'reject', { reasonCode: 'FRAUD_SUSPECTED' })
  return requestId
}
const list = (heldOnly = true): Answer[] =>
  desk.as('comp').call('heldMoney.list', { heldOnly, before: null, pageSize: 100 }).rows
const found = (requestId: number, heldOnly = true): Answer => list(heldOnly).find((row) => row.requestId === requestId)
const decide = (who: PersonName, requestId: number, decision: string): Answer =>
  desk.as(who).call('heldMoney.decide', { requestId, decision, reason: 'The investigation is over' })
const confirm = (who: PersonName, proposalId: number): Answer => desk.confirm(proposalId, who)
const books = (): { balance: number; held: number } => {
  const row = desk.connection.get<{ balance: number; held: number }>(
    `SELECT -l.balance_minor AS balance, l.held_minor AS held FROM ledger_accounts l JOIN trading_accounts a ON a.ledger_account_id = l.id
     WHERE a.id = ?`,
    desk.customer.accountId,
  )
  return row ?? { balance: 0, held: 0 }
}

describe('a refusal that keeps the money', () => {
  test('is on the list with its reason and amount; one that gives it back is not', () => {
    const kept = suspected()
    const restored = desk.make('payout-operations')
    desk.by('ops')(restored, 'reject', { reasonCode: 'KYC_REQUIRED' })
    expect(found(kept)).toMatchObject({
      amountMinor: AMOUNT,
      state: 'held',
      reason: { en: 'Suspicious activity' },
      proposed: null,
    })
    expect(found(restored, false)).toBeUndefined()
    expect(() => decide('comp', restored, 'release')).toThrow('HOLD_NOT_ACTIVE')
    expect(cardOf(desk, kept, 'ops').heldMinor).toBe(AMOUNT)
  })

  test('is released by two people: the money is the customer’s again, the balance stays', () => {
    const requestId = suspected()
    const before = books()
    const { proposalId, applied } = decide('comp', requestId, 'release')
    expect(applied).toBe(false)
    expect(found(requestId).proposed).toEqual({ decision: 'release', by: 'Cleo Compliance' })
    expect(books()).toEqual(before)
    expect(() => confirm('comp', proposalId)).toThrow('PROPOSAL_OWN')
    confirm('admin', proposalId)
    expect(books()).toEqual({ balance: before.balance, held: before.held - AMOUNT })
    expect(found(requestId)).toBeUndefined()
    expect(found(requestId, false)).toMatchObject({ state: 'released' })
    expect(() => decide('comp', requestId, 'forfeit')).toThrow('HOLD_NOT_ACTIVE')
  })

  test('is forfeited by two people: it leaves the balance as fraud activity, once', () => {
    const requestId = suspected()
    const before = books()
    const { proposalId } = decide('comp', requestId, 'forfeit')
    expect(() => decide('comp', requestId, 'release')).toThrow('PROPOSAL_OPEN_ALREADY')
    confirm('admin', proposalId)
    expect(books()).toEqual({ balance: before.balance - AMOUNT, held: before.held - AMOUNT })
    expect(found(requestId, false)).toMatchObject({ state: 'forfeited' })
    const order = desk.connection.get(
      'SELECT kind, amount_minor AS amount FROM trading_orders WHERE account_id = ? ORDER BY id DESC LIMIT 1',
      desk.customer.accountId,
    )
    expect(order).toEqual({ kind: 'fraudActivity', amount: -AMOUNT })
    expect(() => confirm('fd', proposalId)).toThrow()
    expect(checkLedger(desk.connection).findings).toEqual([])
    const logged = "SELECT count(*) FROM audit WHERE record LIKE '%heldMoney.forfeit%' AND record LIKE ?"
    expect(desk.connection.value(logged, `%"requestId":${requestId}%`)).toBe(1)
  })

  test('needs two people also where there is one administrator, the permission and the second factor', () => {
    const requestId = suspected()
    expect(() => decide('ops', requestId, 'release')).toThrow('PERMISSION_MISSING')
    const cold = desk.asWithoutStepUp('comp')
    expect(() => cold.call('heldMoney.decide', { requestId, decision: 'release', reason: 'x' })).toThrow(
      'STEP_UP_REQUIRED',
    )
    expect(decide('comp', requestId, 'release').applied).toBe(false)
    expect(found(requestId).state).toBe('held')
  })

  test('money of a request that is open or was given back by the workflow is never decided here', () => {
    const open = desk.make('payout-operations')
    expect(() => decide('comp', open, 'forfeit')).toThrow('HOLD_NOT_ACTIVE')
  })
})

test('the list walks the requests that have a reason', () => {
  const plan = desk.connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${HELD_PAGE}`, '[]', 9, 1, 50)
  expect(plan.map(({ detail }) => detail).filter((line) => /^SCAN [qhca]\b/.test(line))).toEqual([])
})
