/**
 * Random people take random steps on random requests of every profile. After each step the laws hold: no money without the approvals of its
 * amount, no person twice, nothing set apart twice, and a command that is sent again changes nothing. Then two desks race for one request.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger } from '../../src/main/engine/audit/proof.ts'
import { Conflict } from '../../src/main/engine/index.ts'
import { cardOf } from '../support/cases.ts'
import { say } from '../support/checked-desk.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'
import { PROFILES, type ProfileName } from '../support/profile-names.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const AMOUNTS = [100, 4_999_999, 5_000_000, 5_000_001, 20_000_000, 20_000_001, 100_000_000, 100_000_001, 300_000_000]
const MAKERS: PersonName[] = ['agent', 'mgr2', 'sen2', 'wo', 'pay']
const PEOPLE: Record<ProfileName, PersonName[]> = {
  'manager-finance': ['mgr', 'mgr2', 'fo', 'agent'],
  'department-review': ['cs', 'ret', 'deal', 'bo'],
  'payout-operations': ['ops', 'ops2', 'sen', 'sen2', 'fm', 'fd'],
  'audit-confirm-remit': ['aud', 'wo', 'wo2', 'comp', 'sen'],
  'incentive-payments': ['pay', 'pay2', 'ops'],
}
const ACTIONS: Record<ProfileName, string[]> = {} as never
const REASONS: Record<string, string[]> = {}
/** Where failed checks keep a request. */
const HELD: Record<string, string> = {
  'payout-operations': 'held',
  'audit-confirm-remit': 'locked',
  'incentive-payments': 'verification',
}

type Step = { who: number; action: number; wrongDigest: boolean; again: boolean; kyc: 'pending' | 'approved' | null }
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(50),
  action: fc.nat(50),
  wrongDigest: fc.nat(9).map((n) => n === 0),
  again: fc.nat(3).map((n) => n === 0),
  kyc: fc.constantFrom('pending', 'approved', 'approved', null, null, null, null, null),
})

/** Everything that must hold of a request, read from the ledger file and not from the engine. */
function laws(requestId: number, maker: number): string[] {
  const db = desk.connection
  const needed = db.value<number>('SELECT approvals_needed FROM requests WHERE id = ?', requestId) ?? 0
  const paid =
    db.value<number>(
      "SELECT count(*) FROM journals WHERE request_id = ? AND kind = 'withdrawal.complete'",
      requestId,
    ) ?? 0
  const rounds = db.all<{ id: number; state: string; needed: number }>(
    'SELECT id, state, needed FROM approval_rounds WHERE request_id = ?',
    requestId,
  )
  const wrong: string[] = []
  for (const round of rounds) {
    const rows = db.all<{ who: number; authority: number; decision: string }>(
      'SELECT operator_id AS who, authority_of AS authority, decision FROM approvals WHERE round_id = ?',
      round.id,
    )
    const people = new Set(rows.map((row) => row.who))
    if (people.size !== rows.length) wrong.push(`somebody counts twice in round ${round.id}`)
    if (rows.some((row) => row.decision === 'approve' && (row.who === maker || row.authority === maker)))
      wrong.push('the maker approved')
    if (round.state === 'complete' && rows.filter((row) => row.decision === 'approve').length !== round.needed)
      wrong.push(`round ${round.id} is complete with ${rows.length} of ${round.needed}`)
  }
  if (paid > 0 && needed > 0 && !rounds.some((round) => round.state === 'complete' && round.needed >= needed))
    wrong.push('paid without the approvals of its amount')
  const active =
    db.value<number>("SELECT count(*) FROM holds WHERE request_id = ? AND state = 'active'", requestId) ?? 0
  if (active > 1) wrong.push('set apart twice')
  const keeps = db.value<string>('SELECT kind FROM request_check_holds WHERE request_id = ?', requestId)
  const { status, profile } = db.get<{ status: string; profile: string }>(
    'SELECT status, profile FROM requests WHERE id = ?',
    requestId,
  ) ?? { status: '', profile: '' }
  if (keeps !== undefined && HELD[profile] !== status)
    wrong.push(`kept by a check as ${keeps} although it is ${status}`)
  return wrong
}

