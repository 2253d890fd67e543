/** High risk: register before approval, inquiry, Compliance's decision, register and spot check with their exports (R3-55…R3-64). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inquiryText, riskState, strongIndicators } from '../../src/main/engine/features/risk/rules.ts'
import { actAs, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { checkedDesk, lineOf, say } from '../support/checked-desk.ts'
import type { Answer, PersonName, TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeEach(() => {
  desk = checkedDesk(
    [
      { check: 'highRiskRegistered', moments: ['review'], outcome: 'refuse' },
      { check: 'complianceDecided', moments: ['review'], outcome: 'refuse' },
    ],
    { secondAdmin: true },
  )
})
afterEach(() => desk.close())

const INQUIRY = { reason: 'Works there', address: 'No', repeat: 'Once', assessment: 'pass' }
const enter = (requestId: number, given: object, who: PersonName = 'bo'): Answer =>
  desk.as(who).call('risk.enter', { requestId, kind: 'highRiskClient', inquiry: null, note: '', ...given })
const pass = (requestId: number): Answer => actAs(desk, 'cs')(requestId, 'passToRetention')
const stateOf = (requestId: number): Answer => desk.as('bo').call('risk.ofRequest', { requestId })

/** A request whose bank is in a country that is on the list of high-risk regions. */
function regionRequest(): number {
  const customer = makeCustomer(desk)
  const details = { ...DETAILS, bankCode: '', bankBic: 'CIMBKHPP', address: { ...DETAILS.address, country: 'KH' } }
  const { destinationId } = desk.as('agent').call('customers.addDestination', {
    customerId: customer.customerId,
    details,
  })
  return makeRequest(desk, { ...customer, destinationId }).requestId
}

describe('R3-56 high-risk clients', () => {
  test('no approval before the entry in the register', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk, { risk: 'high' }))
    expect(() => pass(requestId)).toThrow('CHECK_REFUSED')
    expect(stateOf(requestId)).toMatchObject({
      reasons: ['highRiskClient'],
      missing: ['highRiskClient'],
      inquiry: null,
    })
    enter(requestId, {})
    expect(lineOf(desk, requestId, 'highRiskRegistered').state).toBe('passed')
    expect(pass(requestId).department).toBe('retention')
  })

  test('others need no entry', () => {
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    expect(stateOf(requestId)).toMatchObject({ reasons: [], missing: [] })
    expect(pass(requestId).department).toBe('retention')
  })

  test('R3-55 deposits are never blocked; they wait for their entry, once', () => {
    const customer = makeCustomer(desk, { risk: 'high' })
    const waiting = (): Answer[] => desk.as('bo').call('risk.deposits', {})
    expect(waiting()).toMatchObject([{ customerId: customer.customerId, amountMinor: 5_000_000 }])
    const { orderId } = waiting()[0]
    desk.as('bo').call('risk.enterDeposit', { orderId, kind: 'highRiskClient', note: 'Salary' })
    expect(waiting()).toEqual([])
    expect(() => desk.as('bo').call('risk.enterDeposit', { orderId, kind: 'highRiskClient', note: '' })).toThrow()
  })
})

