/** The profiles of the desk: which one a new request takes, and what is said about them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, PEOPLE, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(() => {
  desk = testDesk()
})
afterAll(() => desk.close())

const settingVersion = (key: string): number =>
  desk
    .as('admin')
    .call('settings.list', {})
    .find((row: Answer) => row.key === key).version

describe('profiles', () => {
  test('the desk’s own is in force, told first and marked', () => {
    const [first] = desk.as('cs').call('workflow.inForce', {})
    expect(first).toMatchObject({ profile: 'department-review', version: 1 })
    expect(desk.as('cs').call('workflow.profile', {})).toEqual(first)
    const told = desk.as('cs').call('workflow.profiles', {})
    expect(told.find((each: Answer) => each.profile === 'department-review')).toMatchObject({
      state: 'active',
      isDesk: true,
    })
  })

  test('one that the desk does not have is not found, by name or by version', () => {
    expect(() => desk.as('cs').call('workflow.profile', { profile: 'nowhere' })).toThrow('NOT_FOUND')
    expect(() => desk.as('cs').call('workflow.profile', { profile: 'department-review', version: 99 })).toThrow(
      'NOT_FOUND',
    )
  })

  test('K-01 the desk’s profile is a setting; a name that nobody has is refused', () => {
    const set = (value: string) =>
      desk
        .as('admin')
        .call('settings.set', { key: 'desk.profile', value, expectedVersion: settingVersion('desk.profile') })
    expect(() => set('nowhere')).toThrow('SETTING_INVALID')
    expect(set('department-review')).toMatchObject({ key: 'desk.profile' })
  })

  test('a request carries the profile and version that it was made with', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const { row } = desk.as('cs').call('requests.get', { requestId })
    expect(row).toMatchObject({ profile: 'department-review', profileVersion: 1 })
  })
})

describe('K-01: a profile changes by a new version that two people bring into force', () => {
  let two: TestDesk
  beforeAll(() => {
    two = testDesk({ people: [...(Object.keys(PEOPLE) as PersonName[]), 'admin2'] })
  })
  afterAll(() => two.close())
  const definition = (change: (data: Answer) => void = () => {}): string => {
    const data = structuredClone(two.as('admin').call('workflow.profile', { profile: 'payout-operations' }))
    change(data)
    return JSON.stringify(data)
  }
  const draft = (change?: (data: Answer) => void): Answer =>
    two.as('admin').call('workflow.draft', { definition: definition(change), note: 'smaller band' })

  test('one that cannot run is refused with the reasons; nothing is kept', () => {
    const before = two.as('admin').call('workflow.profiles', {}).length
    expect(() => draft((data) => data.transitions.splice(1, 1))).toThrow('PROFILE_UNFIT')
    expect(() => draft((data) => Object.assign(data.actions[0], { permission: 'none' }))).toThrow('PROFILE_UNFIT')
    expect(() => two.as('admin').call('workflow.draft', { definition: '{,}', note: 'x' })).toThrow('PROFILE_UNFIT')
    expect(() => draft()).toThrow('NOTHING_CHANGED')
    expect(two.as('admin').call('workflow.profiles', {})).toHaveLength(before)
  })

  test('its difference is readable, another person confirms it, and requests under way stay on theirs', () => {
    const customer = makeCustomer(two)
    const old = makeRequest(two, customer, { profile: 'manager-finance', amountMinor: 100 }).requestId
    const name = { en: 'Finance by two', 'zh-Hant': '雙人財務' }
    const source = two.as('admin').call('workflow.profile', { profile: 'manager-finance' })
    const made = two.as('admin').call('workflow.draft', {
      definition: JSON.stringify({ ...source, label: name }),
      note: 'another name',
    })
    expect(made).toEqual({ profile: 'manager-finance', version: 2 })
    expect(two.as('admin').call('workflow.difference', made)).toEqual([
      { part: 'name', before: 'Manager and Finance', after: 'Finance by two' },
    ])
    expect(() => two.asWithoutStepUp('admin').call('workflow.propose', made)).toThrow('STEP_UP_REQUIRED')
    const { proposalId, applied } = two.as('admin').call('workflow.propose', made)
    expect(applied).toBe(false)
    const { version } = two.as('admin').call('proposals.get', { proposalId })
    expect(() => two.as('admin').call('proposals.approve', { proposalId, expectedVersion: version })).toThrow(
      'PROPOSAL_OWN',
    )
    two.confirm(proposalId)
    const fresh = makeRequest(two, customer, { profile: 'manager-finance', amountMinor: 200 }).requestId
    const runsOn = (requestId: number) => two.as('cs').call('requests.get', { requestId }).row.profileVersion
    expect([runsOn(old), runsOn(fresh)]).toEqual([1, 2])
    two.restart()
    expect([runsOn(old), runsOn(fresh)]).toEqual([1, 2])
    expect(two.as('cs').call('workflow.profile', { profile: 'manager-finance' }).label).toEqual(name)
  })

  test('what would happen to a request is told and nothing happens', () => {
    const { requestId } = makeRequest(two, makeCustomer(two), { profile: 'manager-finance', amountMinor: 100 })
    const told = two.as('admin').call('workflow.simulate', { requestId, profile: 'payout-operations', version: 1 })
    expect(told.statusKnown).toBe(true)
    expect(told.now.ways.map((way: Answer) => way.action)).toEqual(['approve', 'reject'])
    expect(told.under.ways).toEqual([])
    expect(told.under.approvals).toEqual([{ action: 'approve', role: 'standardAdmin', count: 1 }])
    expect(two.as('cs').call('requests.get', { requestId }).row.profile).toBe('manager-finance')
  })
})
