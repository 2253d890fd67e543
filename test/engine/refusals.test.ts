/** Refusals that no other test meets on its way, and the proof that every code is raised by the engine and reached by a test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REFUSAL_CODES } from '../../src/contract/refusals.ts'
import { activeHold, endHold } from '../../src/main/engine/ledger/books.ts'
import {
  actAs,
  approveRequest,
  approveTransactions,
  cardOf,
  completeRequest,
  DETAILS,
  makeCustomer,
  makeRequest,
} from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(() => {
  desk = testDesk()
})
afterAll(() => desk.close())

const version = (requestId: number) => cardOf(desk, requestId).row.version
const operator = (name: string) =>
  desk
    .as('admin')
    .call('operators.list')
    .find((o: Answer) => o.userName === name)

describe('people', () => {
  const person = { displayName: 'X', department: null, roles: ['auditor'], signingGroup: null }

  test('a weak password, a taken name, a wrong current password', () => {
    const create = (change: object) =>
      desk
        .as('admin')
        .call('operators.create', { userName: 'xavier', initialPassword: 'long enough phrase', ...person, ...change })
    expect(() => create({ initialPassword: 'short' })).toThrow('PASSWORD_TOO_WEAK')
    expect(() => create({ userName: 'bo' })).toThrow('OPERATOR_NAME_TAKEN')
    expect(() =>
      desk.as('bo').call('session.changePassword', { currentPassword: 'no', newPassword: 'long enough phrase' }),
    ).toThrow('PASSWORD_WRONG')
  })

  test('a disabled person with the right password; a second factor that was never enrolled', () => {
    const { operatorId, version: v } = operator('bo2')
    desk.as('admin').call('operators.resetPassword', {
      operatorId,
      expectedVersion: v,
      initialPassword: 'long enough phrase',
      removeSecondFactor: true,
    })
    const link = desk.engine.link({ shell: 'cli', address: '127.0.0.1' })
    desk.engine.call(link, 'session.signIn', { userName: 'bo2', password: 'long enough phrase' })
    expect(() => desk.engine.call(link, 'session.stepUp', { code: '000000' })).toThrow('SECOND_FACTOR_MISSING')
    desk.as('admin').call('operators.update', {
      operatorId,
      expectedVersion: v + 1,
      ...person,
      department: 'backoffice',
      active: false,
    })
    expect(() => desk.engine.call(link, 'session.signIn', { userName: 'bo2', password: 'long enough phrase' })).toThrow(
      'OPERATOR_DISABLED',
    )
  })
})

describe('customers and requests', () => {
  test('a taken customer number names its owner; a wire without a destination', () => {
    const customer = makeCustomer(desk)
    const { customerNumber } = desk.as('agent').call('customers.get', { customerId: customer.customerId })
    const again = { customerNumber, name: 'Y', nameChinese: '', email: '', phone: '', country: 'HK', risk: 'low' }
    expect(() => desk.as('agent').call('customers.create', again)).toThrow('CUSTOMER_NUMBER_TAKEN')
    expect(() => makeRequest(desk, { ...customer, destinationId: null as never })).toThrow('DESTINATION_MISSING')
  })

  test('transactions are locked before Approve, and must be complete before theirs', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const add = (details: object | null) =>
      desk.as('bo').call('transactions.add', {
        requestId,
        expectedVersion: version(requestId),
        paymentType: 'wireTransfer',
        amountMinor: 100,
        oct: false,
        details,
      })
    actAs(desk, 'cs')(requestId, 'passToRetention')
    actAs(desk, 'ret')(requestId, 'passToBackoffice')
    expect(() => add(DETAILS)).toThrow('TRANSACTION_LOCKED')
    desk.as('bo').call('requests.answerRecheck', {
      requestId,
      expectedVersion: version(requestId),
      answers: { documents: 'yes', balance: 'yes', call: 'yes' },
    })
    actAs(desk, 'bo')(requestId, 'approve')
    const { transactionId, amountMinor, oct } = cardOf(desk, requestId).transactions[0]
    desk.as('bo').call('transactions.edit', {
      requestId,
      expectedVersion: version(requestId),
      transactionId,
      amountMinor,
      oct,
      details: { ...DETAILS, accountNumber: '' },
    })
    restore('bo2')
    expect(() => approveTransactions(desk, requestId, 'bo2')).toThrow('BANK_DETAILS_INCOMPLETE')
  })

  test('money that has left is not taken back by refusing the request', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    completeRequest(desk, requestId)
    desk.connection.run("UPDATE request_transactions SET status = 'executed' WHERE request_id = ?", requestId)
    desk.connection.run('UPDATE requests SET being_sent = 0, version = version + 1 WHERE id = ?', requestId)
    expect(() => actAs(desk, 'bo')(requestId, 'reject', { comment: 'no' })).toThrow('CANCEL_TOO_LATE')
  })

  test('a total of nothing', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    approveRequest(desk, requestId)
    desk.connection.run(
      "UPDATE request_transactions SET status = 'failed', approved_by = 1 WHERE request_id = ?",
      requestId,
    )
    expect(() => actAs(desk, 'bo')(requestId, 'complete')).toThrow('TOTAL_IS_ZERO')
  })

  test('a hold ends once', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    approveRequest(desk, requestId)
    const held = activeHold(desk.connection, requestId)
    if (!held) throw new Error('nothing is held')
    actAs(desk, 'bo')(requestId, 'reject', { comment: 'no' })
    expect(() => endHold(desk.connection, held, { as: 'released', postedMinor: 0, at: desk.now })).toThrow(
      'HOLD_NOT_ACTIVE',
    )
  })
})

/** Makes a person of an earlier test able to work again. */
function restore(name: 'bo2'): void {
  const { operatorId, version: v } = operator(name)
  const facts = {
    displayName: 'Ben Backoffice',
    department: 'backoffice',
    roles: ['payoutOfficer', 'departmentReviewer'],
    signingGroup: null,
    active: true,
  }
  desk.as('admin').call('operators.update', { operatorId, expectedVersion: v, ...facts })
  const { link } = desk.person(name)
  desk.engine.call(link, 'session.signIn', { userName: name, password: 'long enough phrase' })
  desk.engine.call(link, 'session.changePassword', {
    commandId: 'restore-password-01',
    currentPassword: 'long enough phrase',
    newPassword: desk.password,
  })
  desk.enrol(name)
}

