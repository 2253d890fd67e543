/**
 * Small MT940 messages for the tests, and what a result says.
 */
import { expect } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Entry, Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

export function read(text: string): StatementFile {
  return inspectStatement(bytesOf(text))
}

/** A message around entry lines; balances of 1,000.00 before and as given behind. */
export function message(lines: string[], options: { currency?: string; closing?: string; date?: string } = {}): string {
  const { currency = 'EUR', closing = '1000,00', date = '240110' } = options
  const head = [':20:REF', ':25:NL00BANK0123456789', ':28C:7/1', `:60F:C${date}${currency}1000,00`]
  return [...head, ...lines, `:62F:C${date}${currency}${closing}`, '-', ''].join('\r\n')
}

export function only(file: StatementFile): Statement {
  expect(file.outcome).not.toBe('refused')
  expect(file.statements).toHaveLength(1)
  return file.statements[0] as Statement
}

export function firstEntry(text: string): Entry {
  return only(read(text)).entries[0] as Entry
}

export function codes(file: StatementFile): string[] {
  return file.findings.map((finding) => finding.code)
}
