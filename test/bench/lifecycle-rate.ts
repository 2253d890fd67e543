/**
 * The seven commands of a withdrawal against their own rows as bare statements: the same rows into the same tables and indexes in
 * the same commits, prepared once, without triggers and foreign keys. The rows are noted while an equal desk does the work first;
 * at the end both ledgers must be equal row by row.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type BenchOptions, figure, type Measured, median, medianRatio, timed } from './figure.ts'
import { dropGuards } from './history.ts'
import { COMMANDS_PER_LIFECYCLE, LifecycleDesk } from './lifecycle-desk.ts'
import { bytesOf, captureWrites, differingTables, prepareWrites, type RowWrite } from './written-rows.ts'

type Sizes = { history: number; customers: number; rounds: number; perRound: number }

export function lifecycleRate(options: BenchOptions): Measured {
  const sizes = options.quick
    ? { history: 200, customers: 50, rounds: 3, perRound: 10 }
    : { history: 10_000, customers: 2_000, rounds: 17, perRound: 60 }
  const commits = noteCommits(sizes)
  const desk = new LifecycleDesk(sizes)
  const raw = openBare(desk)
  try {
    const writes = prepareWrites(raw, commits)
    const perRound = sizes.perRound * COMMANDS_PER_LIFECYCLE
    const engineMs: number[] = []
    const rawMs: number[] = []
    for (let round = 0; round < sizes.rounds; round++) {
      engineMs.push(desk.run(sizes.perRound))
      rawMs.push(timed(() => writes.slice(round * perRound, (round + 1) * perRound).forEach((write) => void write())))
    }
    const different = differingTables(raw, desk.desk.path)
    if (different.length > 0) throw new Error(`the bare rows differ from the engine's in ${different.join(', ')}`)
    return judged({ engineMs: engineMs.slice(2), rawMs: rawMs.slice(2), commits, perRound: sizes.perRound })
  } finally {
    raw.close()
    desk.close()
  }
}

/** The rows of every command, from an equal desk that does all of them first. */
function noteCommits(sizes: Sizes): RowWrite[][] {
  const desk = new LifecycleDesk(sizes)
  try {
    const capture = captureWrites(desk.desk.connection.raw)
    const commits: RowWrite[][] = []
    desk.afterCommand = () => void commits.push(capture.take())
    for (let round = 0; round < sizes.rounds; round++) desk.run(sizes.perRound)
    return commits
  } finally {
    desk.close()
  }
}

/** A copy of a desk's ledger as it is now, as durable, without guards. */
function openBare(desk: LifecycleDesk): Database.Database {
  const path = join(desk.desk.folder, 'bare.db')
  copyFileSync(desk.desk.path, path)
  const raw = new Database(path)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('cache_size = -65536')
  raw.pragma('temp_store = MEMORY')
  raw.pragma('foreign_keys = OFF')
  dropGuards(raw)
  return raw
}

type Rounds = { engineMs: number[]; rawMs: number[]; commits: RowWrite[][]; perRound: number }

function judged({ engineMs, rawMs, commits, perRound }: Rounds): Measured {
  const lifecycles = commits.length / COMMANDS_PER_LIFECYCLE
  const rows = commits.flat()
  const perSecond = (spentMs: number[]) => Math.round((perRound / median(spentMs)) * 1000)
  const bytes = Math.round(rows.reduce((sum, row) => sum + bytesOf(row), 0) / lifecycles)
  const updates = (rows.filter((row) => row.where !== null).length / lifecycles).toFixed(1)
  const rowsEach = (rows.length / lifecycles).toFixed(1)
  return {
    figures: [
      figure({
        name: 'lifecycle-vs-raw',
        value: medianRatio(rawMs, engineMs),
        unit: 'x',
        goal: 0.6,
        better: 'higher',
        note: `7 commands against the same ${rowsEach} rows (${updates} of them updates, ${bytes} bytes) in the same 7 commits as bare statements; both ledgers equal afterwards`,
      }),
    ],
    context: [`lifecycles: engine ${perSecond(engineMs)}/s, bare rows ${perSecond(rawMs)}/s`],
  }
}
