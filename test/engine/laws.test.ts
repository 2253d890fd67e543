/**
 * The laws of money as properties, against a model of a few lines: journals are balanced, a customer is never overdrawn, a hold ends
 * once, a command has its effect once. Chance makes the sequences; a failing one is printed with its seed and shrunk.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger } from '../../src/main/engine/audit/proof.ts'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import { type OpenLedger, openLedger } from '../../src/main/engine/db/open.ts'
import { accountOf, endHold, type Hold, hold, post, reverse } from '../../src/main/engine/ledger/books.ts'
import { BooksModel } from '../support/books-model.ts'
import { actAs, cardOf, FIGURES, makeCustomer } from '../support/cases.ts'
import { type Answer, TEST_START, type TestDesk, testDesk } from '../support/desk.ts'

/** A sequence that fails is made shorter for so long, no longer. */
const SHRINK_MS = 20_000
const STAMP = { at: TEST_START, businessDate: '2026-11-20', operatorId: null }

type Operation =
  | { do: 'post'; lines: { account: number; amount: number }[]; balance: boolean }
  | { do: 'hold'; account: number; request: number; amount: number }
  | { do: 'endHold'; which: number; as: 'posted' | 'released' }
  | { do: 'reverse'; which: number }

const amount = fc.integer({ min: -1_500, max: 1_500 }).filter((n) => n !== 0)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      lines: fc.array(fc.record({ account: fc.nat(4), amount }), { minLength: 1, maxLength: 4 }),
      balance: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      account: fc.nat(1),
      request: fc.integer({ min: 1, max: 6 }),
      amount: fc.integer({ min: 1, max: 900 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('endHold' as const),
      which: fc.nat(2),
      as: fc.constantFrom('posted' as const, 'released' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat(9) }) },
)

describe('the books', () => {
  let folder: string
  let ledger: OpenLedger
  let connection: Connection
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-laws-'))
    ledger = openLedger(join(folder, 'l.countersign'), {
      resourcesDir: join(import.meta.dirname, '../../resources'),
      now: TEST_START,
    })
    connection = ledger.connection
  })
  afterAll(() => {
    ledger.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Two customers with 1,000 each, a bank, an account of the house in HKD and one in USD. */
  function openBooks(): BooksModel {
    const kinds = [
      ['customer', 1, 'HKD'],
      ['customer', 2, 'HKD'],
      ['bank', 1, 'HKD'],
      ['suspense', 0, 'HKD'],
      ['suspense', 0, 'USD'],
    ] as const
    const accounts = kinds.map(([kind, ownerId, currency]) => {
      const { id } = accountOf(connection, { kind, ownerId, currency, name: `${kind} ${ownerId} ${currency}` })
      return { id, customer: kind === 'customer', currency, balance: 0, held: 0 }
    })
    const model = new BooksModel(accounts)
    const [one, two, bank] = accounts.map(({ id }) => id) as [number, number, number]
    for (const customer of [one, two]) {
      const lines = [
        { accountId: bank, amountMinor: 1_000 },
        { accountId: customer, amountMinor: -1_000 },
      ]
      model.post(post(connection, { kind: 'opening', memo: '', postings: lines }, STAMP), lines)
    }
    return model
  }

  /** Does one operation in the books and in the model; both must agree on what comes of it. */
  function perform(model: BooksModel, op: Operation): string {
    if (op.do === 'post') {
      const postings = op.lines.map((line) => ({
        accountId: model.accounts[line.account]?.id ?? 0,
        amountMinor: line.amount,
      }))
      const rest = postings.reduce((sum, line) => sum + line.amountMinor, 0)
      if (op.balance && rest !== 0) postings.push({ accountId: model.accounts[3]?.id ?? 0, amountMinor: -rest })
      const expected = model.judgePost(postings)
      const id = attempt(expected, () => post(connection, { kind: 'any', memo: '', postings }, STAMP))
      if (id !== undefined) model.post(id, postings)
      return expected
    }
    if (op.do === 'hold') {
      const accountId = model.accounts[op.account]?.id ?? 0
      const about = { accountId, requestId: op.request, amountMinor: op.amount }
      const expected = model.judgeHold(accountId, op.request, op.amount)
      const id = attempt(expected, () => hold(connection, about, TEST_START))
      if (id !== undefined) model.hold({ id, account: accountId, request: op.request, amount: op.amount })
      return expected
    }
    if (op.do === 'endHold') {
      const one = model.holds[op.which]
      if (!one) return 'nothing'
      const expected = one.active ? 'ok' : 'HOLD_NOT_ACTIVE'
      const held = connection.get<Hold>(
        'SELECT id, account_id AS "accountId", request_id AS "requestId", amount_minor AS "amountMinor" FROM holds WHERE id = ?',
        one.id,
      ) as Hold
      attempt(expected, () => {
        endHold(connection, held, { as: op.as, postedMinor: op.as === 'posted' ? one.amount : 0, at: TEST_START })
        return 0
      })
      if (expected === 'ok') model.endHold(one)
      return expected
    }
    const journal = model.journals[op.which]
    if (!journal) return 'nothing'
    const mirror = journal.lines.map(({ accountId, amountMinor }) => ({ accountId, amountMinor: -amountMinor }))
    const expected = journal.reversed ? 'JOURNAL_ALREADY_REVERSED' : model.judgePost(mirror)
    const id = attempt(expected, () => reverse(connection, journal.id, { memo: 'back', stamp: STAMP }))
    if (id !== undefined) {
      model.post(id, mirror)
      journal.reversed = true
    }
    return expected
  }

  function attempt(expected: string, change: () => number): number | undefined {
    if (expected === 'ok') return connection.part(change)
    expect(() => connection.part(change)).toThrow(expected)
    return undefined
  }

  test('stay balanced, never overdrawn, as the model says, whatever is asked of them', () => {
    const outcomes = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(operation, { minLength: 20, maxLength: 60, size: 'max' }), (operations) => {
        connection.begin()
        try {
          const model = openBooks()
          for (const op of operations) {
            const outcome = perform(model, op)
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
            const kept = connection.all<{ id: number; balance: number; held: number }>(
              'SELECT id, balance_minor AS balance, held_minor AS held FROM ledger_accounts ORDER BY id',
            )
            expect(kept).toEqual(model.accounts.map(({ id, balance, held }) => ({ id, balance, held })))
            for (const { customer, balance, held } of model.accounts)
              if (customer) expect(balance + held).toBeLessThanOrEqual(0)
          }
          // The holds of this test belong to no request; everything else must prove itself.
          const findings = checkLedger(connection).findings.filter(({ code }) => code !== 'hold-unexplained')
          expect(findings).toEqual([])
        } finally {
          connection.rollback()
        }
      }),
      { numRuns: 150, seed: 20261120, interruptAfterTimeLimit: SHRINK_MS },
    )
    // The sequences must have come to every judgement, or they prove little.
    for (const outcome of [
      'ok',
      'BALANCE_TOO_SMALL',
      'must sum to zero',
      'at least two',
      'UNIQUE',
      'HOLD_NOT_ACTIVE',
      'ALREADY_REVERSED',
    ]) {
      const count = [...outcomes].reduce((sum, [name, n]) => sum + (name.includes(outcome) ? n : 0), 0)
      expect(count, outcome).toBeGreaterThan(20)
    }
  })
})

