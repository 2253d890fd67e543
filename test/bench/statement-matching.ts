/**
 * Matching a million lines with the desk's own rules (load, match, write back in one commit) against what SQL does when a join on
 * a prepared reference is all there is, and one commit.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { addDays } from '../../src/contract/dates.ts'
import { isOurReference, referenceOf } from '../../src/main/engine/features/requests/instructions.ts'
import { planMatches } from '../../src/main/engine/features/statements/plan-rules.ts'
import {
  amountKey,
  type Guesses,
  type LineFacts,
  type Names,
  type Payment,
} from '../../src/main/engine/features/statements/rules.ts'
import { chance } from '../support/chance.ts'
import { type BenchOptions, exponent, figure, type Measured, median, medianRatio, timed } from './figure.ts'

const FIRST = '2025-01-01'
const DAYS = Array.from({ length: 400 }, (_, day) => addDays(FIRST, day))

/** 70 % name the payment cleanly, 15 % inside a text, 10 % by account and amount, 5 % are none of ours; `want` is the truth. */
function fill(db: Database.Database, size: number): Int32Array {
  const random = chance(31)
  const want = new Int32Array(size + 1)
  db.exec(`CREATE TABLE led (id INTEGER PRIMARY KEY, reference TEXT, account TEXT, cents INTEGER, day INTEGER, matched INTEGER);
    CREATE TABLE st (id INTEGER PRIMARY KEY, reference TEXT, text TEXT, account TEXT, named TEXT, cents INTEGER, day INTEGER, matched INTEGER)`)
  const led = db.prepare('INSERT INTO led VALUES (?, ?, ?, ?, ?, NULL)')
  const st = db.prepare('INSERT INTO st VALUES (?, ?, ?, ?, ?, ?, ?, NULL)')
  const order = Array.from({ length: size }, (_, index) => index + 1)
  for (let i = size - 1; i > 0; i -= 1) {
    const j = random.int(i + 1)
    const swap = order[i] as number
    order[i] = order[j] as number
    order[j] = swap
  }
  db.transaction(() => {
    const made: { reference: string; account: string; cents: number; day: number }[] = []
    for (let id = 1; id <= size; id += 1) {
      const one = {
        reference: referenceOf(id, id),
        account: `808${random.int(1e9)}`,
        cents: 100 + random.int(50_000_000),
        day: random.int(365),
      }
      made.push(one)
      led.run(id, one.reference, one.account, one.cents, one.day)
    }
    for (let id = 1; id <= size; id += 1) {
      const payment = order[id - 1] as number
      const { reference, account, cents, day } = made[payment - 1] as (typeof made)[number]
      const on = day + random.int(4)
      const kind = random.next()
      want[id] = kind < 0.95 ? payment : 0
      if (kind < 0.7) st.run(id, reference, '', '', reference, cents, on)
      else if (kind < 0.85)
        st.run(id, '', `payout ${reference.toLowerCase().replace('t', ' t')} thank you`, '', reference, cents, on)
      else if (kind < 0.95) st.run(id, '', 'payout', account, null, cents, on)
      else st.run(id, '', 'interest', '', null, 60_000_000 + random.int(1_000_000), on)
    }
  })()
  db.exec('CREATE UNIQUE INDEX led_reference ON led (reference); CREATE INDEX led_amount ON led (cents, day); ANALYZE')
  return want
}

/** One join on the prepared reference, one on amount and days where only one fits, one commit. */
function bySql(db: Database.Database): void {
  db.transaction(() => {
    db.exec(
      'UPDATE st SET matched = (SELECT l.id FROM led l WHERE l.reference = st.named AND l.cents = st.cents) WHERE named IS NOT NULL',
    )
    db.exec('UPDATE led SET matched = s.id FROM st s WHERE s.matched = led.id')
    db.exec(`UPDATE st SET matched = c.led FROM (SELECT s.id AS line, max(l.id) AS led, count(*) AS fits FROM st s JOIN led l ON l.cents = s.cents AND l.day BETWEEN s.day - 3 AND s.day
      WHERE s.matched IS NULL AND l.matched IS NULL GROUP BY s.id) c WHERE c.line = st.id AND c.fits = 1`)
    db.exec('UPDATE led SET matched = s.id FROM st s WHERE s.matched = led.id AND led.matched IS NULL')
  })()
}

const NONE: readonly string[] = []

/** The lines as the rules see them. */
function loadLines(db: Database.Database): LineFacts[] {
  const lines: LineFacts[] = []
  const rows = db.prepare('SELECT id, reference, text, account, cents, day FROM st').raw().iterate()
  for (const row of rows) {
    const [id, reference, text, account, cents, day] = row as [number, string, string, string, number, number]
    const date = DAYS[day] ?? null
    lines.push({
      id,
      bankAccountId: 1,
      direction: 'debit',
      amountMinor: cents,
      currency: 'HKD',
      bookingDate: date,
      valueDate: date,
      reversal: false,
      texts: reference === '' ? [text] : text === '' ? [reference] : [reference, text],
      uetrs: NONE,
      chequeNumber: null,
      counterpartAccount: account,
    })
  }
  return lines
}

/** The payments by the names that a line may give. */
function loadNames(db: Database.Database): Names {
  const byReference = new Map<string, Payment>()
  for (const row of db.prepare('SELECT id, reference, account, cents, day FROM led').raw().iterate()) {
    const [id, reference, account, cents, day] = row as [number, string, string, number, number]
    byReference.set(reference, {
      id,
      kind: 'wire',
      state: 'sent',
      amountMinor: cents,
      currency: 'HKD',
      reference,
      bankAccountId: 1,
      payeeAccount: account,
      sentOn: DAYS[day] ?? null,
    })
  }
  return { byReference, byUetr: new Map(), byCheque: new Map() }
}

