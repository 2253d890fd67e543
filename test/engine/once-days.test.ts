/**
 * Money leaves once: random days of a desk with restarts and crashes in the middle of a step, duplicate clicks, repeated, reordered and late
 * answers, tries after a failure by the desk and by people, channels that change. After every step: never two live payments for one leg, never
 * money both restored and paid, nothing sent twice, no order given to the bank twice, the books balanced. `ONCE_DAYS` raises the number of days; a failing day prints its seed and its steps.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resultTable } from '../support/bank-answers.ts'
import { BatchDay } from '../support/batch-day.ts'
import { actAs, approveTransactions, completeRequest, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type PersonName, seededRandom } from '../support/desk.ts'
import { makePayment, uploadFile } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

const DAYS = Number(process.env.ONCE_DAYS ?? 12)
/** The first seed: many days are looked at faster as several ledgers of some days each. */
const FROM = Number(process.env.ONCE_FROM ?? 1)
const STEPS = 16
/** Cents by which the simulator rejects, stays silent, answers late, twice, or contradicts itself. */
const CENTS = [0, 11, 12, 13, 14, 15, 16, 17]

let desk: ProfileDesk
let day: BatchDay
beforeAll(() => {
  desk = new ProfileDesk()
  desk.as('admin').call('settings.set', { key: 'transfers.bank', value: 'simulator', expectedVersion: 1 })
  day = new BatchDay(desk)
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

type Payment = { id: number; requestId: number; state: string; sentAt: number | null; endToEndId: string }
const payments = (): Payment[] =>
  desk.connection.all<Payment>(
    `SELECT id, request_id AS "requestId", state, sent_at AS "sentAt", end_to_end_id AS "endToEndId" FROM instructions ORDER BY id`,
  )

/** What a refusal or a conflict stops is stopped; anything else is a fault of the desk. */
function attempt(step: () => unknown): void {
  try {
    step()
  } catch (error) {
    if (!['Refusal', 'Conflict', 'InvalidInput'].includes((error as Error).name)) throw error
  }
}
async function attemptLater(step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!['Refusal', 'Conflict', 'InvalidInput'].includes((error as Error).name)) throw error
  }
}

class RandomDay {
  readonly #random: (bytes: number) => Uint8Array
  readonly steps: string[] = []
  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  pick(count: number): number {
    return ((this.#random(1)[0] ?? 0) * 256 + (this.#random(1)[0] ?? 0)) % count
  }

  of<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.pick(items.length)]
  }

  async step(): Promise<void> {
    const steps: [name: string, run: () => void | Promise<void>][] = [
      ['wire', () => void makePayment(desk, { amountMinor: 100_000 + this.pick(900) })],
      ['transfer', () => this.newTransfer()],
      ['runner', () => desk.engine.transferDue()],
      ['runner', () => desk.engine.transferDue()],
      ['batch', () => this.batch()],
      ['answer', () => this.answer()],
      ['answer', () => this.answer()],
      ['report', () => this.report()],
      ['retry', () => this.retry()],
      ['payout', () => this.payout()],
      ['desk tries again', () => this.deskTriesAgain()],
      ['desk tries again', () => this.deskTriesAgain()],
      ['decide', () => this.decide()],
      ['decide', () => this.decide()],
      ['crash', () => this.crash()],
      ['press twice', () => this.pressTwice()],
      ['export again', () => this.exportAgain()],
      ['restart', () => desk.restart()],
    ]
    const [name, run] = this.of(steps) as (typeof steps)[number]
    this.steps.push(name)
    await run()
  }

