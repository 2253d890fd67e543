/** Any failure as one sentence in the operator's language; never a stack trace. */

import { refusalTexts } from '../../contract/refusal-texts/en.ts'
import { fillSentence } from '../../contract/refusals.ts'
import { Conflict, InvalidInput, NotSignedIn, Refusal } from '../engine/index.ts'

export function sayError(error: unknown): string {
  if (error instanceof Refusal) return `${fillSentence(refusalTexts[error.code], error.figures)} (${error.code})`
  if (error instanceof Conflict) {
    const by = error.by === null ? 'somebody else' : error.by
    return `${error.what} was changed by ${by} in the meantime (now version ${error.version ?? '?'}). Read it again and decide anew. (CONFLICT)`
  }
  if (error instanceof InvalidInput)
    return `The input does not fit: ${error.issues.map((i) => `${i.path || 'input'}: ${i.message}`).join('; ')}. (INVALID_INPUT)`
  if (error instanceof NotSignedIn) return `Sign in first (${error.reason}). (NOT_SIGNED_IN)`
  return error instanceof Error ? error.message : String(error)
}
