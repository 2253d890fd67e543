/** Checks through the router: refused, held, flagged, answered, resolved, kept with their inputs (R2-09…R2-14, R2-109, R3-73, R3-24). */

import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import {
  CHECK_NAMES,
  CHECK_OUTCOMES,
  CHECKS,
  type CheckBinding,
  type CheckName,
} from '../../src/contract/check-list.ts'
import { actAs, cardOf, makeCustomer, makeRequest } from '../support/cases.ts'
import { checkedDesk, lineOf, say } from '../support/checked-desk.ts'
import type { Answer, TestDesk } from '../support/desk.ts'
import { refusalOf } from '../support/payments.ts'

let desk: TestDesk
afterEach(() => desk.close())

const bound = (check: CheckName, moments: CheckBinding['moments'], outcome: CheckBinding['outcome']): CheckBinding => ({
  check,
  moments,
  outcome,
})
const rowsOf = (requestId: number): Answer[] => desk.as('bo').call('checks.history', { requestId })

/** Takes a request to Backoffice with its questions answered, ready for Approve. */
function toBackoffice(requestId: number): void {
  actAs(desk, 'cs')(requestId, 'passToRetention')
  actAs(desk, 'ret')(requestId, 'passToBackoffice')
  const { row } = cardOf(desk, requestId)
  desk.as('bo').call('requests.answerRecheck', {
    requestId,
    expectedVersion: row.version,
    answers: { documents: 'yes', balance: 'yes', call: 'yes' },
  })
}
const approve = (requestId: number, who: 'bo' | 'bo2' = 'bo') => actAs(desk, who)(requestId, 'approve')

describe('R3-73 pre-validation', () => {
  test('one failure refuses the request with check, figure, code and next step; nothing is made', () => {
    desk = checkedDesk([bound('noDebt', ['submission'], 'refuse'), bound('kycApproved', ['approval'], 'hold')])
    const customer = makeCustomer(desk)
    say(desk, ['account', customer.accountId], { debt: '500' })
    try {
      makeRequest(desk, customer)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({
        code: 'CHECK_REFUSED',
        figures: { check: 'noDebt', found: '5.00 HKD', needed: '0.00 HKD', rule: 'R3-73, K-23, 140670004' },
      })
    }
    expect(desk.connection.value('SELECT count(*) FROM requests')).toBe(0)
    say(desk, ['account', customer.accountId], { debt: null })
    expect(makeRequest(desk, customer).status).toBe('new')
  })

  test('R3-74 each check runs at its trigger point, and what it found stays', () => {
    desk = checkedDesk([
      bound('accountOpen', ['pageLoad'], 'refuse'),
      bound('notRestricted', ['submission'], 'hold'),
      bound('nssQuestionnaire', ['confirmation'], 'flag'),
    ])
    const customer = makeCustomer(desk)
    const atMoment = (amountMinor: number | null): string[] =>
      desk
        .as('agent')
        .call('checks.before', { ...about(customer), amountMinor })
        .lines.map((line: Answer) => line.check)
    expect(atMoment(null)).toEqual(['accountOpen'])
    expect(atMoment(100)).toEqual(['accountOpen', 'notRestricted', 'nssQuestionnaire'])
    const { requestId } = makeRequest(desk, customer)
    expect(rowsOf(requestId)).toMatchObject([
      { check: 'accountOpen', moment: 'pageLoad', state: 'passed' },
      { check: 'notRestricted', moment: 'submission', state: 'passed' },
      { check: 'nssQuestionnaire', moment: 'confirmation', state: 'failed', figures: { found: 'unknown' } },
    ])
    say(desk, ['customer', customer.customerId], { riskRestriction: 'restricted', nssQuestionnaire: 'completed' })
    expect(lineOf(desk, requestId, 'notRestricted').state).toBe('passed')
    expect(lineOf(desk, requestId, 'nssQuestionnaire').state).toBe('failed')
  })
})

const about = (customer: { customerId: number; accountId: number; destinationId: number }) => ({
  customerId: customer.customerId,
  accountId: customer.accountId,
  destinationId: customer.destinationId,
  method: 'wireTransfer',
})

