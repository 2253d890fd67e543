/** The cheque desk at work: numbers are taken, leaves answered for, signed, released, voided, listed for the bank. Chance decides what is next. */
import { businessDateOf } from '../../src/contract/dates.ts'
import type { Answer } from '../support/desk.ts'
import type { LoadParts, Step, Who } from './mixed-load.ts'

const TIME_ZONE = 'Asia/Hong_Kong'
const chance = (share: number): boolean => Math.random() < share
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

export class ChequeLoad {
  readonly #parts: LoadParts

  constructor(parts: LoadParts) {
    this.#parts = parts
  }

  next(): Step {
    const leaf = pick(
      this.#all("SELECT id FROM cheque_leaves WHERE state IN ('reserved', 'printed', 'signedOnce', 'signedTwice')"),
    )
    // New numbers while others are on their way, and always when none is.
    if (leaf === undefined || chance(0.2)) return this.#print() ?? this.#count()
    return chance(0.1) ? this.#answerRun() : this.#step(this.#read('cheques.leaf', { leafId: leaf }))
  }

  #all(sql: string): number[] {
    return this.#parts.engine.connection.all<{ id: number }>(sql).map(({ id }) => id)
  }

  #read(method: string, input: object, who: Who = 'bo2'): Answer {
    return this.#parts.engine.call(this.#parts.links[who], method, input)
  }

  #print(): Step | undefined {
    const waiting = this.#all(
      "SELECT id FROM instructions WHERE kind = 'cheque' AND state = 'waiting' ORDER BY id LIMIT 3",
    )
    if (waiting.length === 0) return undefined
    const chequeDate = businessDateOf(this.#parts.now(), TIME_ZONE)
    const [bookId] = this.#all('SELECT max(id) AS id FROM cheque_books')
    return { who: 'bo2', method: 'cheques.print', input: { bookId, chequeDate, instructions: waiting } }
  }

  #step(leaf: Answer): Step {
    const at = { leafId: leaf.leafId, expectedVersion: leaf.version }
    const void_ = { who: 'signerB' as const, method: 'cheques.void', input: { ...at, reason: 'load' } }
    const spoil = { who: 'bo2' as const, method: 'cheques.spoil', input: { ...at, reason: 'Paper jam' } }
    const sign = (who: Who): Step => ({ who, method: 'cheques.sign', input: { ...at, pdfSha256: leaf.pdfSha256 } })
    if (leaf.state === 'reserved') return chance(0.2) ? spoil : { who: 'bo2', method: 'cheques.confirm', input: at }
    if (leaf.state === 'printed') return chance(0.3) ? void_ : sign('signerA')
    if (leaf.state === 'signedOnce') return sign('signerB')
    return { who: 'signerA', method: 'cheques.release', input: { ...at, releasedTo: 'Lee Ka Yan' } }
  }

  /** All leaves of the oldest run that waits at once. */
  #answerRun(): Step {
    const [run] = this.#parts.engine.connection.all<{ id: number; version: number }>(
      "SELECT id, version FROM cheque_runs WHERE state <> 'answered' ORDER BY id LIMIT 1",
    )
    if (!run) return this.#count()
    const good = this.#all(
      `SELECT id FROM cheque_leaves WHERE run_id = ${run.id} AND state = 'reserved' ORDER BY number`,
    )
    return { who: 'bo2', method: 'cheques.confirmRun', input: { runId: run.id, expectedVersion: run.version, good } }
  }

  /** Nothing is left to print: the drawer is counted. */
  #count(): Step {
    const { expected } = this.#read('drawer.get', {})
    const lines = expected.map(({ bookId, expected: counted }: Answer) => ({ bookId, counted }))
    return { who: 'bo2', method: 'drawer.count', input: { lines, reason: '' } }
  }
}
