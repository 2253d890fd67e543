/**
 * What a line of the bank has to do with our payments, in the order of trust: bank id, our reference, cheque number, batch,
 * amount, sum of several. The strongest evidence governs a line: the first four may act alone when every figure agrees, the
 * amount when the bank names the payee's account as well, a sum never. Every answer carries its reason in figures (law 12).
 */
import { addDays } from '../../../../contract/dates.ts'
import { add, type Currency, formatMoney, subtract } from '../../../../contract/money.ts'
import type { MatchKind } from '../../../../contract/statements.ts'
import { onlySum } from './sum-rules.ts'

/** What matching looks at in a line of a statement. */
export type LineFacts = {
  id: number
  bankAccountId: number
  direction: 'credit' | 'debit'
  amountMinor: number
  currency: string
  bookingDate: string | null
  valueDate: string | null
  reversal: boolean
  /** Every text in which the bank may repeat what we gave it. */
  texts: readonly string[]
  uetrs: readonly string[]
  chequeNumber: string | null
  counterpartAccount: string
}

/** A payment as matching sees it. */
export type Payment = {
  id: number
  kind: 'wire' | 'cheque'
  state: string
  amountMinor: number
  currency: string
  reference: string
  bankAccountId: number | null
  payeeAccount: string
  /** Business day on which it left; null: it did not. */
  sentOn: string | null
}

export type BatchFacts = { id: number; messageId: string; valueDate: string; payments: readonly Payment[] }
export type ChequeFacts = { number: string; state: string; payment: Payment }

/** What is known about the payments that a set of lines may be about; keys as the functions below give them. */
export type Evidence = {
  byReference: ReadonlyMap<string, Payment>
  byUetr: ReadonlyMap<string, Payment>
  byCheque: ReadonlyMap<string, ChequeFacts>
  batches: readonly BatchFacts[]
  byAmount: ReadonlyMap<string, readonly Payment[]>
  /** Payments on their way, for sums of several; empty where nothing is proposed. */
  open: readonly Payment[]
}

/** Payments that a line is about. `acts`: every figure agrees and the desk may settle them by itself. */
export type Candidate = {
  kind: MatchKind
  payments: readonly Payment[]
  because: string
  acts: boolean
  /** What the bank took besides the payment, when that may be its charge. */
  chargeMinor?: number | null
}

/** A wire is debited within so many days of leaving (0 = the same day). */
export const WIRE_WINDOW_DAYS = 5
/** A bank may refuse a cheque older than this. */
export const CHEQUE_WINDOW_MONTHS = 6

const show = (amountMinor: number, currency: string) => `${formatMoney(amountMinor, currency as Currency)} ${currency}`

/** Our references in a text, blanks and case aside; `holds` proves the check digit. */
export function referencesIn(texts: readonly string[], holds: (reference: string) => boolean): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    // Most texts hold none, and most that do hold nothing else.
    if (!/[Ww]\s*[Dd]/.test(text)) continue
    if (/^WD\d{1,16}T\d{1,16}C\d\d$/.test(text)) {
      if (holds(text)) found.add(text)
      continue
    }
    for (const [reference] of squeezed(text).matchAll(/WD\d{1,16}T\d{1,16}C\d\d/g))
      if (holds(reference)) found.add(reference)
  }
  return [...found]
}

/** Names of our batch files in a text; a name may stand with blanks inside or be followed by a block number. */
export function messageIdsIn(texts: readonly string[]): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    for (const spelling of [text.toUpperCase(), squeezed(text)]) {
      for (const [messageId] of spelling.matchAll(/CS\d{8}-\d+/g)) found.add(messageId)
    }
  }
  return [...found]
}

function squeezed(text: string): string {
  return text.replace(/\s/g, '').toUpperCase()
}

/** Key of a cheque number on a bank account: leading zeros do not count. */
export function chequeKey(bankAccountId: number, number: string): string {
  return `${bankAccountId}/${number.replace(/\s/g, '').replace(/^0+/, '')}`
}

/** Key of an amount on the way out of a bank account. */
export function amountKey(payment: { amountMinor: number; currency: string }): string {
  return `${payment.amountMinor} ${payment.currency}`
}

