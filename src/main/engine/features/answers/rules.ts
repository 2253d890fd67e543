/** What an answer does to a payment, without a ledger. */
import type { AnswerEffect, AnswerMeaning } from '../../../../contract/answers.ts'
import type { InstructionState } from '../../../../contract/batches.ts'

const ACCEPTING: readonly AnswerMeaning[] = ['accepted', 'accepted-with-change', 'accepted-without-posting', 'settled']
const REFUSING: readonly AnswerMeaning[] = ['rejected', 'cancelled']

export type AnswerFacts = {
  state: InstructionState
  reported: AnswerMeaning
  /** What the payment is after the answers so far and this one, and whether this one does not fit them. */
  next: { meaning: AnswerMeaning; conflict: boolean }
  known: AnswerMeaning
  /** More than one entry of the file fits the payment. */
  ambiguous: boolean
}

/**
 * A payment that is out may be accepted or fail. One that has ended never moves by an answer: a late rejection of a settled
 * payment, or a late acceptance of a failed one, is shown as a conflict to a person and changes no money (law 7).
 */
export function effectOf({ state, reported, next, known, ambiguous }: AnswerFacts): AnswerEffect {
  if (ambiguous) return 'conflict'
  const accepts = ACCEPTING.includes(reported)
  const refuses = REFUSING.includes(reported)
  if (state === 'failed' || state === 'returned') return refuses ? 'nothing' : accepts ? 'conflict' : 'nothing'
  if (state === 'settled') return refuses ? 'conflict' : 'nothing'
  if (state !== 'sent' && state !== 'unknown') return accepts || refuses ? 'conflict' : 'nothing'
  if (next.conflict) return 'conflict'
  if (next.meaning !== reported) return 'nothing'
  if (refuses) return 'fails'
  if (accepts && (known !== reported || state === 'unknown')) return 'accepts'
  return known === reported ? 'nothing' : 'notes'
}
