/**
 * The transition list of R1-59 (T01…T53) run through the engine, read from the rules and not from the profile: each listed
 * transition works for its performer, every other pair of place and action is refused, and so is every other person (R1-62).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approveTransactions, cardOf, type MadeCustomer, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'

const STATUS: Record<string, string> = {
  New: 'new',
  'Awaiting Docs': 'awaitingDocs',
  'Approved by CS': 'approvedByCs',
  'Approved by Retention': 'approvedByRetention',
  'Approved by Dealing': 'approvedByDealing',
  'Forwarded to Dealing': 'forwardedToDealing',
  'Forwarded to Backoffice': 'forwardedToBackoffice',
  'Approved by Backoffice': 'approvedByBackoffice',
  Completed: 'completed',
  'Partially Completed': 'partiallyCompleted',
  Rejected: 'rejected',
  Cancelled: 'cancelled',
  'Canceled by Client': 'canceledByClient',
}
const ACTION: Record<string, string> = {
  'Request Documents': 'requestDocuments',
  'Pass to Retention': 'passToRetention',
  'Pass to Dealing': 'passToDealing',
  'Pass to Backoffice': 'passToBackoffice',
  'Back to CS': 'backToCs',
  'Reject and Close': 'rejectAndClose',
  Reject: 'reject',
  'Cancel (customer retained)': 'cancelRetained',
  Approve: 'approve',
  Complete: 'complete',
  'Cancel in Client Area': 'cancelByClient',
}
const DEPARTMENT: Record<string, string> = {
  'Customer Support': 'customerSupport',
  Retention: 'retention',
  Dealing: 'dealing',
  Backoffice: 'backoffice',
}
const PERFORMER: Record<string, PersonName> = {
  CS: 'cs',
  Retention: 'ret',
  Dealing: 'deal',
  BO: 'bo',
  any: 'cs',
  Customer: 'cs',
}
const PEOPLE_OF: Record<string, PersonName> = {
  customerSupport: 'cs',
  retention: 'ret',
  dealing: 'deal',
  backoffice: 'bo',
}

type Row = {
  id: string
  from: string
  heldBy: string[]
  action: string
  to: string
  after: string | null
  who: PersonName
}

const ROWS: Row[] = readFileSync(join(import.meta.dirname, '../../docs/requirements/R1-department-review.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| T\d\d \|/.test(line))
  .map((line) => {
    const [id = '', from = '', held = '', action = '', to = '', after = '', who = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim())
    return {
      id,
      from: STATUS[from] ?? '',
      heldBy: held === 'any' ? Object.values(DEPARTMENT) : held.split(' or ').map((name) => DEPARTMENT[name] ?? ''),
      action,
      to: STATUS[to] ?? '',
      after: DEPARTMENT[after] ?? null,
      who: PERFORMER[who.split('/')[0]?.trim() ?? ''] ?? 'cs',
    }
  })

let desk: TestDesk
let customer: MadeCustomer
beforeAll(() => {
  desk = testDesk()
  customer = makeCustomer(desk, {
    balanceMinor: 900_000_000,
    figures: { equityMinor: 900_000_000, freeMarginMinor: 900_000_000 },
  })
})
afterAll(() => desk.close())

/** A request placed at a status and holder, ready for Approve and Complete. */
function placed(from: string, heldBy: string): Answer {
  const { requestId } = makeRequest(desk, customer, { amountMinor: 100_000 })
  desk.connection.run(
    "INSERT INTO request_reviews (request_id, recheck_documents, recheck_balance, recheck_call) VALUES (?, 'yes', 'yes', 'yes')",
    requestId,
  )
  if (from === 'approvedByBackoffice') {
    move(requestId, 'approvedByDealing', 'backoffice')
    perform('bo', requestId, 'approve')
    approveTransactions(desk, requestId)
  } else move(requestId, from, heldBy)
  return requestId
}

function move(requestId: number, status: string, department: string): void {
  desk.connection.run(
    'UPDATE requests SET status = ?, department = ?, version = version + 1 WHERE id = ?',
    status,
    department,
    requestId,
  )
}

