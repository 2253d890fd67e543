/**
 * The steps of each profile against their own rows as bare statements: the same rows into the same tables and indexes in the same commits,
 * prepared once, without triggers and foreign keys. An equal desk does the work first while the rows are noted; at the end both ledgers
 * must be equal row by row.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { PROFILES, type ProfileName } from '../support/profile-names.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, ms, timed, wants } from './figure.ts'
import { dropGuards } from './history.ts'
import { TransitionDesk } from './transition-desk.ts'
import { captureWrites, differingTables, prepareWrites, type RowWrite } from './written-rows.ts'

export const transitionFigure = (profile: ProfileName): string => `transition-vs-raw-${profile}`

/** Rounds in which the program is still being compiled. */
const WARM_UP = 6
type Sizes = { rounds: number; perRound: number }
/** The rows of one step, which count, or of everything between two steps, which do not. */
type Piece = { counts: boolean; rows: RowWrite[] }

export function transitionRate(options: BenchOptions): Measured {
  const sizes = options.quick ? { rounds: 8, perRound: 3 } : { rounds: 20, perRound: 40 }
  const done = PROFILES.filter((profile) => wants(options, transitionFigure(profile))).map((profile) =>
    measured(profile, sizes),
  )
  return { figures: done.flatMap(({ figures }) => figures), context: done.flatMap(({ context }) => context) }
}

function measured(profile: ProfileName, { rounds, perRound }: Sizes): Measured {
  const about = { profile, customers: rounds * perRound }
  const noted = noteRounds(about, { rounds, perRound })
  const desk = new TransitionDesk(about)
  const raw = openBare(desk)
  try {
    const writes = prepareWrites(
      raw,
      noted.flat().map(({ rows }) => rows),
    )
    const spent = { engine: [] as number[], raw: [] as number[] }
    let at = 0
    for (const pieces of noted) {
      spent.engine.push(desk.run(perRound))
      let rawMs = 0
      for (const { counts } of pieces) {
        const write = writes[at++] as () => void
        const took = timed(write)
        if (counts) rawMs += took
      }
      spent.raw.push(rawMs)
    }
    const different = differingTables(raw, desk.path)
    if (different.length > 0) throw new Error(`the bare rows differ from the engine's in ${different.join(', ')}`)
    return judged(profile, {
      spent: { engine: spent.engine.slice(WARM_UP), raw: spent.raw.slice(WARM_UP) },
      noted,
      perRound,
    })
  } finally {
    raw.close()
    desk.close()
  }
}

function noteRounds(about: { profile: ProfileName; customers: number }, { rounds, perRound }: Sizes): Piece[][] {
  const desk = new TransitionDesk(about)
  try {
    const capture = captureWrites(desk.connection.raw)
    return Array.from({ length: rounds }, () => {
      const pieces: Piece[] = []
      desk.aroundStep = (when) => void pieces.push({ counts: when === 'after', rows: capture.take() })
      desk.run(perRound)
      return pieces
    })
  } finally {
    desk.close()
  }
}

/** A copy of a desk's ledger as it is now, as durable, without guards. */
function openBare(desk: TransitionDesk): Database.Database {
  const path = join(desk.folder, 'bare.db')
  copyFileSync(desk.path, path)
  const raw = new Database(path)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536', 'temp_store = MEMORY'])
    raw.pragma(pragma)
  raw.pragma('foreign_keys = OFF')
  dropGuards(raw)
  return raw
}

type Rounds = { spent: { engine: number[]; raw: number[] }; noted: Piece[][]; perRound: number }

function judged(profile: ProfileName, { spent, noted, perRound }: Rounds): Measured {
  const steps = noted.flat().filter(({ counts }) => counts)
  const rows = steps.reduce((sum, step) => sum + step.rows.length, 0) / steps.length
  const each = (spentMs: number[]) => median(spentMs) / (steps.length / noted.length)
  return {
    figures: [
      figure({
        name: transitionFigure(profile),
        value: medianRatio(spent.raw, spent.engine),
        unit: 'x',
        goal: 0.6,
        better: 'higher',
        note: `${steps.length / noted.length / perRound} steps to the payment, ${rows.toFixed(1)} rows each, against these rows in the same commits as bare statements; both ledgers equal afterwards`,
      }),
    ],
    context: [`${profile}: a step ${ms(each(spent.engine))}, its bare rows ${ms(each(spent.raw))}`],
  }
}