  newTransfer(): void {
    const amountMinor = 500_000 + 100 * this.pick(50) + (this.of(CENTS) ?? 0)
    const customer = makeCustomer(desk)
    const { destinationId } = desk.as('agent').call('customers.addDestination', {
      customerId: customer.customerId,
      details: { ...DETAILS, bankCode: '395', bankBic: '', accountNumber: `88${customer.customerId}` },
    })
    const { requestId } = makeRequest(desk, { ...customer, destinationId }, { amountMinor })
    const at = () => ({ requestId, expectedVersion: desk.as('bo').call('requests.get', { requestId }).row.version })
    const fact = { control: 'mandateOpen', state: 'holds', amountMinor: null, note: 'Seen', evidenceFileId: null }
    desk.as('bo').call('requests.recordControl', { ...at(), ...fact })
    desk.as('bo').call('requests.setChannel', { ...at(), channel: 'auto_bs', reason: '' })
    completeRequest(desk, requestId)
  }

  async batch(): Promise<void> {
    const waiting = payments().filter(({ state }) => state === 'waiting')
    const some = waiting.filter(() => this.pick(2) === 0).slice(0, 4)
    if (some.length === 0) return
    let batchId = 0
    attempt(() => {
      const valueDate = desk.as('bo2').call('desk.clock').today
      const instructions = some.map(({ id }) => id)
      batchId = desk
        .as('bo2')
        .call('batches.build', { bankAccountId: day.bankAccountId, valueDate, instructions }).batchId
    })
    if (batchId === 0) return
    const later = [
      () => day.cut(batchId),
      async () => day.release(batchId, 'signerA'),
      async () => day.release(batchId, 'signerB'),
      async () => day.export(batchId),
    ]
    for (const step of later.slice(0, 1 + this.pick(4))) await attemptLater(step)
  }

  /** One of some words about some payments, in any order, about sent ones and ended ones alike; now and then twice the same file. */
  answer(): void {
    const some = payments()
      .filter(() => this.pick(3) === 0)
      .slice(-6)
    const words = ['ACSP', 'RJCT', 'ACSC', 'PDNG', 'RJCT']
    const rows = some.map(({ endToEndId }) => [endToEndId, this.of(words) ?? 'ACSP'] as const)
    if (rows.length === 0) return
    const text = resultTable([...rows].reverse())
    for (let times = 1 + this.pick(2); times > 0; times--) {
      attempt(() => {
        const fileId = uploadFile(desk.as('bo2'), 'result.csv', text)
        desk.as('bo2').call('answers.take', { fileId, acceptFindings: 'taken in the test' })
      })
    }
  }

  report(): void {
    const one = this.of(payments().filter(({ state }) => state === 'sent' || state === 'unknown'))
    if (!one) return
    const version = desk.connection.value<number>('SELECT version FROM instructions WHERE id = ?', one.id)
    const evidenceFileId = uploadFile(desk.as('fin'), 'letter.txt', `about ${one.id}`)
    const result = this.pick(2) === 0 ? 'unknown' : 'failed'
    const input = { instructionId: one.id, expectedVersion: version, result, evidenceFileId, text: 'by telephone' }
    attempt(() => desk.as('fin').call('batches.recordResult', input))
  }

  /** After a failure another payment is added under the same request; it names the failed one. */
  retry(): void {
    const failed = this.of(payments().filter(({ state }) => state === 'failed'))
    if (!failed) return
    const { requestId } = failed
    attempt(() => {
      const card: Answer = desk.as('bo2').call('requests.get', { requestId })
      const last = card.transactions.find((one: Answer) => one.status === 'failed')
      desk.as('bo2').call('transactions.add', {
        requestId,
        expectedVersion: card.row.version,
        paymentType: 'wireTransfer',
        amountMinor: last.amountMinor,
        oct: false,
        details: last.details,
      })
      approveTransactions(desk, requestId, 'bo')
      actAs(desk, 'bo')(requestId, 'complete')
    })
  }

  /** An approved payout of the workflow in which the desk itself tries again. */
  payout(): void {
    attempt(() => {
      const requestId = desk.make('payout-operations', { amountMinor: 100_000 + this.pick(900) })
      desk.by('ops')(requestId, 'approve')
      desk.by('ops2')(requestId, 'process')
    })
  }

