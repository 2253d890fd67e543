/** Which page of its print file a leaf is on: leaves of a run share one file, a page each, in the order of their numbers. */

import type { LeafRow } from '../../../contract/cheques.ts'
import { LeafState } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'

const PRINTED = LeafState.options.filter((state) => state !== 'blank')

/** Looks through the newest leaves, whatever became of them; an older run opens at its first page. */
export function useRunPages(): (leaf: LeafRow) => number {
  const printed = useApi(
    ['cheques.leaves', 'printed'],
    () => api.cheques.leaves({ states: PRINTED, search: '', after: null, pageSize: LIMITS.pageRows }),
    { topics: ['cheques'] },
  )
  return (leaf) => pageOf(leaf, printed.data?.rows ?? [])
}

/** One more than the leaves of the same file that come before it. */
export function pageOf(leaf: Pick<LeafRow, 'number' | 'pdfFileId'>, leaves: readonly LeafRow[]): number {
  return leaves.filter(({ pdfFileId, number }) => pdfFileId === leaf.pdfFileId && number < leaf.number).length + 1
}
