/** Decisions about leaves, without a ledger: which numbers a book has, who may sign, which day a cheque may carry. */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { LeafState } from '../../../../contract/cheques.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'
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
  person: { operatorId: number; displayName: string; signingGroup: SigningGroup | null }
}

/** Why this person may not sign this leaf now; `null`: they may (law 4, R3-50: two people, one of each group). */
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
  if (signingGroup === null || facts.earlier.some((signature) => signature.signingGroup === signingGroup)) {
    return { code: 'SIGNING_GROUP_MISSING', figures: { number, by, group: signingGroup ?? 'none' } }
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

/**
 * Why a leaf may not be voided; `null`: it may. One that left the office can still be cashed: its payment must have been
 * stopped first, which the bank's confirmation on the payment says.
 */
export function whyNotVoid(leaf: { number: string; state: LeafState }, payment: InstructionState | null): No | null {
  const { number, state } = leaf
  if (leafStateAfter(state, 'void') === null) return { code: 'LEAF_STATE', figures: { number, status: state } }
  const isStopped = payment === 'failed' || payment === 'returned'
  if (state === 'released' && !isStopped) return { code: 'CHEQUE_NOT_STOPPED', figures: { number } }
  return null
}

/** What a search text asks for: digits are the beginning of a number, anything else is part of a payee's name. */
export function searchOf(text: string): { number: string } | { payee: string } | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d+$/.test(trimmed) ? { number: trimmed } : { payee: trimmed }
}
