/** Answers of banks through the router: what each level says, what it moves, and that money is given back once and never twice. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type ReportOptions, resultTable, statusReport } from '../support/bank-answers.ts'
import { BatchDay } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { lastSequence, type MadePayment, makePayment, promised, refusalOf, uploadFile } from '../support/payments.ts'

let desk: TestDesk
let day: BatchDay
let batchId: number
let payments: MadePayment[]
let card: Answer
beforeEach(async () => {
  desk = testDesk()
  day = new BatchDay(desk)
  ;({ batchId, payments } = await day.placed('exported', [
    makePayment(desk),
    makePayment(desk, { amountMinor: 99_995 }),
  ]))
  card = day.card(batchId)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

const upload = (text: string) => uploadFile(desk.as('bo2'), 'answer', text)
const preview = (text: string): Answer =>
  promised('answers.preview', desk.as('bo2').call('answers.preview', { fileId: upload(text) }))
const take = (text: string, acceptFindings = ''): Answer =>
  desk.as('bo2').call('answers.take', { fileId: upload(text), acceptFindings })
const report = (options: ReportOptions) => statusReport(card, options)
const reference = (index: number): string => card.instructions[index].endToEndId
const states = () => day.paymentStates(payments)
const held = (index: number): number =>
  desk.as('bo').call('requests.get', { requestId: payments[index]?.requestId }).heldMinor

describe('levels (the most specific one counts)', () => {
  test.each<[what: string, options: () => ReportOptions, effects: string[], states: string[], batch: string]>([
    ['the group accepts all', () => ({ group: 'ACSP' }), ['accepts', 'accepts'], ['sent', 'sent'], 'accepted'],
    [
      'technical validation is no acceptance',
      () => ({ group: 'ACTC' }),
      ['notes', 'notes'],
      ['sent', 'sent'],
      'exported',
    ],
    [
      'a rejected block rejects all its lines',
      () => ({ block: 'RJCT' }),
      ['fails', 'fails'],
      ['failed', 'failed'],
      'settled',
    ],
    ['a rejected message rejects all', () => ({ group: 'RJCT' }), ['fails', 'fails'], ['failed', 'failed'], 'settled'],
    [
      'a line speaks louder than its block',
      () => ({ block: 'ACSP', lines: { [reference(1)]: { status: 'RJCT', reason: 'AC01' } } }),
      ['accepts', 'fails'],
      ['sent', 'failed'],
      'accepted',
    ],
    [
      'a partly accepted block says nothing of a line that it does not list',
      () => ({ block: 'PART', lines: { [reference(0)]: { status: 'ACSP' } } }),
      ['accepts', 'notes'],
      ['sent', 'sent'],
      'exported',
    ],
    [
      'executed by the bank is not yet debited',
      () => ({ group: 'ACSC' }),
      ['accepts', 'accepts'],
      ['sent', 'sent'],
      'accepted',
    ],
  ])('%s', (_what, options, effects, expected, batch) => {
    const text = report(options())
    expect(preview(text).rows.map((row: Answer) => row.effect)).toEqual(effects)
    take(text)
    expect(states()).toEqual(expected)
    expect(day.card(batchId).row.state).toBe(batch)
  })

  it('an unknown code moves nothing and is for a person', () => {
    expect(preview(report({ group: 'XXXX' })).rows.map((row: Answer) => row.effect)).toEqual(['conflict', 'conflict'])
  })
})

describe('once and never backwards (law 3, law 7)', () => {
  it('the same file is taken once; a second rejection gives nothing back again', async () => {
    const text = report({ block: 'RJCT', id: 'R1' })
    expect(take(text)).toMatchObject({ answers: 2, failed: 2 })
    const before = held(0)
    expect(await refusalOf(() => take(text))).toMatchObject({ code: 'ANSWERS_ALREADY_TAKEN' })
    expect(take(report({ block: 'RJCT', id: 'R2' }))).toMatchObject({ failed: 0 })
    expect(held(0)).toBe(before)
  })

  it('a late acceptance of a failed payment is a conflict and moves nothing', () => {
    take(report({ block: 'RJCT', id: 'R1' }))
    expect(take(report({ group: 'ACSP', id: 'R2' }))).toMatchObject({ accepted: 0, conflicts: 2 })
    expect(states()).toEqual(['failed', 'failed'])
    const kept = promised('answers.of', desk.as('bo').call('answers.of', { instructionId: payments[0]?.instructionId }))
    expect(kept.map((one: Answer) => one.effect)).toEqual(['fails', 'conflict'])
  })

  it('an unknown outcome is known again when the bank accepts', () => {
    const [first] = card.instructions
    desk.as('fin').call('batches.recordResult', {
      instructionId: first.instructionId,
      expectedVersion: first.version,
      result: 'unknown',
      evidenceFileId: null,
      text: 'no answer',
    })
    expect(states()).toEqual(['unknown', 'sent'])
    take(report({ group: 'ACSP' }))
    expect(states()).toEqual(['sent', 'sent'])
  })

  it('an answer about a payment that has not left is a conflict', async () => {
    const { batchId: other } = await day.placed('released', [makePayment(desk)])
    const text = statusReport(day.card(other), { group: 'ACSP' })
    expect(preview(text).rows.map((row: Answer) => row.effect)).toEqual(['conflict'])
    take(text)
    expect(day.card(other).row.state).toBe('released')
  })
})

describe('whole or not at all (law 10)', () => {
  it('a strange message or payment is a finding that needs a word', async () => {
    const text = report({ messageId: 'CS-OTHER', group: 'ACSP' })
    expect(preview(text)).toMatchObject({ outcome: 'findings', rows: [] })
    expect(await refusalOf(() => take(text))).toMatchObject({ code: 'ANSWERS_FINDINGS_OPEN', figures: { count: 1 } })
    const stranger = report({ block: 'ACSP', lines: { WD9T9C01: { status: 'RJCT' } } })
    const said = preview(stranger).findings.map((finding: Answer) => finding.message)
    expect(said.join(' ')).toContain('1 of 1 listed payments')
  })

  it('a broken file is refused and changes nothing', async () => {
    const before = lastSequence(desk)
    for (const text of ['<Document', 'reference;status\nx', `${report({ group: 'ACSP' }).slice(0, -40)}`]) {
      expect((await refusalOf(() => take(text))).code).toMatch(/^ANSWERS_/)
    }
    expect(states()).toEqual(['sent', 'sent'])
    expect(desk.connection.value('SELECT count(*) FROM bank_answers')).toBe(0)
    expect(lastSequence(desk)).toBeGreaterThanOrEqual(before)
  })
})

describe('a result table', () => {
  it('is read by our references, in words or codes', () => {
    const text = resultTable([
      [reference(0), 'Accepted'],
      [reference(1), 'RJCT', 'AC04 account closed'],
    ])
    expect(preview(text)).toMatchObject({ format: 'result table', outcome: 'clean' })
    expect(take(text)).toEqual({ answers: 2, accepted: 1, failed: 1, conflicts: 0 })
    expect(states()).toEqual(['sent', 'failed'])
    expect(desk.connection.value('SELECT failure FROM instructions WHERE state = ?', 'failed')).toBe(
      'RJCT AC04 account closed',
    )
  })

  it('a payment that is listed twice is for a person; a word that nobody knows refuses the file', async () => {
    const twice = resultTable([
      [reference(0), 'Accepted'],
      [reference(0), 'Rejected'],
    ])
    expect(preview(twice).rows.map((row: Answer) => row.effect)).toEqual(['conflict', 'conflict'])
    expect(await refusalOf(() => take(resultTable([[reference(0), 'perhaps']])))).toMatchObject({
      code: 'ANSWERS_REFUSED',
    })
  })
})

it('mutated answers are clean, found or refused, never a crash and never half taken', () => {
  const runs = Number(process.env.ANSWER_MUTATIONS ?? 2_000)
  const texts = [
    report({
      block: 'PART',
      lines: { [reference(0)]: { status: 'ACSP' }, [reference(1)]: { status: 'RJCT', reason: 'AC01' } },
    }),
    resultTable([
      [reference(0), 'Accepted'],
      [reference(1), 'Rejected', 'AC04'],
    ]),
  ]
  const person = desk.as('bo2')
  const { readAnswers } = MODULES
  const before = desk.connection.value('SELECT max(sequence) FROM audit')
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
          cut: fc.nat(12),
          put: fc.string({ maxLength: 6 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      (text, edits) => {
        const mutated = edits.reduce((now, { at, cut, put }) => {
          const place = Math.floor(at * now.length)
          return now.slice(0, place) + put + now.slice(place + cut)
        }, text)
        const read = readAnswers(Buffer.from(mutated))
        seen.add(read)
      },
    ),
    { numRuns: runs },
  )
  expect([...seen].sort()).toEqual(['findings-or-clean', 'refused'])
  expect(person).toBeDefined()
  expect(desk.connection.value('SELECT max(sequence) FROM audit')).toBe(before)
})

import { readResults } from '../../src/main/engine/formats/bank-results/read-results.ts'
import { readStatusReport } from '../../src/main/engine/formats/pain002/read-report.ts'

/** Both readers as the engine chooses between them. */
const MODULES = {
  readAnswers(bytes: Uint8Array): string {
    if (new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().startsWith('<')) {
      return readStatusReport(bytes).outcome === 'refused' ? 'refused' : 'findings-or-clean'
    }
    return readResults(bytes).ok ? 'findings-or-clean' : 'refused'
  },
}
