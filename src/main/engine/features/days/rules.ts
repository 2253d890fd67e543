/**
 * The arithmetic of a day's end (R2-68, R2-69): opening + movements + adjustments = calculated closing, and the variance is
 * calculated minus the bank's closing. Every figure comes from journals of that business day, whenever they were posted.
 */
import type { AdjustingKind, DayCheck, DayReport, DayRow } from '../../../../contract/days.ts'
import { type AmountMinor, add, type Currency, minor, negate, subtract } from '../../../../contract/money.ts'
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'

/** What the journals of one kind did to the accounts of one kind; of bank accounts for each account. */
export type Movement = {
  accountKind: string
  /** The ledger account of a bank account; 0 for every other kind. */
  accountId: number
  currency: string
  journalKind: string
  sumMinor: number
}

export type Explanation = { explanation: string; by: string }

export type BankFacts = {
  bankAccountId: number
  ledgerAccountId: number
  name: string
  currency: Currency
  /** Balance of the books at the end of the day. */
  closingMinor: number
  bankClosingMinor: number | null
  inTransitMinor: number
  explanation: Explanation | null
}

/** One line of the report: what the books say a bank account should hold, and what the bank says it holds. */
export function dayRow(bank: BankFacts, movements: readonly Movement[]): DayRow {
  const own = movements.filter(({ accountId }) => accountId === bank.ledgerAccountId)
  const sum = (kind: RowFigure) =>
    add(...own.filter(({ journalKind }) => figureOf(journalKind) === kind).map(({ sumMinor }) => sumMinor))
  const paidOutMinor = negate(sum('paidOut'))
  const receivedMinor = sum('received')
  const adjustmentsMinor = sum('adjustments')
  const openingMinor = subtract(bank.closingMinor, add(receivedMinor, adjustmentsMinor, negate(paidOutMinor)))
  const calculatedMinor = add(openingMinor, negate(paidOutMinor), receivedMinor, adjustmentsMinor)
  return {
    bankAccountId: bank.bankAccountId as DayRow['bankAccountId'],
    name: bank.name,
    currency: bank.currency,
    openingMinor,
    paidOutMinor,
    receivedMinor,
    adjustmentsMinor,
    calculatedMinor,
    bankClosingMinor: bank.bankClosingMinor === null ? null : minor(bank.bankClosingMinor),
    varianceMinor: bank.bankClosingMinor === null ? null : subtract(calculatedMinor, bank.bankClosingMinor),
    inTransitMinor: minor(bank.inTransitMinor),
    explanation: bank.explanation?.explanation ?? null,
    explainedBy: bank.explanation?.by ?? null,
  }
}

type RowFigure = 'paidOut' | 'received' | 'adjustments'

/** In which column a journal of a bank account stands; its reversal stands in the same one. */
export function figureOf(journalKind: string): RowFigure {
  if (/^payment\.settled(?:\.|$)/.test(journalKind)) return 'paidOut'
  if (/^(?:customerDeposit|payment\.returned|payment\.returnedEarly)(?:\.|$)/.test(journalKind)) return 'received'
  return 'adjustments'
}

/** Balances at the end of the day and what is held now, per kind of account and currency. */
export type Balance = { accountKind: string; currency: string; balanceMinor: number; heldMinor: number }

export type MoneyRow = DayReport['money'][number]

/** The money of one currency: what stands at the end of the day and what moved on it. */
export function moneyRow(currency: Currency, balances: readonly Balance[], movements: readonly Movement[]): MoneyRow {
  const own = balances.filter((balance) => balance.currency === currency)
  const balance = (kind: string) =>
    add(...own.filter(({ accountKind }) => accountKind === kind).map(({ balanceMinor }) => balanceMinor))
  const moved = (kind: string, journals: RegExp) =>
    add(
      ...movements
        .filter((one) => one.currency === currency && one.accountKind === kind && journals.test(one.journalKind))
        .map(({ sumMinor }) => sumMinor),
    )
  return {
    currency,
    heldMinor: add(...own.map(({ heldMinor }) => heldMinor)),
    inTransitMinor: negate(balance('inTransit')),
    paidMinor: negate(moved('bank', /^payment\.settled(?:\.|$)/)),
    feesMinor: negate(moved('feeIncome', /./)),
    returnedMinor: negate(moved('customer', /^payment\.(?:restored|returned)(?:\.|$)/)),
    customersMinor: negate(balance('customer')),
  }
}

export type CheckFacts = {
  journals: number
  unbalancedJournals: number
  currenciesOff: number
  auditRecords: number
  /** Number of the first record that does not fit; null: all fit. */
  auditBrokenAt: number | null
  activeHolds: number
  orphanHolds: number
  holdsOff: number
  reservedLeaves: number
  unsignedLeaves: number
  openBatches: number
  unknownPayments: number
  statementsTaken: number
  bankAccounts: number
  openLines: number
  /** Adjustments of the day that wait for a second person. */
  adjustmentsWaiting: number
}

