/**
 * A year of a bank whose truth is known: clean and typed-off references, twins, charges, returns, batches, cheques and lines that
 * are none of ours. What the desk settles by itself is never wrong; a matcher by exact amount alone is.
 */
import { expect, test } from 'vitest'
import { addDays } from '../../../src/contract/dates.ts'
import { isOurReference, referenceOf } from '../../../src/main/engine/features/requests/instructions.ts'
import { planMatches } from '../../../src/main/engine/features/statements/plan-rules.ts'
import {
  amountKey,
  type BatchFacts,
  chequeKey,
  daysBetween,
  type Evidence,
  type LineFacts,
  type Payment,
} from '../../../src/main/engine/features/statements/rules.ts'
import { type Chance, chance } from '../../support/chance.ts'

type TrueLine = { facts: LineFacts; truth: number[]; decidable: boolean }
type Year = {
  days: Map<string, TrueLine[]>
  payments: Map<number, Payment>
  cheques: Map<number, string>
  batches: BatchFacts[]
}

const PAYMENTS = 4_000
const FIRST = '2026-01-01'

function paymentOf(random: Chance, id: number): Payment {
  return {
    id,
    kind: random.next() < 0.15 ? 'cheque' : 'wire',
    state: 'sent',
    // Few amounts and few payees: twins on one day are common.
    amountMinor: 100 * random.pick([1_000, 2_500, 5_000, 10_000, 1_000 + random.int(90_000)]),
    currency: 'HKD',
    reference: referenceOf(1 + Math.floor(id / 2), id),
    bankAccountId: 1,
    payeeAccount: `808${100_000 + random.int(700)}`,
    sentOn: addDays(FIRST, Math.floor((id * 350) / PAYMENTS)),
  }
}

const wrongDigit = (random: Chance, text: string): string => {
  const at = 2 + random.int(text.length - 2)
  const digit = text[at] ?? '0'
  return /\d/.test(digit) ? text.slice(0, at) + ((Number(digit) + 1 + random.int(8)) % 10) + text.slice(at + 1) : text
}

function makeYear(seed: number): Year {
  const random = chance(seed)
  const year: Year = { days: new Map(), payments: new Map(), cheques: new Map(), batches: [] }
  let lineId = 0
  const put: Put = (date, over, known) => {
    const decidable = 'surely' in known
    const truth = 'surely' in known ? known.surely : known.maybe
    const facts: LineFacts = {
      id: ++lineId,
      bankAccountId: 1,
      direction: 'debit',
      amountMinor: 0,
      currency: 'HKD',
      bookingDate: date,
      valueDate: date,
      reversal: false,
      texts: [],
      uetrs: [],
      chequeNumber: null,
      counterpartAccount: '',
      ...over,
    }
    const day = year.days.get(date)
    if (day) day.push({ facts, truth, decidable })
    else year.days.set(date, [{ facts, truth, decidable }])
  }
  for (let id = 1; id <= PAYMENTS; id += 1) year.payments.set(id, paymentOf(random, id))
  for (const payment of year.payments.values()) {
    const { id, amountMinor, reference, payeeAccount, sentOn, kind } = payment
    const on = addDays(sentOn ?? FIRST, random.int(4))
    const debit = { amountMinor, counterpartAccount: random.next() < 0.5 ? payeeAccount : '' }
    const kindOf = random.next()
    if (kind === 'cheque') {
      year.cheques.set(id, String(100_000 + id))
      put(
        addDays(on, random.int(40)),
        { ...debit, chequeNumber: `000${100_000 + id}`, counterpartAccount: '' },
        { surely: [id] },
      )
    } else if (id % 40 < 4) {
      // Four neighbours of every forty leave as one batch: one debit.
      if (id % 40 === 3) putBatch(year, put, id)
    } else if (kindOf < 0.6) {
      const spelling = random.pick([
        reference,
        reference.toLowerCase(),
        reference.replace('T', ' T '),
        `PAYOUT ${reference} OK`,
      ])
      put(on, { ...debit, texts: [spelling] }, { surely: [id] })
    } else if (kindOf < 0.7) put(on, { ...debit, uetrs: [`u-${id}`] }, { surely: [id] })
    else if (kindOf < 0.78) put(on, { ...debit, texts: [wrongDigit(random, reference)] }, { maybe: [id] })
    else if (kindOf < 0.86) put(on, { ...debit, texts: ['TRANSFER'] }, { maybe: [id] })
    else if (kindOf < 0.91) put(on, { ...debit, amountMinor: amountMinor + 5_000, texts: [reference] }, { maybe: [] })
    else if (kindOf < 0.96) {
      put(on, { ...debit, texts: [reference] }, { surely: [id] })
      put(
        addDays(on, 1 + random.int(20)),
        { direction: 'credit', amountMinor, texts: [`RETURN ${reference}`] },
        { maybe: [] },
      )
    }
    // What a bank books besides, in amounts that payments have as well.
    if (random.next() < 0.1)
      put(on, { amountMinor: 100 * random.pick([1_000, 2_500, 5_000]), texts: ['CARD PURCHASE'] }, { maybe: [] })
    if (random.next() < 0.1) put(on, { direction: 'credit', amountMinor, texts: ['DEPOSIT'] }, { maybe: [] })
  }
  return year
}

