/** The profiles of the desk: which one a new request takes, and what is said about them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'

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
