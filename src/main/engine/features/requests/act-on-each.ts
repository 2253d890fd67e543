/** The same action on each of several requests, in one transaction; each is judged on its own and a refusal leaves the others whole. */
import type { RefusalData } from '../../../../contract/refusals.ts'
import type { Call } from '../../call.ts'
import { Conflict, Refusal } from '../../refuse.ts'
import { perform } from './act.ts'
import type { Given } from './judge.ts'
import type { Request } from './schema.ts'
import { requestAt } from './store.ts'

/** A request of a selection as the person saw it. */
export type Selected = { requestId: number; expectedVersion: number; contentDigest: string | null }
export type RowResult = { requestId: number; done: Request | null; refusal: RefusalData | null }

export function actOnEach(
  call: Call,
  about: { action: string; given: Omit<Given, 'contentDigest'>; rows: readonly Selected[] },
): RowResult[] {
  const { action, given, rows } = about
  return rows.map(({ requestId, expectedVersion, contentDigest }) => {
    try {
      const asked = { action, given: { ...given, contentDigest } }
      const done = call.attempt(() => perform(call, requestAt(call, { requestId, expectedVersion }), asked))
      return { requestId, done, refusal: null }
    } catch (error) {
      return { requestId, done: null, refusal: refusalIn(error) }
    }
  })
}

/** The refusal of one row; a conflict is told as changed content. A fault ends the whole. */
function refusalIn(error: unknown): RefusalData {
  if (error instanceof Refusal) return { code: error.code, figures: error.figures }
  if (error instanceof Conflict) return { code: 'CONTENT_CHANGED', figures: { request: error.what } }
  throw error
}
