/** The parent's side of the kills: makes a ledger, starts the load, kills it, and looks at what is left. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { checkLedger } from '../../src/main/engine/audit/proof.ts'
import { Connection } from '../../src/main/engine/db/connection.ts'
import { completeRequest, makeCustomer, makeRequest } from '../support/cases.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { makeBankAccount } from '../support/payments.ts'
import { LOAD_PEOPLE, type LoadFacts } from './mixed-load.ts'
import type { Program } from './program-bundle.ts'

/** The longest time from the first acknowledgement to the kill. */
const ALIVE_MS = 250
const RICH = { equityMinor: 900_000_000_000, freeMarginMinor: 900_000_000_000 }

export type Lane = { path: string; facts: string }

/** A ledger with people, a bank account, customers who never run out of money, and payments that wait for their first batch. */
export function makeLane(folder: string, name: string, more: (desk: TestDesk) => void = () => undefined): Lane {
  const lane = { path: `${folder}/${name}.countersign`, facts: `${folder}/${name}.json` }
  const desk = testDesk({ path: lane.path, people: ['agent', ...LOAD_PEOPLE] })
  const customers = [1, 2, 3, 4].map(() => {
    const customer = makeCustomer(desk, { balanceMinor: RICH.equityMinor / 10, figures: RICH })
    for (const amountMinor of [1_100, 1_200])
      completeRequest(desk, makeRequest(desk, customer, { amountMinor }).requestId)
    const { currency: _, ...ids } = customer
    return ids
  })
  const bankAccountId = makeBankAccount(desk)
  const bankAccountNumber =
    desk.connection.value<string>('SELECT account_number FROM bank_accounts WHERE id = ?', bankAccountId) ?? ''
  more(desk)
  const secrets = Object.fromEntries(LOAD_PEOPLE.map((who) => [who, desk.secretOf(who)]))
  const bank = { bankAccountId, bankAccountNumber, bankOpeningMinor: 100_000_000 }
  const facts: LoadFacts = { password: desk.password, secrets, customers, ...bank }
  writeFileSync(lane.facts, JSON.stringify(facts))
  desk.close()
  return lane
}

/** Payments by cheque that wait for a leaf, all of one rich customer. */
export function chequePayments(desk: TestDesk, count: number): void {
  const customer = makeCustomer(desk, { balanceMinor: RICH.equityMinor / 10, figures: RICH })
  for (let index = 0; index < count; index++)
    completeRequest(desk, makeRequest(desk, customer, { amountMinor: 1_000 + index, method: 'cheque' }).requestId)
}

/** Loads on one ledger, one after the other. The next one is loaded while the last one works, so that a round is short. */
export class KillRounds {
  readonly #program: Program
  readonly #lane: Lane
  readonly #mode: string
  #next: ChildProcessWithoutNullStreams

  constructor(program: Program, lane: Lane, mode = '') {
    this.#program = program
    this.#lane = lane
    this.#mode = mode
    this.#next = this.#spawn()
  }

