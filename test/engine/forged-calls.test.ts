/**
 * A window that lies is refused by the engine, permission by permission and step-up by step-up. Both tables are made from the contract and
 * from the profiles: a new method, action or place that asks for the second factor is in them, or the last test fails.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MethodMeta } from '../../src/contract/base.ts'
import { contract } from '../../src/contract/index.ts'
import { PERMISSIONS, type Permission } from '../../src/contract/permissions.ts'
import type { ActionDefinition, Profile } from '../../src/contract/workflow.ts'
import { cardOf } from '../support/cases.ts'
import type { Answer, PersonAtDesk, PersonName } from '../support/desk.ts'
import { FailedPayments } from '../support/failed-payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'
import { PROFILES, type ProfileName } from '../support/profile-names.ts'

type Method = { name: string; meta: MethodMeta }
const METHODS: Method[] = Object.entries(contract).flatMap(([feature, methods]) =>
  Object.entries(methods).map(([name, procedure]) => ({
    name: `${feature}.${name}`,
    meta: (procedure as unknown as { '~orpc': { meta: MethodMeta } })['~orpc'].meta,
  })),
)
const profileData = (name: string): Profile =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../resources/profiles/${name}.json`), 'utf8'))
const ACTIONS = PROFILES.flatMap((profile) =>
  profileData(profile).actions.map((action) => ({ profile, action: action as ActionDefinition })),
)

let desk: ProfileDesk
const lacking = new Map<Permission, PersonAtDesk>()
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

/** Somebody who may do everything except one thing, and making operators: a second administrator would change how the desk works. */
function withoutOne(permission: Permission): PersonAtDesk {
  const known = lacking.get(permission)
  if (known) return known
  const role = `allBut${permission.replace(/\W/g, '')}`
  desk.as('admin').call('roles.addRole', {
    role,
    label: { en: role, 'zh-Hant': role },
    permissions: PERMISSIONS.filter((each) => each !== permission && each !== 'admin.operators'),
    reason: 'For this test',
  })
  const person = desk.join(`all.but.${lacking.size + 1}`, { department: 'operations', roles: [role] })
  lacking.set(permission, person)
  return person
}

const onlyBy = (permission: Permission): Method[] =>
  METHODS.filter(({ meta }) => meta.permissions?.length === 1 && meta.permissions[0] === permission)
const actionsBy = (permission: Permission) => ACTIONS.filter(({ action }) => action.permission === permission)

describe('every permission opens something, and who has all others is refused exactly that', () => {
  test.each(PERMISSIONS)('%s', (permission) => {
    const opened = METHODS.filter(({ meta }) => meta.permissions?.includes(permission))
    const steps = profileSteps().some((step) => step === permission)
    expect(opened.length + actionsBy(permission).length + (steps ? 1 : 0)).toBeGreaterThan(0)
    const person = withoutOne(permission)
    const before = desk.connection.value('SELECT max(sequence) FROM audit')
    for (const { name } of onlyBy(permission))
      expect(() => desk.engine.call(person.link, name, {}), name).toThrow('PERMISSION_MISSING')
    expect(desk.connection.value('SELECT max(sequence) FROM audit')).toBe(before)
  })
})

/** Permissions that a step of a profile asks for by itself (R3-06). */
const profileSteps = () =>
  PROFILES.flatMap((profile) => (profileData(profile).steps ?? []).map(({ permission }) => permission))

const FIRST_ACTIONS = ACTIONS.filter(({ profile, action }) => {
  const { transitions, initial } = profileData(profile)
  const own = transitions.filter((way) => way.action === action.action && way.from === initial.status)
  return action.permission !== null && own.some(({ performer }) => performer === 'any' || performer === 'operations')
})

describe('a forged action by somebody without its permission', () => {
  test.each(FIRST_ACTIONS)('$profile: $action.action', ({ profile, action }) => {
    if (action.permission === null || action.permission === 'withdrawals.access') return
    const requestId = desk.make(profile)
    const person = withoutOne(action.permission)
    const card = cardOf(desk, requestId, 'auditor')
    const forged = {
      requestId,
      action: action.action,
      expectedVersion: card.row.version,
      comment: 'forged',
      documents: ['identity'],
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: true,
    }
    expect(() => person.call('requests.act', forged)).toThrow(
      /PERMISSION_MISSING|DEPARTMENT_DIFFERS|ACTION_NOT_OFFERED/,
    )
    expect(cardOf(desk, requestId, 'auditor').row.version).toBe(card.row.version)
  })
})

const STEP_UP = METHODS.filter(({ meta }) => meta.stepUp)

