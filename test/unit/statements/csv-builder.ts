/**
 * Small CSV statements for the tests, and what a result says.
 */
import { expect } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

export function read(lines: string[]): StatementFile {
  return inspectStatement(bytesOf(`${lines.join('\n')}\n`))
}

export function only(file: StatementFile): Statement {
  expect(file.findings.map((finding) => finding.message).join('\n'), 'refused').not.toMatch(/^The file is no camt/)
  expect(file.outcome).toBe('findings')
  expect(file.statements).toHaveLength(1)
  return file.statements[0] as Statement
}

/** What every proposed CSV file is told, so that a test names only what is special. */
const ALWAYS = ['csv-profile-proposed', 'completeness-not-provable']

export function codes(file: StatementFile): string[] {
  return file.findings.map((finding) => finding.code).filter((code) => !ALWAYS.includes(code))
}

export function signed(file: StatementFile): (number | null)[] {
  return only(file).entries.map((entry) =>
    entry.amountMinor === null || entry.direction === null
      ? null
      : entry.direction === 'debit'
        ? -entry.amountMinor
        : entry.amountMinor,
  )
}

export const HEAD = 'Date,Description,Amount,Currency,Account'
