/** Decisions about leaves, without a ledger: which numbers a book has, who may sign, which day a cheque may carry. */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { LeafState } from '../../../../contract/cheques.ts'
import type { BusinessDate } from '../../../../contract/dates.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'
import { type Combination, pairFits } from '../../../../contract/signatories.ts'
import { leafStateAfter } from './states.ts'

/** Why not: the code and figures of a refusal. */
export type No = { code: RefusalCode; figures: RefusalFigures }

/** The numbers of a book as printed on its leaves; `null` when they run over their number of digits. */
export function numbersOf(firstNumber: string, leaves: number): string[] | null {
  const first = Number(firstNumber)
  if (String(first + leaves - 1).length > firstNumber.length) return null
  return Array.from({ length: leaves }, (_, index) => String(first + index).padStart(firstNumber.length, '0'))
}

type Range = { firstNumber: string; lastNumber: string }

/** The first number of a new book that an earlier one has already; `000123` and `0123` are one number to a bank. */
export function overlapOf(wanted: Range, earlier: readonly Range[]): string | null {
  const overlaps = earlier
    .filter(
      (book) =>
        Number(book.firstNumber) <= Number(wanted.lastNumber) && Number(book.lastNumber) >= Number(wanted.firstNumber),
    )
    .map((book) => Math.max(Number(book.firstNumber), Number(wanted.firstNumber)))
  if (overlaps.length === 0) return null
  return String(Math.min(...overlaps)).padStart(wanted.firstNumber.length, '0')
}

export type SignFacts = {
  number: string
  state: LeafState
  printedBy: number | null
  /** Who made the payment or its request. */
  makers: readonly number[]
  approvers: readonly number[]
  requestId: number
  earlier: readonly { operatorId: number; signingGroup: SigningGroup }[]
  /** Which pairs of groups the amount needs. */
  wanted: readonly Combination[]
  person: { operatorId: number; displayName: string; signingGroup: SigningGroup | null }
}

/** Why this person may not sign this leaf now; `null`: they may (law 4, R3-50: two people, of groups that the amount needs). */
export function whyNotSign(facts: SignFacts): No | null {
  const { number, person } = facts
  const by = person.displayName
  if (leafStateAfter(facts.state, 'sign') === null)
    return { code: 'LEAF_STATE', figures: { number, status: facts.state } }
  if (facts.makers.includes(person.operatorId)) return { code: 'SIGNER_IS_MAKER', figures: { number, by } }
  if (facts.approvers.includes(person.operatorId)) {
    return { code: 'SIGNER_IS_APPROVER', figures: { number, by, request: requestNumber(facts.requestId) } }
  }
  if (facts.printedBy === person.operatorId) return { code: 'SIGNER_IS_PRINTER', figures: { number, by } }
  if (facts.earlier.some(({ operatorId }) => operatorId === person.operatorId)) {
    return { code: 'SIGNED_ALREADY', figures: { number, by } }
  }
  const { signingGroup } = person
  const groups = facts.earlier.map((signature) => signature.signingGroup)
  if (signingGroup === null || !pairFits(facts.wanted, groups, signingGroup)) {
    const wanted = facts.wanted.join(' / ')
    return { code: 'SIGNING_GROUP_MISSING', figures: { number, by, group: signingGroup ?? '—', wanted } }
  }
  return null
}

/** Why a leaf may not leave the office; `null`: it may. */
export function whyNotRelease(leaf: { number: string; state: LeafState }, signatures: number): No | null {
  if (leafStateAfter(leaf.state, 'release') !== null) return null
  const { number, state } = leaf
  if (leafStateAfter(state, 'sign') !== null)
    return { code: 'SIGNATURES_MISSING', figures: { number, count: signatures } }
  return { code: 'LEAF_STATE', figures: { number, status: state } }
}

/** States in which people have signed the paper: what ends it then needs a second person. */
const SIGNED: readonly LeafState[] = ['signedOnce', 'signedTwice', 'released', 'deposited']
/** States in which the paper is out of the office and can be cashed. */
const OUTSIDE: readonly LeafState[] = ['released', 'deposited']

export type AskFacts = {
  leaf: { number: string; state: LeafState; asked: string | null; askedBy: number | null }
  person: { operatorId: number; displayName: string }
}