  /** Some time later, perhaps after the closing of the day. */
  deskTriesAgain(): void {
    const minutes = this.of([1, 31, 31, 24 * 60]) ?? 31
    desk.now += minutes * 60_000
    if (minutes > 60) desk.restart()
    desk.engine.retryDue()
    desk.engine.retryDue()
  }

  /** A person decides about a failed payment, twice with the same command and once more as seen before. */
  decide(): void {
    const { rows } = desk.as('sen').call('failures.list', { which: 'review', before: null })
    const row = this.of<Answer>(rows)
    if (!row) return
    const who: PersonName =
      row.state === 'held'
        ? 'comp'
        : desk.connection.value('SELECT profile FROM requests WHERE id = ?', row.requestId) === 'payout-operations'
          ? 'sen'
          : 'bo2'
    const { channels, destinations } = desk.as(who).call('failures.get', { instructionId: row.instructionId })
    const channel = this.of<Answer>(channels)?.candidate.channel ?? 'wire_transfer'
    const destinationId = this.of<Answer>(destinations)?.destinationId ?? 1
    const decisions: [string, Record<string, unknown>][] = [
      ['retry', {}],
      ['retry', {}],
      ['switchChannel', { channel }],
      ['switchChannel', { channel }],
      ['correct', { destinationId }],
      ['cancel', {}],
      ['hold', {}],
      ['name', { code: 'PROVIDER_ERROR' }],
    ]
    const [method, given] = row.state === 'held' ? (['release', {}] as const) : (this.of(decisions) ?? ['retry', {}])
    const commandId = `decide-${row.instructionId}-${row.version}-0001`
    const input = { instructionId: row.instructionId, expectedVersion: row.version, text: 'as agreed', ...given }
    attempt(() => desk.as(who).call(`failures.${method}`, { ...input, commandId }))
    attempt(() => desk.as(who).call(`failures.${method}`, { ...input, commandId }))
    attempt(() => desk.as('bo').call(`failures.${method}`, input))
    this.steps.push(method)
  }

  /** The desk stops at a random write of a step of its own, as a killed process would, and is opened again. */
  async crash(): Promise<void> {
    const [table, event] = this.of([
      ['simulated_orders', 'INSERT'],
      ['transfers', 'UPDATE'],
      ['transfers', 'INSERT'],
      ['instructions', 'UPDATE'],
      ['instructions', 'INSERT'],
      ['payment_failures', 'UPDATE'],
      ['payment_failures', 'INSERT'],
      ['journals', 'INSERT'],
      ['audit', 'INSERT'],
    ] as const) as readonly [string, string]
    const { raw } = desk.connection
    raw.exec(`CREATE TEMP TRIGGER killed BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'killed here'); END`)
    const killed = (error: unknown) => {
      if (!(error as Error).message.includes('killed here')) throw error
    }
    await desk.engine.transferDue().catch(killed)
    try {
      desk.engine.retryDue()
    } catch (error) {
      killed(error)
    }
    desk.restart()
  }

  /** The same command twice, and the same press by two windows. */
  pressTwice(): void {
    const { rows } = desk.as('bo2').call('transfers.list')
    const manual = this.of<Answer>(rows.filter((row: Answer) => row.state === 'manual'))
    if (!manual) return
    const { instructionId, version } = manual
    const input = { instructionId, expectedVersion: version, irreversible: true }
    const commandId = `once-${instructionId}-${version}-0001`
    attempt(() => desk.as('bo2').call('transfers.press', { ...input, commandId }))
    attempt(() => desk.as('bo2').call('transfers.press', { ...input, commandId }))
    attempt(() => desk.as('bo2').call('transfers.press', input))
  }

  exportAgain(): void {
    const batch = this.of(
      desk.connection.all<{ id: number }>("SELECT id FROM batches WHERE state IN ('released', 'exported', 'accepted')"),
    )
    if (batch) attempt(() => day.export(batch.id))
  }
}