describe('R2-09 the checklist', () => {
  test('R2-10, R2-109 a failure that holds keeps Approve away until it passes or somebody clears it, and who did is kept', () => {
    desk = checkedDesk([bound('kycApproved', ['approval'], 'hold'), bound('noOpenDispute', ['approval'], 'hold')])
    const customer = makeCustomer(desk)
    say(desk, ['customer', customer.customerId], { openDisputes: '1' })
    const { requestId } = makeRequest(desk, customer)
    toBackoffice(requestId)
    expect(() => approve(requestId)).toThrow('CHECKS_OPEN')
    const offered = cardOf(desk, requestId).actions.find((each: Answer) => each.action === 'approve')
    expect(offered.blockedBy).toMatchObject({ code: 'CHECKS_OPEN', figures: { check: 'kycApproved', count: 2 } })

    say(desk, ['customer', customer.customerId], { kyc: 'approved' })
    const resolve = (given: object, who: 'bo' | 'agent' | 'fin' = 'bo') =>
      desk.as(who).call('checks.resolve', { requestId, check: 'noOpenDispute', text: '', fileId: null, ...given })
    expect(() => resolve({})).toThrow('CHECK_EVIDENCE')
    expect(() => resolve({ text: 'Fine' }, 'agent')).toThrow('CHECK_BY_MAKER')
    expect(() => resolve({ text: 'Fine' }, 'fin')).toThrow('PERMISSION_MISSING')
    expect(() => resolve({ check: 'kycApproved', text: 'Fine' })).toThrow('CHECK_NOT_FAILED')
    resolve({ text: 'Settled by phone, see mail of 19 November' })
    expect(lineOf(desk, requestId, 'noOpenDispute')).toMatchObject({
      state: 'resolved',
      resolution: { by: 'Bea Backoffice', text: 'Settled by phone, see mail of 19 November' },
    })
    expect(approve(requestId).status).toBe('approvedByBackoffice')
    expect(rowsOf(requestId)).toMatchObject([
      { check: 'noOpenDispute', kind: 'resolution', figures: { found: 1, needed: 0 } },
      { check: 'kycApproved', kind: 'run', moment: 'approval', state: 'passed' },
      { check: 'noOpenDispute', kind: 'run', moment: 'approval', state: 'failed', figures: { found: 1 } },
    ])
  })

  test('R3-24 the four assessments are answered by people, with evidence, before the step', () => {
    const four = ['assessAccount', 'assessDestination', 'assessAmount', 'assessHistory'] as const
    desk = checkedDesk(four.map((check) => ({ ...bound(check, ['review'], 'hold'), statuses: ['new'] })))
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    expect(() => actAs(desk, 'cs')(requestId, 'passToRetention')).toThrow('CHECKS_OPEN')
    const answer = (check: string, passed: boolean, text = 'Looked at the statements') =>
      desk.as('bo').call('checks.answer', { requestId, check, passed, text, fileId: null })
    for (const check of four) answer(check, check !== 'assessHistory')
    expect(() => actAs(desk, 'cs')(requestId, 'passToRetention')).toThrow('CHECKS_OPEN')
    expect(lineOf(desk, requestId, 'assessHistory')).toMatchObject({ state: 'failed', blocks: true })
    answer('assessHistory', true, 'The second one was a transfer between own accounts')
    expect(actAs(desk, 'cs')(requestId, 'passToRetention').department).toBe('retention')
    expect(() =>
      desk.as('bo').call('checks.answer', { requestId, check: 'kycApproved', passed: true, text: 'x', fileId: null }),
    ).toThrow('CHECK_NOT_ASKED')
  })

  test('law 5: a resolution covers what was judged; another destination is looked at again', () => {
    desk = checkedDesk([bound('ownName', ['approval'], 'hold')])
    const customer = makeCustomer(desk)
    const { destinationId } = desk.as('agent').call('customers.addDestination', {
      customerId: customer.customerId,
      details: {
        ...JSON.parse(
          desk.connection.value<string>('SELECT details FROM destinations WHERE id = ?', customer.destinationId) ?? '',
        ),
        payeeName: 'CHAN TAI MAN',
      },
    })
    const { requestId } = makeRequest(desk, { ...customer, destinationId })
    toBackoffice(requestId)
    expect(lineOf(desk, requestId, 'ownName')).toMatchObject({ state: 'failed', figures: { payee: 'CHAN TAI MAN' } })
    desk.as('bo').call('checks.resolve', {
      requestId,
      check: 'ownName',
      text: 'Maiden name, see marriage certificate',
      fileId: null,
    })
    expect(lineOf(desk, requestId, 'ownName').state).toBe('resolved')
    desk.connection.run(
      'UPDATE requests SET destination_id = ?, version = version + 1 WHERE id = ?',
      customer.destinationId,
      requestId,
    )
    desk.connection.run(
      'UPDATE requests SET destination_id = (SELECT id FROM destinations WHERE customer_id = ? ORDER BY id DESC LIMIT 1), amount_minor = amount_minor, version = version + 1 WHERE id = ?',
      customer.customerId,
      requestId,
    )
    expect(lineOf(desk, requestId, 'ownName').state).toBe('resolved')
    desk.connection.run("UPDATE requests SET method = 'cheque', version = version + 1 WHERE id = ?", requestId)
    expect(lineOf(desk, requestId, 'ownName').state).toBe('failed')
    expect(() => approve(requestId)).toThrow('CHECKS_OPEN')
  })

  test('a flag is shown and never blocks', () => {
    desk = checkedDesk([bound('destinationAge', ['approval'], 'flag')])
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    toBackoffice(requestId)
    expect(lineOf(desk, requestId, 'destinationAge')).toMatchObject({ state: 'failed', outcome: 'flag', blocks: false })
    expect(approve(requestId).status).toBe('approvedByBackoffice')
  })
})