type Asked = { who: 'cs' | 'bo'; method: string; input: Record<string, unknown>; answer: Answer }
type Wish =
  | { do: 'request'; amount: number }
  | { do: 'next' | 'reject'; which: number }
  | { do: 'repeat' | 'alter' | 'borrow'; which: number }

const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('request' as const), amount: fc.integer({ min: 100, max: 70_000 }) }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('next' as const), which: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reject' as const), which: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('repeat' as const, 'alter' as const, 'borrow' as const),
      which: fc.nat(20),
    }),
  },
)

describe('a desk', () => {
  let desk: TestDesk
  beforeAll(() => {
    desk = testDesk({ people: ['agent', 'cs', 'ret', 'bo', 'fin'] })
    desk.as('admin').call('settings.set', { key: 'session.stepUpMinutes', value: 30, expectedVersion: 1 })
  })
  afterAll(() => desk.close())

  const size = () =>
    desk.connection.get(
      'SELECT (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM journals) AS journals, (SELECT count(*) FROM commands) AS commands, (SELECT sum(version) FROM requests) AS versions',
    )

  test('does everything once, holds what it approved and pays what it held', () => {
    const done = { completed: 0, refused: 0, repeated: 0 }
    fc.assert(
      fc.property(fc.array(wish, { minLength: 40, maxLength: 80, size: 'max' }), (wishes) => {
        const customer = makeCustomer(desk, {
          balanceMinor: 100_000,
          figures: { ...FIGURES, equityMinor: 9_000_000, freeMarginMinor: 9_000_000 },
        })
        const run = new DeskRun(desk, customer)
        for (const one of wishes) {
          if (one.do === 'request') run.request(one.amount)
          else if (one.do === 'next') run.next(one.which, done)
          else if (one.do === 'reject') run.reject(one.which)
          else if (run.asked.length > 0) {
            const before = size()
            run.again(one.do, run.asked[one.which % run.asked.length] as Asked)
            expect(size()).toEqual(before)
            done.repeated++
          }
          run.compare()
        }
      }),
      { numRuns: 15, seed: 20261121, interruptAfterTimeLimit: SHRINK_MS },
    )
    expect(Math.min(...Object.values(done)), JSON.stringify(done)).toBeGreaterThan(5)
    expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
    expect(desk.faults).toEqual([])
  })
})

