/** The plan of regular audits (R2-88): periods of each kind, when they are due, and in which order the nine steps end (R2-89). Pure. */
import type { AuditKind, AuditState } from '../../../../contract/audits.ts'
import { addDays, type BusinessDate, weekdayOf } from '../../../../contract/dates.ts'
import { type Currency, exponentOf } from '../../../../contract/money.ts'

export type Rhythm = 'week' | 'month' | 'quarter' | 'year'
type Plan = { every: Rhythm /** Days after the period in which the audit is done. */; days: number; shown: number }

export const PLAN: Readonly<Record<AuditKind, Plan>> = {
  transactionSample: { every: 'week', days: 7, shown: 8 },
  payoutVerification: { every: 'week', days: 7, shown: 8 },
  balanceVerification: { every: 'month', days: 14, shown: 6 },
  accessReview: { every: 'quarter', days: 30, shown: 4 },
  fullAudit: { every: 'year', days: 90, shown: 2 },
}

/** Part of all transactions that a weekly sample draws (R2-88). */
export const SAMPLE_PERCENT = 5
/** Payouts above this are verified one by one: whole units of the payment's own currency (R2-88 says it for RUB). */
export const LARGE_UNITS = 100_000
export const LAST_STEP = 9

export type Period = { kind: AuditKind; from: BusinessDate; to: BusinessDate; due: BusinessDate }

const MONTHS: Readonly<Record<Exclude<Rhythm, 'week'>, number>> = { month: 1, quarter: 3, year: 12 }

/** The period of a rhythm that a day lies in: weeks begin on Monday. */
export function periodAt(kind: AuditKind, date: string): Period {
  const { every, days } = PLAN[kind]
  if (every === 'week') {
    const from = addDays(date, -((weekdayOf(date) + 6) % 7))
    return { kind, from, to: addDays(from, 6), due: addDays(from, 6 + days) }
  }
  const months = MONTHS[every]
  const year = Number(date.slice(0, 4))
  const first = Math.floor((Number(date.slice(5, 7)) - 1) / months) * months
  const from = monthStart(year, first)
  const to = addDays(monthStart(year, first + months), -1)
  return { kind, from, to, due: addDays(to, days) }
}

function monthStart(year: number, month: number): BusinessDate {
  const at = year * 12 + month
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01` as BusinessDate
}

/** The latest periods of a kind since the books began, the running one first. */
export function periodsOf(kind: AuditKind, since: string, today: string): Period[] {
  const periods: Period[] = []
  for (let at = periodAt(kind, today); periods.length < PLAN[kind].shown; ) {
    if (at.to < since) break
    periods.push(at)
    at = periodAt(kind, addDays(at.from, -1))
  }
  return periods
}

/** What is to be done about a period, and whether it should have been done. */
export function stateOf(
  { to, due }: Pick<Period, 'to' | 'due'>,
  kept: { step: number; endedDate: string | null } | null,
  today: string,
): { state: AuditState; late: boolean } {
  if (kept?.endedDate != null) return { state: 'ended', late: kept.endedDate > due }
  if (kept) return { state: 'running', late: today > due }
  return { state: today > to ? 'waiting' : 'coming', late: today > due }
}

/** How many a sample of these draws: part of them, rounded up. */
export function sampleSize(population: number): number {
  return Math.ceil((population * SAMPLE_PERCENT) / 100)
}

export function isLarge(amountMinor: number, currency: Currency): boolean {
  return amountMinor > LARGE_UNITS * 10 ** exponentOf(currency)
}

export type Progress = { step: number; openItems: number; uncorrected: number }
export type StepNo = { code: 'AUDIT_STEP' | 'AUDIT_OPEN'; figures: Record<string, string | number> }

/** Why a step cannot end now; `null`: it can. Findings are documented when every item is judged, archived when all are corrected. */
export function whyNotStep({ step, openItems, uncorrected }: Progress, wanted: number): StepNo | null {
  if (wanted !== step + 1) return { code: 'AUDIT_STEP', figures: { number: wanted, next: step + 1 } }
  if (wanted >= 6 && openItems > 0) return open(wanted, openItems, 'items')
  return wanted >= 8 && uncorrected > 0 ? open(wanted, uncorrected, 'findings') : null
}

function open(number: number, count: number, what: string): StepNo {
  return { code: 'AUDIT_OPEN', figures: { number, count, what } }
}
