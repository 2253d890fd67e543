/** Roles and departments as data (R2-87, R3-02): made by two people, used by profiles and people, never taken away while in use. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PERMISSIONS, ROLES } from '../../src/contract/permissions.ts'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { refusalOf } from '../support/payments.ts'

const label = (en: string) => ({ en, 'zh-Hant': `${en} 中文` })
const reason = 'The night shift needs it'
const ACCOUNTS = { kinds: [], search: '', after: null, pageSize: 10 }
const PEOPLE: PersonName[] = ['admin', 'agent', 'cs', 'signerA', 'auditor', 'admin2']

let desk: TestDesk
beforeAll(() => {
  desk = testDesk({ people: PEOPLE })
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const roleOf = (role: string): Answer =>
  desk
    .as('admin')
    .call('roles.list')
    .roles.find((each: Answer) => each.role === role)
const departmentOf = (department: string): Answer =>
  desk
    .as('admin')
    .call('roles.list')
    .departments.find((each: Answer) => each.department === department)
const addRole = (role: string, permissions: string[], who: PersonName = 'admin'): Answer =>
  desk.as(who).call('roles.addRole', { role, label: label(role), permissions, reason })
const changeRole = (role: string, change: Record<string, unknown>, who: PersonName = 'admin'): Answer => {
  const { version, label: name, permissions, retired } = roleOf(role)
  const now = { role, label: name, permissions, retired, expectedVersion: version, reason }
  return desk.as(who).call('roles.changeRole', { ...now, ...change })
}
const operatorOf = (name: PersonName): Answer =>
  desk
    .as('admin')
    .call('operators.list')
    .find((row: Answer) => row.userName === name.toLowerCase())
function setOperator(name: PersonName, change: Record<string, unknown>, who: PersonName = 'admin'): Answer {
  const { operatorId, version, displayName, email, department, roles, signingGroup, active } = operatorOf(name)
  const now = { displayName, email, department, roles, signingGroup, active }
  return desk.as(who).call('operators.update', { operatorId, expectedVersion: version, ...now, ...change })
}

describe('a role of the desk', () => {
  test('is there once a second person has confirmed it, and works at once for who gets it', async () => {
    const { proposalId, applied } = addRole('nightClerk', ['withdrawals.access', 'customers.read', 'ledger.read'])
    expect(applied).toBe(false)
    expect(roleOf('nightClerk')).toBeUndefined()
    expect(await refusalOf(() => setOperator('agent', { roles: ['nightClerk'] }))).toMatchObject({
      code: 'ROLE_UNKNOWN',
      figures: { role: 'nightClerk' },
    })
    // Law 4: nobody confirms what they proposed.
    const { version } = desk.as('admin').call('proposals.get', { proposalId })
    const own = { proposalId, expectedVersion: version }
    expect(await refusalOf(() => desk.as('admin').call('proposals.approve', own))).toMatchObject({
      code: 'PROPOSAL_OWN',
    })
    desk.confirm(proposalId)
    expect(roleOf('nightClerk')).toMatchObject({
      builtIn: false,
      retired: false,
      version: 1,
      label: label('nightClerk'),
    })
    desk.confirm(setOperator('agent', { roles: ['agent', 'nightClerk'] }).proposalId)
    expect(desk.as('agent').call('session.me').permissions).toContain('ledger.read')
    expect(desk.as('agent').call('ledger.accounts', ACCOUNTS).rows).toBeDefined()
  })

  test('gives and takes rights of everybody who has it, at once and without signing in again', async () => {
    desk.confirm(changeRole('nightClerk', { permissions: ['withdrawals.access', 'audit.read'] }).proposalId)
    const { permissions } = desk.as('agent').call('session.me')
    expect(permissions).toContain('audit.read')
    expect(permissions).not.toContain('ledger.read')
    expect(await refusalOf(() => desk.as('agent').call('ledger.accounts', ACCOUNTS))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
    const { changes } = desk.as('auditor').call('proposals.list', { which: 'decided', before: null, pageSize: 1 })
      .rows[0]
    // What a second person reads is what is added and what is taken, each by its name.
    expect(changes).toEqual([
      { field: 'customers.read', before: 'yes', after: 'no' },
      { field: 'ledger.read', before: 'yes', after: 'no' },
      { field: 'audit.read', before: 'no', after: 'yes' },
    ])
  })

  test('survives a restart of the desk', () => {
    desk.restart()
    expect(roleOf('nightClerk')).toMatchObject({ version: 2, permissions: ['withdrawals.access', 'audit.read'] })
    expect(desk.as('agent').call('session.me').permissions).toContain('audit.read')
  })

  test('is not made under a key that is taken or means something else', async () => {
    for (const key of ['agent', 'nightClerk', 'any', 'customer', 'system'])
      expect(await refusalOf(() => addRole(key, [])), key).toMatchObject({ code: 'KEY_TAKEN' })
    for (const key of ['', 'Night', 'night clerk', 'x'.repeat(41), '1st'])
      expect(await refusalOf(() => addRole(key, [])), key).toMatchObject({ name: 'InvalidInput' })
    for (const permissions of [['admin.everything'], ['audit.read', 'audit.read']])
      expect(await refusalOf(() => addRole('other', permissions))).toMatchObject({ name: 'InvalidInput' })
  })

  test('is retired only while nobody has it and no workflow names it; retired it allows nothing and is not given', async () => {
    expect(await refusalOf(() => changeRole('nightClerk', { retired: true }))).toMatchObject({
      code: 'ROLE_IN_USE',
      figures: { by: 'Agnes Agent' },
    })
    const named = await refusalOf(() => changeRole('seniorAdmin', { retired: true }))
    expect(named).toMatchObject({ code: 'ROLE_IN_USE' })
    expect(named.figures?.by).toContain('Payout operations')
    // Proposed while free, given before it was confirmed: judged again.
    desk.confirm(setOperator('agent', { roles: ['agent'] }).proposalId)
    const { proposalId } = changeRole('nightClerk', { retired: true })
    desk.confirm(setOperator('agent', { roles: ['agent', 'nightClerk'] }).proposalId)
    expect(await refusalOf(() => desk.confirm(proposalId))).toMatchObject({ code: 'ROLE_IN_USE' })
    desk.confirm(setOperator('agent', { roles: ['agent'] }).proposalId)
    desk.confirm(proposalId)
    expect(roleOf('nightClerk').retired).toBe(true)
    expect(await refusalOf(() => setOperator('agent', { roles: ['nightClerk'] }))).toMatchObject({
      code: 'ROLE_UNKNOWN',
    })
  })

  test('that moved on since it was seen is no longer changed so (law 6)', async () => {
    const first = changeRole('auditor', { label: label('Reader') })
    const seen = roleOf('auditor').version
    desk.confirm(first.proposalId)
    expect(await refusalOf(() => changeRole('auditor', { expectedVersion: seen }))).toMatchObject({ name: 'Conflict' })
    expect(roleOf('auditor')).toMatchObject({ version: 1, builtIn: true, permissions: ROLES.auditor })
  })
})

describe('rights over rights', () => {
  test('nobody widens a role that they have, neither by proposing nor by confirming', async () => {
    const all = { permissions: [...PERMISSIONS] }
    expect(await refusalOf(() => changeRole('administrator', all))).toMatchObject({ code: 'OWN_ROLE_WIDER' })
    // The signer has the permission to confirm; for a role of their own it does not count.
    const { proposalId } = changeRole('authorisedSigner', { permissions: [...ROLES.authorisedSigner, 'batches.build'] })
    expect(await refusalOf(() => desk.confirm(proposalId, 'signerA'))).toMatchObject({ code: 'OWN_ROLE_WIDER' })
    expect(desk.as('signerA').call('session.me').permissions).not.toContain('batches.build')
    desk.confirm(proposalId)
    expect(desk.as('signerA').call('session.me').permissions).toContain('batches.build')
  })

  test('the desk keeps somebody who may change rights', async () => {
    const rest = ROLES.administrator.filter((each) => each !== 'admin.operators')
    const { proposalId } = changeRole('administrator', { permissions: rest })
    expect(await refusalOf(() => desk.confirm(proposalId))).toMatchObject({ code: 'LAST_ADMINISTRATOR' })
    const { version } = desk.as('admin').call('proposals.get', { proposalId })
    desk.as('admin').call('proposals.withdraw', { proposalId, expectedVersion: version, reason: '' })
  })

  test('only an administrator proposes, and only with the second factor proved', async () => {
    const role = { role: 'other', label: label('Other'), permissions: [], reason }
    expect(await refusalOf(() => desk.as('cs').call('roles.addRole', role))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
    const stranger = desk.asWithoutStepUp('admin')
    expect(await refusalOf(() => stranger.call('roles.addRole', role))).toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })

  test('a second person by an own role of administrators ends changes by one person', () => {
    const alone = testDesk({ people: ['admin', 'agent'] })
    const admin = (method: string, input: Record<string, unknown>) => alone.as('admin').call(method, input)
    const made = admin('roles.addRole', {
      role: 'keeper',
      label: label('Keeper'),
      permissions: ['admin.operators'],
      reason,
    })
    expect(made.applied).toBe(true)
    const keeper = { userName: 'kim', initialPassword: 'long enough phrase', displayName: 'Kim', signingGroup: null }
    expect(admin('operators.create', { ...keeper, department: null, roles: ['keeper'] }).applied).toBe(true)
    expect(admin('roles.addRole', { role: 'other', label: label('Other'), permissions: [], reason }).applied).toBe(
      false,
    )
    alone.close()
  })
})

describe('a department of the desk', () => {
  test('is added by two people, taken by a workflow and an operator, and then holds requests', async () => {
    const own = { department: 'nightDesk', label: label('Night desk'), reason }
    const { proposalId } = desk.as('admin').call('roles.addDepartment', own)
    expect(await refusalOf(() => setOperator('cs', { department: 'nightDesk' }))).toMatchObject({
      code: 'DEPARTMENT_UNKNOWN',
    })
    const definition = (): string => {
      const text = JSON.stringify(desk.as('admin').call('workflow.profile', { profile: 'department-review' }))
      return text.replaceAll('"customerSupport"', '"nightDesk"').replaceAll('"supervisor"', '"nightClerk"')
    }
    const draft = { definition: definition(), note: 'Night desk receives' }
    expect(await refusalOf(() => desk.as('admin').call('workflow.draft', draft))).toMatchObject({
      code: 'PROFILE_UNFIT',
      figures: { why: expect.stringContaining('the department nightDesk is not on this desk') },
    })
    desk.confirm(proposalId)
    desk.confirm(setOperator('cs', { department: 'nightDesk' }).proposalId)
    const made = desk.as('admin').call('workflow.draft', draft)
    desk.confirm(desk.as('admin').call('workflow.propose', made).proposalId)
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const card = desk.as('cs').call('requests.get', { requestId })
    expect(card.row.department).toBe('nightDesk')
    expect(card.actions.find((each: Answer) => each.action === 'passToRetention')).toMatchObject({ blockedBy: null })
    expect(desk.as('cs').call('desk.counts').departments).toContainEqual({
      department: 'nightDesk',
      open: 1,
      overdue: 0,
    })
  })

  test('is not retired while people work there or a workflow needs it', async () => {
    const { version } = departmentOf('nightDesk')
    const end = { department: 'nightDesk', label: label('Night desk'), retired: true, expectedVersion: version, reason }
    const refused = await refusalOf(() => desk.as('admin').call('roles.changeDepartment', end))
    expect(refused).toMatchObject({ code: 'DEPARTMENT_IN_USE' })
    expect(refused.figures?.by).toMatch(/Carol Support.*Department review/)
  })

  test('a free one is renamed and retired, and is not given afterwards', async () => {
    const change = (part: Record<string, unknown>): Answer => {
      const { version, label: name } = departmentOf('accounting')
      const now = { department: 'accounting', label: name, retired: false, expectedVersion: version, reason }
      return desk.as('admin').call('roles.changeDepartment', { ...now, ...part })
    }
    desk.confirm(change({ label: label('Bookkeeping') }).proposalId)
    expect(departmentOf('accounting')).toMatchObject({ label: label('Bookkeeping'), builtIn: true, version: 1 })
    desk.confirm(change({ retired: true }).proposalId)
    expect(await refusalOf(() => setOperator('agent', { department: 'accounting' }))).toMatchObject({
      code: 'DEPARTMENT_UNKNOWN',
    })
    expect(await refusalOf(() => change({ retired: true }))).toMatchObject({ code: 'NOTHING_CHANGED' })
  })
})
