/** Decisions about lists of cheques, without a ledger: what a list says about each leaf, and its totals. */
import type { LeafState } from '../../../../contract/cheques.ts'
import type { ReportedAs } from '../../../../contract/issue-files.ts'
import { REPORTED_AS } from './states.ts'

export type LeafToReport = { id: number; number: string; state: LeafState; reported: ReportedAs | null }

/** What the next list says about a leaf; `null`: the bank knows all. A stopped one that is void by now is still stopped to the bank. */
export function statusToReport({ state, reported }: Pick<LeafToReport, 'state' | 'reported'>): ReportedAs | null {
  const status = REPORTED_AS[state]
  if (status === null || status === reported) return null
  return status === 'void' && reported === 'stopped' ? null : status
}

export type Totals = Record<ReportedAs, number> & { totalMinor: number }

export function totalsOf(lines: readonly { status: ReportedAs; amountMinor: number | null }[]): Totals {
  const totals: Totals = { issued: 0, void: 0, stopped: 0, totalMinor: 0 }
  for (const { status, amountMinor } of lines) {
    totals[status] += 1
    totals.totalMinor += amountMinor ?? 0
  }
  return totals
}

/** The name under which the bank gets a list: its day and its number of the account. */
export function listName(businessDate: string, sequence: number): string {
  return `CL${businessDate.replaceAll('-', '')}-${sequence}`
}