/** The payments with the amounts of lines that name none. */
function guessesAmong(payments: Iterable<Payment>, lines: readonly LineFacts[]): Guesses {
  const asked = new Set(lines.map((line) => line.amountMinor))
  const byAmount = new Map<string, Payment[]>()
  for (const payment of payments) {
    if (!asked.has(payment.amountMinor)) continue
    const key = amountKey(payment)
    const list = byAmount.get(key)
    if (list) list.push(payment)
    else byAmount.set(key, [payment])
  }
  return { batches: [], byAmount, open: [] }
}

/** Rows that one statement changes; each is found by its id, in the order in which the table is kept. */
const MOST_PAIRS = 250

/** Writes which row goes with which: `partner[id]`, 0 for none. */
function writeBack(db: Database.Database, table: 'st' | 'led', partner: Int32Array): void {
  const statement = (pairs: number) =>
    db.prepare(
      `WITH pair (id, partner) AS (VALUES ${Array(pairs).fill('(?, ?)').join()}) UPDATE ${table} SET matched = pair.partner FROM pair WHERE ${table}.id = pair.id`,
    )
  const many = statement(MOST_PAIRS)
  const waiting: number[] = []
  for (let id = 1; id < partner.length; id += 1) {
    const other = partner[id] as number
    if (other === 0) continue
    waiting.push(id, other)
    if (waiting.length < 2 * MOST_PAIRS) continue
    many.run(waiting)
    waiting.length = 0
  }
  if (waiting.length > 0) statement(waiting.length / 2).run(waiting)
}

/** The desk's rules over everything at once. */
function byRules(db: Database.Database, size: number): void {
  const lines = loadLines(db)
  const names = loadNames(db)
  const guesses = (unnamed: readonly LineFacts[]) => guessesAmong(names.byReference.values(), unnamed)
  const planned = planMatches(lines, { names, guesses }, isOurReference)
  const paymentOf = new Int32Array(size + 1)
  const lineOf = new Int32Array(size + 1)
  for (const { line, candidate } of planned) {
    const [only] = candidate.payments
    if (!only) continue
    paymentOf[line.id] = only.id
    lineOf[only.id] = line.id
  }
  db.transaction(() => {
    writeBack(db, 'st', paymentOf)
    writeBack(db, 'led', lineOf)
  })()
}

type Verdict = { right: number; wrong: number; decidable: number }

function judge(db: Database.Database, want: Int32Array): Verdict {
  const verdict: Verdict = { right: 0, wrong: 0, decidable: 0 }
  for (const { id, matched } of db.prepare('SELECT id, matched FROM st').iterate() as Iterable<{
    id: number
    matched: number | null
  }>) {
    if (want[id] !== 0) verdict.decidable += 1
    if (matched === null) continue
    verdict[matched === want[id] ? 'right' : 'wrong'] += 1
  }
  return verdict
}

type Timing = { rules: number; sql: number; ratio: number; verdict: Verdict }

function measure(size: number, rounds: number): Timing {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-match-'))
  const db = new Database(join(folder, 'match.db'))
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -131072', 'temp_store = MEMORY'])
      db.pragma(pragma)
    const want = fill(db, size)
    const spent = { rules: [] as number[], sql: [] as number[] }
    let verdict: Verdict = { right: 0, wrong: 0, decidable: 0 }
    const clear = (): void => {
      db.exec('UPDATE st SET matched = NULL; UPDATE led SET matched = NULL')
      db.pragma('wal_checkpoint(TRUNCATE)')
    }
    for (let round = 0; round < rounds; round += 1) {
      spent.sql.push(timed(() => bySql(db)))
      clear()
      spent.rules.push(timed(() => byRules(db, size)))
      verdict = judge(db, want)
      clear()
    }
    return { rules: median(spent.rules), sql: median(spent.sql), ratio: medianRatio(spent.rules, spent.sql), verdict }
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export function statementMatching(options: BenchOptions): Measured {
  const [small, large] = options.quick ? [2_000, 20_000] : [100_000, 1_000_000]
  const few = measure(small, 5)
  const many = measure(large, 3)
  const { right, wrong, decidable } = many.verdict
  const share = right / decidable
  return {
    figures: [
      figure({
        name: 'match-vs-sql',
        value: many.ratio,
        unit: 'x',
        goal: 1.2,
        better: 'lower',
        note: `${large} lines loaded, matched by the desk's rules and written back against SQL joins on a prepared reference`,
      }),
      figure({
        name: 'match-growth',
        value: exponent(many.rules / few.rules, large / small),
        unit: '',
        goal: 1.3,
        better: 'lower',
        note: `growth exponent from ${small} to ${large} lines`,
      }),
      figure({
        name: 'match-wrong',
        value: wrong,
        unit: 'lines',
        goal: 0,
        better: 'lower',
        note: 'automatic matches that are wrong',
      }),
      figure({
        name: 'match-decided',
        value: share,
        unit: '',
        goal: 0.99,
        better: 'higher',
        note: `share of ${decidable} decidable lines that were matched`,
      }),
    ],
    context: [
      `matching: ${((many.rules * 1000) / large).toFixed(1)} µs per line by the rules, ${((many.sql * 1000) / large).toFixed(1)} µs by SQL`,
    ],
  }
}
