/** What a confirmed revision of a stock or layout does: it is kept beside all earlier ones and is the one in force. */
import type { Call } from '../../call.ts'
import type { StoredProposal } from '../../proposals/index.ts'
import { Conflict } from '../../refuse.ts'
import { copiedLayouts } from './copying.ts'
import { type FormKind, insertForm, revisionOf } from './store.ts'

export type FormChange = { kind: FormKind; code: string; content: string; revision: number; copyOf: string | null }

export function applyForm(call: Call, { payload, madeBy }: StoredProposal): number {
  const { kind, code, content, revision, copyOf } = payload as FormChange
  const before = revisionOf(call, kind, code)
  if (before !== revision - 1) throw new Conflict(`chequeForm:${code}`, { version: before })
  insertForm(call, { kind, code, revision, content, madeBy, madeAt: call.now })
  call.audit({
    action: 'chequeForm.set',
    subject: `chequeForm:${kind}:${code}`,
    changes: [['revision', String(before), String(revision)]],
  })
  for (const layout of copyOf === null ? [] : copiedLayouts(call, { from: copyOf, to: code })) {
    insertForm(call, {
      kind: 'layout',
      code: layout.id,
      revision: 1,
      content: JSON.stringify(layout),
      madeBy,
      madeAt: call.now,
    })
    call.audit({
      action: 'chequeForm.set',
      subject: `chequeForm:layout:${layout.id}`,
      changes: [['revision', '0', '1']],
    })
  }
  call.changed('cheques')
  return revision
}