/** The strongest evidence that a line gives; null: none. */
export function candidateFor(
  line: LineFacts,
  evidence: Evidence,
  holds: (reference: string) => boolean,
): Candidate | null {
  const named = namedPayments(line, evidence, holds)
  if (line.direction === 'credit') return named === null ? null : returnOf(line, named)
  if (named) return judged(line, named)
  return judgedCheque(line, evidence) ?? batchOf(line, evidence) ?? byAmount(line, evidence) ?? bySum(line, evidence)
}

type Named = { kind: MatchKind; payments: readonly Payment[]; name: () => string }

/** Payments that the bank names by an identification that only they have. */
function namedPayments(line: LineFacts, evidence: Evidence, holds: (reference: string) => boolean): Named | null {
  const byUetr = line.uetrs.flatMap((uetr) => evidence.byUetr.get(uetr.toLowerCase()) ?? [])
  if (byUetr.length > 0) return { kind: 'bankId', payments: byUetr, name: () => `UETR of ${namesOf(byUetr)}` }
  const byReference = referencesIn(line.texts, holds).flatMap((reference) => evidence.byReference.get(reference) ?? [])
  if (byReference.length === 0) return null
  return { kind: 'ourReference', payments: byReference, name: () => namesOf(byReference) }
}

function namesOf(payments: readonly Payment[]): string {
  const references = payments.map((payment) => payment.reference)
  return references.length <= 3
    ? references.join(', ')
    : `${references.slice(0, 2).join(', ')} and ${references.length - 2} more`
}

/** A debit of named payments: acts when all are on their way from this account and make exactly this amount. */
function judged(line: LineFacts, { kind, payments, name }: Named): Candidate {
  const problem = whyNotExactly(line, payments)
  const chargeMinor = problem === null ? null : chargeOf(line, payments)
  return new Judged({ line, kind, payments, name, problem }, chargeMinor)
}

type Judgement = Named & { line: LineFacts; problem: string | null }

/** Its words are made for who reads them: most lines settle unread. */
class Judged implements Candidate {
  readonly kind: MatchKind
  readonly payments: readonly Payment[]
  readonly acts: boolean
  readonly chargeMinor: number | null
  private readonly judgement: Judgement

  constructor(judgement: Judgement, chargeMinor: number | null) {
    this.kind = judgement.kind
    this.payments = judgement.payments
    this.acts = judgement.problem === null
    this.chargeMinor = chargeMinor
    this.judgement = judgement
  }

  get because(): string {
    const { name, problem, line } = this.judgement
    return `${name()}: ${problem ?? show(line.amountMinor, line.currency)}`
  }
}

/** A bank may take its charge with the payment: so much of it, and never more than so much; the stricter holds. */
export const CHARGE_TOLERANCE = { percent: 5, amountMinor: 50_000 }

/** What of a debit may be the bank's charge on its one payment; `null`: nothing, or too much. Groups must be exact. */
export function chargeOf(
  line: { direction: string; amountMinor: number; currency: string },
  payments: readonly { amountMinor: number; currency: string; state: string }[],
): number | null {
  const [only, another] = payments
  if (!only || another || line.direction !== 'debit' || !isOnItsWay(only) || only.currency !== line.currency)
    return null
  const chargeMinor = subtract(line.amountMinor, only.amountMinor)
  return chargeMinor > 0 && chargeMinor <= mostCharge(only.amountMinor) ? chargeMinor : null
}

export function mostCharge(amountMinor: number): number {
  return Math.min(CHARGE_TOLERANCE.amountMinor, Math.floor((amountMinor * CHARGE_TOLERANCE.percent) / 100))
}

function whyNotExactly(line: LineFacts, payments: readonly Payment[]): string | null {
  if (line.reversal) return 'the bank calls this line a reversal; a person decides'
  const otherState = payments.find((payment) => !isOnItsWay(payment))
  if (otherState) {
    const why =
      otherState.state === 'settled' ? 'was already debited; a second debit?' : `is “${otherState.state}”, not sent`
    return `${otherState.reference} ${why}`
  }
  if (payments.some((payment) => payment.currency !== line.currency)) return 'the currencies differ'
  const elsewhere = payments.find(
    (payment) => payment.bankAccountId !== null && payment.bankAccountId !== line.bankAccountId,
  )
  if (elsewhere) return `${elsewhere.reference} was sent from another bank account`
  return amountProblem(line, payments)
}

