/** Requests through the router: creation, amounts, fee, transactions, completing, failing, mass edit, comments, documents, audit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actAs, cardOf, completeRequest, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true })
  desk.close()
})

const version = (requestId: number) => cardOf(desk, requestId).row.version
describe('creation (R1-05, R1-85…R1-90)', () => {
  test('creates in New at Customer Support and moves no money', () => {
    const customer = makeCustomer(desk)
    const journals = desk.connection.value('SELECT count(*) FROM journals')
    expect(makeRequest(desk, customer)).toMatchObject({ status: 'new', department: 'customerSupport' })
    expect(desk.connection.value('SELECT count(*) FROM journals')).toBe(journals)
    const card = desk.as('agent').call('customers.get', { customerId: customer.customerId })
    expect(card.requests).toHaveLength(1)
  })

  test('R1-87: the amount must be less than available, the opened requests counted in (R1-81)', () => {
    const customer = makeCustomer(desk)
    expect(() => makeRequest(desk, customer, { amountMinor: 5_000_000 })).toThrow('AMOUNT_NOT_BELOW_AVAILABLE')
    makeRequest(desk, customer, { amountMinor: 4_999_999 })
    expect(() => makeRequest(desk, customer, { amountMinor: 1 })).toThrow('AMOUNT_NOT_BELOW_AVAILABLE')
  })

  test('R1-88: the comment is required', () => {
    const customer = makeCustomer(desk)
    const input = {
      customerId: customer.customerId,
      accountId: customer.accountId,
      destinationId: customer.destinationId,
      method: 'wireTransfer',
      amountMinor: 100,
      currency: 'HKD',
      priority: 'normal',
      reason: '',
      comment: '  ',
    }
    expect(() => desk.as('agent').call('requests.create', input)).toThrow('invalid input')
  })

  test('account and destination must be the customer’s, in the same currency', () => {
    const one = makeCustomer(desk)
    const two = makeCustomer(desk)
    const usd = makeCustomer(desk, { currency: 'USD' })
    expect(() => makeRequest(desk, { ...one, accountId: two.accountId })).toThrow('ACCOUNT_OF_OTHER_CUSTOMER')
    expect(() => makeRequest(desk, { ...one, destinationId: two.destinationId })).toThrow(
      'DESTINATION_OF_OTHER_CUSTOMER',
    )
    expect(() => makeRequest(desk, { ...one, currency: 'USD' })).toThrow('CURRENCY_DIFFERS')
    expect(makeRequest(desk, usd, { amountMinor: 100 })).toMatchObject({ status: 'new' })
  })
})

describe('once and in order (laws 3 and 6)', () => {
  test('the same command id has one effect and one answer; another content is refused', () => {
    const customer = makeCustomer(desk)
    const input = {
      commandId: 'one-and-the-same-1',
      customerId: customer.customerId,
      accountId: customer.accountId,
      destinationId: customer.destinationId,
      method: 'wireTransfer',
      amountMinor: 100,
      currency: 'HKD',
      priority: 'normal',
      reason: '',
      comment: 'x',
    }
    const first = desk.as('agent').call('requests.create', input)
    expect(desk.as('agent').call('requests.create', input)).toEqual(first)
    expect(() => desk.as('agent').call('requests.create', { ...input, amountMinor: 101 })).toThrow('COMMAND_ID_REUSED')
    expect(() => desk.as('cs').call('requests.create', input)).toThrow('COMMAND_ID_REUSED')
    expect(desk.connection.value('SELECT count(*) FROM requests')).toBe(1)
  })

  test('of two desks on the same version one wins and the other is told who was first', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const input = {
      requestId,
      expectedVersion: 1,
      action: 'passToRetention',
      comment: '',
      documents: [],
      contentDigest: null,
      acknowledgeShortBalance: false,
    }
    desk.as('cs').call('requests.act', input)
    try {
      desk.as('agent').call('requests.act', { ...input, action: 'rejectAndClose', comment: 'no' })
      throw new Error('the second desk won')
    } catch (error) {
      expect(error).toMatchObject({ name: 'Conflict', what: `WD-${requestId}`, by: 'Carol Support', version: 2 })
    }
  })

  test('commands that wait together share a flush; a refused one leaves the others whole', async () => {
    const customer = makeCustomer(desk)
    const made = await Promise.allSettled(
      [100, 5_000_000, 200].map((amountMinor) =>
        desk.as('agent').callQueued('requests.create', {
          customerId: customer.customerId,
          accountId: customer.accountId,
          destinationId: customer.destinationId,
          method: 'wireTransfer',
          amountMinor,
          currency: 'HKD',
          priority: 'normal',
          reason: '',
          comment: 'x',
        }),
      ),
    )
    expect(made.map((m) => m.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(desk.connection.value('SELECT count(*) FROM requests')).toBe(2)
  })
})

describe('guards', () => {
  test('R1-61: documents and comments are asked for', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    expect(() => actAs(desk, 'cs')(requestId, 'requestDocuments', { comment: 'which?' })).toThrow('DOCUMENTS_REQUIRED')
    expect(() => actAs(desk, 'cs')(requestId, 'requestDocuments', { documents: ['identity'] })).toThrow(
      'COMMENT_REQUIRED',
    )
    actAs(desk, 'cs')(requestId, 'requestDocuments', { documents: ['identity', 'bankStatement'], comment: 'expired' })
    expect(cardOf(desk, requestId).documents).toMatchObject([
      { kind: 'identity', state: 'wanted' },
      { kind: 'bankStatement', state: 'wanted' },
    ])
  })

  test('R1-38: the route follows the open trades; the other way needs a comment', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk, { figures: { openTrades: 2 } }))
    actAs(desk, 'cs')(requestId, 'passToRetention')
    const offered = cardOf(desk, requestId, 'ret').actions
    expect(offered.slice(0, 2)).toMatchObject([
      { action: 'passToDealing', primary: true, blockedBy: null, needs: [] },
      { action: 'passToBackoffice', primary: false, blockedBy: null, needs: ['comment'] },
    ])
    expect(() => actAs(desk, 'ret')(requestId, 'passToBackoffice')).toThrow('ROUTE_DIFFERS')
    expect(actAs(desk, 'ret')(requestId, 'passToBackoffice', { comment: 'trades will be closed' })).toMatchObject({
      department: 'backoffice',
    })
  })

  test('R1-41: the three questions come before Approve; law 4: never the maker; law 5: what was read', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    actAs(desk, 'cs')(requestId, 'passToRetention')
    actAs(desk, 'ret')(requestId, 'passToBackoffice')
    expect(() => actAs(desk, 'bo')(requestId, 'approve')).toThrow('CHECKS_UNANSWERED')
    const answers = { documents: 'yes', balance: 'yes', call: 'no' }
    desk.as('bo').call('requests.answerRecheck', { requestId, expectedVersion: version(requestId), answers })
    const { contentDigest } = cardOf(desk, requestId)
    desk.as('bo').call('requests.setFee', { requestId, expectedVersion: version(requestId), feeMinor: 1_000 })
    expect(() => actAs(desk, 'bo')(requestId, 'approve', { contentDigest })).toThrow('CONTENT_CHANGED')
    expect(() => actAs(desk, 'bo')(requestId, 'approve', { contentDigest: null })).toThrow('CONTENT_CHANGED')
    actAs(desk, 'bo')(requestId, 'approve')
    expect(cardOf(desk, requestId).transactions).toMatchObject([
      { paymentType: 'wireTransfer', amountMinor: 1_249_000 },
      { paymentType: 'fee', amountMinor: 1_000 },
    ])
  })

  test('law 4: who made a request does not approve it', () => {
    const boss = desk.as('admin')
    const { operatorId, version: v } = boss.call('operators.list').find((o: Answer) => o.userName === 'bo')
    boss.call('operators.update', {
      operatorId,
      expectedVersion: v,
      displayName: 'Bea Backoffice',
      department: 'backoffice',
      roles: ['payoutOfficer', 'departmentReviewer', 'agent'],
      signingGroup: null,
      active: true,
    })
    const { requestId } = makeRequest(desk, makeCustomer(desk), { by: 'bo' })
    actAs(desk, 'cs')(requestId, 'passToRetention')
    actAs(desk, 'ret')(requestId, 'passToBackoffice')
    desk.as('bo2').call('requests.answerRecheck', {
      requestId,
      expectedVersion: version(requestId),
      answers: { documents: 'yes', balance: 'yes', call: 'yes' },
    })
    expect(cardOf(desk, requestId).actions.find((a: Answer) => a.action === 'approve').blockedBy.code).toBe(
      'MAKER_CANNOT_APPROVE',
    )
    expect(() => actAs(desk, 'bo')(requestId, 'approve')).toThrow('MAKER_CANNOT_APPROVE')
    expect(actAs(desk, 'bo2')(requestId, 'approve')).toMatchObject({ status: 'approvedByBackoffice' })
  })

  test('R1-43: a short balance is shown before the operator continues; the books have the last word', () => {
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer, { amountMinor: 3_000_000 })
    actAs(desk, 'cs')(requestId, 'passToRetention')
    actAs(desk, 'ret')(requestId, 'passToBackoffice')
    desk.as('bo').call('requests.answerRecheck', {
      requestId,
      expectedVersion: version(requestId),
      answers: { documents: 'yes', balance: 'yes', call: 'yes' },
    })
    desk.connection.run('UPDATE trading_accounts SET free_margin_minor = 1000000 WHERE id = ?', customer.accountId)
    expect(() => actAs(desk, 'bo')(requestId, 'approve')).toThrow('BALANCE_NOT_COVERED')
    const { proposalId } = desk.as('fin').call('customers.balanceOperation', {
      accountId: customer.accountId,
      cause: 'chargeback',
      amountMinor: 4_000_000,
      comment: 'card 1234',
    })
    // R1-04: nobody takes money from a customer alone.
    const confirm = (who: 'fin' | 'fin2') => desk.as(who).call('proposals.approve', { proposalId, expectedVersion: 1 })
    expect(() => confirm('fin')).toThrow('PROPOSAL_OWN')
    confirm('fin2')
    expect(() => actAs(desk, 'bo')(requestId, 'approve', { acknowledgeShortBalance: true })).toThrow(
      'BALANCE_TOO_SMALL',
    )
    expect(cardOf(desk, requestId)).toMatchObject({ heldMinor: 0, transactions: [] })
  })

  test('R1-40: the fee is set at Dealing and Backoffice and nowhere else', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const set = (who: 'ret' | 'bo', feeMinor: number) =>
      desk.as(who).call('requests.setFee', { requestId, expectedVersion: version(requestId), feeMinor })
    actAs(desk, 'cs')(requestId, 'passToRetention')
    expect(() => set('ret', 100)).toThrow('FEE_NOT_EDITABLE_HERE')
    actAs(desk, 'ret')(requestId, 'passToBackoffice')
    expect(() => set('ret', 100)).toThrow('DEPARTMENT_DIFFERS')
    expect(() => set('bo', 1_250_000)).toThrow('FEE_ABOVE_AMOUNT')
    set('bo', 5_000)
    expect(cardOf(desk, requestId).feeMinor).toBe(5_000)
  })
})

describe('comments, documents, audit (R1-19, R1-20, R1-36, R1-63…R1-68)', () => {
  test('a copied comment appears on the customer card with its W', () => {
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer)
    desk.as('cs').call('requests.comment', { requestId, text: 'internal', copyToCustomer: false })
    desk.as('cs').call('requests.comment', { requestId, text: 'called back', copyToCustomer: true })
    const { activity } = desk.as('cs').call('customers.get', { customerId: customer.customerId })
    expect(activity.filter((a: Answer) => a.kind === 'comment')).toMatchObject([
      { text: 'called back', fromWithdrawal: true, requestId },
    ])
    expect(cardOf(desk, requestId).timeline.slice(0, 2)).toMatchObject([
      { kind: 'comment', text: 'called back', copiedToCustomer: true },
      { kind: 'comment', text: 'internal', copiedToCustomer: false },
    ])
  })

  test('a document is attached with its digest, accepted, and read back byte for byte', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const bytes = Buffer.from('%PDF-1.7 identity')
    const cs = desk.as('cs')
    const { uploadId } = cs.call('files.beginUpload', {
      name: 'id.pdf',
      mediaType: 'application/pdf',
      sizeBytes: bytes.length,
    })
    expect(() => desk.as('bo').call('files.append', { uploadId, offset: 0, base64: bytes.toString('base64') })).toThrow(
      'NOT_FOUND',
    )
    cs.call('files.append', { uploadId, offset: 0, base64: bytes.subarray(0, 5).toString('base64') })
    expect(() => cs.call('files.finishUpload', { uploadId })).toThrow('FILE_INCOMPLETE')
    cs.call('files.append', { uploadId, offset: 5, base64: bytes.subarray(5).toString('base64') })
    const { fileId, sha256 } = cs.call('files.finishUpload', { uploadId })
    const { documentId } = cs.call('documents.attach', { requestId, expectedVersion: 1, kind: 'identity', fileId })
    cs.call('documents.mark', { requestId, expectedVersion: 2, documentId, accepted: true })
    expect(cardOf(desk, requestId).documents).toMatchObject([
      { kind: 'identity', state: 'accepted', sha256, fileName: 'id.pdf' },
    ])
    expect(Buffer.from(cs.call('files.read', { fileId, offset: 0 }).base64, 'base64')).toEqual(bytes)
  })

  test('the log names person, role, address and change, latest first, and its chain verifies', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    completeRequest(desk, requestId)
    const { rows } = desk
      .as('auditor')
      .call('audit.list', { requestId, subject: '', actor: '', before: null, pageSize: 3 })
    expect(rows[0]).toMatchObject({
      action: 'request.complete',
      actor: 'Bea Backoffice',
      role: 'payoutOfficer+departmentReviewer',
      address: '127.0.0.1',
      amountMinor: 1_250_000,
      balanceBeforeMinor: 5_000_000,
      balanceAfterMinor: 3_750_000,
    })
    expect(rows[0].sequence).toBeGreaterThan(rows[1].sequence)
    const root = desk.as('auditor').call('audit.dayRoot', { date: '2026-11-20', records: null })
    expect(root.records).toBe(desk.connection.value('SELECT count(*) FROM audit'))
    expect(root.root).toMatch(/^[0-9a-f]{64}$/)
    // More happens on the day; the sheet's number of records still gives the sheet's root.
    desk.as('cs').call('requests.comment', { requestId, text: 'later', copyToCustomer: false })
    expect(desk.as('auditor').call('audit.dayRoot', { date: '2026-11-20', records: null }).root).not.toBe(root.root)
    expect(desk.as('auditor').call('audit.dayRoot', { date: '2026-11-20', records: root.records })).toMatchObject(root)
  })
})
