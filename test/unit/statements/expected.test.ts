/**
 * Every sample file and every field that is known of it, against the readers.
 */
import { describe, expect, it } from 'vitest'
import { inspectStatement, toPublicJson } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Statement } from '../../../src/main/engine/formats/statements/model.ts'
import { type ExpectedStatement, expectedStatements, sample, statementFiles } from './samples.ts'

const STATUS = { booked: 'BOOK', pending: 'PDNG', info: 'INFO' } as const

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

function detailFields(expected: ExpectedStatement, statement: Statement): void {
  const { entries } = statement
  if (expected.statement_number !== undefined) expect(statement.number).toBe(expected.statement_number)
  if (expected.reversals !== undefined) {
    expect(entries.filter((entry) => entry.reversal)).toHaveLength(expected.reversals)
  }
  if (expected.transactions !== undefined) {
    expect(entries.flatMap((entry) => entry.transactions)).toHaveLength(expected.transactions)
  }
  if (expected.entries_by_status) {
    expect(countBy(entries, (entry) => STATUS[entry.status])).toEqual(expected.entries_by_status)
  }
  if (expected.balance_types) expect(statement.balanceTypes).toEqual(expected.balance_types)
  if (expected.closing_tag !== undefined) expect(statement.closingType).toBe(expected.closing_tag)
  if (expected.opening_tag !== undefined) {
    // A statement with both OPBD and PRCD opens with OPBD; the samples' list names whichever stands first.
    const both = expected.balance_types?.includes('OPBD') && expected.balance_types.includes('PRCD')
    expect(statement.openingType).toBe(both ? 'OPBD' : expected.opening_tag)
  }
  if (expected.bank_id !== undefined) expect(statement.bankId).toBe(expected.bank_id)
  if (expected.account_type !== undefined) expect(statement.accountType).toBe(expected.account_type)
  if (expected.duplicate_fitids !== undefined) {
    const ids = entries.map((entry) => entry.bankReference).filter((id) => id !== null)
    expect(ids.length - new Set(ids).size).toBe(expected.duplicate_fitids)
  }
  if (expected.as_of_date !== undefined) expect(statement.createdAt?.slice(0, 6)).toBe(expected.as_of_date)
  if (expected.type_codes) expect(countBy(entries, (entry) => entry.transactionCode ?? '')).toEqual(expected.type_codes)
}

describe.each(statementFiles)('%s', (file) => {
  const expected = expectedStatements.filter((one) => one.file === file)
  const result = inspectStatement(sample(file), { fileName: file })
  const published = toPublicJson(result)

  it('is read, in its format, with all its statements', () => {
    expect(result.outcome).not.toBe('refused')
    expect(result.format).toBe(expected[0]?.format)
    expect(result.statements).toHaveLength(expected[0]?.statements ?? 0)
    expect(expected).toHaveLength(expected[0]?.statements ?? 0)
  })

  it.each(expected.map((one) => [one.statement, one] as const))(
    'statement %i is what it is known to be',
    (number, one) => {
      const statement = published.statements[number - 1]
      expect(statement).toBeDefined()
      expect({
        account: statement?.account,
        currency: statement?.currency,
        opening: statement?.opening?.amount ?? null,
        closing: statement?.closing?.amount ?? null,
        entries: statement?.entries.length,
        sumCredits: statement?.sumCredits,
        sumDebits: statement?.sumDebits,
        addsUp: statement?.addsUp,
      }).toEqual({
        account: one.account,
        currency: one.currency,
        opening: one.opening,
        closing: one.closing,
        entries: one.entries,
        sumCredits: one.sum_credits,
        sumDebits: one.sum_debits,
        addsUp: one.reconciles,
      })
      const found = result.statements[number - 1]
      if (found) detailFields(one, found)
      if (one.available !== undefined) {
        const available = found?.otherBalances.find((balance) => balance.type === 'AVAILBAL')
        expect(available?.amountMinor ?? null).toBe(
          one.available === null ? null : Number(one.available.replace('.', '')),
        )
      }
    },
  )

  it('says every problem that it has', () => {
    const codes = result.findings.map((finding) => finding.code)
    if (expected.some((one) => one.reconciles === false)) {
      expect(codes.some((code) => code === 'does-not-add-up' || code === 'balance-currency-differs')).toBe(true)
    }
    if (expected.some((one) => one.must_report_problem)) expect(result.outcome).not.toBe('clean')
    if (expected.some((one) => one.control_total_ok === null)) expect(codes).toContain('control-total-blank')
    if (expected.some((one) => one.control_total_ok)) expect(codes).not.toContain('control-total-mismatch')
    if (expected.some((one) => one.charset === 'not UTF-8 (8-bit)')) expect(codes).toContain('charset-assumed')
    expect(result.outcome === 'clean').toBe(codes.length === 0)
    for (const finding of result.findings) {
      expect(finding.code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(finding.place).not.toBe('')
      expect(finding.message).toMatch(/^[A-Z"“0-9].*[.!]$/s)
      expect(finding.message).not.toMatch(/undefined|NaN|\[object/)
    }
  })
})

it('covers every statement format', () => {
  const formats = new Set(statementFiles.map((file) => file.split('/')[0]))
  expect([...formats].sort()).toEqual(['bai2', 'camt052', 'camt053', 'camt054', 'csv', 'mt940', 'mt942', 'ofx'])
  expect(statementFiles).toHaveLength(76)
})