/** The checklist that fills itself; the order is the order in which a person works. */
export function dayChecks(facts: CheckFacts, rows: readonly DayRow[]): DayCheck[] {
  const { journals, unbalancedJournals, currenciesOff, auditRecords, auditBrokenAt } = facts
  const { activeHolds, orphanHolds, holdsOff, reservedLeaves, unsignedLeaves, openBatches, unknownPayments } = facts
  const { statementsTaken, bankAccounts, openLines, adjustmentsWaiting } = facts
  const withVariance = rows.filter(hasVariance)
  const unexplained = withVariance.filter(({ explanation }) => explanation === null).length
  return [
    {
      check: 'booksBalance',
      passed: unbalancedJournals === 0 && currenciesOff === 0,
      figures: { journals, unbalancedJournals, currenciesOff },
    },
    {
      check: 'auditChain',
      passed: auditBrokenAt === null,
      figures: { records: auditRecords, ...(auditBrokenAt === null ? {} : { brokenAt: auditBrokenAt }) },
    },
    {
      check: 'holdsExplained',
      passed: orphanHolds === 0 && holdsOff === 0,
      figures: { activeHolds, orphanHolds, accountsOff: holdsOff },
    },
    {
      check: 'halfDoneWork',
      passed: reservedLeaves === 0,
      figures: { reservedLeaves, unsignedLeaves, openBatches, unknownPayments },
    },
    {
      check: 'statementsTaken',
      passed: statementsTaken === bankAccounts,
      figures: { taken: statementsTaken, of: bankAccounts },
    },
    { check: 'linesMatched', passed: openLines === 0, figures: { openLines } },
    { check: 'varianceExplained', passed: unexplained === 0, figures: { variances: withVariance.length, unexplained } },
    { check: 'adjustmentsDecided', passed: adjustmentsWaiting === 0, figures: { waiting: adjustmentsWaiting } },
  ]
}

function hasVariance({ varianceMinor }: DayRow): boolean {
  return varianceMinor !== null && varianceMinor !== 0
}

/** What stands in the way of preparing and signing. */
export type Blocker = { code: Extract<RefusalCode, `DAY_${string}`>; figures: RefusalFigures }

/** Why these figures may not be signed; `null`: they may (R2-70). `show` writes an amount. */
export function blockerOf(
  report: Pick<DayReport, 'date' | 'rows' | 'checks'>,
  show: (amountMinor: AmountMinor, currency: Currency) => string,
): Blocker | null {
  const { date, rows, checks } = report
  const count = (check: DayCheck['check'], ...names: string[]) => {
    const { passed = true, figures = {} } = checks.find((one) => one.check === check) ?? {}
    return passed ? 0 : names.reduce((sum, name) => sum + Number(figures[name] ?? 0), 0)
  }
  const findings =
    count('booksBalance', 'unbalancedJournals', 'currenciesOff') + count('holdsExplained', 'orphanHolds', 'accountsOff')
  const broken = checks.some((one) => one.check === 'auditChain' && !one.passed) ? 1 : 0
  if (findings + broken > 0) return { code: 'DAY_NOT_BALANCED', figures: { date, count: findings + broken } }
  const work = count('halfDoneWork', 'reservedLeaves')
  if (work > 0) return { code: 'DAY_WORK_OPEN', figures: { date, count: work } }
  const waiting = count('adjustmentsDecided', 'waiting')
  if (waiting > 0) return { code: 'DAY_ADJUSTMENT_WAITS', figures: { date, count: waiting } }
  const open = rows.find((row) => hasVariance(row) && row.explanation === null)
  if (!open || open.varianceMinor === null) return null
  return {
    code: 'DAY_VARIANCE_OPEN',
    figures: { date, account: open.name, variance: show(open.varianceMinor, open.currency) },
  }
}

/** Why an account may not stand in an adjusting journal; `null`: it may. The day's bank account must be one of the lines. */
export function whyNotAdjust(
  account: { kind: string; currency: string; isDesks: boolean },
  wanted: { kind: AdjustingKind; currency: string },
): 'kind' | 'currency' | 'bank' | null {
  if (account.kind !== wanted.kind) return 'kind'
  if (account.currency !== wanted.currency) return 'currency'
  return account.kind === 'bank' && !account.isDesks ? 'bank' : null
}

/**
 * The figures that must still be the same when a report is signed. What is on its way or held is as of the preparing, and
 * the audit log grows with every signature: these are not compared.
 */
export function movingFigures({ rows, money }: Pick<DayReport, 'rows' | 'money'>): unknown {
  return {
    rows: rows.map(({ inTransitMinor: _, ...row }) => row),
    money: money.map(({ heldMinor: _, ...row }) => row),
  }
}
