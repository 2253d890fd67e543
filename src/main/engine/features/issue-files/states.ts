/** The life of a list of cheques: made → exported → taken or refused by the bank. A refused one gives its leaves back to the next. */
import type { LeafState } from '../../../../contract/cheques.ts'
import type { IssueFileState, ReportedAs } from '../../../../contract/issue-files.ts'

export type IssueFileAction = 'export' | 'take' | 'refuse'

export const TRANSITIONS: readonly (readonly [from: IssueFileState, action: IssueFileAction, to: IssueFileState])[] = [
  ['made', 'export', 'exported'],
  ['exported', 'export', 'exported'],
  ['exported', 'take', 'taken'],
  ['exported', 'refuse', 'refused'],
  // The bytes stay to be had; what the bank said stands.
  ['taken', 'export', 'taken'],
  ['refused', 'export', 'refused'],
]

export function issueStateAfter(from: IssueFileState, action: IssueFileAction): IssueFileState | null {
  return TRANSITIONS.find((transition) => transition[0] === from && transition[1] === action)?.[2] ?? null
}

/**
 * What the bank has to know of a leaf in each state; `null`: nothing. One that came back or is too old must not be paid any more,
 * since its money is with the customer again. The index of waiting leaves (0026) says the same.
 */
export const REPORTED_AS: Readonly<Record<LeafState, ReportedAs | null>> = {
  blank: null,
  reserved: null,
  printed: null,
  signedOnce: null,
  signedTwice: null,
  released: 'issued',
  deposited: 'issued',
  presented: 'issued',
  returned: 'void',
  stale: 'void',
  spoiled: 'void',
  void: 'void',
  destroyed: 'void',
  stopped: 'stopped',
}