/** `surely`: payments of a line that says enough; `maybe`: of one that does not. */
type Truth = { surely: number[] } | { maybe: number[] }
type Put = (date: string, over: Partial<LineFacts>, truth: Truth) => void

function putBatch(year: Year, put: Put, lastId: number): void {
  const ids = [lastId - 3, lastId - 2, lastId - 1, lastId].filter((id) => year.payments.get(id)?.kind === 'wire')
  const payments = ids.flatMap((id) => year.payments.get(id) ?? [])
  const day = payments.at(-1)?.sentOn
  if (day === undefined || day === null) return
  const batch = { id: lastId, messageId: `CS${day.replaceAll('-', '')}-${lastId}`, valueDate: day, payments }
  year.batches.push(batch)
  const amountMinor = payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
  put(day, { amountMinor, texts: [`BATCH ${batch.messageId}`] }, { surely: ids })
}

/** What the desk knows on a day: every payment that has left, in the state that the days before gave it. */
function evidenceOn(year: Year, date: string): Evidence {
  const left = [...year.payments.values()].filter(({ sentOn }) => sentOn !== null && sentOn <= date)
  const known = (payment: Payment): Payment => year.payments.get(payment.id) ?? payment
  return {
    byReference: new Map(left.map((payment) => [payment.reference, payment])),
    byUetr: new Map(left.map((payment) => [`u-${payment.id}`, payment])),
    byCheque: new Map(
      left.flatMap((payment) => {
        const number = year.cheques.get(payment.id)
        const state = payment.state === 'sent' ? 'released' : 'presented'
        return number === undefined ? [] : [[chequeKey(1, number), { number, state, payment }] as const]
      }),
    ),
    batches: year.batches
      .filter(({ valueDate }) => valueDate <= date)
      .map((batch) => ({ ...batch, payments: batch.payments.map(known) })),
    byAmount: Map.groupBy(
      left.filter(({ state }) => state === 'sent'),
      amountKey,
    ),
    open: [],
  }
}

type Score = { right: number; wrong: number; decidable: number; decided: number }

function runYear(seed: number): { own: Score; naive: Score } {
  const year = makeYear(seed)
  const own: Score = { right: 0, wrong: 0, decidable: 0, decided: 0 }
  const naive: Score = { right: 0, wrong: 0, decidable: 0, decided: 0 }
  const open = new Map(year.payments)
  for (const date of [...year.days.keys()].sort()) {
    const lines = year.days.get(date) ?? []
    const truthOf = new Map(lines.map(({ facts, truth, decidable }) => [facts.id, { truth, decidable }]))
    const evidence = evidenceOn(year, date)
    const planned = planMatches(
      lines.map(({ facts }) => facts),
      { names: evidence, guesses: () => evidence },
      isOurReference,
    )
    for (const { line, candidate } of planned) {
      const found = truthOf.get(line.id)
      const isRight = candidate.payments.map(({ id }) => id).join() === found?.truth.join()
      own[isRight ? 'right' : 'wrong'] += 1
      if (isRight && found?.decidable) own.decided += 1
      for (const payment of candidate.payments) year.payments.set(payment.id, { ...payment, state: 'settled' })
    }
    own.decidable += lines.filter(({ decidable }) => decidable).length
    matchNaively(lines, open, naive)
  }
  return { own, naive }
}

/** The only open payment of the exact amount that left within five days. */
function matchNaively(lines: readonly TrueLine[], open: Map<number, Payment>, score: Score): void {
  for (const { facts, truth } of lines) {
    if (facts.direction === 'credit') continue
    const fitting = [...open.values()].filter(({ amountMinor, sentOn }) => {
      const days = daysBetween(sentOn ?? '', facts.bookingDate ?? '')
      return amountMinor === facts.amountMinor && days >= 0 && days <= 5
    })
    const [only, another] = fitting
    if (!only || another) continue
    open.delete(only.id)
    score[truth.join() === String(only.id) ? 'right' : 'wrong'] += 1
  }
}

test('a year with known truth: nothing settles wrongly, and every line that says enough settles', () => {
  const { own, naive } = runYear(2026)
  const recall = own.decided / own.decidable
  process.stdout.write(
    `matching a year: ${own.right} right, ${own.wrong} wrong, ${(100 * recall).toFixed(2)} % of ${own.decidable} decidable lines; ` +
      `by exact amount alone: ${naive.right} right, ${naive.wrong} wrong\n`,
  )
  expect(own.wrong).toBe(0)
  expect(recall).toBeGreaterThanOrEqual(0.99)
  expect(own.right).toBeGreaterThan(naive.right)
  expect(naive.wrong).toBeGreaterThan(0)
})