  #spawn(): ChildProcessWithoutNullStreams {
    const env = { ...process.env, COUNTERSIGN_RESOURCES: this.#program.resources }
    return spawn(process.execPath, [this.#program.path, this.#lane.path, this.#lane.facts, this.#mode], { env })
  }

  /** Lets the load work for a random while, kills it, and returns what it had acknowledged. */
  async killOnce(): Promise<string[]> {
    const child = this.#next
    let text = ''
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.stdout.on('data', (chunk) => {
      text += chunk
      timer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * ALIVE_MS)
    })
    const ended = new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
    child.stdin.write('go\n')
    this.#next = this.#spawn()
    const signal = await ended
    clearTimeout(timer)
    if (signal !== 'SIGKILL') throw new Error(`the load ended by itself: ${errors}`)
    // A line that was cut off by the kill was not received whole.
    return text.split('\n').slice(0, -1)
  }

  /** Ends the load that was started ahead. */
  end(): void {
    this.#next.kill('SIGKILL')
  }
}

/** Whatever one command does is all there or not there at all. Each query finds the rows that are half done. */
const WHOLE: readonly [what: string, sql: string][] = [
  [
    'is being sent without its payments',
    `SELECT id FROM requests r WHERE being_sent = 1 AND (SELECT count(*) FROM instructions i WHERE i.request_id = r.id AND i.state <> 'settled')
       <> (SELECT count(*) FROM request_transactions t WHERE t.request_id = r.id AND t.status = 'executing')`,
  ],
  [
    'is approved without its hold, or holds without being approved',
    `SELECT id FROM requests r WHERE closed_at IS NULL AND being_sent = 0
       AND (status = 'approvedByBackoffice') <> EXISTS (SELECT 1 FROM holds h WHERE h.request_id = r.id AND h.state = 'active')`,
  ],
  [
    'was completed without its journal',
    `SELECT request_id AS id FROM audit WHERE json_extract(record, '$.action') = 'request.complete'
       AND (SELECT count(*) FROM journals j WHERE j.request_id = audit.request_id AND j.kind = 'withdrawal.complete') <> 1`,
  ],
  [
    'is a batch whose payments do not stand as it does',
    `SELECT b.id FROM batches b JOIN batch_lines l ON l.batch_id = b.id AND l.live = 1 JOIN instructions i ON i.id = l.instruction_id
       WHERE (b.state IN ('open', 'cut', 'written', 'releasedOnce', 'released')) <> (i.state = 'inBatch')`,
  ],
  [
    'is a batch released without its file',
    `SELECT id FROM batches WHERE state IN ('releasedOnce', 'released', 'exported', 'settled') AND (file_id IS NULL OR file_sha256 IS NULL)`,
  ],
  [
    'is a settled payment without its line on a statement',
    `SELECT id FROM instructions i WHERE state = 'settled' AND NOT EXISTS (SELECT 1 FROM statement_links s WHERE s.instruction_id = i.id AND s.undone_at IS NULL)`,
  ],
  [
    'is a command without a trace in the audit log',
    `SELECT command_id AS id FROM commands WHERE command_id LIKE 'crash-%'
       EXCEPT SELECT json_extract(record, '$.commandId') FROM audit`,
  ],
  [
    'is an audit record without its command',
    `SELECT json_extract(record, '$.commandId') AS id FROM audit WHERE json_extract(record, '$.commandId') LIKE 'crash-%'
       EXCEPT SELECT command_id FROM commands`,
  ],
]

/** What is wrong with a ledger after a kill: lost acknowledgements, half-done work, and every finding of the proof. */
export function problemsOf(lane: Lane, acknowledged: readonly string[]): string[] {
  const connection = new Connection(lane.path)
  try {
    const kept = 'SELECT 1 FROM commands WHERE command_id = ?'
    const lost = acknowledged.filter((id) => connection.value(kept, id) === undefined)
    const half = WHOLE.flatMap(([what, sql]) =>
      connection.all<{ id: number | string }>(sql).map(({ id }) => `${id} ${what}`),
    )
    const findings = checkLedger(connection).findings.map((finding) => `${finding.place}: ${finding.message}`)
    return [...lost.map((id) => `lost ${id}`), ...half, ...findings]
  } finally {
    connection.close()
  }
}

/** How much of everything the load has left behind; shows that it was a mixed one. */
export function workDone(lane: Lane): Record<string, number> {
  const connection = new Connection(lane.path, { readOnly: true })
  const count = (sql: string) => connection.value<number>(`SELECT count(*) FROM ${sql}`) ?? 0
  const done = {
    requests: count('requests'),
    closed: count('requests WHERE closed_at IS NOT NULL'),
    batches: count("batches WHERE state NOT IN ('open', 'withdrawn')"),
    statements: count('statements'),
    settled: count("instructions WHERE state = 'settled'"),
  }
  connection.close()
  return done
}

export function removeLane({ path, facts }: Lane): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}.lease`, `${path}.holder`, facts])
    rmSync(file, { force: true })
}