test.each(PROFILES)('%s: whatever anybody tries, the laws hold', { timeout: 120_000 }, (profile) => {
  const data = desk.as('auditor').call('workflow.profile', { profile })
  ACTIONS[profile] = data.actions.map((each: Answer) => each.action)
  REASONS[profile] = [...data.reasonCodes.map((each: Answer) => each.code), 'UNKNOWN']
  const statuses = new Set(data.statuses.map((each: Answer) => each.status))
  const reached = new Set<string>()
  fc.assert(
    fc.property(
      fc.constantFrom(...AMOUNTS),
      fc.constantFrom(...MAKERS),
      fc.array(step, { minLength: 8, maxLength: 30 }),
      (amountMinor, by, steps) => {
        const requestId = desk.make(profile, { amountMinor, by })
        const maker = desk.as(by).operatorId
        for (const one of steps) {
          walk(profile, requestId, one)
          if (one.kyc !== null) turn(one.kyc)
          const { status } = desk.place(requestId)
          expect(statuses.has(status)).toBe(true)
          reached.add(status)
          expect(laws(requestId, maker)).toEqual([])
        }
      },
    ),
    { numRuns: 25, seed: 7, endOnFailure: true },
  )
  expect(checkLedger(desk.connection).findings).toEqual([])
  expect([...reached].length, [...reached].join()).toBeGreaterThanOrEqual(statuses.size / 2)
})

/** The world outside changes, and the desk looks at what its checks keep waiting. */
function turn(kyc: 'pending' | 'approved'): void {
  say(desk, ['customer', desk.customer.customerId], { kyc })
  desk.engine.holdsDue()
}

/** Mostly somebody who can lead the request on; now and then whoever comes first, and an end by refusal. */
function somebody(profile: ProfileName, requestId: number, one: Step) {
  const people = PEOPLE[profile]
  for (let turn = 0; turn < people.length; turn++) {
    const who = people[(one.who + turn) % people.length] as PersonName
    const card = cardOf(desk, requestId, who)
    const open: string[] = card.actions
      .filter((each: Answer) => each.blockedBy === null && (one.action % 9 === 1 || !ENDS.test(each.action)))
      .map((each: Answer) => each.action)
    if (open.length > 0 || one.action % 5 === 0 || turn === people.length - 1) return { who, card, open }
  }
  throw new Error('nobody is at this desk')
}
const ENDS = /reject|cancel|NoGo/i

/** One step: mostly what is open to the person, sometimes anything; sometimes with lies; sometimes sent twice. */
function walk(profile: ProfileName, requestId: number, one: Step): void {
  const { who, card, open } = somebody(profile, requestId, one)
  const choices: string[] = open.length > 0 && one.action % 4 !== 0 ? open : (ACTIONS[profile] ?? [])
  const action = choices[one.action % choices.length]
  const reasons = REASONS[profile] ?? []
  const input = desk.withCommandId('requests.act', {
    requestId,
    expectedVersion: card.row.version,
    action,
    comment: 'because',
    documents: ['identity'],
    reasonCode: action === 'reject' && reasons.length > 1 ? reasons[one.who % reasons.length] : null,
    reference: 'REF',
    contentDigest: one.wrongDigest ? 'a'.repeat(64) : card.contentDigest,
    acknowledgeShortBalance: true,
  })
  const person = desk.as(who)
  const send = (): unknown => {
    try {
      return desk.engine.call(person.link, 'requests.act', input)
    } catch (error) {
      return String(error)
    }
  }
  const first = send()
  if (!one.again) return
  const before = JSON.stringify([desk.place(requestId), desk.connection.value('SELECT max(sequence) FROM audit')])
  if (typeof first !== 'string') expect(send()).toEqual(first)
  else send()
  expect(JSON.stringify([desk.place(requestId), desk.connection.value('SELECT max(sequence) FROM audit')])).toBe(before)
}

test('law 6: of 10,000 races of two conflicting actions each has one winner and one clear answer', {
  timeout: 180_000,
}, async () => {
  turn('approved')
  const requestId = desk.make('payout-operations')
  let version = cardOf(desk, requestId, 'ops').row.version as number
  const people = [desk.as('ops'), desk.as('sen')] as const
  const given = { comment: 'race', documents: [], contentDigest: null, acknowledgeShortBalance: false }
  const wins = [0, 0]
  for (let race = 0; race < 10_000; race++) {
    const action = race % 2 === 0 ? 'hold' : 'release'
    const order = (race * 7919) % 3 === 0 ? [1, 0] : [0, 1]
    const answers = await Promise.allSettled(
      order.map((who) =>
        (people[who] as (typeof people)[0]).callQueued('requests.act', {
          requestId,
          expectedVersion: version,
          action,
          ...given,
        }),
      ),
    )
    const won = answers.flatMap((answer, at) => (answer.status === 'fulfilled' ? [at] : []))
    const lost = answers.find((answer) => answer.status === 'rejected')
    if (won.length !== 1 || !(lost?.reason instanceof Conflict) || !/WD-/.test(lost.reason.what))
      throw new Error(`race ${race}: ${won.length} winners, ${String(lost?.reason)}`)
    const winner = order[won[0] ?? 0] ?? 0
    wins[winner] = (wins[winner] ?? 0) + 1
    version++
  }
  expect(cardOf(desk, requestId, 'ops').row.version).toBe(version)
  expect(Math.min(...wins)).toBeGreaterThan(1_000)
})
