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

/** Payments that a set of lines may name; keys as the functions below give them. */
export type Names = {
  byReference: ReadonlyMap<string, Payment>
  byUetr: ReadonlyMap<string, Payment>
  byCheque: ReadonlyMap<string, ChequeFacts>
}

/** Payments that lines without a name may be about. */
export type Guesses = {
  batches: readonly BatchFacts[]
  byAmount: ReadonlyMap<string, readonly Payment[]>
  /** Payments on their way, for sums of several; empty where nothing is proposed. */
  open: readonly Payment[]
}

export type Evidence = Names & Guesses

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
  const found: string[] = []
  for (const text of texts) {
    // Most texts are a reference and nothing else, or hold none.
    if (text.startsWith('WD') && /^WD\d{1,16}T\d{1,16}C\d\d$/.test(text)) {
      if (holds(text) && !found.includes(text)) found.push(text)
    } else if (/[Ww]\s*[Dd]/.test(text)) {
      for (const [reference] of squeezed(text).matchAll(/WD\d{1,16}T\d{1,16}C\d\d/g))
        if (holds(reference) && !found.includes(reference)) found.push(reference)
    }
  }
  return found
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
  return byName(line, evidence, holds) ?? byGuess(line, evidence)
}

/** What a line names: payments by an identification that only they have, or a cheque. */
export function byName(line: LineFacts, names: Names, holds: (reference: string) => boolean): Candidate | null {
  const isCredit = line.direction === 'credit'
  const uetrs = line.uetrs.length === 0 ? [] : line.uetrs.map((uetr) => uetr.toLowerCase())
  const byUetr = known(names.byUetr, uetrs)
  const payments = byUetr.length > 0 ? byUetr : known(names.byReference, referencesIn(line.texts, holds))
  if (payments.length === 0) return isCredit ? null : judgedCheque(line, names)
  const named: Named =
    payments === byUetr
      ? { kind: 'bankId', payments, name: uetrsOf }
      : { kind: 'ourReference', payments, name: namesOf }
  return isCredit ? returnOf(line, named) : judged(line, named)
}

/** What a debit without a name may be; never what a credit is. */
export function byGuess(line: LineFacts, guesses: Guesses): Candidate | null {
  if (line.direction === 'credit') return null
  return batchOf(line, guesses) ?? byAmount(line, guesses) ?? bySum(line, guesses)
}

type Named = { kind: MatchKind; payments: readonly Payment[]; name: (payments: readonly Payment[]) => string }

function known(payments: ReadonlyMap<string, Payment>, names: readonly string[]): Payment[] {
  const found: Payment[] = []
  for (const name of names) {
    const payment = payments.get(name)
    if (payment) found.push(payment)
  }
  return found
}

const uetrsOf = (payments: readonly Payment[]): string => `UETR of ${namesOf(payments)}`

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
  const because = () => `${name(payments)}: ${problem ?? show(line.amountMinor, line.currency)}`
  return new Judged({ kind, payments, because, acts: problem === null, chargeMinor })
}

/** Its words are made for who reads them: most lines settle unread. */
class Judged implements Candidate {
  readonly kind: MatchKind
  readonly payments: readonly Payment[]
  readonly acts: boolean
  readonly chargeMinor: number | null
  readonly #because: () => string

  constructor(
    judged: Omit<Candidate, 'because' | 'chargeMinor'> & { because: () => string; chargeMinor: number | null },
  ) {
    this.kind = judged.kind
    this.payments = judged.payments
    this.acts = judged.acts
    this.chargeMinor = judged.chargeMinor
    this.#because = judged.because
  }

  get because(): string {
    return this.#because()
  }
}

/** A bank may take its charge with the payment: so much of it, and never more than so much; the stricter holds. */
export const CHARGE_TOLERANCE = { percent: 5, amountMinor: 50_000 }

/**
 * What may be the bank's charge on the one payment of a line: what a debit took beyond it, or what a return brings back short of it;
 * `null`: nothing, or too much. Groups must be exact.
 */
export function chargeOf(
  line: { direction: string; amountMinor: number; currency: string },
  payments: readonly { amountMinor: number; currency: string; state: string }[],
): number | null {
  const [only, another] = payments
  if (!only || another || only.currency !== line.currency) return null
  const isDebit = line.direction === 'debit'
  if (!isOnItsWay(only) && (isDebit || only.state !== 'settled')) return null
  const chargeMinor = isDebit
    ? subtract(line.amountMinor, only.amountMinor)
    : subtract(only.amountMinor, line.amountMinor)
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
  return {
    kind,
    payments: back,
    because: `return of ${name(payments)}${problem === null ? '' : `: ${problem}`}`,
    acts: false,
    // A name beside one that is no longer out may be what the difference is about.
    chargeMinor: problem === null || payments.length > 1 ? null : chargeOf(line, back),
  }
}

/** Cheque number and exact amount; an amount that differs is an alarm and never acts. */
function judgedCheque(line: LineFacts, names: Names): Candidate | null {
  if (line.chequeNumber === null) return null
  const cheque = names.byCheque.get(chequeKey(line.bankAccountId, line.chequeNumber))
  if (!cheque) return null
  const name = () => `cheque ${cheque.number}`
  if (cheque.state === 'released') return judged(line, { kind: 'chequeNumber', payments: [cheque.payment], name })
  const because = `${name()} is “${cheque.state}”, not released; was it paid twice or stolen?`
  return { kind: 'chequeNumber', payments: [cheque.payment], because, acts: false }
}

/** One debit for a whole batch: by the name of its file, or by its exact total on its value date when only one fits. */
function batchOf(line: LineFacts, guesses: Guesses): Candidate | null {
  const names = new Set(messageIdsIn(line.texts))
  const named = guesses.batches.find((batch) => names.has(batch.messageId))
  if (named) {
    const open = named.payments.filter(isOnItsWay)
    if (open.length > 0)
      return judged(line, { kind: 'batch', payments: open, name: () => `${named.messageId}, ${open.length} payments` })
  }
  const date = line.valueDate ?? line.bookingDate
  const totals = guesses.batches
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
function byAmount(line: LineFacts, guesses: Guesses): Candidate | null {
  const inWindow = (guesses.byAmount.get(amountKey(line)) ?? []).filter((payment) => mayBeDebited(line, payment))
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
function bySum(line: LineFacts, guesses: Guesses): Candidate | null {
  const pool = guesses.open.filter((payment) => payment.currency === line.currency && mayBeDebited(line, payment))
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
