/** Counts that no noise of the machine can blur: pages written to the log and flushes to disk per withdrawal. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { COMMANDS_PER_LIFECYCLE, type CommandName, LifecycleDesk } from './lifecycle-desk.ts'

const WAL_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/** Pages appended to the log of a connection whose log was emptied before and is not checkpointed meanwhile. */
export function logPages(raw: Database.Database): number {
  const bytes = statSync(`${raw.name}-wal`).size
  const pageBytes = Number(raw.pragma('page_size', { simple: true }))
  return bytes === 0 ? 0 : (bytes - WAL_HEADER_BYTES) / (pageBytes + FRAME_HEADER_BYTES)
}

/** Empties the log, runs the work without checkpoints in between, and returns the pages that it wrote. */
export function pagesOf(raw: Database.Database, work: () => void): number {
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.pragma('wal_autocheckpoint = 0')
  try {
    work()
    return logPages(raw)
  } finally {
    raw.pragma('wal_autocheckpoint = 1000')
  }
}

/** Pages per lifecycle of a desk, and per command for the context line. */
export function lifecyclePages(desk: LifecycleDesk, lifecycles: number): { each: number; steps: string } {
  const { raw } = desk.desk.connection
  const perCommand = new Map<CommandName, number>()
  let before = 0
  desk.afterCommand = (command) => {
    const now = logPages(raw)
    perCommand.set(command, (perCommand.get(command) ?? 0) + now - before)
    before = now
  }
  const pages = pagesOf(raw, () => desk.run(lifecycles))
  desk.afterCommand = () => {}
  const steps = [...perCommand].map(([command, sum]) => `${command} ${(sum / lifecycles).toFixed(1)}`).join(', ')
  return { each: pages / lifecycles, steps }
}

/** What the child process of the flush count does. */
export function flushChild(lifecycles: number): void {
  const desk = new LifecycleDesk({ history: 0, customers: 50 })
  desk.run(lifecycles)
  desk.close()
}

/** Flushes per acknowledged command, from the system calls of two runs whose difference is the commands alone. */
export function flushesPerStep(options: BenchOptions): Figure {
  const about = { name: 'flushes-per-step', unit: 'flushes', goal: 1.05, better: 'lower' as const }
  const lifecycles = options.quick ? 20 : 200
  const none = tracedFlushes(0)
  const some = none === null ? null : tracedFlushes(lifecycles)
  if (none === null || some === null) {
    return figure({ ...about, value: null, note: 'not measured: strace is not on this machine or may not trace' })
  }
  const steps = lifecycles * COMMANDS_PER_LIFECYCLE
  const note = `strace: ${some - none} fdatasync and fsync for ${steps} commands, checkpoints included`
  return figure({ ...about, value: (some - none) / steps, note })
}

/** Counts fsync and fdatasync of a whole child process; null where strace is missing. */
function tracedFlushes(lifecycles: number): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-flushes-'))
  try {
    const counts = join(folder, 'counts.txt')
    const child = [process.execPath, join(import.meta.dirname, 'flush-child.ts'), String(lifecycles)]
    const trace = ['-f', '-c', '-o', counts, '-e', 'trace=fdatasync,fsync', ...child]
    const { status } = spawnSync('strace', trace, { stdio: 'ignore' })
    if (status !== 0) return null
    // Lines such as `100.00    0.010803          11       930           fdatasync`: calls in the fourth column.
    const rows = [
      ...readFileSync(counts, 'utf8').matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$/gm),
    ]
    return rows.reduce((sum, row) => sum + Number(row[1]), 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
