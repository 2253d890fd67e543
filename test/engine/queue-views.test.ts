/** Named views and assignment: whose they are, who may share, who works on what (R0-09, R0-13, R2-01, R2-110, R3-01; law 6). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, PersonName } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const OPEN = {
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
const VIEW = {
  name: 'Morning',
  shared: false,
  filter: { ...OPEN, currencies: ['HKD'], amount: { fromMinor: 1_000, toMinor: null }, steps: ['audit'] },
  sort: { by: 'changed', descending: true },
  columns: ['requestId', 'amount', 'stepDue'],
}
const views = (who: PersonName): Answer[] => desk.as(who).call('queue.views')
const viewOf = (who: PersonName, view: string): Answer => views(who).find((each) => each.view === view)
const rowsOf = (view: Answer, who: PersonName = 'auditor'): Answer[] =>
  desk.as(who).call('requests.list', { filter: view.filter, sort: view.sort, after: null, pageSize: 100 }).rows
const statusesOf = (view: Answer): string[] => [...new Set(rowsOf(view).map((row) => row.step ?? row.status))].sort()

describe('ready-made views', () => {
  test('come with the workflows in use, and hold what they say', () => {
    const before = views('auditor').map(({ view }) => view)
    expect(before).toContain('overdue')
    expect(before).not.toContain('leadTransactions')
    const lead = desk.make('manager-finance')
    const paid = desk.make('manager-finance')
    desk.by('mgr')(paid, 'approve')
    desk.make('payout-operations')
    desk.make('audit-confirm-remit')
    desk.make('audit-confirm-remit', { highRisk: true })
    // R0-09: what waits for the manager, with amount and destination.
    expect(rowsOf(viewOf('mgr', 'leadTransactions')).map((row) => row.requestId)).toEqual([lead])
    expect(rowsOf(viewOf('mgr', 'leadTransactions'))[0].destination).toContain('LEE KA YAN · HSBC · 808123456001')
    expect(viewOf('mgr', 'leadTransactions').columns).toEqual(expect.arrayContaining(['amount', 'destination']))
    // R0-12, R0-13: what the manager approved, as Pending at Finance.
    expect(statusesOf(viewOf('fo', 'financeWithdrawals'))).toEqual(['financePending'])
    // C2-14 and R3-01.
    expect(statusesOf(viewOf('ops', 'payoutQueue'))).toEqual(['pending'])
    expect(statusesOf(viewOf('aud', 'auditPending'))).toEqual(['audit'])
    expect(statusesOf(viewOf('wo', 'confirmPending'))).toEqual(['confirm'])
    expect(rowsOf(viewOf('wo', 'remittancePending'))).toEqual([])
  })

  test('R0-14 a claimed one is In Review at Finance, and its approval stays Approved', () => {
    const [row] = rowsOf(viewOf('fo', 'financeWithdrawals'))
    desk.by('fo')(row.requestId, 'startReview')
    expect(rowsOf(viewOf('fo', 'financeWithdrawals'))[0]).toMatchObject({
      step: 'financeInReview',
      status: 'approved',
      assignedTo: 'Flora Officer',
    })
  })

  test('the rail counts them', () => {
    const counts = desk.as('aud').call('queue.counts')
    expect(counts).toContainEqual({ view: 'auditPending', open: 1, overdue: 0 })
    expect(counts).toContainEqual({ view: 'payoutQueue', open: 1, overdue: 0 })
    expect(counts.map(({ view }: Answer) => view)).not.toContain('overdue')
  })

  test('R3-01 all tasks are in the list, closed ones too', () => {
    const requestId = desk.make('audit-confirm-remit')
    const profile = desk.as('wo').call('workflow.profile', { profile: 'audit-confirm-remit' })
    const reasonCode = profile.reasonCodes.find((each: Answer) => each.actions.includes('reject')).code
    desk.by('wo')(requestId, 'reject', { reasonCode })
    expect(rowsOf(viewOf('wo', 'withdrawalTasks')).map((row) => row.requestId)).toContain(requestId)
    expect(rowsOf(viewOf('wo', 'confirmPending')).map((row) => row.requestId)).not.toContain(requestId)
  })
})

describe('kept views', () => {
  test('are kept as they are, for their owner alone', () => {
    const { viewId } = desk.as('cs').call('queue.saveView', VIEW)
    expect(viewOf('cs', `saved-${viewId}`)).toMatchObject({
      label: { en: 'Morning', 'zh-Hant': 'Morning' },
      filter: VIEW.filter,
      sort: VIEW.sort,
      columns: VIEW.columns,
      mine: true,
      owner: 'Carol Support',
    })
    expect(viewOf('bo', `saved-${viewId}`)).toBeUndefined()
    desk.restart()
    expect(viewOf('cs', `saved-${viewId}`)).toBeDefined()
  })

  test('shared by who may, seen by all, changed by the owner only', () => {
    const { viewId } = desk.as('cs').call('queue.saveView', { ...VIEW, name: 'For all', shared: true })
    expect(viewOf('bo', `saved-${viewId}`)).toMatchObject({ mine: false, owner: 'Carol Support' })
    const change = { viewId, expectedVersion: 1, ...VIEW, name: 'Mine now' }
    expect(() => desk.as('bo').call('queue.changeView', change)).toThrow('VIEW_OF_OTHER')
    expect(() => desk.as('bo').call('queue.removeView', { viewId, expectedVersion: 1 })).toThrow('VIEW_OF_OTHER')
    expect(() => desk.as('bo').call('queue.saveView', { ...VIEW, name: 'Also', shared: true })).toThrow(
      'PERMISSION_MISSING',
    )
    expect(desk.as('cs').call('queue.changeView', { ...change, name: 'For some', shared: false })).toEqual({
      viewId,
      version: 2,
    })
    expect(viewOf('bo', `saved-${viewId}`)).toBeUndefined()
    expect(() => desk.as('cs').call('queue.removeView', { viewId, expectedVersion: 1 })).toThrow('conflict')
    desk.as('cs').call('queue.removeView', { viewId, expectedVersion: 2 })
    expect(viewOf('cs', `saved-${viewId}`)).toBeUndefined()
  })

  test('one name once for each person, and not without end', () => {
    expect(() => desk.as('cs').call('queue.saveView', VIEW)).toThrow('VIEW_NAME_TAKEN')
    for (let n = 0; n < 40; n++) desk.as('ret').call('queue.saveView', { ...VIEW, name: `View ${n}` })
    expect(() => desk.as('ret').call('queue.saveView', { ...VIEW, name: 'One more' })).toThrow('VIEWS_TOO_MANY')
  })
})

describe('R2-110 assignment', () => {
  const at = (requestId: number) => ({
    requestId,
    expectedVersion: desk.as('auditor').call('requests.get', { requestId }).row.version,
  })
  const assign = (who: PersonName, to: PersonName | null, ids: number[], seen = ids.map(at)): Answer[] =>
    desk.as(who).call('queue.assign', { operatorId: to === null ? null : desk.person(to).operatorId, requests: seen })
      .results
  const codes = (results: Answer[]) => results.map(({ refusal }) => refusal?.code ?? 'done')
  const holderOf = (requestId: number) => desk.as('auditor').call('requests.get', { requestId }).claimedBy?.name ?? null
  const two = () => [desk.make('department-review'), desk.make('department-review')] as [number, number]

  test('takes a selection, each row on its own: two desks at once, one winner each', () => {
    const [first, second] = two()
    const seen = [first, second].map(at)
    expect(codes(assign('cs', 'cs', [first], [seen[0] as never]))).toEqual(['done'])
    // The other desk still sees both as free.
    expect(codes(assign('agent', 'agent', [first, second], seen))).toEqual(['CONTENT_CHANGED', 'done'])
    expect([holderOf(first), holderOf(second)]).toEqual(['Carol Support', 'Agnes Agent'])
    expect(codes(assign('agent', 'agent', [first]))).toEqual(['CLAIMED_BY_OTHER'])
  })

  test('a supervisor gives to somebody of the department, who is told', () => {
    const [first] = two()
    expect(codes(assign('cs', 'agent', [first]))).toEqual(['done'])
    const { rows } = desk.as('agent').call('notifications.mine')
    expect(rows[0]).toMatchObject({ template: 'request.assigned', requestId: first })
    expect(codes(assign('cs', 'ret', [first]))).toEqual(['ASSIGN_OTHER_DEPARTMENT'])
    expect(codes(assign('agent', 'cs', [first]))).toEqual(['ASSIGN_NOT_ALLOWED'])
    expect(codes(assign('cs', null, [first]))).toEqual(['done'])
    expect(holderOf(first)).toBeNull()
  })

  test('only people of the departments can be given anything', () => {
    const people = desk.as('cs').call('queue.assignees', { departments: ['customerSupport'] })
    expect(people.map(({ name }: Answer) => name).sort()).toEqual(['Agnes Agent', 'Carol Support'])
  })

  test('who lets go what another holds is refused, and every change is in the log', () => {
    const [first] = two()
    assign('agent', 'agent', [first])
    expect(codes(assign('ret', null, [first]))).toEqual(['ASSIGN_NOT_ALLOWED'])
    const record = desk.connection.value<string>(
      'SELECT record FROM audit WHERE request_id = ? ORDER BY sequence DESC LIMIT 1',
      first,
    )
    expect(JSON.parse(record ?? '').changes).toEqual([['assignedTo', null, 'Agnes Agent']])
  })
})