describe('R3-58…R3-61 high-risk regions', () => {
  beforeEach(() => {
    desk.as('admin').call('risk.addRegion', { country: 'KH', reason: 'List of October' })
  })

  test('R3-59 the message has the region and the three questions; the entry needs the answers', () => {
    const requestId = regionRequest()
    const { reasons, region, inquiry } = stateOf(requestId)
    expect({ reasons, region }).toEqual({ reasons: ['highRiskRegion'], region: 'KH' })
    expect(inquiry.en).toContain('Cambodia')
    expect(inquiry['zh-Hant']).toContain('柬埔寨')
    expect(() => enter(requestId, { kind: 'highRiskRegion' })).toThrow('INQUIRY_MISSING')
    enter(requestId, {})
    expect(() => pass(requestId)).toThrow('CHECK_REFUSED')
    enter(requestId, { kind: 'highRiskRegion', inquiry: INQUIRY })
    expect(pass(requestId).department).toBe('retention')
  })

  test.each(['uncertain', 'reject'])(
    'R3-60, R3-61 after “%s” nothing goes on until Compliance has decided',
    (assessment) => {
      const requestId = regionRequest()
      const { entryId } = enter(requestId, { kind: 'highRiskRegion', inquiry: { ...INQUIRY, assessment } })
      expect(stateOf(requestId)).toMatchObject({ locked: true, missing: [] })
      expect(() => pass(requestId)).toThrow('CHECK_REFUSED')
      const decide = (who: PersonName, decision: string): Answer =>
        desk.as(who).call('risk.decide', { entryId, decision, note: 'Spoke with the client' })
      expect(() => decide('bo', 'go')).toThrow('PERMISSION_MISSING')
      decide('comp', 'go')
      expect(() => decide('comp', 'noGo')).toThrow('conflict')
      expect(stateOf(requestId)).toMatchObject({ locked: false })
      expect(pass(requestId).department).toBe('retention')
    },
  )

  test('a no-go stays one; who assessed does not decide', () => {
    const requestId = regionRequest()
    const { entryId } = enter(
      requestId,
      { kind: 'highRiskRegion', inquiry: { ...INQUIRY, assessment: 'reject' } },
      'comp',
    )
    expect(() => desk.as('comp').call('risk.decide', { entryId, decision: 'go', note: 'x' })).toThrow('RISK_OWN_ENTRY')
    const other = enter(requestId, { kind: 'highRiskRegion', inquiry: { ...INQUIRY, assessment: 'uncertain' } })
    desk.as('comp').call('risk.decide', { entryId: other.entryId, decision: 'noGo', note: 'Refuses to say' })
    expect(() => pass(requestId)).toThrow('CHECK_REFUSED')
    expect(
      riskState(
        ['highRiskRegion'],
        [
          { kind: 'highRiskRegion', assessment: 'reject', decision: 'noGo' },
          { kind: 'highRiskRegion', assessment: 'uncertain', decision: 'go' },
        ],
      ),
    ).toEqual({ missing: [], locked: false, decided: 'noGo' })
  })

  test('a passing entry waits for nobody; a region is lifted by two people', () => {
    const requestId = regionRequest()
    const { entryId } = enter(requestId, { kind: 'highRiskRegion', inquiry: INQUIRY })
    expect(() => desk.as('comp').call('risk.decide', { entryId, decision: 'go', note: 'x' })).toThrow(
      'RISK_NOT_WAITING',
    )
    const [{ regionId }] = desk.as('admin').call('risk.regions', {})
    const { proposalId } = desk.as('admin').call('risk.liftRegion', { regionId, reason: 'Off the list' })
    expect(stateOf(requestId).reasons).toEqual(['highRiskRegion'])
    expect(() => desk.confirm(proposalId, 'admin')).toThrow('PROPOSAL_OWN')
    desk.confirm(proposalId)
    expect(stateOf(requestId).reasons).toEqual([])
    expect(() => desk.as('admin').call('risk.addRegion', { country: 'KH', reason: 'x' })).not.toThrow()
  })
})

describe('R3-62 the register', () => {
  test('filters, pages and export', async () => {
    const first = makeRequest(desk, makeCustomer(desk, { risk: 'high' })).requestId
    enter(first, { note: 'Known to us' })
    enter(first, { kind: 'joint' })
    const filter = { kinds: [], assessments: [], from: null, until: null, waitingOnly: false }
    const list = (given: object, before: number | null = null): Answer =>
      desk.as('comp').call('risk.register', { filter: { ...filter, ...given }, before, pageSize: 1 })
    expect(list({}).rows).toMatchObject([{ kind: 'joint', requestId: first, by: 'Bea Backoffice' }])
    expect(list({}, list({}).next).rows).toMatchObject([{ kind: 'highRiskClient', note: 'Known to us' }])
    expect(list({ kinds: ['highRiskClient'] }).rows).toHaveLength(1)
    expect(list({ kinds: ['thirdParty'] }).rows).toEqual([])
    expect(list({ until: '2026-11-19' }).rows).toEqual([])
    expect(list({ waitingOnly: true }).rows).toEqual([])
    for (const format of ['csv', 'xlsx'] as const) {
      const { jobId } = desk.as('bo').call('risk.export', { format, filter })
      const job = await finished(jobId, 'bo')
      expect(job).toMatchObject({ state: 'done', result: { rows: 2 } })
    }
  })
})

