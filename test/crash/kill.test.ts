/**
 * A desk that is killed at any moment loses nothing it acknowledged and leaves nothing half done; two ledgers side by side. A control that
 * acknowledges too early must be caught, or the harness proves nothing. (A killed process leaves its writes with the operating
 * system: this is about the order of answer and commit, not about power cuts.)
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KillRounds, type Lane, makeLane, problemsOf, workDone } from './kill-rounds.ts'
import { bundleProgram, type Program } from './program-bundle.ts'

/** `npm test` asks for 200. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 24)
const CONTROL_ROUNDS = 40
const LANES = 2

let folder: string
let program: Program
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-kill-'))
  program = await bundleProgram('load-child.ts')
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  program.remove()
})

/** Kills the loads of one ledger one after the other; what was acknowledged in every round must be there at the end too. */
async function killAgainAndAgain(lane: Lane, rounds: number): Promise<number> {
  const loads = new KillRounds(program, lane)
  const acknowledged: string[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      acknowledged.push(...(await loads.killOnce()))
      expect(problemsOf(lane, acknowledged), `after kill ${round}`).toEqual([])
    }
  } finally {
    loads.end()
  }
  return acknowledged.length
}

test(`${ROUNDS} kills lose no acknowledged command and leave nothing half done`, { timeout: 900_000 }, async () => {
  const lanes = Array.from({ length: LANES }, (_, n) => makeLane(folder, `lane-${n}`))
  const acknowledged = await Promise.all(lanes.map((lane) => killAgainAndAgain(lane, Math.ceil(ROUNDS / LANES))))
  expect(acknowledged.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(ROUNDS * 3)
  // A short run may end before the first statement comes.
  if (ROUNDS >= 100) for (const lane of lanes) expect(Math.min(...Object.values(workDone(lane)))).toBeGreaterThan(0)
})

test('the control: acknowledging before the commit is caught', { timeout: 300_000 }, async () => {
  const lane = makeLane(folder, 'control')
  const loads = new KillRounds(program, lane, '--ack-first')
  const lost: string[] = []
  for (let round = 0; round < CONTROL_ROUNDS && lost.length === 0; round++) {
    lost.push(...problemsOf(lane, await loads.killOnce()).filter((problem) => problem.startsWith('lost')))
  }
  loads.end()
  expect(lost.length).toBeGreaterThan(0)
})
