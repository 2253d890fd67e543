/**
 * A desk that is killed at any moment loses nothing it acknowledged and leaves nothing half done: at least 200 kills, two ledgers
 * side by side. A control that acknowledges too early must be caught, or the harness proves nothing.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger } from '../../src/main/engine/audit/proof.ts'
import { Connection } from '../../src/main/engine/db/connection.ts'
import { makeCustomer } from '../support/cases.ts'
import { testDesk } from '../support/desk.ts'

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 200)
const CONTROL_ROUNDS = 20
const LANES = 2

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-kill-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Lane = { path: string; facts: string }

/** A ledger with people and customers who never run out of money. */
function makeLane(name: string): Lane {
  const path = join(folder, `${name}.countersign`)
  const desk = testDesk({ path, people: ['agent', 'cs', 'ret', 'bo'] })
  const figures = { equityMinor: 900_000_000_000, freeMarginMinor: 900_000_000_000 }
  const customers = [1, 2, 3, 4].map(() => {
    const { currency: _, ...ids } = makeCustomer(desk, { balanceMinor: 900_000_000_000, figures })
    return ids
  })
  const facts = join(folder, `${name}.json`)
  const secrets = Object.fromEntries((['cs', 'ret', 'bo'] as const).map((who) => [who, desk.secretOf(who)]))
  writeFileSync(facts, JSON.stringify({ password: desk.password, secrets, customers }))
  desk.engine.close()
  rmSync(desk.folder, { recursive: true, force: true })
  return { path, facts }
}

/** Starts the load, kills it a random while after its first acknowledgement, and returns what it had acknowledged. */
async function killOnce(lane: Lane, mode = ''): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load-child.ts'), lane.path, lane.facts, mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let errors = ''
  let timer: NodeJS.Timeout | undefined
  child.stderr.on('data', (chunk) => (errors += chunk))
  child.stdout.on('data', (chunk) => {
    text += chunk
    timer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * 250)
  })
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
  clearTimeout(timer)
  if (signal !== 'SIGKILL') throw new Error(`the load ended by itself: ${errors}`)
  // A line that was cut off by the kill was not received whole.
  return text.split('\n').slice(0, -1)
}

/** What is wrong with a ledger after a kill: lost acknowledgements and every finding of the proof. */
function problemsOf(lane: Lane, acknowledged: readonly string[]): string[] {
  const connection = new Connection(lane.path)
  try {
    const lost = acknowledged.filter(
      (id) => connection.value('SELECT 1 FROM commands WHERE command_id = ?', id) === undefined,
    )
    const halfDone = connection.all<{ id: number }>(
      `SELECT r.id FROM requests r WHERE r.being_sent = 1
       AND (SELECT count(*) FROM instructions i WHERE i.request_id = r.id) <> (SELECT count(*) FROM request_transactions t WHERE t.request_id = r.id AND t.status = 'executing')`,
    )
    return [
      ...lost.map((id) => `lost ${id}`),
      ...halfDone.map(({ id }) => `WD-${id} is half sent`),
      ...checkLedger(connection).findings.map((finding) => `${finding.place}: ${finding.message}`),
    ]
  } finally {
    connection.close()
  }
}

test(`${ROUNDS} kills lose no acknowledged command and leave the books in order`, { timeout: 1_500_000 }, async () => {
  const lanes = Array.from({ length: LANES }, (_, n) => makeLane(`lane-${n}`))
  const acknowledged = await Promise.all(
    lanes.map(async (lane) => {
      const all: string[] = []
      for (let round = 0; round < ROUNDS / LANES; round++) {
        all.push(...(await killOnce(lane)))
        expect(problemsOf(lane, all), `after kill ${round + 1}`).toEqual([])
      }
      return all.length
    }),
  )
  const total = acknowledged.reduce((sum, n) => sum + n, 0)
  console.log(`${ROUNDS} kills, ${total} acknowledged commands, none lost`)
  expect(total).toBeGreaterThan(ROUNDS * 3)
})

test('the control: acknowledging before the commit is caught', { timeout: 300_000 }, async () => {
  const lane = makeLane('control')
  const lost: string[] = []
  for (let round = 0; round < CONTROL_ROUNDS && lost.length === 0; round++) {
    lost.push(...problemsOf(lane, await killOnce(lane, '--ack-first')).filter((problem) => problem.startsWith('lost')))
  }
  expect(lost.length).toBeGreaterThan(0)
})
