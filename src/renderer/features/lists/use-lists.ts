/** The desk's own lists: what may be chosen now, and the words for what was chosen once. */
import type { ListEntry, ListName } from '../../../contract/lists.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'

export function useLists() {
  return useApi(['lists.all'], () => api.lists.all({}), { topics: ['settings'] })
}

/** Undefined until it is read. */
export function useOffered(list: ListName): readonly ListEntry[] | undefined {
  const { data } = useLists()
  return data?.filter((entry) => entry.list === list && !entry.retired)
}

/** Which vocabulary has the words of a list. */
export const VOCABULARY = {
  withdrawalType: 'withdrawalType',
  withdrawalMethod: 'method',
  documentKind: 'document',
} as const satisfies Record<ListName, string>
