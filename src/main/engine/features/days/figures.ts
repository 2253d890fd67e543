/** Works out the figures of a day from the books as they are now; nothing is kept until somebody prepares the report. */
import { addDays } from '../../../../contract/dates.ts'
import type { DayReport } from '../../../../contract/days.ts'
import { type Currency, isCurrency, minor } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import { openProposalsAbout } from '../../proposals/index.ts'
import { rootOfDay } from '../audit/index.ts'
import { postingsOf as postingsOfJournals } from '../ledger/index.ts'
import { type BankAccountRow, bankAccounts } from '../settings/index.ts'
import { bankClosing, openLinesUntil } from '../statements/index.ts'
import {
  auditBreak,
  balanceFacts,
  balanceNow,
  balancesNow,
  holdFacts,
  inTransitSums,
  movementsAfter,
  movementsOn,
  requestSums,
  workFacts,
} from './figure-store.ts'
import { adjustmentsOf, findingsOf, type NamedFinding } from './finding-store.ts'
import { type Balance, type BankFacts, dayChecks, dayRow, type Movement, moneyRow } from './rules.ts'

/** What a report says of a day, without its state and signatures. */
export type Figures = Pick<
  DayReport,
  'date' | 'rows' | 'checks' | 'requestsByStatus' | 'money' | 'findings' | 'adjustments' | 'auditRecords' | 'dayRoot'
>

/** The figures that are compared when a report is signed, without the slower parts of the report. */
export function ledgerFigures(call: Call, date: string): Pick<DayReport, 'rows' | 'money'> {
  const movements = movementsOn(call, date)
  const later = movementsAfter(call, date)
  const accounts = bankAccounts(call)
  const rows = bankFacts(call, date, { accounts, later }).map((facts) => dayRow(facts, movements))
  const balances = balancesAt(balancesNow(call), later)
  const currencies = [...new Set([...balances, ...accounts].map(({ currency }) => currency))].filter(isCurrency).sort()
  return { rows, money: currencies.map((currency) => moneyRow(currency, balances, movements)) }
}

/** The whole report as it would be prepared now. */
export function figuresOf(call: Call, date: DayReport['date']): Figures {
  const { rows, money } = ledgerFigures(call, date)
  const zone = call.services.settings.get('desk.timeZone')
  const from = startOfDay(date, zone)
  const until = startOfDay(addDays(date, 1), zone)
  const { records, root } = rootOfDay(call, date)
  const facts = {
    ...balanceFacts(call, date),
    ...holdFacts(call),
    ...workFacts(call),
    auditRecords: records,
    auditBrokenAt: auditBreak(call, from, until),
    statementsTaken: rows.filter(({ bankClosingMinor }) => bankClosingMinor !== null).length,
    bankAccounts: rows.length,
    openLines: openLinesUntil(call, date),
    adjustmentsWaiting: waitingFor(call, date).filter(({ kind }) => kind === 'day.adjust').length,
  }
  return {
    date,
    rows,
    checks: dayChecks(facts, rows),
    requestsByStatus: statusRows(call, from, until),
    money,
    findings: findingsOf(call, date).map(({ findingId: _, ...finding }) => asFinding(finding)),
    adjustments: adjustmentRows(call, date),
    auditRecords: records,
    dayRoot: root,
  }
}

/** What of a day waits for a second person. */
export function waitingFor(call: Call, date: string): DayReport['waiting'] {
  return openProposalsAbout(call, `day:${date}`).map(
    ({ id, kind, subject, madeByName, madeAt }) =>
      ({
        proposalId: id,
        kind,
        about: kind === 'day.adjust' ? Number(subject.split(':')[2]) : null,
        by: madeByName,
        at: madeAt,
      }) as DayReport['waiting'][number],
  )
}

function asFinding(finding: Omit<NamedFinding, 'findingId'>): Figures['findings'][number] {
  return finding as Figures['findings'][number]
}

/** Journals made by hand, with what each did to which account. */
function adjustmentRows(call: Call, date: string): Figures['adjustments'] {
  const adjustments = adjustmentsOf(call, date)
  const lines = postingsOfJournals(
    call.db,
    adjustments.map(({ journalId }) => journalId),
  )
  return adjustments.map((adjustment) => ({
    ...adjustment,
    lines: lines
      .filter(({ journalId }) => journalId === adjustment.journalId)
      .map(({ accountName, currency, amountMinor }) => ({ account: accountName, currency, amountMinor })),
  })) as Figures['adjustments']
}

function bankFacts(
  call: Call,
  date: string,
  known: { accounts: readonly BankAccountRow[]; later: readonly Movement[] },
): BankFacts[] {
  const zone = call.services.settings.get('desk.timeZone')
  const inTransit = inTransitSums(call, startOfDay(addDays(date, 1), zone))
  // The latest of an account takes the place of the earlier ones.
  const explanations = new Map(findingsOf(call, date).map((one) => [one.bankAccountId, one]))
  return known.accounts.map(({ id, ledgerAccountId, name, currency }) => {
    const later = known.later.filter((one) => one.accountId === ledgerAccountId)
    return {
      bankAccountId: id,
      ledgerAccountId,
      name,
      currency: currency as Currency,
      closingMinor: balanceNow(call, ledgerAccountId) - later.reduce((sum, one) => sum + one.sumMinor, 0),
      bankClosingMinor: bankClosing(call, id, date) ?? null,
      inTransitMinor: inTransit.get(id) ?? 0,
      explanation: explanations.get(id) ?? null,
    }
  })
}

/** Balances at the end of the day: those of now without what later days moved. */
function balancesAt(now: readonly Balance[], later: readonly Movement[]): Balance[] {
  return now.map((balance) => {
    const moved = later.filter((one) => one.accountKind === balance.accountKind && one.currency === balance.currency)
    return { ...balance, balanceMinor: balance.balanceMinor - moved.reduce((sum, one) => sum + one.sumMinor, 0) }
  })
}

function statusRows(call: Call, from: number, until: number): Figures['requestsByStatus'] {
  const rows = new Map<string, Figures['requestsByStatus'][number]>()
  for (const { status, currency, count, amountMinor } of requestSums(call, from, until)) {
    const row = rows.get(status) ?? { status, count: 0, amounts: [] }
    row.count += count
    row.amounts.push({ currency: currency as Currency, amountMinor: minor(amountMinor) })
    rows.set(status, row)
  }
  return [...rows.values()]
}