/** Ten o'clock of the next day from Monday to Friday. */
function nextMorning(): void {
  const DAY_MS = 86_400_000
  desk.now = (Math.floor(desk.now / DAY_MS) + 1) * DAY_MS + 2 * 3_600_000
  while ([0, 6].includes(new Date(desk.now).getUTCDay())) desk.now += DAY_MS
  desk.restart()
}

const sentOnce = new Map<number, number>()

/** The laws, over the whole ledger. */
function holdLaws(): void {
  for (const { id, sentAt } of payments()) {
    const before = sentOnce.get(id)
    if (before !== undefined) expect(sentAt, `payment ${id} was sent twice`).toBe(before)
    else if (sentAt !== null) sentOnce.set(id, sentAt)
  }
  const count = (sql: string) => desk.connection.value<number>(sql)
  expect(
    count(`SELECT count(*) FROM (SELECT transaction_id FROM instructions WHERE state NOT IN ('failed', 'returned', 'withdrawn')
      GROUP BY transaction_id HAVING count(*) > 1)`),
    'two live payments for one leg',
  ).toBe(0)
  expect(
    count(`SELECT count(*) FROM requests r WHERE (SELECT count(*) FROM journals j WHERE j.request_id = r.id AND j.kind = 'payment.restored')
      <> (SELECT count(*) FROM instructions i WHERE i.request_id = r.id AND i.state IN ('failed', 'returned'))`),
    'money restored another number of times than payments failed',
  ).toBe(0)
  expect(
    count(`SELECT count(*) FROM requests r WHERE r.amount_minor < (SELECT coalesce(sum(i.amount_minor), 0) FROM instructions i
      WHERE i.request_id = r.id AND i.state NOT IN ('failed', 'returned', 'withdrawn'))`),
    'more on its way than was asked for',
  ).toBe(0)
  expect(
    count(`SELECT count(*) FROM requests r JOIN instructions i ON i.request_id = r.id WHERE r.closed_at IS NOT NULL AND r.status IN ('rejected', 'cancelled')
      AND i.state NOT IN ('failed', 'returned', 'withdrawn')`),
    'a request ended unpaid with a payment on its way',
  ).toBe(0)
  expect(
    count(`SELECT count(*) FROM simulated_orders o JOIN instructions i ON i.uetr = o.key WHERE i.sent_at IS NULL`),
    'the bank was given what the books do not know as sent',
  ).toBe(0)
  expect(
    count(
      `SELECT count(*) FROM instructions n JOIN instructions o ON o.id = n.replaces WHERE o.state NOT IN ('failed', 'returned', 'withdrawn')`,
    ),
    'a payment was replaced while it was alive',
  ).toBe(0)
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
}

it(`${DAYS} random days: money leaves once, comes back once, and the books balance`, {
  timeout: 60_000 + DAYS * 20_000,
}, async () => {
  for (let seed = FROM; seed < FROM + DAYS; seed++) {
    const random = new RandomDay(seed)
    if (seed > FROM) nextMorning()
    try {
      for (let step = 0; step < STEPS; step++) {
        await random.step()
        holdLaws()
      }
    } catch (error) {
      throw new Error(`day ${seed}: ${random.steps.join(', ')}`, { cause: error })
    }
  }
  const replaced = desk.connection.value<number>('SELECT count(*) FROM instructions WHERE replaces IS NOT NULL') ?? 0
  expect(replaced, 'no failed payment was tried again').toBeGreaterThan(0)
  // The days are worth something only if they reached every end.
  const states = new Set(payments().map(({ state }) => state))
  expect(sentOnce.size).toBeGreaterThan(0)
  for (const state of ['failed', 'unknown']) expect([...states]).toContain(state)
  const decided = desk.connection
    .all<{ resolution: string }>('SELECT DISTINCT resolution FROM payment_failures WHERE resolution IS NOT NULL')
    .map(({ resolution }) => resolution)
  expect(decided.length).toBeGreaterThan(0)
  if (DAYS >= 50)
    expect(decided.sort()).toEqual([
      'cancelled',
      'corrected',
      'elsewhere',
      'retried',
      'retriedAutomatically',
      'switched',
    ])
})
