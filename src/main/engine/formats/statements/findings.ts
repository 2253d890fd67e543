/**
 * Collects what a reader has to tell about a file and carries the one way a reader gives up.
 * A damaged file could produce a finding per line, so the list is capped and says how many more there were.
 */
import { STATEMENT_LIMITS } from './limits.ts'
import type { Finding, Statement, StatementFile } from './model.ts'

/** Findings kept per file; further ones are counted. */
const MAX_FINDINGS = 500

/** Ends the reading of a file; the caller turns it into the outcome `refused`. */
export class Refusal extends Error {
  readonly finding: Finding
  constructor(code: string, place: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.finding = { code, place, message, severity: 'refusal' }
  }
}

/** A growing list of findings. */
export class Findings {
  private readonly kept: Finding[] = []
  private left = 0

  add(code: string, place: string, message: string): void {
    if (this.kept.length < MAX_FINDINGS) this.kept.push({ code, place, message, severity: 'finding' })
    else this.left += 1
  }

  /** Takes over what another list holds. */
  take(other: Findings): void {
    for (const { code, place, message } of other.kept) this.add(code, place, message)
    this.left += other.left
  }

  list(): Finding[] {
    if (this.left === 0) return [...this.kept]
    const message = `There are ${this.left} further findings. The file is badly damaged: ask the bank for a new one.`
    return [...this.kept, { code: 'more-findings', place: 'file', message, severity: 'finding' }]
  }
}

/** The answer for a file that was read: clean when there is nothing to tell. */
export function fileResult(format: string, statements: Statement[], findings: Findings): StatementFile {
  const list = findings.list()
  return { outcome: list.length === 0 ? 'clean' : 'findings', format, findings: list, statements }
}

/** The answer for a file of which nothing may be used. */
export function refusedFile(format: string, refusal: Finding, others: Finding[] = []): StatementFile {
  return { outcome: 'refused', format, findings: [refusal, ...others], statements: [] }
}

/** The refusal of a file with more entries than the desk reads at once. */
export function tooManyEntries(line: number, limit: number = STATEMENT_LIMITS.entries): Refusal {
  const message = `The file holds more than ${limit} entries. Ask the bank for shorter periods.`
  return new Refusal('too-many-entries', `line ${line}`, message)
}