function amountProblem(line: LineFacts, payments: readonly Payment[]): string | null {
  const sumMinor = add(...payments.map((payment) => payment.amountMinor))
  if (sumMinor === line.amountMinor) return null
  const off = show(Math.abs(line.amountMinor - sumMinor), line.currency)
  const side = line.amountMinor > sumMinor ? 'more' : 'less'
  return `the bank booked ${show(line.amountMinor, line.currency)}, ${off} ${side} than the ${show(sumMinor, line.currency)} sent`
}

export function isOnItsWay(payment: { state: string }): boolean {
  return payment.state === 'sent' || payment.state === 'unknown'
}

/** A credit that names a payment of ours brings its money back; it never pays anything, so a person decides. */
function returnOf(line: LineFacts, { kind, payments, name }: Named): Candidate | null {
  const back = payments.filter((payment) => isOnItsWay(payment) || payment.state === 'settled')
  if (back.length === 0) return null
  const problem = amountProblem(line, back)
  return { kind, payments: back, because: `return of ${name()}${problem === null ? '' : `: ${problem}`}`, acts: false }
}

/** Cheque number and exact amount; an amount that differs is an alarm and never acts. */
function judgedCheque(line: LineFacts, evidence: Evidence): Candidate | null {
  if (line.chequeNumber === null) return null
  const cheque = evidence.byCheque.get(chequeKey(line.bankAccountId, line.chequeNumber))
  if (!cheque) return null
  const name = () => `cheque ${cheque.number}`
  if (cheque.state === 'released') return judged(line, { kind: 'chequeNumber', payments: [cheque.payment], name })
  const because = `${name()} is “${cheque.state}”, not released; was it paid twice or stolen?`
  return { kind: 'chequeNumber', payments: [cheque.payment], because, acts: false }
}

/** One debit for a whole batch: by the name of its file, or by its exact total on its value date when only one fits. */
function batchOf(line: LineFacts, evidence: Evidence): Candidate | null {
  const names = new Set(messageIdsIn(line.texts))
  const named = evidence.batches.find((batch) => names.has(batch.messageId))
  if (named) {
    const open = named.payments.filter(isOnItsWay)
    if (open.length > 0)
      return judged(line, { kind: 'batch', payments: open, name: () => `${named.messageId}, ${open.length} payments` })
  }
  const date = line.valueDate ?? line.bookingDate
  const totals = evidence.batches
    .filter((batch) => batch.valueDate === date)
    .map((batch) => ({ batch, open: batch.payments.filter(isOnItsWay) }))
    // The total of one payment is only an amount.
    .filter(({ open }) => open.length > 1 && whyNotExactly(line, open) === null)
  const [only, another] = totals
  if (!only || another) return null
  const because = `total of ${only.batch.messageId} on its value date ${only.batch.valueDate}: ${show(line.amountMinor, line.currency)}, ${only.open.length} payments`
  return { kind: 'batch', payments: only.open, because, acts: true }
}

/** The only payment of this amount in the window. It acts when it goes to the account that the bank names, else it proposes. */
function byAmount(line: LineFacts, evidence: Evidence): Candidate | null {
  const inWindow = (evidence.byAmount.get(amountKey(line)) ?? []).filter((payment) => mayBeDebited(line, payment))
  const account = plain(line.counterpartAccount)
  const pool = account === '' ? inWindow : inWindow.filter((payment) => plain(payment.payeeAccount) === account)
  const [only, another] = pool
  if (!only || another) return null
  const days = daysBetween(only.sentOn ?? '', dateOf(line))
  const to = account === '' ? 'the bank names no payee account' : `to account ${line.counterpartAccount}`
  const because = `the only payment of ${show(line.amountMinor, line.currency)} in the window, ${days === 1 ? '1 day' : `${days} days`} after ${only.reference} left; ${to}`
  return { kind: 'amount', payments: [only], because, acts: account !== '' }
}

