/** The desk's own lists. */
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { changeEntry } from './changing.ts'

export const listsHandlers: Handlers<'lists'> = {
  all: ({ services }) => [...services.lists.all()],

  add(call, { list, key, label, pays, reason }) {
    if ((list === 'withdrawalMethod') !== (pays !== null)) refuse('LIST_PAYS', { list })
    return changeEntry(call, { list, key, label, pays, version: 0, retired: false, isNew: true }, reason)
  },

  change(call, { list, key, expectedVersion, label, retired, reason }) {
    const pays = call.services.lists.entry(list, key)?.pays ?? null
    return changeEntry(call, { list, key, label, pays, version: expectedVersion, retired, isNew: false }, reason)
  },
}