/** Why an action that needs two people is not done now; `null`: the second person may do it (law 4). */
export function whyNotSecond({ leaf, person }: AskFacts, action: 'void' | 'stop'): No | null {
  const { number } = leaf
  if (leaf.asked !== action) return { code: 'LEAF_NOT_ASKED', figures: { number } }
  if (leaf.askedBy === person.operatorId) {
    return { code: 'LEAF_SAME_PERSON', figures: { number, by: person.displayName } }
  }
  return null
}

/** Why nobody may ask for this now; `null`: they may. */
export function whyNotAsk(leaf: { number: string; state: LeafState }, action: 'void' | 'stop'): No | null {
  const fits = action === 'void' ? SIGNED.includes(leaf.state) : OUTSIDE.includes(leaf.state)
  return fits ? null : { code: 'LEAF_STATE', figures: { number: leaf.number, status: leaf.state } }
}

/**
 * Why a leaf may not be voided; `null`: it may. One that left the office can still be cashed: its payment must have been
 * stopped first. A signed one needs the wish of another person.
 */
export function whyNotVoid(facts: AskFacts, payment: InstructionState | null): No | null {
  const { number, state } = facts.leaf
  if (leafStateAfter(state, 'void') === null) return { code: 'LEAF_STATE', figures: { number, status: state } }
  const isStopped = payment === 'failed' || payment === 'returned'
  if (OUTSIDE.includes(state) && !isStopped) return { code: 'CHEQUE_NOT_STOPPED', figures: { number } }
  return SIGNED.includes(state) ? whyNotSecond(facts, 'void') : null
}

export type VoidDay = {
  number: string
  wanted: BusinessDate
  /** The day on which the leaf was printed; `null` for one that never was. */
  made: BusinessDate | null
  today: BusinessDate
  /** The signed-off day that closes the wanted one: itself or a later one. */
  closedBy: string | null
}

/** Why a void may not take effect on a day; `null`: it may. */
export function whyNotVoidOn({ number, wanted, made, today, closedBy }: VoidDay): No | null {
  if (wanted > today) return { code: 'VOID_DATE', figures: { number, date: wanted, why: 'that day has not begun' } }
  if (made !== null && wanted < made) {
    return { code: 'VOID_DATE', figures: { number, date: wanted, why: `the cheque was made on ${made}` } }
  }
  return closedBy === null ? null : { code: 'PERIOD_CLOSED', figures: { date: closedBy } }
}

/** The first day on which a cheque is too old: its date some months later, at the latest the last day of that month. */
export function staleOn(chequeDate: string, months: number): BusinessDate {
  const [year = 0, month = 1, day = 1] = chequeDate.split('-').map(Number)
  const at = year * 12 + month - 1 + months
  const last = new Date(Date.UTC(Math.trunc(at / 12), (at % 12) + 1, 0)).getUTCDate()
  const parts = [String(Math.trunc(at / 12)).padStart(4, '0'), (at % 12) + 1, Math.min(day, last)]
  return parts.map((part) => String(part).padStart(2, '0')).join('-') as BusinessDate
}

/** Why a cheque is not stale yet; `null`: it is. */
export function whyNotExpire(
  leaf: { number: string; chequeDate: string | null },
  months: number,
  today: string,
): No | null {
  const date = leaf.chequeDate === null ? null : staleOn(leaf.chequeDate, months)
  return date !== null && date > today ? { code: 'CHEQUE_NOT_STALE', figures: { number: leaf.number, date } } : null
}

/** What a search text asks for: digits are the beginning of a number, anything else is part of a payee's name. */
export function searchOf(text: string): { number: string } | { payee: string } | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d+$/.test(trimmed) ? { number: trimmed } : { payee: trimmed }
}

/**
 * Where leaves stand in a print job: their place on the sheets of a book, with sheets that carry none of them left out. On
 * paper with several leaves per sheet a burnt one keeps its place empty, so that each number meets its own print.
 */
export function placesOf(book: { firstNumber: string }, numbers: readonly string[], perPage: number): number[] {
  const offsets = numbers.map((number) => Number(number) - Number(book.firstNumber))
  const sheets = [...new Set(offsets.map((offset) => Math.floor(offset / perPage)))]
  return offsets.map((offset) => sheets.indexOf(Math.floor(offset / perPage)) * perPage + (offset % perPage))
}
