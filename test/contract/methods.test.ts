/**
 * Every method of the contract: refused without a session, refused without its permission, refused with malformed input, and
 * nothing changed by any of it. New methods are covered the moment they are in the contract.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MethodMeta } from '../../src/contract/base.ts'
import { contract } from '../../src/contract/index.ts'
import { permissionsOf } from '../../src/contract/permissions.ts'
import { refusalTexts as english } from '../../src/contract/refusal-texts/en.ts'
import { refusalTexts as chinese } from '../../src/contract/refusal-texts/zh-hant.ts'
import { REFUSAL_CODES } from '../../src/contract/refusals.ts'
import { handlers } from '../../src/main/engine/features/index.ts'
import { PEOPLE, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'

const EVERYONE = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]

type Method = { name: string; meta: MethodMeta }
const METHODS: Method[] = Object.entries(contract).flatMap(([feature, methods]) =>
  Object.entries(methods).map(([name, procedure]) => ({
    name: `${feature}.${name}`,
    meta: (procedure as unknown as { '~orpc': { meta: MethodMeta } })['~orpc'].meta,
  })),
)
const CALLABLE = METHODS.filter((m) => m.name !== 'desk.changes')

let desk: TestDesk
beforeAll(() => {
  desk = testDesk()
})
afterAll(() => desk.close())

const head = () => desk.connection.value<number>('SELECT max(sequence) FROM audit')

test('every method has a handler and every handler a method', () => {
  const implemented = Object.entries(handlers).flatMap(([feature, methods]) =>
    Object.keys(methods ?? {}).map((name) => `${feature}.${name}`),
  )
  expect(implemented.sort()).toEqual(CALLABLE.map((m) => m.name).sort())
})

describe('without a session', () => {
  test.each(CALLABLE.filter((m) => m.meta.kind !== 'open'))('$name', ({ name }) => {
    const link = desk.engine.link({ shell: 'browser', address: '127.0.0.1' })
    expect(() => desk.engine.call(link, name, {})).toThrow('not signed in')
  })
})

/** Who of the test desk lacks every permission that a method asks for. */
function lackingFor(meta: MethodMeta): PersonName[] {
  if (!meta.permissions?.length) return []
  return EVERYONE.filter((person) => {
    const has = permissionsOf(PEOPLE[person].roles)
    return !meta.permissions?.some((permission) => has.has(permission))
  })
}

describe('without the permission', () => {
  test('only what every role may do is left out', () => {
    const open = CALLABLE.filter((m) => m.meta.permissions?.length && lackingFor(m.meta).length === 0)
    const everybody = ['withdrawals.access', 'customers.read']
    for (const { name, meta } of open)
      expect(
        meta.permissions?.some((p) => everybody.includes(p)),
        name,
      ).toBe(true)
  })

  test.each(CALLABLE.filter((m) => lackingFor(m.meta).length > 0))('$name', ({ name, meta }) => {
    const lacking = lackingFor(meta)
    const before = head()
    for (const person of lacking) {
      const { link } = desk.as(person)
      const since = head()
      expect(() => desk.engine.call(link, name, {}), person).toThrow('PERMISSION_MISSING')
      expect(head()).toBe(since)
    }
    expect(head()).toBeGreaterThanOrEqual(before ?? 0)
  })
})

describe('with malformed input', () => {
  const BAD: unknown[] = [
    { unknownKey: 1 },
    'text',
    [],
    42,
    { commandId: 'short' },
    { commandId: 'x'.repeat(500) },
    { requestId: -1 },
    { requestId: 1.5 },
    { requestId: '1; DROP TABLE audit' },
  ]
  test.each(CALLABLE)('$name', ({ name, meta }) => {
    const allowed = EVERYONE.find((person) => {
      const has = permissionsOf(PEOPLE[person].roles)
      return !meta.permissions?.length || meta.permissions.some((permission) => has.has(permission))
    })
    const { link } = desk.as(allowed ?? 'admin')
    const before = head()
    for (const input of BAD)
      expect(() => desk.engine.call(link, name, input), JSON.stringify(input)).toThrow(/invalid input|STEP_UP_REQUIRED/)
    expect(head()).toBe(before)
  })
})

describe('method names from outside', () => {
  test.each([
    'requests',
    'requests.',
    '.list',
    'requests.nothing',
    '__proto__.toString',
    'constructor.name',
    'requests.__proto__',
  ])('%s is no method', (name) => {
    const { link } = desk.as('admin')
    expect(() => desk.engine.call(link, name, {})).toThrow('invalid input')
  })
})

describe('refusals', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()
  test.each(REFUSAL_CODES)('%s has a sentence with the same figures in both languages', (code) => {
    expect(english[code].length).toBeGreaterThan(20)
    expect(new Set(places(chinese[code]))).toEqual(new Set(places(english[code])))
  })
})