describe('R2-11 limits, duplicates, the day', () => {
  const limit = (given: object) =>
    desk.connection.run(
      `INSERT INTO limits (scope, scope_value, currency, method, measure, comparison, bound, effect, changed_by, changed_at) VALUES ('desk', '', 'HKD', '', ?, 'atMost', ?, ?, 1, 1)`,
      ...Object.values(given),
    )

  test('R2-107 the same amount, method and destination while pending is a duplicate; what settings compare decides', () => {
    desk = checkedDesk([bound('notDuplicate', ['submission'], 'refuse')])
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer, { amountMinor: 100_000 })
    expect(() => makeRequest(desk, customer, { amountMinor: 100_000 })).toThrow('CHECK_REFUSED')
    makeRequest(desk, customer, { amountMinor: 100_001 })
    makeRequest(desk, customer, { amountMinor: 100_000, method: 'cheque' })
    actAs(desk, 'cs')(requestId, 'rejectAndClose', { comment: 'Withdrawn' })
    makeRequest(desk, customer, { amountMinor: 100_000 })
  })

  test('R2-17 a request over the daily cap is not rejected: it waits for the next day and then passes by itself', () => {
    desk = checkedDesk([bound('dailyLimit', ['submission', 'approval'], 'nextDay')])
    limit({ measure: 'dayAmount', bound: 1_000_000, effect: 'nextDay' })
    const customer = makeCustomer(desk)
    makeRequest(desk, customer, { amountMinor: 600_000 })
    const { requestId } = makeRequest(desk, customer, { amountMinor: 500_000 })
    toBackoffice(requestId)
    expect(() => approve(requestId)).toThrow('CHECKS_OPEN')
    expect(lineOf(desk, requestId, 'dailyLimit')).toMatchObject({
      outcome: 'nextDay',
      figures: { found: '11,000.00 HKD', needed: '10,000.00 HKD' },
    })
    desk.advance(86_400_000)
    desk.restart()
    expect(approve(requestId).status).toBe('approvedByBackoffice')
    // The put-off request counts on the day on which it passed.
    const third = makeRequest(desk, customer, { amountMinor: 500_001 })
    expect(lineOf(desk, third.requestId, 'dailyLimit').state).toBe('failed')
  })

  test('a limit may be stricter than the profile, never milder', () => {
    desk = checkedDesk([bound('requestLimit', ['submission'], 'flag'), bound('velocity', ['submission'], 'refuse')])
    limit({ measure: 'requestAmount', bound: 100, effect: 'refuse' })
    const customer = makeCustomer(desk)
    expect(() => makeRequest(desk, customer, { amountMinor: 101 })).toThrow('CHECK_REFUSED')
    limit({ measure: 'dayCount', bound: 1, effect: 'flag' })
    makeRequest(desk, customer, { amountMinor: 100 })
    expect(() => makeRequest(desk, customer, { amountMinor: 99 })).toThrow('CHECK_REFUSED')
  })

  test('R3-75 who is barred is not paid; one person sets the bar with the second factor, two lift it', async () => {
    desk = checkedDesk([bound('notBarred', ['submission'], 'refuse')], { secondAdmin: true })
    const customer = makeCustomer(desk)
    const add = (kind: string, value: string) =>
      desk.as('admin').call('blacklist.add', { kind, value, reason: 'Court order' })
    const { barId } = add('destinationAccount', '808-123456-001')
    expect(() => add('destinationAccount', '808123456001')).toThrow('BAR_EXISTS')
    expect(() => makeRequest(desk, customer)).toThrow('CHECK_REFUSED')
    const lift = { barId, reason: 'Lifted by court' }
    const { proposalId, applied } = desk.as('admin2').call('blacklist.lift', lift)
    expect(applied).toBe(false)
    expect(() => makeRequest(desk, customer)).toThrow('CHECK_REFUSED')
    expect(() => desk.confirm(proposalId, 'admin2')).toThrow('PROPOSAL_OWN')
    desk.confirm(proposalId, 'admin')
    makeRequest(desk, customer)
    expect(await refusalOf(() => desk.as('admin').call('blacklist.lift', lift))).toMatchObject({ name: 'Conflict' })
    const bare = desk.asWithoutStepUp('admin')
    const bar = { kind: 'country', value: 'KP', reason: 'Sanctions' }
    expect(await refusalOf(() => bare.call('blacklist.add', bar))).toMatchObject({ code: 'STEP_UP_REQUIRED' })
    expect(desk.as('admin').call('blacklist.list', { withLifted: true })).toMatchObject([
      { lifted: { reason: 'Lifted by court' } },
    ])
    add('payeeName', 'lee  ka-yan')
    expect(() => makeRequest(desk, customer, { amountMinor: 5 })).toThrow('CHECK_REFUSED')
  })
})

