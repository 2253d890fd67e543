/** Sign-in, lock-out, idle lock, second factor and roles. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { matchingStep, passwordWeakness, totpCode } from '../../src/main/engine/features/operators/index.ts'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes } from '../support/payments.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk({ people: ['agent', 'bo', 'signerA'] })
})
afterEach(() => desk.close())

const link = () => desk.engine.link({ shell: 'browser', address: '10.0.0.7' })
const signIn = (userName: string, password: string, on = link()) =>
  desk.engine.call(on, 'session.signIn', { userName, password }) as Answer

describe('sign-in', () => {
  test('a wrong name and a wrong password answer alike, and both are in the log', () => {
    expect(() => signIn('nobody', 'x')).toThrow('SIGN_IN_FAILED')
    expect(() => signIn('bo', 'x')).toThrow('SIGN_IN_FAILED')
    const log = desk.connection.all<{ record: string }>(
      "SELECT record FROM audit WHERE record LIKE '%session.refused%'",
    )
    expect(log).toHaveLength(2)
    expect(log[0]?.record).toContain('10.0.0.7')
  })

  test('too many wrong tries lock the name for a while, even with the right password', () => {
    for (let i = 0; i < 5; i++) expect(() => signIn('bo', 'wrong')).toThrow('SIGN_IN_FAILED')
    expect(() => signIn('bo', desk.password)).toThrow('SIGN_IN_LOCKED')
    desk.advance(15 * 60_000 + 1)
    expect(signIn('bo', desk.password).me.userName).toBe('bo')
  })

  test('a connection without a session can call nothing else', () => {
    expect(() => desk.engine.call(link(), 'requests.list', {})).toThrow()
    expect(() => desk.engine.call(link(), 'session.me', {})).toThrow('not signed in')
    expect(desk.engine.call(link(), 'session.state', {})).toMatchObject({
      firstRun: false,
      demo: false,
      demoOperators: [],
    })
  })

  test('a session is resumed on a new connection, and ends with sign-out', () => {
    const first = link()
    const { token } = signIn('bo', desk.password, first)
    const second = link()
    expect(desk.engine.call(second, 'session.resume', { token })).toMatchObject({ me: { userName: 'bo' } })
    desk.engine.call(second, 'session.signOut', {})
    expect(() => desk.engine.call(link(), 'session.resume', { token })).toThrow('not signed in')
  })

  test('an idle session locks and wakes with the password alone', () => {
    desk.as('admin').call('settings.set', { key: 'session.idleLockMinutes', value: 5, expectedVersion: 2 })
    const on = link()
    const { token } = signIn('bo', desk.password, on)
    desk.advance(5 * 60_000 + 1)
    expect(() => desk.engine.call(on, 'session.me', {})).toThrow('locked')
    expect(() => desk.engine.call(on, 'session.unlock', { token, password: 'wrong' })).toThrow('SIGN_IN_FAILED')
    desk.engine.call(on, 'session.unlock', { token, password: desk.password })
    expect(desk.engine.call(on, 'session.me', {})).toMatchObject({ userName: 'bo' })
  })

  test('the first start happens once', () => {
    const again = {
      commandId: 'again-again-again-1',
      deskName: 'X',
      timeZone: 'UTC',
      userName: 'eve',
      displayName: 'Eve',
      password: 'correct horse battery',
    }
    expect(() => desk.engine.call(link(), 'session.firstRun', again)).toThrow('FIRST_RUN_DONE')
  })

  test('an initial password must be changed before anything is done', () => {
    desk.as('admin').call('operators.create', {
      userName: 'newbie',
      displayName: 'New',
      initialPassword: 'first password 99',
      department: 'customerSupport',
      roles: ['agent'],
      signingGroup: null,
    })
    const on = link()
    signIn('newbie', 'first password 99', on)
    const comment = { commandId: 'newbie-command-0001', requestId: 1, text: 'x', copyToCustomer: false }
    expect(() => desk.engine.call(on, 'requests.comment', comment)).toThrow('PASSWORD_MUST_CHANGE')
  })
})

describe('second factor', () => {
  test('codes by RFC 6238 (appendix B, SHA-1, last six digits)', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const vectors: [number, string][] = [
      [59, '287082'],
      [1111111109, '081804'],
      [1111111111, '050471'],
      [1234567890, '005924'],
      [2000000000, '279037'],
      [20000000000, '353130'],
    ]
    for (const [seconds, code] of vectors) expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code)
  })

  test('a code is good once, and one step of drift either way', () => {
    const secret = desk.secretOf('bo')
    const step = Math.floor(desk.now / 30_000)
    const about = { secret, now: desk.now, lastStep: 0 }
    expect([-2, -1, 0, 1, 2].map((d) => matchingStep(totpCode(secret, step + d), about) !== null)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    const person = desk.as('bo')
    desk.advance(60_000)
    const code = totpCode(secret, Math.floor(desk.now / 30_000))
    person.call('session.stepUp', { code })
    expect(() => person.call('session.stepUp', { code })).toThrow('CODE_WRONG')
  })

  test('approvals and releases need it, fresh', () => {
    const person = desk.asWithoutStepUp('bo')
    const release = { batchId: 1, expectedVersion: 1, fileSha256: 'a'.repeat(64) }
    expect(() => desk.asWithoutStepUp('signerA').call('batches.release', release)).toThrow('STEP_UP_REQUIRED')
    expect(() =>
      person.call('transactions.approve', {
        requestId: 1,
        expectedVersion: 1,
        transactions: [{ transactionId: 1, digest: 'x' }],
      }),
    ).toThrow('STEP_UP_REQUIRED')
    const proved = desk.as('signerA')
    desk.advance(5 * 60_000 + 1)
    expect(() => proved.call('batches.release', release)).toThrow('STEP_UP_REQUIRED')
  })
})

describe('roles', () => {
  test('what a person may do changes at once when the administrator changes it', () => {
    const agent = desk.as('agent')
    const customer = makeCustomer(desk)
    const { operatorId, version } = desk
      .as('admin')
      .call('operators.list')
      .find((o: Answer) => o.userName === 'agent')
    const same = {
      operatorId,
      expectedVersion: version,
      displayName: 'Agnes Agent',
      department: 'customerSupport',
      signingGroup: null,
      active: true,
    }
    desk.as('admin').call('operators.update', { ...same, roles: ['auditor'] })
    expect(() => makeRequest(desk, customer)).toThrow('PERMISSION_MISSING')
    desk
      .as('admin')
      .call('operators.update', { ...same, expectedVersion: version + 1, roles: ['auditor'], active: false })
    expect(() => agent.call('session.me')).toThrow('not signed in')
  })

  test('the last administrator stays, and nobody changes the own roles', () => {
    const admin = desk.as('admin')
    const me = admin.call('operators.list').find((o: Answer) => o.userName === 'admin')
    const change = {
      operatorId: me.operatorId,
      expectedVersion: me.version,
      displayName: 'Ada',
      department: null,
      signingGroup: null,
      active: true,
    }
    expect(() => admin.call('operators.update', { ...change, roles: ['auditor'] })).toThrow('OWN_ROLES')
    expect(() => admin.call('operators.update', { ...change, roles: ['administrator'], active: false })).toThrow(
      /OWN_ROLES|LAST_ADMINISTRATOR/,
    )
  })

  test.each([
    ['short', 'tooShort'],
    ['agnes-agnes-agnes', 'likeUserName'],
    ['aaaaaaaaaaaaaaaa', 'tooSimple'],
    ['correct horse battery', null],
  ])('password %s: %s', (password, weakness) => expect(passwordWeakness(password, 'agnes')).toBe(weakness))
})

test('R2-88 the review of access lists every person with what the roles allow, as a file', () => {
  const review = testDesk({ people: ['admin', 'signerA', 'agent', 'auditor'] })
  try {
    const { fileId, people } = review.as('auditor').call('operators.exportAccess')
    expect(people).toBe(4)
    const lines = keptBytes(review, fileId).toString('utf8').split('\r\n')
    expect(lines).toHaveLength(people + 2)
    expect(lines.find((line) => line.startsWith('signera,'))).toMatch(
      /^signera,Sam Signer,yes,finance,A,authorisedSigner,"batches\.release, .*cheques\.sign.*",set up,/,
    )
    expect(() => review.as('agent').call('operators.exportAccess')).toThrow('PERMISSION_MISSING')
  } finally {
    review.close()
  }
})