describe('without the second factor', () => {
  test.each(STEP_UP)('$name', ({ name, meta }) => {
    const who = PEOPLE.find((person) =>
      meta.permissions?.some((permission) =>
        (desk.as(person).call('session.me') as Answer).permissions.includes(permission),
      ),
    )
    expect(who, `somebody at this desk may ${name}`).toBeDefined()
    const cold = desk.asWithoutStepUp(who ?? 'admin')
    const before = desk.connection.value('SELECT max(sequence) FROM audit')
    expect(() => desk.engine.call(cold.link, name, {})).toThrow('STEP_UP_REQUIRED')
    expect(desk.connection.value('SELECT max(sequence) FROM audit')).toBe(before)
  })

  const asked = ACTIONS.filter(({ action }) => action.requires.includes('stepUp'))
  test.each(asked)('$profile: $action.action', async ({ profile, action }) => {
    const [requestId, who] = await brought(profile, action.action)
    const card = cardOf(desk, requestId, who)
    const cold = desk.asWithoutStepUp(who)
    const given = {
      requestId,
      action: action.action,
      expectedVersion: card.row.version,
      comment: 'because',
      documents: [],
      reference: 'R-1',
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: true,
    }
    expect(card.actions.find((each: Answer) => each.action === action.action)?.blockedBy).toBeNull()
    expect(() => cold.call('requests.act', given)).toThrow('STEP_UP_REQUIRED')
    expect(cardOf(desk, requestId, who).row.version).toBe(card.row.version)
  })

  test('every place that asks for it by itself is known here', () => {
    const places = filesOf(join(import.meta.dirname, '../../src/main/engine/features')).flatMap(({ path, text }) =>
      text.includes('requireStepUp()') ? [path] : [],
    )
    expect(places.sort()).toEqual([
      // Asked for by the contract as well, or in the tables above.
      'held-money/handlers.ts',
      // proposals.approve: proposals.test.ts; selections.start: selections.test.ts; a new second factor: session.test.ts.
      'proposals/handlers.ts',
      // An execution that the balance no longer covers ends the request; the same second factor as the execution itself.
      'requests/act.ts',
      'requests/judge.ts',
      'selections/handlers.ts',
      'session/handlers.ts',
      'workflow/handlers.ts',
    ])
  })
})

const PEOPLE: PersonName[] = [
  'admin',
  'agent',
  'cs',
  'bo',
  'signerA',
  'fin',
  'mgr',
  'fo',
  'ops',
  'sen',
  'fm',
  'fd',
  'aud',
  'wo',
  'comp',
  'pay',
]

/** A request at the place of an action that asks for the second factor, and who could take it. */
async function brought(profile: ProfileName, action: string): Promise<[requestId: number, who: PersonName]> {
  if (action === 'retry') return [(await new FailedPayments(desk).failed('AC01')).requestId, 'sen']
  const highRisk = action.startsWith('compliance')
  const requestId = desk.make(profile, { highRisk, amountMinor: 1_000_000 })
  const by = (who: PersonName, ...actions: string[]) => {
    for (const each of actions) desk.by(who)(requestId, each)
  }
  if (profile === 'manager-finance') {
    if (action === 'approve') return [requestId, 'mgr']
    by('mgr', 'approve')
    return [requestId, 'fo']
  }
  if (profile === 'department-review') {
    by('cs', 'passToRetention')
    by('ret', 'passToBackoffice')
    const { version } = cardOf(desk, requestId, 'bo').row
    const answers = { documents: 'yes', balance: 'yes', call: 'yes' }
    desk.as('bo').call('requests.answerRecheck', { requestId, expectedVersion: version, answers })
    if (action === 'approve') return [requestId, 'bo']
    by('bo', 'approve')
    const card = cardOf(desk, requestId, 'bo')
    desk.as('bo').call('transactions.approve', {
      requestId,
      expectedVersion: card.row.version,
      transactions: card.transactions.map(({ transactionId, digest }: Answer) => ({ transactionId, digest })),
    })
    return [requestId, 'bo']
  }
  if (profile === 'audit-confirm-remit') {
    if (highRisk) {
      desk.by('aud')(requestId, 'lock')
      return [requestId, 'comp']
    }
    by('wo', 'next')
    return [requestId, 'wo2']
  }
  if (profile === 'incentive-payments') {
    if (action === 'approve') return [requestId, 'pay']
    by('pay', 'approve')
    return [requestId, 'pay2']
  }
  if (action === 'approve') return [requestId, 'ops']
  by('ops', 'approve')
  return [requestId, action === 'processManually' ? 'sen' : 'ops2']
}

function filesOf(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
}
