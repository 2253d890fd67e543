/** What undoing the match of a line opens again: the same facts by which the undo itself decides. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import { type Currency, minor } from '../../../../contract/money.ts'
import { refusalTexts } from '../../../../contract/refusal-texts/en.ts'
import { fillSentence } from '../../../../contract/refusals.ts'
import type { UndoLook } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { instructionById } from '../requests/index.ts'
import { liveLinks } from './line-store.ts'
import type { StatementLine } from './schema.ts'

export function undoLook(call: Call, line: StatementLine): UndoLook {
  const links = liveLinks(call, [line.id])
  const returned = links.find(({ effect }) => effect === 'returned')
  const payments = links.map(({ instructionId }) => instructionById(call, instructionId))
  const journals = [line.journalId, line.chargeJournalId].filter((id) => id !== null).length
  return {
    payments: payments.map(({ endToEndId, requestId, details, amountMinor, currency }) => ({
      reference: endToEndId,
      requestNumber: requestNumber(requestId),
      payeeName: (JSON.parse(details) as Partial<DestinationDetails>).payeeName ?? '',
      amountMinor: minor(amountMinor),
      currency: currency as Currency,
    })),
    journals,
    blocked: blockedBy(call, line, returned?.instructionId),
  }
}

/** A line without a match, or one whose money was given back to the customer, cannot be undone. */
function blockedBy(call: Call, line: StatementLine, returnedId: number | undefined): string | null {
  if (line.matchKind === null) return fillSentence(refusalTexts.LINE_NOT_MATCHED, { line: line.lineNumber })
  if (returnedId === undefined) return null
  const { requestId, state } = instructionById(call, returnedId)
  return fillSentence(refusalTexts.INSTRUCTION_STATE, { request: requestNumber(requestId), status: state })
}
