/** Delegation "A for B": by two people, for some days, never more than the delegator has, never one person under two names (law 4). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rolesOn, stateOn } from '../../src/main/engine/features/delegations/rules.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf } from '../support/payments.ts'

let desk: TestDesk
beforeAll(() => {
  desk = testDesk()
})
afterAll(() => desk.close())

const idOf = (name: PersonName): number => desk.person(name).operatorId
const DAYS = { from: '2026-11-20', to: '2026-11-22', reason: 'Away on leave' }
const add = (who: PersonName, change: Record<string, unknown> = {}): Answer =>
  desk.as(who).call('delegations.add', {
    delegatorId: idOf('bo'),
    delegateId: idOf('bo2'),
    roles: ['payoutOfficer'],
    ...DAYS,
    ...change,
  })
const list = (who: PersonName): Answer => promised('delegations.list', desk.as(who).call('delegations.list'))

describe('a delegation', () => {
  test('of own roles waits for a second person, is active in its days and over after them', () => {
    const { proposalId, applied } = add('bo')
    expect(applied).toBe(false)
    expect(list('bo')).toEqual([])
    expect(desk.as('admin').call('proposals.get', { proposalId })).toMatchObject({
      kind: 'delegation.add',
      title: 'Ben Backoffice for Bea Backoffice',
      mayDecide: 'yes',
    })
    desk.confirm(proposalId, 'admin')
    expect(list('bo2')).toMatchObject([
      {
        delegator: 'Bea Backoffice',
        delegate: 'Ben Backoffice',
        state: 'active',
        confirmedBy: 'Ada Admin',
        mayEnd: true,
      },
    ])
    // Who has no part in it and does not administer does not see it.
    expect(list('ret')).toEqual([])
  })

  test('is not confirmed by who gains by it, nor by who asked for it', async () => {
    const { proposalId } = add('admin', {
      delegatorId: idOf('signerA'),
      delegateId: idOf('signerB'),
      roles: ['authorisedSigner'],
    })
    expect(await refusalOf(() => desk.confirm(proposalId, 'signerB'))).toMatchObject({ code: 'PROPOSAL_CONCERNS_YOU' })
    expect(await refusalOf(() => desk.confirm(proposalId, 'admin'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    desk.confirm(proposalId, 'signerA')
    expect(list('signerB')).toHaveLength(1)
  })

  const REFUSED: [name: string, who: PersonName, change: () => Record<string, unknown>, code: string][] = [
    ['to oneself', 'bo', () => ({ delegateId: idOf('bo') }), 'DELEGATION_TO_SELF'],
    ['of a role that one does not have', 'bo', () => ({ roles: ['finance'] }), 'DELEGATION_ROLE'],
    [
      'of the administrator’s role',
      'admin',
      () => ({ delegatorId: idOf('admin'), roles: ['administrator'] }),
      'DELEGATION_ROLE',
    ],
    ['of somebody else’s roles', 'cs', () => ({}), 'PERMISSION_MISSING'],
    ['in the past', 'bo', () => ({ from: '2026-11-01', to: '2026-11-19' }), 'DELEGATION_DAYS'],
    ['backwards', 'bo', () => ({ from: '2026-11-25', to: '2026-11-24' }), 'DELEGATION_DAYS'],
    ['of more than a quarter', 'bo', () => ({ to: '2027-02-20' }), 'DELEGATION_DAYS'],
  ]
  test.each(REFUSED)('%s is refused', async (_name, who, change, code) => {
    expect(await refusalOf(() => add(who, { delegateId: idOf('cs'), ...change() }))).toMatchObject({ code })
  })

  test('is ended at once by one of the two or an administrator, once', async () => {
    const [{ delegationId, version }] = list('bo')
    const end = { delegationId, expectedVersion: version, reason: 'Back early' }
    expect(await refusalOf(() => desk.as('ret').call('delegations.end', end))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
    desk.as('bo').call('delegations.end', end)
    expect(list('bo')).toMatchObject([{ state: 'ended', endedBy: 'Bea Backoffice', mayEnd: false }])
    expect(await refusalOf(() => desk.as('bo').call('delegations.end', end))).toMatchObject({ name: 'Conflict' })
  })
})

describe('what it gives', () => {
  const facts = {
    fromDate: '2026-11-20',
    toDate: '2026-11-22',
    endedAt: null as number | null,
    roles: ['financeManager', 'seniorAdmin'] as const,
    delegator: { active: true, roles: ['financeManager', 'auditor'] as const },
  }
  const CASES: [name: string, change: object, today: string, roles: string[], state: string][] = [
    ['the day before', {}, '2026-11-19', [], 'later'],
    ['the first day: only what the delegator has', {}, '2026-11-20', ['financeManager'], 'active'],
    ['the last day', {}, '2026-11-22', ['financeManager'], 'active'],
    ['the day after', {}, '2026-11-23', [], 'over'],
    ['ended', { endedAt: 1 }, '2026-11-21', [], 'ended'],
    [
      'the delegator is switched off',
      { delegator: { active: false, roles: ['financeManager'] } },
      '2026-11-21',
      [],
      'idle',
    ],
    ['the delegator lost the roles', { delegator: { active: true, roles: ['auditor'] } }, '2026-11-21', [], 'idle'],
  ]
  test.each(CASES)('%s', (_name, change, today, roles, state) => {
    expect(rolesOn({ ...facts, ...change }, today)).toEqual(roles)
    expect(stateOn({ ...facts, ...change }, today)).toBe(state)
  })
})