/** One customer with 1,000.00 and a model of what is his: `balance` in the books, `held` for approved requests. */
class DeskRun {
  readonly #desk: TestDesk
  readonly #customer: ReturnType<typeof makeCustomer>
  readonly #requests: { id: number; amount: number; step: number }[] = []
  readonly asked: Asked[] = []
  #balance = 100_000
  #held = 0
  #commands = 0

  constructor(desk: TestDesk, customer: ReturnType<typeof makeCustomer>) {
    this.#desk = desk
    this.#customer = customer
  }

  #ask(who: Asked['who'], method: string, input: object): Answer {
    const full = {
      commandId: `laws-${this.#customer.customerId}-${String(++this.#commands).padStart(16, '0')}`,
      ...input,
    }
    const answer = this.#desk.as(who).call(method, full)
    this.asked.push({ who, method, input: full, answer })
    return answer
  }

  request(amountMinor: number): void {
    const { customerId, accountId, destinationId, currency } = this.#customer
    const about = { customerId, accountId, destinationId, currency, amountMinor }
    const { requestId } = this.#ask('cs', 'requests.create', {
      ...about,
      method: 'wireTransfer',
      priority: 'normal',
      reason: '',
      comment: 'c',
    })
    this.#requests.push({ id: requestId, amount: amountMinor, step: 0 })
  }

  /** The next step towards payment; approving more than is free must be refused. */
  next(which: number, done: { completed: number; refused: number }): void {
    const request = this.#requests[which]
    if (!request || request.step > 5) return
    const { row, contentDigest, transactions } = cardOf(this.#desk, request.id)
    const at = { requestId: request.id, expectedVersion: row.version }
    const act = (who: Asked['who'], action: string) => {
      const given = { comment: '', documents: [], contentDigest, acknowledgeShortBalance: true }
      return this.#ask(who, 'requests.act', { ...at, action, ...given })
    }
    if (request.step === 0) act('cs', 'passToRetention')
    if (request.step === 1) actAs(this.#desk, 'ret')(request.id, 'passToBackoffice')
    if (request.step === 2)
      this.#ask('bo', 'requests.answerRecheck', { ...at, answers: { documents: 'yes', balance: 'yes', call: 'yes' } })
    if (request.step === 3) {
      if (request.amount > this.#balance - this.#held) {
        expect(() => act('bo', 'approve')).toThrow('BALANCE_TOO_SMALL')
        done.refused++
        return
      }
      act('bo', 'approve')
      this.#held += request.amount
    }
    if (request.step === 4) {
      const drafts = transactions.map(({ transactionId, digest }: Answer) => ({ transactionId, digest }))
      this.#ask('bo', 'transactions.approve', { ...at, transactions: drafts })
    }
    if (request.step === 5) {
      act('bo', 'complete')
      this.#held -= request.amount
      this.#balance -= request.amount
      done.completed++
    }
    request.step++
  }

  /** A rejected request gives back what it held. */
  reject(which: number): void {
    const request = this.#requests[which]
    if (!request || request.step > 5 || request.step === 2 || request.step === 1) return
    if (request.step === 0) actAs(this.#desk, 'cs')(request.id, 'rejectAndClose', { comment: 'no' })
    else actAs(this.#desk, 'bo')(request.id, 'reject', { comment: 'no' })
    if (request.step > 3) this.#held -= request.amount
    request.step = 9
  }

  /** The same command again gives the same answer; another one under its id is refused. */
  again(how: 'repeat' | 'alter' | 'borrow', asked: Asked): void {
    const { who, method, input, answer } = asked
    if (how === 'repeat') expect(this.#desk.as(who).call(method, input)).toEqual(answer)
    else if (how === 'borrow')
      expect(() => this.#desk.as(who === 'bo' ? 'cs' : 'bo').call(method, input)).toThrow(
        /COMMAND_ID_REUSED|PERMISSION_MISSING/,
      )
    else {
      const other = 'comment' in input ? { ...input, comment: 'other' } : { ...input, expectedVersion: 99 }
      expect(() => this.#desk.as(who).call(method, other)).toThrow('COMMAND_ID_REUSED')
    }
  }

  compare(): void {
    const sql =
      'SELECT -balance_minor AS balance, held_minor AS held FROM ledger_accounts WHERE kind = ? AND owner_id = ?'
    const kept = this.#desk.connection.get(sql, 'customer', this.#customer.accountId)
    expect(kept).toEqual({ balance: this.#balance, held: this.#held })
  }
}
