/** One step on many requests: judged before, acted on in transactions of fifty, one result per row, stopped in between, seen after a crash. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RESULTS } from '../../src/main/engine/features/selections/store.ts'
import { cardOf } from '../support/cases.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const asSeen = (who: PersonName, requestIds: readonly number[], action = 'approve'): Answer[] =>
  desk.as(who).call('selections.judge', { action, requestIds: [...requestIds] }).rows

const start = (who: PersonName, rows: readonly Answer[], given: Record<string, unknown> = {}): number =>
  desk.as(who).call('selections.start', {
    action: 'approve',
    comment: '',
    documents: [],
    reasonCode: null,
    requests: rows.map(({ requestId, version, contentDigest }) => ({
      requestId,
      expectedVersion: version,
      contentDigest,
    })),
    ...given,
  }).jobId

const turn = () => new Promise((resolve) => setImmediate(resolve))
async function ended(who: PersonName, jobId: number): Promise<Answer> {
  for (;;) {
    await turn()
    const job = desk.as(who).call('jobs.get', { jobId })
    if (job.state !== 'running') return job
  }
}
const outcomes = (who: PersonName, jobId: number): string[] =>
  desk
    .as(who)
    .call('selections.results', { jobId })
    .rows.map((row: Answer) => row.refusal?.code ?? row.status ?? row.outcome)

/** Another five of the profile, small enough for one approval. */
const five = () => Array.from({ length: 5 }, () => desk.make('payout-operations'))

