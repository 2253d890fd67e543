/** Where the rules leave a choice, the profile's policy decides (K-02…K-32, R1-24, R1-60); and a profile that is retired takes no new requests (R1-52). */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { Profile } from '../../src/contract/workflow.ts'
import { problemsOf } from '../../src/main/engine/workflow/problems.ts'
import { runnable } from '../../src/main/engine/workflow/profile.ts'
import { actAs, approveRequest, approveTransactions, cardOf, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { PROFILES } from '../support/profile-names.ts'

const RESOURCES = join(import.meta.dirname, '../../resources')
const read = (name: string): Profile =>
  Profile.parse(JSON.parse(readFileSync(join(RESOURCES, 'profiles', `${name}.json`), 'utf8')))
const withPolicies = (data: Profile, policies: Partial<Profile['policies']>): Profile => ({
  ...data,
  policies: { ...data.policies, ...policies },
})

let desk: TestDesk
afterEach(() => desk?.close())

/** A desk whose department review answers some questions otherwise. */
function deskWith(policies: Partial<Profile['policies']>): TestDesk {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-resources-'))
  cpSync(RESOURCES, folder, { recursive: true })
  const path = join(folder, 'profiles', 'department-review.json')
  writeFileSync(path, JSON.stringify(withPolicies(read('department-review'), policies)))
  desk = testDesk({ resourcesDir: folder })
  return desk
}

describe('what a policy makes of a profile', () => {
  test.each([
    ['hold', 'hold'],
    ['reject', 'refuse'],
    ['flag', 'flag'],
  ] as const)('K-05 a payee of another name: %s', (onNameMismatch, outcome) => {
    for (const name of ['payout-operations', 'audit-confirm-remit']) {
      const { data } = runnable(withPolicies(read(name), { onNameMismatch }))
      expect(data.checks.find(({ check }) => check === 'ownName')?.outcome).toBe(outcome)
    }
  })

  test('K-12 without the customer’s cancellation no way of his is left', () => {
    const { data, source } = runnable(withPolicies(read('department-review'), { customerCancel: false }))
    expect(source.transitions.some(({ performer }) => performer === 'customer')).toBe(true)
    expect(data.transitions.some(({ performer }) => performer === 'customer')).toBe(false)
  })

  test('law 5, K-29 a profile with approvals cannot let an edit leave them in force', () => {
    const loose = withPolicies(read('payout-operations'), { editVoidsApproval: false })
    expect(problemsOf(loose)).toContain('an edit would leave approvals in force that were given for something else')
    expect(problemsOf(withPolicies(read('department-review'), { documentsReturnTo: 'nowhere' })).join()).toContain(
      'unknown status nowhere',
    )
  })

  test.each(PROFILES)('%s runs under its own policies without problems', (name) => {
    expect(problemsOf(read(name))).toEqual([])
  })
})

describe('department review, answered otherwise', () => {
  test('R1-60 Back to CS leads to New where the desk says so', () => {
    const customer = makeCustomer(deskWith({ documentsReturnTo: 'new' }))
    const { requestId } = makeRequest(desk, customer)
    actAs(desk, 'cs')(requestId, 'passToRetention')
    actAs(desk, 'ret')(requestId, 'backToCs', { comment: 'Passport is missing', documents: ['identity'] })
    expect(cardOf(desk, requestId).row).toMatchObject({ status: 'new', department: 'customerSupport' })
    actAs(desk, 'cs')(requestId, 'requestDocuments', { comment: 'Passport', documents: ['identity'] })
    expect(cardOf(desk, requestId).row.status).toBe('awaitingDocs')
  })

  test('R1-24 the fee is locked with the approval of Backoffice, or only with its own', () => {
    for (const [feeLock, answer] of [
      ['onBackofficeApprove', 'FEE_LOCKED'],
      ['onTransactionApproval', 'edited'],
    ] as const) {
      const customer = makeCustomer(deskWith({ feeLock }))
      desk.as('admin').call('settings.set', { key: 'withdrawal.defaultFeeMinor', value: 5_000, expectedVersion: 1 })
      const { requestId } = makeRequest(desk, customer)
      approveRequest(desk, requestId)
      const card = cardOf(desk, requestId)
      const fee = card.transactions.find(({ paymentType }: Answer) => paymentType === 'fee')
      const edit = () => {
        desk.as('bo').call('transactions.edit', {
          requestId,
          expectedVersion: card.row.version,
          transactionId: fee.transactionId,
          amountMinor: 100,
          oct: false,
          details: null,
        })
        return 'edited'
      }
      if (answer === 'edited') expect(edit()).toBe('edited')
      else expect(edit).toThrow(answer)
      if (answer === 'FEE_LOCKED') desk.close()
    }
  })

  test('K-06 a balance that does not cover is a question, or a refusal whoever saw it', () => {
    const customer = makeCustomer(deskWith({ onInsufficientAtReview: 'reject' }))
    const { requestId } = makeRequest(desk, customer)
    actAs(desk, 'cs')(requestId, 'passToRetention')
    actAs(desk, 'ret')(requestId, 'passToBackoffice')
    const answers = { documents: 'yes', balance: 'yes', call: 'yes' }
    desk.as('bo').call('requests.answerRecheck', {
      requestId,
      expectedVersion: cardOf(desk, requestId).row.version,
      answers,
    })
    desk.connection.run(
      'UPDATE trading_accounts SET free_margin_minor = 1, equity_minor = 1 WHERE id = ?',
      customer.accountId,
    )
    expect(() => actAs(desk, 'bo')(requestId, 'approve', { acknowledgeShortBalance: true })).toThrow(
      'BALANCE_NOT_SUFFICIENT',
    )
  })

  test('K-14 less than was asked for is not paid where the desk pays in full only', () => {
    const customer = makeCustomer(deskWith({ allowPartial: false }))
    const { requestId } = makeRequest(desk, customer)
    approveRequest(desk, requestId)
    const card = cardOf(desk, requestId)
    const wire = card.transactions.find(({ paymentType }: Answer) => paymentType === 'wireTransfer')
    desk.as('bo').call('transactions.edit', {
      requestId,
      expectedVersion: card.row.version,
      transactionId: wire.transactionId,
      amountMinor: 100_000,
      oct: false,
      details: wire.details,
    })
    approveTransactions(desk, requestId, 'bo2')
    expect(() => actAs(desk, 'bo')(requestId, 'complete')).toThrow('TOTAL_BELOW_REQUESTED')
  })

  test('K-32 a profile of customers takes no request that an operator types', () => {
    const customer = makeCustomer(deskWith({ createdBy: ['customer'] }))
    expect(() => makeRequest(desk, customer)).toThrow('CREATED_BY_OTHERS')
    makeRequest(desk, customer, { profile: 'payout-operations' })
  })
})

describe('a profile out of use', () => {
  test('takes no new request, those under way go on; two people decide, and the desk’s own is never retired', () => {
    desk = testDesk({ people: ['agent', 'mgr', 'fo', 'admin2'] })
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer, { profile: 'manager-finance' })
    const retire = (profile: string, retired: boolean): Answer =>
      desk.as('admin').call('workflow.retire', { profile, retired, reason: 'Nobody uses it' })
    expect(() => retire('department-review', true)).toThrow('PROFILE_NEEDED')
    expect(() => retire('manager-finance', false)).toThrow('NOTHING_CHANGED')
    const { proposalId, applied } = retire('manager-finance', true)
    expect(applied).toBe(false)
    expect(() => desk.confirm(proposalId, 'admin')).toThrow('PROPOSAL_OWN')
    desk.confirm(proposalId)
    expect(() => makeRequest(desk, customer, { profile: 'manager-finance' })).toThrow('PROFILE_RETIRED')
    const row = () =>
      desk
        .as('admin')
        .call('workflow.profiles')
        .find((each: Answer) => each.profile === 'manager-finance')
    expect(row()).toMatchObject({ retired: true, openRequests: 1 })
    desk.restart()
    expect(() => makeRequest(desk, customer, { profile: 'manager-finance' })).toThrow('PROFILE_RETIRED')
    actAs(desk, 'mgr')(requestId, 'approve')
    expect(cardOf(desk, requestId, 'mgr').row.status).toBe('approved')
    desk.confirm(retire('manager-finance', false).proposalId)
    expect(row().retired).toBe(false)
    makeRequest(desk, customer, { profile: 'manager-finance' })
  })

  test('R1-52 a copy under another name is a draft of its own, and the export is what was written, not what the policies make of it', () => {
    desk = testDesk()
    const at = { profile: 'department-review', version: 1 }
    const definition = desk.as('admin').call('workflow.definition', at)
    const copy = {
      ...definition,
      profile: 'our-review',
      label: { en: 'Our review', 'zh-Hant': '我們的審核' },
      policies: { ...definition.policies, customerCancel: false },
    }
    const kept = desk.as('admin').call('workflow.draft', { definition: JSON.stringify(copy), note: 'A copy' })
    expect(kept).toEqual({ profile: 'our-review', version: 1 })
    const again = desk.as('admin').call('workflow.definition', kept)
    expect(again.transitions).toHaveLength(definition.transitions.length)
    desk.as('admin').call('workflow.propose', kept)
    const shown = desk.as('admin').call('workflow.profile', kept)
    expect(shown.transitions.some(({ performer }: Answer) => performer === 'customer')).toBe(false)
    expect(desk.as('admin').call('workflow.definition', kept)).toEqual(again)
    expect(makeRequest(desk, makeCustomer(desk), { profile: 'our-review' }).status).toBe('new')
  })
})