describe('R3-65 amounts', () => {
  test('the inputs of the calculator are kept with the request at each moment, and the one that binds', () => {
    desk = checkedDesk([bound('balanceSufficient', ['submission', 'approval', 'execution'], 'refuse')])
    const customer = makeCustomer(desk)
    const account: [string, number] = ['account', customer.accountId]
    say(desk, account, { accountType: 'margin', netAssets: '4000000', minimumElv: '2000000', creditLimit: '3000000' })
    expect(() => makeRequest(desk, customer, { amountMinor: 2_000_000 })).toThrow('CHECK_REFUSED')
    const { requestId } = makeRequest(desk, customer, { amountMinor: 1_999_999 })
    const { withdrawable } = desk.as('bo').call('checks.ofRequest', { requestId })
    expect(withdrawable).toEqual({
      calculator: 'smallestOfThree',
      currency: 'HKD',
      availableMinor: 2_000_000,
      binding: 'minimumElv',
      inputs: [
        { name: 'netAssets', amountMinor: 4_000_000 },
        { name: 'minimumElv', amountMinor: 2_000_000 },
        { name: 'creditLimit', amountMinor: 3_000_000 },
      ],
    })
    toBackoffice(requestId)
    say(desk, account, { creditLimit: '1999998' })
    expect(() => approve(requestId)).toThrow('CHECK_REFUSED')
    say(desk, account, { creditLimit: '2500000' })
    approve(requestId)
    expect(rowsOf(requestId).map((row) => [row.moment, row.figures.binding, row.figures['in.creditLimit']])).toEqual([
      ['submission', 'minimumElv', '30,000.00 HKD'],
      ['approval', 'minimumElv', '25,000.00 HKD'],
    ])
  })
})

describe('a profile that says refuse', () => {
  const automatic = CHECK_NAMES.filter((check) => CHECKS[check].kind === 'automatic')

  test('never lets the request through, whatever is answered, resolved or repeated', () => {
    desk = checkedDesk([])
    desk.close()
    fc.assert(
      fc.property(
        fc.constantFrom(
          'kycApproved',
          'gdca',
          'nssQuestionnaire',
          'methodVerified',
          'destinationAge',
          'establishedPartner',
        ),
        fc.array(fc.constantFrom('resolve', 'answer', 'approve', 'again'), { minLength: 1, maxLength: 5 }),
        (check, steps) => {
          desk = checkedDesk([bound(check as CheckName, ['approval'], 'refuse')])
          try {
            const { requestId } = makeRequest(desk, makeCustomer(desk))
            toBackoffice(requestId)
            for (const step of [...steps, 'approve']) expect(attempt(step, requestId, check)).toBe('refused')
            expect(cardOf(desk, requestId).row.status).toBe('approvedByRetention')
            expect(cardOf(desk, requestId).heldMinor).toBe(0)
          } finally {
            desk.close()
          }
        },
      ),
      { numRuns: 6, seed: 11 },
    )
    desk = checkedDesk([])
  })

  const attempt = (step: string, requestId: number, check: string): string => {
    try {
      if (step === 'resolve')
        desk.as('bo').call('checks.resolve', { requestId, check, text: 'Let it through', fileId: null })
      else if (step === 'answer')
        desk.as('bo').call('checks.answer', { requestId, check, passed: true, text: 'Fine', fileId: null })
      else approve(requestId, step === 'again' ? 'bo2' : 'bo')
      return 'done'
    } catch {
      return 'refused'
    }
  }

  test('neither can a stored resolution say otherwise: the ledger file refuses it', () => {
    desk = checkedDesk([bound('kycApproved', ['approval'], 'refuse')])
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const add = () =>
      desk.connection.run(
        `INSERT INTO check_results (request_id, name, kind, moment, outcome, state, figures, content, text, at, operator_id)
         VALUES (?, 'kycApproved', 'resolution', 'approval', 'refuse', 'passed', '{}', '', 'x', 1, 1)`,
        requestId,
      )
    expect(add).toThrow('CHECK constraint failed')
  })

  test.each(CHECK_OUTCOMES)('every automatic check can be looked at for a real request (%s)', (outcome) => {
    desk = checkedDesk(automatic.map((check) => bound(check, ['approval'], outcome)))
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const { lines } = desk.as('bo').call('checks.ofRequest', { requestId })
    expect(lines).toHaveLength(automatic.length)
    expect(lines.every((line: Answer) => line.outcome === outcome)).toBe(true)
  })
})
