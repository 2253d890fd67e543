/** Queues, totals, search, mass edit and actions on a selection (R1-08…R1-13, R1-73…R1-77). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actAs, cardOf, makeCustomer, makeRequest } from '../support/cases.ts'
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
    actAs(desk, 'cs')(other.requestId, 'passToRetention')
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
    actAs(desk, 'cs')(ids[1] ?? 0, 'passToRetention')
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