test('the results of a run are found by their keys', () => {
  const plan = desk.connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${RESULTS}`, 1).map(({ detail }) => detail)
  expect(plan.filter((line) => /SCAN (j|q|c|r)\b/.test(line))).toEqual([])
})

describe('before anything is done', () => {
  test('each row says what would happen to it, with exactly what an approval would cover', () => {
    const good = desk.make('payout-operations')
    const large = desk.make('payout-operations', { amountMinor: 30_000_000 })
    const own = desk.make('payout-operations', { by: 'sen2' })
    const held = desk.make('payout-operations')
    desk.by('ops2')(held, 'hold')
    const rows = asSeen('ops', [good, large, held])
    expect(rows.map(({ to, blockedBy }) => to ?? blockedBy.code)).toEqual([
      'approved',
      'APPROVAL_NOT_YOURS',
      'ACTION_NOT_OFFERED',
    ])
    expect(asSeen('sen2', [own])[0].blockedBy.code).toBe('MAKER_CANNOT_APPROVE')
    const [first] = rows
    expect(first.contentDigest).toBe(cardOf(desk, good, 'ops').contentDigest)
    expect(first.destination).toContain('LEE KA YAN')
    expect(desk.place(good).status).toBe('pending')
  })
})

describe('the run', () => {
  test('R1-75: each row is judged on its own, by the person and the content on the screen (law 4, law 5)', async () => {
    const [good, changed, fraud, own, gone] = five() as [number, number, number, number, number]
    const made = desk.make('payout-operations', { by: 'sen2' })
    const rows = asSeen('sen2', [good, changed, fraud, made, gone])
    const forged = rows.map((row) => (row.requestId === fraud ? { ...row, contentDigest: 'a'.repeat(64) } : row))
    desk.by('ops2')(changed, 'hold')
    const jobId = start('sen2', forged)
    const job = await ended('sen2', jobId)
    expect(outcomes('sen2', jobId)).toEqual([
      'approved',
      'CONTENT_CHANGED',
      'CONTENT_CHANGED',
      'MAKER_CANNOT_APPROVE',
      'approved',
    ])
    expect(job).toMatchObject({ state: 'done', result: { done: 2, refused: 3 } })
    expect(desk.place(own).status).toBe('pending')
    const text = readFile(job.fileId)
    expect(text).toMatch(new RegExp(`WD-${made},.*refused,,Nobody approves what they made`))
  })

  test('the second factor is asked for once, for the whole, and by name of the action in the profile', async () => {
    const rows = asSeen('ops', five())
    const cold = desk.asWithoutStepUp('ops')
    const input = {
      action: 'approve',
      comment: '',
      documents: [],
      reasonCode: null,
      requests: rows.map(({ requestId, version, contentDigest }) => ({
        requestId,
        expectedVersion: version,
        contentDigest,
      })),
    }
    expect(() => cold.call('selections.start', input)).toThrow('STEP_UP_REQUIRED')
    const holding = { ...input, action: 'hold', comment: 'Asks for a call' }
    const { jobId } = cold.call('selections.start', holding)
    for (;;) {
      await turn()
      if (cold.call('jobs.get', { jobId }).state !== 'running') break
    }
    expect(rows.every(({ requestId }) => desk.place(requestId).status === 'held')).toBe(true)
  })

  test('120 rows run in three transactions; a stop in between leaves the rest as it was, and says so', async () => {
    const ids = Array.from({ length: 120 }, () => desk.make('payout-operations'))
    const rows = [...asSeen('ops', ids.slice(0, 100)), ...asSeen('ops', ids.slice(100))]
    const jobId = start('ops', rows)
    await turn()
    expect(desk.as('ops').call('jobs.get', { jobId })).toMatchObject({ state: 'running', done: 50, total: 120 })
    desk.as('ops').call('jobs.cancel', { jobId })
    const job = await ended('ops', jobId)
    expect(job).toMatchObject({ state: 'cancelled', result: { done: 50, refused: 0 } })
    const found = outcomes('ops', jobId)
    expect(found.filter((one) => one === 'approved')).toHaveLength(50)
    expect(found.slice(50).every((one) => one === 'waiting')).toBe(true)
    expect(ids.slice(50).every((id) => desk.place(id).status === 'pending')).toBe(true)
    // The rest can be taken up again: what is done already says so.
    const again = start('ops', rows)
    expect((await ended('ops', again)).result).toMatchObject({ done: 70, refused: 50 })
  })

  test('who is signed out meanwhile goes no further', async () => {
    const ids = Array.from({ length: 60 }, () => desk.make('payout-operations'))
    const rows = asSeen('ops2', ids)
    const jobId = start('ops2', rows)
    await turn()
    desk.as('ops2').call('session.signOut')
    await turn()
    await turn()
    const state = desk.connection.get<Answer>('SELECT state, result FROM jobs WHERE id = ?', jobId)
    expect(state).toMatchObject({ state: 'failed' })
    expect(ids.filter((id) => desk.place(id).status === 'approved')).toHaveLength(50)
  })

  test('law 11: a run that the end of the engine cut off is failed afterwards, with the rows that were reached', async () => {
    const ids = Array.from({ length: 60 }, () => desk.make('payout-operations'))
    const jobId = start('sen', asSeen('sen', ids))
    await turn()
    desk.restart()
    expect(desk.as('sen').call('jobs.get', { jobId })).toMatchObject({
      state: 'failed',
      result: { why: 'interrupted' },
    })
    const found = outcomes('sen', jobId)
    expect([found[0], found[49], found[50]]).toEqual(['approved', 'approved', 'waiting'])
  })

  test('the same command again begins nothing; another person’s run is nobody’s business', async () => {
    const rows = asSeen('sen', five())
    const input = {
      commandId: 'selection-of-five-0001',
      action: 'approve',
      comment: '',
      documents: [],
      reasonCode: null,
      requests: rows.map(({ requestId, version, contentDigest }) => ({
        requestId,
        expectedVersion: version,
        contentDigest,
      })),
    }
    const first = desk.as('sen').call('selections.start', input)
    await ended('sen', first.jobId)
    expect(desk.as('sen').call('selections.start', input)).toEqual(first)
    expect(() => desk.as('fm').call('selections.results', { jobId: first.jobId })).toThrow('NOT_FOUND')
    const twice = { ...input, commandId: 'selection-of-five-0002', requests: [input.requests[0], input.requests[0]] }
    expect(() => desk.as('sen').call('selections.start', twice)).toThrow('named twice')
  })
})

function readFile(fileId: number): string {
  const bytes = desk.connection.value<Uint8Array>(
    'SELECT c.bytes FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?',
    fileId,
  )
  return Buffer.from(bytes ?? new Uint8Array()).toString('utf8')
}
