/** Changes of rights and money settings by two people: propose, confirm, refuse, withdraw, and what a single person can never do. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../src/contract/index.ts'
import { DECIDED_WITH, PROPOSAL_KINDS } from '../../src/contract/proposals.ts'
import { SETTING_BY_TWO } from '../../src/contract/settings.ts'
import { APPLY } from '../../src/main/engine/features/proposals/apply.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf } from '../support/payments.ts'

const ACCOUNT = {
  name: 'HSBC HKD',
  bankName: 'HSBC',
  bankCode: '004',
  bic: 'HSBCHKHHHKH',
  accountNumber: '808-1',
  currency: 'HKD',
  ownerName: 'EXAMPLE SECURITIES LTD',
  ownerTown: 'Hong Kong',
  ownerCountry: 'HK',
  openingBalanceMinor: 100,
  note: 'First account',
}
const ADMINS: PersonName[] = ['admin', 'agent', 'signerA', 'auditor', 'admin2']

const setting = (desk: TestDesk, key: string) =>
  desk
    .as('admin')
    .call('settings.list')
    .find((row: Answer) => row.key === key)
const operatorOf = (desk: TestDesk, name: string) =>
  desk
    .as('admin')
    .call('operators.list')
    .find((row: Answer) => row.userName === name.toLowerCase())
const setFee = (desk: TestDesk, value: number, who: PersonName = 'admin'): Answer =>
  desk.as(who).call('settings.set', {
    key: 'withdrawal.defaultFeeMinor',
    value,
    expectedVersion: setting(desk, 'withdrawal.defaultFeeMinor').version,
  })
const changeOperator = (
  desk: TestDesk,
  who: PersonName,
  change: { name: string } & Record<string, unknown>,
): Answer => {
  const { name, ...rest } = change
  const { operatorId, version, displayName, department, roles, signingGroup, active } = operatorOf(desk, name)
  return desk.as(who).call('operators.update', {
    operatorId,
    expectedVersion: version,
    displayName,
    department,
    roles,
    signingGroup,
    active,
    ...rest,
  })
}

describe('a desk with one administrator', () => {
  let desk: TestDesk
  beforeAll(() => {
    desk = testDesk({ people: ['admin', 'agent', 'signerA'] })
  })
  afterAll(() => desk.close())

  test('changes at once, and says in its log that nobody confirmed it', () => {
    const answer = setFee(desk, 700)
    expect(answer).toMatchObject({ applied: true, version: 2 })
    expect(setting(desk, 'withdrawal.defaultFeeMinor').value).toBe(700)
    const { rows } = desk.as('admin').call('proposals.list', { which: 'decided', before: null, pageSize: 10 })
    expect(rows[0]).toMatchObject({ state: 'applied', alone: true, decidedBy: null, mayDecide: 'decided' })
    const [record] = desk.connection.all<{ record: string }>(
      "SELECT record FROM audit WHERE record LIKE '%proposal.alone%' ORDER BY sequence DESC",
    )
    expect(record?.record).toContain('withdrawal.defaultFeeMinor')
  })

  test('ends with the second administrator, for good', () => {
    const second = { userName: 'alan', initialPassword: 'long enough phrase', displayName: 'Alan', department: null }
    const made = desk.as('admin').call('operators.create', { ...second, roles: ['administrator'], signingGroup: null })
    expect(made).toMatchObject({ applied: true })
    expect(setFee(desk, 900)).toMatchObject({ applied: false, version: 2 })
    expect(setting(desk, 'withdrawal.defaultFeeMinor').value).toBe(700)
    // Taking the second administrator away again does not bring the old days back: a signer has to confirm even that.
    const { proposalId } = changeOperator(desk, 'admin', { name: 'alan', active: false })
    desk.confirm(proposalId, 'signerA')
    expect(operatorOf(desk, 'alan').active).toBe(false)
    expect(
      desk.as('admin').call('settings.set', { key: 'withdrawal.dueHours', value: 5, expectedVersion: 1 }),
    ).toMatchObject({
      applied: false,
    })
  })
})

describe('a desk with two administrators', () => {
  let desk: TestDesk
  beforeAll(() => {
    desk = testDesk({ people: ADMINS })
  })
  afterAll(() => desk.close())

  test('a money setting takes effect when another person confirms it, and shows the difference in words', () => {
    const { proposalId, applied } = setFee(desk, 1_500)
    expect(applied).toBe(false)
    expect(setting(desk, 'withdrawal.defaultFeeMinor').value).toBe(0)
    const shown = promised('proposals.get', desk.as('admin2').call('proposals.get', { proposalId }))
    expect(shown).toMatchObject({
      kind: 'setting.set',
      madeBy: 'Ada Admin',
      mayDecide: 'yes',
      changes: [{ field: 'withdrawal.defaultFeeMinor', before: '0', after: '1500' }],
    })
    expect(desk.as('admin2').call('desk.counts').changesToConfirm).toBe(1)
    expect(desk.as('admin').call('desk.counts').changesToConfirm).toBe(0)
    expect(desk.confirm(proposalId)).toMatchObject({ state: 'applied', version: 2 })
    expect(setting(desk, 'withdrawal.defaultFeeMinor')).toMatchObject({
      value: 1_500,
      version: 2,
      changedBy: 'Alan Admin',
    })
    expect(desk.as('admin2').call('desk.counts').changesToConfirm).toBe(0)
  })

  test('what concerns neither money nor rights is changed by one person', () => {
    const named = { key: 'desk.name', value: 'Second desk', expectedVersion: setting(desk, 'desk.name').version }
    expect(desk.as('admin').call('settings.set', named)).toMatchObject({ applied: true, proposalId: null })
    expect(SETTING_BY_TWO['desk.name']).toBe(false)
    expect(setting(desk, 'desk.name').value).toBe('Second desk')
  })

  test('nobody confirms what they proposed, what is about their own rights, or without the permission', async () => {
    const own = setFee(desk, 1_600).proposalId
    expect(await refusalOf(() => desk.confirm(own, 'admin'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    const about = changeOperator(desk, 'admin', { name: 'signerA', roles: ['authorisedSigner', 'finance'] }).proposalId
    expect(await refusalOf(() => desk.confirm(about, 'signerA'))).toMatchObject({ code: 'PROPOSAL_CONCERNS_YOU' })
    for (const who of ['agent', 'auditor'] as const)
      expect(
        await refusalOf(() => desk.as(who).call('proposals.approve', { proposalId: own, expectedVersion: 1 })),
      ).toMatchObject({ code: 'PERMISSION_MISSING' })
    const wrong = { proposalId: own, expectedVersion: 1, reason: 'Mine' }
    expect(await refusalOf(() => desk.as('admin2').call('proposals.withdraw', wrong))).toMatchObject({
      code: 'PROPOSAL_NOT_YOURS',
    })
    for (const proposalId of [own, about])
      desk.as('admin').call('proposals.withdraw', { proposalId, expectedVersion: 1, reason: '' })
    expect(setting(desk, 'withdrawal.defaultFeeMinor').value).toBe(1_500)
  })

  test('confirming needs a fresh one-time code', () => {
    const { proposalId } = setFee(desk, 1_700)
    const link = desk.engine.link({ shell: 'cli', address: '127.0.0.1' })
    desk.engine.call(link, 'session.signIn', { userName: 'admin2', password: desk.password })
    const approve = { commandId: 'approve-without-code-1', proposalId, expectedVersion: 1 }
    expect(() => desk.engine.call(link, 'proposals.approve', approve)).toThrow('STEP_UP_REQUIRED')
    desk.as('admin2').call('proposals.refuse', { proposalId, expectedVersion: 1, reason: 'Too much' })
    expect(desk.as('admin').call('proposals.get', { proposalId })).toMatchObject({
      state: 'refused',
      decidedBy: 'Alan Admin',
      decisionReason: 'Too much',
    })
  })

  test('one change of a thing waits at a time, and nothing is proposed that changes nothing', async () => {
    const { proposalId } = setFee(desk, 1_800)
    expect(await refusalOf(() => setFee(desk, 1_900, 'admin2'))).toMatchObject({ code: 'PROPOSAL_OPEN_ALREADY' })
    desk.as('admin').call('proposals.withdraw', { proposalId, expectedVersion: 1, reason: '' })
    expect(await refusalOf(() => changeOperator(desk, 'admin', { name: 'agent' }))).toMatchObject({
      code: 'NOTHING_CHANGED',
    })
    expect(setFee(desk, 1_500)).toMatchObject({ applied: true, proposalId: null })
  })

  test('a decision is made once: the second one is told who was first', async () => {
    const { proposalId } = setFee(desk, 2_000)
    desk.as('signerA').call('proposals.refuse', { proposalId, expectedVersion: 1, reason: 'No' })
    const late = () => desk.as('admin2').call('proposals.approve', { proposalId, expectedVersion: 1 })
    expect(await refusalOf(late)).toMatchObject({ name: 'Conflict', by: 'Sam Signer' })
    expect(setting(desk, 'withdrawal.defaultFeeMinor').value).toBe(1_500)
  })

  test('a change whose thing has moved on is stale and changes nothing', () => {
    const { proposalId } = changeOperator(desk, 'admin', { name: 'agent', department: 'retention' })
    desk.connection.run("UPDATE operators SET version = version + 1 WHERE user_name = 'agent'")
    expect(desk.confirm(proposalId)).toMatchObject({ state: 'stale' })
    expect(operatorOf(desk, 'agent').department).toBe('customerSupport')
  })

  test('operators, passwords and bank accounts wait as well; a first password is not kept after the decision', () => {
    const person = {
      userName: 'nora',
      displayName: 'Nora New',
      department: null,
      roles: ['auditor'],
      signingGroup: null,
    }
    const made = desk.as('admin').call('operators.create', { ...person, initialPassword: 'long enough phrase' })
    expect(made).toMatchObject({ operatorId: null, applied: false })
    const payload = () =>
      desk.connection.value<string>('SELECT payload FROM proposals WHERE id = ?', made.proposalId) ?? ''
    expect(payload()).toContain('scrypt$')
    expect(JSON.stringify(desk.as('admin2').call('proposals.get', { proposalId: made.proposalId }))).not.toContain(
      'scrypt',
    )
    desk.confirm(made.proposalId)
    expect(payload()).toBe('{}')
    const link = desk.engine.link({ shell: 'cli', address: '127.0.0.1' })
    desk.engine.call(link, 'session.signIn', { userName: 'nora', password: 'long enough phrase' })

    const { operatorId, version } = operatorOf(desk, 'nora')
    const reset = {
      operatorId,
      expectedVersion: version,
      initialPassword: 'another long phrase',
      removeSecondFactor: true,
    }
    const again = desk.as('admin').call('operators.resetPassword', reset)
    const signIn = () => desk.engine.call(link, 'session.signIn', { userName: 'nora', password: 'another long phrase' })
    expect(signIn).toThrow('SIGN_IN_FAILED')
    desk.confirm(again.proposalId)
    signIn()

    const account = desk.as('admin').call('settings.addBankAccount', ACCOUNT)
    expect(account.bankAccountId).toBe(null)
    expect(desk.as('admin').call('settings.bankAccounts')).toEqual([])
    desk.confirm(account.proposalId)
    expect(desk.as('admin').call('settings.bankAccounts')).toHaveLength(1)
  })

  test('the audit log has who proposed, who confirmed and what came of it', () => {
    const { proposalId } = setFee(desk, 2_500)
    desk.confirm(proposalId)
    const records = desk.connection
      .all<{ record: string }>('SELECT record FROM audit ORDER BY sequence DESC LIMIT 8')
      .map(({ record }) => JSON.parse(record))
      .filter((record) => !record.action.startsWith('session'))
    expect(records.slice(0, 3).map((record) => record.action)).toEqual([
      'proposal.approve',
      'setting.set',
      'proposal.make',
    ])
  })
})

test('every kind has its apply function and somebody who may decide it', () => {
  for (const kind of PROPOSAL_KINDS) {
    expect(APPLY[kind], kind).toBeTypeOf('function')
    expect(DECIDED_WITH[kind].length, kind).toBeGreaterThan(0)
  }
})

/** Everything that decides who may do what and how money is treated, as one text. */
function rightsAndMoney(desk: TestDesk): string {
  const settings = desk.connection.all("SELECT key, value FROM settings WHERE key <> 'desk.name' ORDER BY key")
  const people = desk.connection.all(
    'SELECT id, department, roles, signing_group, active, password_hash, totp_secret FROM operators ORDER BY id',
  )
  return JSON.stringify([settings, people, desk.connection.all('SELECT * FROM bank_accounts')])
}