/** Several payments in the window that make this amount and no others do: to one account, of one day, or at all. */
function bySum(line: LineFacts, evidence: Evidence): Candidate | null {
  const pool = evidence.open.filter((payment) => payment.currency === line.currency && mayBeDebited(line, payment))
  if (pool.some(({ amountMinor }) => amountMinor === line.amountMinor)) return null
  const account = plain(line.counterpartAccount)
  const groups = account === '' ? [...Map.groupBy(pool, ({ sentOn }) => sentOn).values(), pool] : []
  if (account !== '') groups.push(pool.filter((payment) => plain(payment.payeeAccount) === account))
  for (const group of groups) {
    const payments = onlySum(line.amountMinor, group)
    if (payments === null) continue
    const because = `${payments.length} payments and no others add up to ${show(line.amountMinor, line.currency)}: ${namesOf(payments)}`
    return { kind: 'sum', payments, because, acts: false }
  }
  return null
}

function plain(account: string): string {
  return account.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
}

/** Whether a debit can be this payment: sent from this account and seen by the bank neither before nor long after it left. */
function mayBeDebited(line: LineFacts, payment: Payment): boolean {
  if (!isOnItsWay(payment) || payment.sentOn === null || line.reversal) return false
  if (payment.bankAccountId !== null && payment.bankAccountId !== line.bankAccountId) return false
  const date = dateOf(line)
  const last =
    payment.kind === 'cheque'
      ? addMonths(payment.sentOn, CHEQUE_WINDOW_MONTHS)
      : addDays(payment.sentOn, WIRE_WINDOW_DAYS)
  return date >= payment.sentOn && date <= last
}

function dateOf(line: LineFacts): string {
  return line.bookingDate ?? line.valueDate ?? ''
}

/** The same day some months later; the last day of the month where that day does not exist. */
export function addMonths(date: string, months: number): string {
  const month = Number(date.slice(5, 7)) - 1 + months
  const year = Number(date.slice(0, 4)) + Math.floor(month / 12)
  const first = `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`
  const wanted = addDays(first, Number(date.slice(8, 10)) - 1)
  return wanted.slice(0, 7) === first.slice(0, 7) ? wanted : addDays(`${wanted.slice(0, 7)}-01`, -1)
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  const utc = (date: string) =>
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)))
  return Math.round((utc(to) - utc(from)) / 86_400_000)
}

const ACTING: readonly MatchKind[] = ['bankId', 'ourReference', 'chequeNumber', 'batch', 'amount']

export type Planned = { line: LineFacts; candidate: Candidate }

/**
 * What the desk settles by itself: kind after kind over all lines, so that a weaker match of one line never takes the
 * payment that a stronger one of another line is about. A payment is settled once; a batch total that two lines could be
 * is left to a person.
 */
export function planMatches(
  lines: readonly LineFacts[],
  evidence: Evidence,
  holds: (reference: string) => boolean,
): Planned[] {
  const found: Planned[] = []
  for (const line of lines) {
    const candidate = candidateFor(line, evidence, holds)
    if (candidate?.acts) found.push({ line, candidate })
  }
  const claims = new Map<string, number>()
  for (const { candidate } of found) {
    if (isGuess(candidate)) claims.set(groupOf(candidate), (claims.get(groupOf(candidate)) ?? 0) + 1)
  }
  const claimed = new Set<number>()
  const planned: Planned[] = []
  for (const kind of ACTING) {
    for (const match of found) {
      const { candidate } = match
      if (candidate.kind !== kind || candidate.payments.some(({ id }) => claimed.has(id))) continue
      if (isGuess(candidate) && (claims.get(groupOf(candidate)) ?? 0) > 1) continue
      for (const { id } of candidate.payments) claimed.add(id)
      planned.push(match)
    }
  }
  return planned
}

/** Evidence that two lines can give alike. */
function isGuess({ kind }: Candidate): boolean {
  return kind === 'batch' || kind === 'amount'
}

function groupOf(candidate: Candidate): string {
  return candidate.payments.map(({ id }) => id).join()
}