function perform(who: PersonName, requestId: number, action: string): Answer {
  const { row, contentDigest } = cardOf(desk, requestId)
  const expectedVersion = row.version
  if (action.startsWith('Mass Edit')) {
    const department = action.endsWith('Dealing') ? 'dealing' : 'backoffice'
    return desk.as(who).call('requests.massEdit', { department, requests: [{ requestId, expectedVersion }] }).changed[0]
  }
  const given = { comment: 'because', documents: ['identity'], contentDigest, acknowledgeShortBalance: false }
  return desk.as(who).call('requests.act', { requestId, expectedVersion, action: ACTION[action] ?? action, ...given })
}

describe('T01–T53', () => {
  test('the rules list 53 transitions', () => expect(ROWS).toHaveLength(53))

  for (const row of ROWS.filter((r) => r.action !== 'Complete')) {
    for (const heldBy of row.heldBy.filter(
      (department) => row.from !== 'approvedByBackoffice' || department === 'backoffice',
    )) {
      test(`${row.id}: ${row.from} held by ${heldBy}, ${row.action} leads to ${row.to}`, () => {
        const requestId = placed(row.from, heldBy)
        expect(perform(row.who, requestId, row.action)).toMatchObject({ status: row.to, department: row.after })
        expect(cardOf(desk, requestId).row).toMatchObject({ status: row.to, department: row.after })
        const log = desk
          .as('auditor')
          .call('audit.list', { requestId, subject: '', actor: '', before: null, pageSize: 1 })
        expect(log.rows[0].changes).toContainEqual({ field: 'status', before: row.from, after: row.to })
      })
    }
  }

  test('T50, T51: Complete starts the payments; the status follows from what is paid', () => {
    const requestId = placed('approvedByBackoffice', 'backoffice')
    expect(perform('bo', requestId, 'Complete')).toMatchObject({ status: 'approvedByBackoffice' })
    expect(cardOf(desk, requestId).row.beingSent).toBe(true)
  })
})

describe('R1-62: whatever is not in the list is refused and changes nothing', () => {
  const places = [...new Set(ROWS.flatMap((row) => row.heldBy.map((heldBy) => `${row.from}/${heldBy}`)))].filter(
    (place) => !place.startsWith('approvedByBackoffice/') || place === 'approvedByBackoffice/backoffice',
  )
  for (const place of places) {
    test(`no other action from ${place}`, () => {
      const [from = '', heldBy = ''] = place.split('/')
      const requestId = placed(from, heldBy)
      const before = cardOf(desk, requestId).row
      for (const name of Object.keys(ACTION)) {
        const listed = ROWS.some((row) => row.from === from && row.heldBy.includes(heldBy) && row.action === name)
        if (listed) continue
        expect(() => perform(PEOPLE_OF[heldBy] ?? 'cs', requestId, name), `${name} from ${place}`).toThrow(
          'ACTION_NOT_OFFERED',
        )
      }
      expect(cardOf(desk, requestId).row).toEqual(before)
    })
  }

  for (const row of ROWS.filter(
    (r) =>
      ['cs', 'ret', 'deal', 'bo'].includes(r.who) &&
      !r.action.startsWith('Mass') &&
      r.action !== 'Cancel in Client Area',
  )) {
    test(`${row.id}: nobody of another department performs ${row.action}`, () => {
      const requestId = placed(row.from, row.heldBy[0] ?? '')
      for (const other of (['cs', 'ret', 'deal', 'bo'] as const).filter((who) => who !== row.who)) {
        expect(() => perform(other, requestId, row.action)).toThrow(/DEPARTMENT_DIFFERS|PERMISSION_MISSING/)
      }
    })
  }

  test('the numbered permission is needed too: a back-office person without Approve WD Request is refused', () => {
    const { operatorId, version } = desk
      .as('admin')
      .call('operators.list')
      .find((o: Answer) => o.userName === 'bo2')
    const change = {
      operatorId,
      expectedVersion: version,
      displayName: 'Ben Backoffice',
      department: 'backoffice',
      signingGroup: null,
      active: true,
    }
    desk.as('admin').call('operators.update', { ...change, roles: ['departmentReviewer'] })
    const requestId = placed('approvedByDealing', 'backoffice')
    expect(() => perform('bo2', requestId, 'Approve')).toThrow('PERMISSION_MISSING')
  })
})