describe('books, files, settings, jobs', () => {
  test('a journal is reversed once, and one of a payment not here', () => {
    const opening = desk.connection.value<number>(
      "SELECT id FROM journals WHERE kind = 'customer.opening' ORDER BY id DESC LIMIT 1",
    )
    const payment = desk.connection.value<number>("SELECT id FROM journals WHERE kind = 'withdrawal.complete' LIMIT 1")
    const reverse = (journalId: number | undefined) =>
      desk.as('fin').call('ledger.reverse', { journalId, reason: 'typing error' })
    expect(() => reverse(payment)).toThrow('JOURNAL_OF_PAYMENT')
    const { proposalId } = reverse(opening)
    expect(() => reverse(opening)).toThrow('PROPOSAL_OPEN_ALREADY')
    expect(() => desk.as('fin').call('proposals.approve', { proposalId, expectedVersion: 1 })).toThrow('PROPOSAL_OWN')
    desk.as('fin2').call('proposals.approve', { proposalId, expectedVersion: 1 })
    expect(() => reverse(opening)).toThrow('JOURNAL_ALREADY_REVERSED')
    expect(
      desk.as('fin').call('ledger.journals', { ledgerAccountId: null, requestId: null, before: null, pageSize: 1 })
        .rows[0],
    ).toMatchObject({ reverses: opening })
  })

  test('more bytes than were announced', () => {
    const cs = desk.as('cs')
    const { uploadId } = cs.call('files.beginUpload', { name: 'a.txt', mediaType: 'text/plain', sizeBytes: 2 })
    expect(() => cs.call('files.append', { uploadId, offset: 0, base64: 'YWJj' })).toThrow('FILE_TOO_LARGE')
  })

  test('a setting outside its bounds, a zone that does not exist', () => {
    const set = (key: string, value: unknown) =>
      desk.as('admin').call('settings.set', { key, value, expectedVersion: 1 })
    expect(() => set('session.stepUpMinutes', 999)).toThrow('SETTING_INVALID')
    expect(() => set('desk.timeZone', 'Mars/Olympus')).toThrow('SETTING_INVALID')
  })

  test('a job that has ended is not cancelled', async () => {
    const auditor = desk.as('auditor')
    const { jobId } = auditor.call('audit.verify')
    let job: Answer
    do {
      await new Promise((resolve) => setTimeout(resolve, 50))
      job = auditor.call('jobs.get', { jobId })
    } while (job.state === 'running')
    expect(job).toMatchObject({ state: 'done', result: { verdict: 'intact' } })
    expect(() => auditor.call('jobs.cancel', { jobId })).toThrow('JOB_NOT_RUNNING')
    expect(() => desk.as('bo').call('jobs.get', { jobId })).toThrow('NOT_FOUND')
  })

  test('an export is written by a job, every page of it, in the visible columns (R1-69…R1-72)', async () => {
    const bo = desk.as('bo')
    const filter = {
      view: 'all',
      department: null,
      statuses: [],
      currencies: [],
      methods: [],
      priorities: [],
      overdueOnly: false,
      openOnly: false,
      search: '',
    }
    const { jobId } = bo.call('requests.export', {
      format: 'csv',
      filter,
      sort: { by: 'created', descending: false },
      columns: ['requestId', 'amount', 'status'],
    })
    let job: Answer
    do {
      await new Promise((resolve) => setTimeout(resolve, 50))
      job = bo.call('jobs.get', { jobId })
    } while (job.state === 'running')
    const text = Buffer.from(bo.call('files.read', { fileId: job.fileId, offset: 0 }).base64, 'base64').toString()
    const requests = desk.connection.value<number>('SELECT count(*) FROM requests') ?? 0
    expect(job.result.rows).toBe(requests)
    expect(text.trim().split('\r\n')).toHaveLength(requests + 1)
    expect(text.split('\r\n')[0]).toContain('WD ID')
  })
})

test('every code is raised somewhere in the engine and reached by some test', () => {
  const textOf = (folder: string): string =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('fixtures'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
  const engine = textOf(join(import.meta.dirname, '../../src/main/engine'))
  const tests = ['engine', 'unit', 'contract', 'cli']
    .map((name) => textOf(join(import.meta.dirname, '..', name)))
    .join('\n')
  for (const code of REFUSAL_CODES) {
    expect(engine.includes(`'${code}'`), `${code} is raised`).toBe(true)
    expect(tests.includes(code), `${code} is reached`).toBe(true)
  }
})
