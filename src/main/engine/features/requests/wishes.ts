/** What is asked for comes from the desk's own lists: nothing else is recorded, and an empty list says so (R0-02, R0-03, R0-07). */
import type { ListName } from '../../../../contract/lists.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { insertWish } from './wish-store.ts'

type Wish = { method: string; methodEntry?: string | undefined; withdrawalType?: string | undefined }

/** The entry must be offered now; its list must offer something at all. */
function refuseUnlisted(call: Call, list: ListName, key: string): void {
  const { lists } = call.services
  if (lists.entry(list, key)?.retired === false) return
  if (lists.offered(list).length === 0) refuse('LIST_EMPTY', { list })
  refuse('LIST_ENTRY_UNKNOWN', { list, entry: lists.entry(list, key)?.label?.en ?? key })
}

/** Of a request however it comes in. */
export function refuseMethod(call: Call, { method, methodEntry }: Wish): void {
  const entry = methodEntry ?? method
  refuseUnlisted(call, 'withdrawalMethod', entry)
  if (call.services.lists.entry('withdrawalMethod', entry)?.pays !== method)
    refuse('LIST_ENTRY_UNKNOWN', { list: 'withdrawalMethod', entry })
}

/** Of a request that a person records. */
export function refuseType(call: Call, wish: Wish, needed: boolean): void {
  if (wish.withdrawalType !== undefined) {
    refuseUnlisted(call, 'withdrawalType', wish.withdrawalType)
    return
  }
  if (!needed) return
  if (call.services.lists.offered('withdrawalType').length === 0) refuse('LIST_EMPTY', { list: 'withdrawalType' })
  refuse('TYPE_MISSING', { list: 'withdrawalType' })
}

/** Kinds of documents that may be asked for or attached now. */
export function refuseDocumentKind(call: Call, kind: string): void {
  refuseUnlisted(call, 'documentKind', kind)
}

/** Kept only where something was said that the request itself does not hold. */
export function keepWish(call: Call, requestId: number, { method, methodEntry, withdrawalType }: Wish): void {
  const ownMethod = methodEntry === undefined || methodEntry === method ? null : methodEntry
  if (withdrawalType === undefined && ownMethod === null) return
  insertWish(call, { requestId, withdrawalType: withdrawalType ?? null, methodEntry: ownMethod })
}
