/** Requests through the router: creation, amounts, fee, transactions, completing, failing, mass edit, comments, documents, audit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  act,
  approveRequest,
  approveTransactions,
  cardOf,
  completeRequest,
  makeCustomer,
  makeRequest,
} from '../support/cases.ts'
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
const filter = {
  view: 'all',
  department: null,
  statuses: [],
  currencies: [],
  methods: [],
  priorities: [],
  overdueOnly: false,
  openOnly: true,
  search: '',
}
const list = (change: Answer, more: Answer = {}) =>
  desk.as('bo').call('requests.list', {
    filter: { ...filter, ...change },
    sort: { by: 'due', descending: false },
    after: null,
    pageSize: 100,
    ...more,
  })

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
    expect(() => act(desk, 'cs', requestId, 'requestDocuments', { comment: 'which?' })).toThrow('DOCUMENTS_REQUIRED')
    expect(() => act(desk, 'cs', requestId, 'requestDocuments', { documents: ['identity'] })).toThrow(
      'COMMENT_REQUIRED',
    )
    act(desk, 'cs', requestId, 'requestDocuments', { documents: ['identity', 'bankStatement'], comment: 'expired' })
    expect(cardOf(desk, requestId).documents).toMatchObject([
      { kind: 'identity', state: 'wanted' },
      { kind: 'bankStatement', state: 'wanted' },
    ])
  })

  test('R1-38: the route follows the open trades; the other way needs a comment', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk, { figures: { openTrades: 2 } }))
    act(desk, 'cs', requestId, 'passToRetention')
    const offered = cardOf(desk, requestId, 'ret').actions
    expect(offered.slice(0, 2)).toMatchObject([
      { action: 'passToDealing', primary: true, blockedBy: null, needs: [] },
      { action: 'passToBackoffice', primary: false, blockedBy: null, needs: ['comment'] },
    ])
    expect(() => act(desk, 'ret', requestId, 'passToBackoffice')).toThrow('ROUTE_DIFFERS')
    expect(act(desk, 'ret', requestId, 'passToBackoffice', { comment: 'trades will be closed' })).toMatchObject({
      department: 'backoffice',
    })
  })

  test('R1-41: the three questions come before Approve; law 4: never the maker; law 5: what was read', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    act(desk, 'cs', requestId, 'passToRetention')
    act(desk, 'ret', requestId, 'passToBackoffice')
    expect(() => act(desk, 'bo', requestId, 'approve')).toThrow('CHECKS_UNANSWERED')
    const answers = { documents: 'yes', balance: 'yes', call: 'no' }
    desk.as('bo').call('requests.answerRecheck', { requestId, expectedVersion: version(requestId), answers })
    const { contentDigest } = cardOf(desk, requestId)
    desk.as('bo').call('requests.setFee', { requestId, expectedVersion: version(requestId), feeMinor: 1_000 })
    expect(() => act(desk, 'bo', requestId, 'approve', { contentDigest })).toThrow('CONTENT_CHANGED')
    expect(() => act(desk, 'bo', requestId, 'approve', { contentDigest: null })).toThrow('CONTENT_CHANGED')
    act(desk, 'bo', requestId, 'approve')
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
    act(desk, 'cs', requestId, 'passToRetention')
    act(desk, 'ret', requestId, 'passToBackoffice')
    desk.as('bo2').call('requests.answerRecheck', {
      requestId,
      expectedVersion: version(requestId),
      answers: { documents: 'yes', balance: 'yes', call: 'yes' },
    })
    expect(cardOf(desk, requestId).actions.find((a: Answer) => a.action === 'approve').blockedBy.code).toBe(
      'MAKER_CANNOT_APPROVE',
    )
    expect(() => act(desk, 'bo', requestId, 'approve')).toThrow('MAKER_CANNOT_APPROVE')
    expect(act(desk, 'bo2', requestId, 'approve')).toMatchObject({ status: 'approvedByBackoffice' })
  })

  test('R1-43: a short balance is shown before the operator continues; the books have the last word', () => {
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer, { amountMinor: 3_000_000 })
    act(desk, 'cs', requestId, 'passToRetention')
    act(desk, 'ret', requestId, 'passToBackoffice')
    desk.as('bo').call('requests.answerRecheck', {
      requestId,
      expectedVersion: version(requestId),
      answers: { documents: 'yes', balance: 'yes', call: 'yes' },
    })
    desk.connection.run('UPDATE trading_accounts SET free_margin_minor = 1000000 WHERE id = ?', customer.accountId)
    expect(() => act(desk, 'bo', requestId, 'approve')).toThrow('BALANCE_NOT_COVERED')
    desk.as('fin').call('customers.balanceOperation', {
      accountId: customer.accountId,
      cause: 'chargeback',
      amountMinor: 4_000_000,
      comment: 'card 1234',
    })
    expect(() => act(desk, 'bo', requestId, 'approve', { acknowledgeShortBalance: true })).toThrow('BALANCE_TOO_SMALL')
    expect(cardOf(desk, requestId)).toMatchObject({ heldMinor: 0, transactions: [] })
  })

  test('R1-40: the fee is set at Dealing and Backoffice and nowhere else', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const set = (who: 'ret' | 'bo', feeMinor: number) =>
      desk.as(who).call('requests.setFee', { requestId, expectedVersion: version(requestId), feeMinor })
    act(desk, 'cs', requestId, 'passToRetention')
    expect(() => set('ret', 100)).toThrow('FEE_NOT_EDITABLE_HERE')
    act(desk, 'ret', requestId, 'passToBackoffice')
    expect(() => set('ret', 100)).toThrow('DEPARTMENT_DIFFERS')
    expect(() => set('bo', 1_250_000)).toThrow('FEE_ABOVE_AMOUNT')
    set('bo', 5_000)
    expect(cardOf(desk, requestId).feeMinor).toBe(5_000)
  })
})

describe('transactions and Complete (R1-21…R1-33, R1-44…R1-46)', () => {
  function approved(feeMinor = 5_000): number {
    desk.as('admin').call('settings.set', { key: 'withdrawal.defaultFeeMinor', value: feeMinor, expectedVersion: 1 })
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    approveRequest(desk, requestId)
    return requestId
  }
  const first = (requestId: number) => cardOf(desk, requestId).transactions[0]
  const edit = (who: 'bo' | 'bo2', requestId: number, change: Answer) => {
    const { transactionId, amountMinor, oct, details } = first(requestId)
    return desk.as(who).call('transactions.edit', {
      requestId,
      expectedVersion: version(requestId),
      transactionId,
      amountMinor,
      oct,
      details,
      ...change,
    })
  }

  test('Complete waits for every draft; R1-24 locks the approved fee', () => {
    const requestId = approved()
    expect(() => act(desk, 'bo', requestId, 'complete')).toThrow('TRANSACTIONS_NOT_APPROVED')
    approveTransactions(desk, requestId)
    const fee = cardOf(desk, requestId).transactions[1]
    const remove = (transactionId: number) =>
      desk.as('bo').call('transactions.remove', { requestId, expectedVersion: version(requestId), transactionId })
    expect(() => remove(fee.transactionId)).toThrow('FEE_LOCKED')
    remove(first(requestId).transactionId)
    expect(() => act(desk, 'bo', requestId, 'complete')).toThrow('TOTAL_IS_FEE_ONLY')
  })

  test('law 4 and law 5 for transactions: an editor does not approve, and a changed draft voids its approval', () => {
    const requestId = approved()
    const stale = first(requestId)
    edit('bo', requestId, { amountMinor: 600_000 })
    const approve = (who: 'bo' | 'bo2', transaction: Answer) =>
      desk.as(who).call('transactions.approve', {
        requestId,
        expectedVersion: version(requestId),
        transactions: [{ transactionId: transaction.transactionId, digest: transaction.digest }],
      })
    expect(() => approve('bo2', stale)).toThrow('CONTENT_CHANGED')
    expect(() => approve('bo', first(requestId))).toThrow('MAKER_CANNOT_APPROVE')
    approve('bo2', first(requestId))
    edit('bo', requestId, { amountMinor: 610_000 })
    expect(first(requestId)).toMatchObject({ status: 'draft', approvedBy: null })
  })

  test('more than requested is refused; R1-31: nothing changes while it is being sent', () => {
    const requestId = approved()
    edit('bo', requestId, { amountMinor: 1_250_000 })
    approveTransactions(desk, requestId, 'bo2')
    expect(() => act(desk, 'bo', requestId, 'complete')).toThrow('TOTAL_ABOVE_REQUESTED')
    edit('bo', requestId, { amountMinor: 1_245_000 })
    approveTransactions(desk, requestId, 'bo2')
    act(desk, 'bo', requestId, 'complete')
    expect(() => edit('bo', requestId, { amountMinor: 1 })).toThrow('COMPLETE_RUNNING')
    expect(() => act(desk, 'bo', requestId, 'reject', { comment: 'no' })).toThrow('COMPLETE_RUNNING')
    const card = cardOf(desk, requestId)
    expect(card.transactions).toMatchObject([{ status: 'executing' }, { paymentType: 'fee', status: 'executed' }])
    expect(card.transactions[0].tradeId).toMatch(/^T\d{8}$/)
    const account = desk.as('agent').call('customers.account', { accountId: card.row.accountId })
    expect(account.account).toMatchObject({ bookBalanceMinor: 3_750_000, heldMinor: 0 })
    expect(account.orders[0]).toMatchObject({ kind: 'withdrawal', amountMinor: -1_250_000, requestId })
  })

  test('a card payment is not sent from this desk', () => {
    const requestId = approved(0)
    desk.as('bo').call('transactions.add', {
      requestId,
      expectedVersion: version(requestId),
      paymentType: 'creditCard',
      amountMinor: 100,
      oct: true,
      details: null,
    })
    edit('bo', requestId, { amountMinor: 1_000 })
    approveTransactions(desk, requestId, 'bo2')
    expect(() => act(desk, 'bo', requestId, 'complete')).toThrow('PAYMENT_TYPE_NOT_SENT_HERE')
  })

  test('rejecting at the last stage gives back what was held, once', () => {
    const requestId = approved()
    expect(cardOf(desk, requestId).heldMinor).toBe(1_250_000)
    act(desk, 'bo', requestId, 'reject', { comment: 'customer withdrew' })
    const card = cardOf(desk, requestId)
    expect(card.row).toMatchObject({ status: 'rejected', department: null })
    expect(card.heldMinor).toBe(0)
    expect(card.actions).toEqual([])
    expect(() => act(desk, 'bo', requestId, 'approve')).toThrow('STATUS_FINAL')
    expect(() =>
      desk.as('bo').call('requests.setPriority', { requestId, expectedVersion: version(requestId), priority: 'high' }),
    ).toThrow('STATUS_FINAL')
  })
})

describe('queues (R1-08…R1-13)', () => {
  test('pages by keyset without gaps or repeats, in every order', () => {
    const customer = makeCustomer(desk)
    for (let i = 1; i <= 25; i++) {
      desk.advance(60_000)
      makeRequest(desk, customer, { amountMinor: 1_000 + ((i * 7) % 13) })
    }
    for (const by of ['due', 'created', 'amount'] as const) {
      for (const descending of [false, true]) {
        const seen: number[] = []
        let after = null
        do {
          const page: Answer = list({}, { sort: { by, descending }, after, pageSize: 10 })
          seen.push(...page.rows.map((row: Answer) => row.requestId))
          after = page.next
        } while (after)
        expect(new Set(seen).size, `${by} ${descending}`).toBe(25)
        expect(seen).toHaveLength(25)
      }
    }
  })

  test('filters, totals, overdue, mine and search by number, name and account', () => {
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer, { amountMinor: 100 })
    const other = makeRequest(desk, customer, { amountMinor: 200, method: 'cheque' })
    act(desk, 'cs', other.requestId, 'passToRetention')
    expect(list({ view: 'department', department: 'retention' }).rows).toMatchObject([{ requestId: other.requestId }])
    expect(list({ statuses: ['new'] }).rows).toMatchObject([{ requestId }])
    expect(list({ methods: ['cheque'] }).rows).toMatchObject([{ requestId: other.requestId }])
    expect(list({ search: `WD-${requestId}` }).rows).toMatchObject([{ requestId }])
    expect(list({ search: 'ka yan' }).rows).toHaveLength(2)
    expect(list({ search: '李嘉' }).rows).toHaveLength(2)
    expect(list({ search: 'nobody"; --' }).rows).toEqual([])
    desk.as('bo').call('requests.claim', { requestId, expectedVersion: 1, claim: true })
    expect(list({ view: 'mine' }).rows).toMatchObject([{ requestId, assignedTo: 'Bea Backoffice' }])
    expect(() => desk.as('bo2').call('requests.claim', { requestId, expectedVersion: 2, claim: true })).toThrow(
      'CLAIMED_BY_OTHER',
    )
    expect(list({ overdueOnly: true }).rows).toEqual([])
    desk.advance(25 * 3_600_000)
    desk.restart()
    expect(list({ overdueOnly: true }).rows).toHaveLength(2)
    expect(desk.as('bo').call('requests.totals', { filter })).toMatchObject({
      count: 2,
      overdue: 2,
      capped: false,
      sums: [{ currency: 'HKD', amountMinor: 300 }],
    })
  })

  test('R1-73…R1-77: mass edit, all or nothing', () => {
    const customer = makeCustomer(desk)
    const a = makeRequest(desk, customer, { amountMinor: 100 }).requestId
    const b = makeRequest(desk, customer, { amountMinor: 200 }).requestId
    const edit = (department: string, ids: number[]) =>
      desk.as('cs').call('requests.massEdit', {
        department,
        requests: ids.map((requestId) => ({ requestId, expectedVersion: version(requestId) })),
      })
    expect(edit('dealing', [a]).changed).toMatchObject([{ status: 'forwardedToDealing', department: 'dealing' }])
    expect(edit('dealing', [a]).changed).toMatchObject([{ status: 'forwardedToDealing', department: 'dealing' }])
    edit('backoffice', [a])
    expect(() => edit('dealing', [b, a])).toThrow('MASS_EDIT_NOT_ELIGIBLE')
    expect(cardOf(desk, b).row).toMatchObject({ status: 'new', version: 1 })
  })

  test('an action on a selection judges each row on its own', () => {
    const customer = makeCustomer(desk)
    const ids = [100, 200, 300].map((amountMinor) => makeRequest(desk, customer, { amountMinor }).requestId)
    act(desk, 'cs', ids[1] ?? 0, 'passToRetention')
    const requests = ids.map((requestId) => ({ requestId, expectedVersion: 1, contentDigest: null }))
    const { results } = desk
      .as('cs')
      .call('requests.actOnMany', { action: 'passToRetention', comment: '', documents: [], requests })
    expect(results.map((r: Answer) => r.refusal?.code ?? r.done.status)).toEqual([
      'approvedByCs',
      'CONTENT_CHANGED',
      'approvedByCs',
    ])
    expect(desk.connection.value('SELECT count(*) FROM audit WHERE request_id = ?', ids[1])).toBe(2)
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
    const root = desk.as('auditor').call('audit.dayRoot', { date: '2026-11-20' })
    expect(root.records).toBe(desk.connection.value('SELECT count(*) FROM audit'))
    expect(root.root).toMatch(/^[0-9a-f]{64}$/)
  })
})