describe('R3-63, R3-64 the monthly spot check', () => {
  test('pull, review every line, second review by another person, export', async () => {
    const customer = makeCustomer(desk, { risk: 'high' })
    say(desk, ['account', customer.accountId], { declaredAssets: '1000000' })
    const { requestId } = makeRequest(desk, customer)
    makeRequest(desk, makeCustomer(desk))
    const pull = (): Answer => desk.as('lead').call('risk.pull', { month: '2026-11' })
    expect(pull).toThrow('SPOT_MONTH_OPEN')
    desk.advance(20 * 86_400_000)
    desk.restart()
    const { spotCheckId } = pull()
    expect(pull).toThrow('SPOT_CHECK_EXISTS')
    const read = (): Answer => desk.as('lead').call('risk.spotLines', { spotCheckId })
    expect(read().lines).toMatchObject([
      { kind: 'deposit', amountMinor: 5_000_000, indicators: ['aboveDeclaredAssets'] },
      { kind: 'withdrawal', subjectId: requestId, indicators: ['aboveDeclaredAssets'] },
    ])
    const review = (at: number, given: object): Answer =>
      desk.as('comp').call('risk.reviewLine', {
        spotCheckId,
        lineId: read().lines[at].lineId,
        expectedVersion: read().check.version,
        verdict: 'consistent',
        note: '',
        escalate: false,
        ...given,
      })
    const close = (who: PersonName): Answer =>
      desk.as(who).call('risk.close', { spotCheckId, expectedVersion: read().check.version, note: 'Agreed' })
    expect(() => review(0, { verdict: 'abnormal' })).toThrow('COMMENT_REQUIRED')
    review(0, { verdict: 'abnormal', note: 'Far above the declared assets', escalate: true })
    expect(() => close('lead')).toThrow('SPOT_LINES_OPEN')
    review(1, {})
    expect(() => close('comp')).toThrow('SPOT_SAME_PERSON')
    close('lead')
    expect(read().check).toMatchObject({ state: 'closed', flagged: 2, escalated: 1, second: { by: 'Leo Lead' } })
    expect(() => review(1, {})).toThrow('SPOT_CHECK_CLOSED')
    const { jobId } = desk.as('lead').call('risk.exportSpotCheck', { spotCheckId, format: 'xlsx' })
    expect(await finished(jobId, 'lead')).toMatchObject({ state: 'done', result: { rows: 2 } })
  })

  test.each([
    [{ depositedMinor: 151, declaredMinor: 100, movements: 1, openTrades: 0 }, ['aboveDeclaredAssets']],
    [{ depositedMinor: 150, declaredMinor: 100, movements: 1, openTrades: 0 }, []],
    [{ depositedMinor: 999, declaredMinor: null, movements: 5, openTrades: 0 }, ['frequentWithoutTrading']],
    [{ depositedMinor: 0, declaredMinor: null, movements: 5, openTrades: 1 }, []],
    [{ depositedMinor: 0, declaredMinor: null, movements: 4, openTrades: 0 }, []],
  ] as const)('%j is marked %j', (about, marks) => expect(strongIndicators(about)).toEqual(marks))

  test('the message names the client and asks three things', () => {
    const { en } = inquiryText('Lee Ka Yan', { en: 'Cambodia', 'zh-Hant': '柬埔寨' })
    expect(en.match(/^\d\./gm)).toEqual(['1.', '2.', '3.'])
    expect(en).toContain('Lee Ka Yan')
  })
})

async function finished(jobId: number, who: PersonName): Promise<Answer> {
  for (let tries = 0; tries < 400; tries++) {
    const job = desk.as(who).call('jobs.get', { jobId })
    if (job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the job did not end')
}
