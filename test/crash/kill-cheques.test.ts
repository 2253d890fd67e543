/**
 * The cheque desk killed at any moment: no number is used twice, none is lost, the drawer holds what the register expects, and every
 * number that was taken and not answered for stands as a question of its run (law 11).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Connection } from '../../src/main/engine/db/connection.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { chequePayments, KillRounds, type Lane, makeLane, problemsOf } from './kill-rounds.ts'
import { bundleProgram, type Program } from './program-bundle.ts'

const ROUNDS = 12
const LEAVES = 400

let folder: string
let program: Program
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-kill-cheques-'))
  program = await bundleProgram('load-child.ts')
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  program.remove()
})

/** The first number of the book of ten that every cheque desk begins with, and of the one that the load uses up. */
const FIRST = ['000101', '000201']

/** Each query finds the leaves of which something is wrong. */
const WRONG: readonly [what: string, sql: string][] = [
  [
    'was taken more than once',
    `SELECT l.number AS what FROM cheque_leaves l WHERE (SELECT count(*) FROM cheque_leaf_records n JOIN audit a ON a.sequence = n.sequence
       WHERE n.leaf_id = l.id AND json_extract(a.record, '$.action') = 'cheque.print') > 1`,
  ],
  [
    'is blank and was taken, or was taken without a record',
    `SELECT l.number AS what FROM cheque_leaves l WHERE (l.instruction_id IS NULL) = EXISTS (
       SELECT 1 FROM cheque_leaf_records n JOIN audit a ON a.sequence = n.sequence
       WHERE n.leaf_id = l.id AND json_extract(a.record, '$.action') = 'cheque.print')`,
  ],
  [
    'is taken and is no question of its run',
    `SELECT l.number AS what FROM cheque_leaves l LEFT JOIN cheque_runs r ON r.id = l.run_id
       WHERE l.state = 'reserved' AND (r.id IS NULL OR r.state = 'answered')`,
  ],
  [
    'is a run that asks for nothing',
    `SELECT r.id AS what FROM cheque_runs r WHERE r.state <> 'answered'
       AND NOT EXISTS (SELECT 1 FROM cheque_leaves l WHERE l.run_id = r.id AND l.state = 'reserved')`,
  ],
  [
    'is a run without all of its leaves or its file',
    `SELECT r.id AS what FROM cheque_runs r WHERE r.leaves <> (SELECT count(*) FROM cheque_leaves l WHERE l.run_id = r.id)
       OR NOT EXISTS (SELECT 1 FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = r.file_id)`,
  ],
  [
    'is a payment on no leaf, or on two',
    `SELECT i.id AS what FROM instructions i WHERE i.kind = 'cheque' AND (i.state IN ('onLeaf', 'sent')) <> (
       (SELECT count(*) FROM cheque_leaves l WHERE l.instruction_id = i.id AND l.state NOT IN ('spoiled', 'void', 'destroyed')) = 1)`,
  ],
  [
    'left with fewer than two signatures, or its payment is not sent',
    `SELECT l.number AS what FROM cheque_leaves l JOIN instructions i ON i.id = l.instruction_id
       WHERE (l.state = 'released') <> (i.state = 'sent' AND l.state NOT IN ('spoiled', 'void'))
         OR (l.state = 'released' AND (SELECT count(DISTINCT operator_id) FROM cheque_signatures s WHERE s.leaf_id = l.id) <> 2)`,
  ],
]

function wrongIn({ path }: Lane): string[] {
  const connection = new Connection(path)
  try {
    const numbers = connection.all<{ number: string }>('SELECT number FROM cheque_leaves ORDER BY number')
    const due = FIRST.flatMap((first, book) =>
      Array.from({ length: book === 0 ? 10 : LEAVES }, (_, index) => String(Number(first) + index).padStart(6, '0')),
    )
    const found = WRONG.flatMap(([what, sql]) =>
      connection.all<{ what: string | number }>(sql).map(({ what: which }) => `${which} ${what}`),
    )
    const lost = due.filter((number, index) => numbers[index]?.number !== number)
    return [...lost.map((number) => `${number} is lost`), ...found]
  } finally {
    connection.close()
  }
}

/** How many leaves stand where. */
function statesOf({ path }: Lane): Record<string, number> {
  const connection = new Connection(path, { readOnly: true })
  const rows = connection.all<{ state: string; count: number }>(
    'SELECT state, count(*) AS count FROM cheque_leaves GROUP BY state',
  )
  connection.close()
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** What the drawer is counted against: the leaves that were never taken and never burnt. */
function drawerOf({ path }: Lane): number {
  const connection = new Connection(path, { readOnly: true })
  const used = connection.value<number>(
    `SELECT count(DISTINCT n.leaf_id) FROM cheque_leaf_records n JOIN audit a ON a.sequence = n.sequence
     WHERE json_extract(a.record, '$.action') IN ('cheque.print', 'cheque.spoil')`,
  )
  connection.close()
  return 10 + LEAVES - (used ?? 0)
}

test(`${ROUNDS} kills of the cheque desk: numbers once, none lost, questions that stay`, {
  timeout: 300_000,
}, async () => {
  const lane = makeLane(folder, 'cheques', (desk) => {
    const cheques = new ChequeDesk(desk)
    cheques.addBook(FIRST[1] ?? '', LEAVES)
    chequePayments(desk, 60)
  })
  const loads = new KillRounds(program, lane, '--cheques')
  const acknowledged: string[] = []
  let questions = 0
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      acknowledged.push(...(await loads.killOnce()))
      expect([...problemsOf(lane, acknowledged), ...wrongIn(lane)], `after kill ${round}`).toEqual([])
      const states = statesOf(lane)
      expect(states.blank).toBe(drawerOf(lane))
      questions += states.reserved ?? 0
    }
  } finally {
    loads.end()
  }
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 3)
  // Numbers that nobody had answered for were there after kills, and some leaves went all the way.
  expect(questions).toBeGreaterThan(0)
  expect(statesOf(lane).released ?? 0).toBeGreaterThan(0)
})
