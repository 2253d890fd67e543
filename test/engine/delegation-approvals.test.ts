/** Approving for a colleague: the seat is filled in both names, and law 4 counts the person who acts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer, PersonName } from '../support/desk.ts'
import { grant } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
  const { proposalId } = desk.as('fm').call('delegations.add', {
    delegatorId: desk.person('fm').operatorId,
    delegateId: desk.person('sen2').operatorId,
    roles: ['financeManager'],
    from: '2026-11-20',
    to: '2026-11-20',
    reason: 'Away today',
  })
  desk.confirm(proposalId, 'signerA')
})
afterAll(() => desk.close())

const LARGE = 30_000_000
const approvals = (requestId: number): Answer =>
  desk.as('auditor').call('approvals.ofRequest', { requestId }).rounds[0].approvals
const why = (who: PersonName, requestId: number): string | null => desk.why(who, requestId, 'approve')

test('"A for B": the delegate fills the seat of the delegator, and both names are kept', () => {
  const requestId = desk.make('payout-operations', { amountMinor: LARGE })
  desk.by('sen')(requestId, 'approve')
  desk.by('sen2')(requestId, 'approve')
  expect(desk.place(requestId).status).toBe('approved')
  expect(approvals(requestId)).toMatchObject([
    { by: 'Selma Senior', forName: null },
    { by: 'Stan Senior', role: 'financeManager', forName: 'Fiona Manager' },
  ])
})

test('law 4: nobody approves twice, once for themself and once for a colleague', () => {
  const requestId = desk.make('payout-operations', { amountMinor: LARGE })
  desk.by('sen2')(requestId, 'approve')
  expect(approvals(requestId)).toMatchObject([{ by: 'Stan Senior', role: 'seniorAdmin', forName: null }])
  expect(why('sen2', requestId)).toBe('APPROVED_ALREADY')
  expect(desk.place(requestId).status).toBe('awaitingApproval')
  desk.by('fm')(requestId, 'approve')
  expect(desk.place(requestId).status).toBe('approved')
})

test('what the maker delegated does not approve what the maker made', () => {
  grant(desk, desk.person('sen').operatorId, { roles: ['agent'] })
  const { proposalId } = desk.as('sen').call('delegations.add', {
    delegatorId: desk.person('sen').operatorId,
    delegateId: desk.person('fm').operatorId,
    roles: ['seniorAdmin'],
    from: '2026-11-20',
    to: '2026-11-20',
    reason: 'Away today',
  })
  desk.confirm(proposalId, 'signerA')
  const requestId = desk.make('payout-operations', { amountMinor: LARGE, by: 'sen' })
  // The first seat is a senior admin's; the Finance manager could fill it only for the one who made the request.
  expect(why('fm', requestId)).toBe('APPROVAL_NOT_YOURS')
  desk.by('sen2')(requestId, 'approve')
  expect(approvals(requestId)).toMatchObject([{ by: 'Stan Senior', forName: null }])
})

test('after its last day it gives nothing', () => {
  const requestId = desk.make('payout-operations', { amountMinor: LARGE })
  desk.by('sen')(requestId, 'approve')
  desk.now += 86_400_000
  desk.restart()
  expect(why('sen2', requestId)).toBe('APPROVAL_NOT_YOURS')
})
