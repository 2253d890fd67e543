/** Adding, renaming and retiring entries; by one person, or by two where money follows from the list (law 4). */
import { LIST_BY_TWO, type ListEntry, type ListName } from '../../../../contract/lists.ts'
import type { Label } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { type Apply, type Facts, propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { writeEntry } from './store.ts'

export type EntryChange = {
  list: ListName
  key: string
  version: number
  label: Label | null
  pays: ListEntry['pays']
  retired: boolean
  isNew: boolean
}

export function changeEntry(call: Call, change: EntryChange, reason: string) {
  const before = checked(call, change)
  if (!LIST_BY_TWO[change.list]) {
    if (before && JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(change)))
      refuse('NOTHING_CHANGED', { what: change.key })
    write(call, change, reason)
    return { proposalId: null, applied: true }
  }
  const { proposalId, applied } = propose(
    call,
    {
      kind: 'list.change',
      subject: `list:${change.list}.${change.key}`,
      title: before?.label?.en ?? change.label?.en ?? change.key,
      before: before ? factsOf(before) : {},
      after: before ? factsOf(change) : { key: change.key, ...factsOf(change), retired: null },
      payload: { ...change, reason },
      reason,
    },
    applyListChange,
  )
  return { proposalId, applied: applied !== null }
}

export const applyListChange: Apply<string> = (call, { payload }: StoredProposal) => {
  const { reason, ...change } = payload as EntryChange & { reason: string }
  checked(call, change)
  write(call, change, reason)
  return change.key
}

function write(call: Call, { isNew, label, ...change }: EntryChange, reason: string): void {
  const { list, key, retired } = change
  const before = call.services.lists.entry(list, key)
  writeEntry(call, { ...change, label: label === null ? null : JSON.stringify(label) })
  call.audit({
    action: isNew ? 'list.add' : 'list.change',
    subject: `list:${list}.${key}`,
    reason,
    changes: [
      ['nameEn', before?.label?.en ?? null, label?.en ?? null],
      ['nameZhHant', before?.label?.['zh-Hant'] ?? null, label?.['zh-Hant'] ?? null],
      ['retired', before ? yesNo(before.retired) : null, yesNo(retired)],
    ],
  })
  call.afterCommit(() => call.services.lists.reload())
  call.changed('settings')
}

/** The entry as it is, at the version that was seen; the last one that is offered may be retired, and the forms then say so (R0-02). */
function checked(call: Call, change: EntryChange): ListEntry | undefined {
  const found = call.services.lists.entry(change.list, change.key)
  if (change.isNew && found) refuse('KEY_TAKEN', { key: change.key })
  if (!change.isNew && !found) refuse('NOT_FOUND', { what: change.key })
  if (found && found.version !== change.version)
    throw new Conflict(`list:${change.list}.${change.key}`, { version: found.version })
  return found
}

const factsOf = ({ label, pays, retired }: Pick<ListEntry, 'label' | 'pays' | 'retired'>): Facts => ({
  nameEn: label?.en ?? null,
  nameZhHant: label?.['zh-Hant'] ?? null,
  method: pays,
  retired,
})

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')