test('no sequence of steps of one person changes rights or money settings (law 4)', () => {
  const desk = testDesk({ people: ADMINS })
  try {
    const before = rightsAndMoney(desk)
    const people: PersonName[] = ['agent', 'signerA', 'auditor', 'admin2']
    const step = fc.oneof(
      fc.record({ do: fc.constant('fee' as const), n: fc.integer({ min: 1, max: 90_000 }) }),
      fc.record({
        do: fc.constant('roles' as const),
        who: fc.constantFrom(...people),
        n: fc.constantFrom('A', 'B', null),
      }),
      fc.record({ do: fc.constant('create' as const), n: fc.integer({ min: 1, max: 99 }) }),
      fc.record({ do: fc.constant('reset' as const), who: fc.constantFrom(...people) }),
      fc.record({ do: fc.constant('bank' as const), n: fc.integer({ min: 1, max: 99 }) }),
      fc.record({
        do: fc.constantFrom('approve' as const, 'refuse' as const, 'withdraw' as const),
        n: fc.integer({ min: 1, max: 40 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        for (const one of steps) attempt(desk, one as Step)
        expect(rightsAndMoney(desk)).toBe(before)
      }),
      { numRuns: 25, seed: 7 },
    )
    // The steps are real ones: with a second person's word, one of them does change something.
    const left = desk.as('admin2').call('proposals.list', { which: 'open', before: null, pageSize: 100 }).rows
    const mine = left.find((row: Answer) => row.mayDecide === 'yes') ?? { proposalId: setFee(desk, 4_242).proposalId }
    desk.confirm(mine.proposalId)
    expect(rightsAndMoney(desk)).not.toBe(before)
  } finally {
    desk.close()
  }
})

type Step = {
  do: 'fee' | 'roles' | 'create' | 'reset' | 'bank' | 'approve' | 'refuse' | 'withdraw'
  n: never
  who: PersonName
}

/** One step of the same administrator; whatever is refused is refused. */
function attempt(desk: TestDesk, { do: what, n, who }: Step): void {
  const admin = desk.as('admin')
  const first = { initialPassword: 'long enough phrase', department: null, roles: ['administrator'], signingGroup: 'A' }
  const steps = {
    fee: () => setFee(desk, n),
    roles: () => changeOperator(desk, 'admin', { name: who, roles: ['administrator'], signingGroup: n }),
    create: () => admin.call('operators.create', { ...first, userName: `extra${n}`, displayName: `Extra ${n}` }),
    reset: () => {
      const { operatorId, version: expectedVersion } = operatorOf(desk, who)
      admin.call('operators.resetPassword', {
        operatorId,
        expectedVersion,
        initialPassword: 'long enough phrase',
        removeSecondFactor: true,
      })
    },
    bank: () => admin.call('settings.addBankAccount', { ...ACCOUNT, accountNumber: `808-${n}` }),
    approve: () => admin.call('proposals.approve', { proposalId: n, expectedVersion: 1 }),
    refuse: () => admin.call('proposals.refuse', { proposalId: n, expectedVersion: 1, reason: 'x' }),
    withdraw: () => admin.call('proposals.withdraw', { proposalId: n, expectedVersion: 1, reason: '' }),
  }
  try {
    steps[what]()
  } catch (error) {
    if (!['Refusal', 'Conflict', 'InvalidInput'].includes((error as Error).name)) throw error
  }
}

test('every method that proposes says so in its answer', () => {
  const answers = [contract.settings.addBankAccount, contract.operators.create, contract.operators.update]
  for (const procedure of answers)
    expect(Object.keys((procedure as Answer)['~orpc'].outputSchema.shape)).toEqual(
      expect.arrayContaining(['proposalId', 'applied']),
    )
})
